#include <map>
#include <tuple>

#include "eksplan/compare/parts.hpp"

namespace eksplan::compare {
namespace {

using FindingKey =
    std::tuple<std::string_view, std::string_view, std::string_view, std::string_view>;

FindingKey finding_key_of(const saved::Finding& finding) {
  return {finding.rule, finding.object, finding.path, finding.message};
}

}  // namespace

std::vector<std::size_t> only_in(const std::vector<saved::Finding>& of,
                                 const std::vector<saved::Finding>& others) {
  std::map<FindingKey, std::size_t> known;  // how often
  for (const auto& finding : others) {
    known[finding_key_of(finding)] += finding.ignored ? 0U : 1U;
  }
  std::vector<std::size_t> only;
  for (std::size_t i = 0; i < of.size(); ++i) {
    if (of[i].ignored) {
      continue;
    }
    const auto same = known.find(finding_key_of(of[i]));
    if (same != known.end() && same->second > 0) {
      --same->second;
    } else {
      only.push_back(i);
    }
  }
  return only;
}

}  // namespace eksplan::compare
