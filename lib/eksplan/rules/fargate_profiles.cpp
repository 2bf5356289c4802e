#include "eksplan/rules/fargate_profiles.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "eksplan/base/glob.hpp"
#include "eksplan/base/text.hpp"

namespace eksplan::rules {
namespace {

bool matches_text(std::string_view pattern, std::string_view text, Date day) {
  return day < kWildcardsFrom ? pattern == text : base::glob_matches(pattern, text);
}

bool has_label(const model::Labels& labels, std::string_view key, std::string_view value,
               Date day) {
  return std::ranges::any_of(labels, [&](const auto& label) {
    return matches_text(key, label.first, day) && matches_text(value, label.second, day);
  });
}

}  // namespace

bool matches(const model::ProfileSelector& selector, std::string_view namespace_name,
             const model::Labels& labels, Date day) {
  return !selector.namespace_name.empty() &&
         matches_text(selector.namespace_name, namespace_name, day) &&
         std::ranges::all_of(selector.labels, [&](const auto& wanted) {
           return has_label(labels, wanted.first, wanted.second, day);
         });
}

std::vector<std::size_t> matching_profiles(const model::Cluster& cluster,
                                           std::string_view namespace_name,
                                           const model::Labels& labels, Date day) {
  std::vector<std::size_t> found;
  for (std::size_t i = 0; i < cluster.fargate_profiles.size(); ++i) {
    if (std::ranges::any_of(cluster.fargate_profiles[i].selectors, [&](const auto& selector) {
          return matches(selector, namespace_name, labels, day);
        })) {
      found.push_back(i);
    }
  }
  return found;
}

std::optional<std::size_t> chosen_profile(const model::Cluster& cluster,
                                          const std::vector<std::size_t>& matching,
                                          const model::Labels& labels) {
  const auto wish = labels.find(std::string(kProfileLabel));
  if (wish != labels.end()) {
    const auto named = std::ranges::find_if(matching, [&](std::size_t profile) {
      return cluster.fargate_profiles[profile].name == wish->second;
    });
    if (named != matching.end()) {
      return *named;
    }
  }
  const auto first = std::ranges::min_element(matching, {}, [&](std::size_t i) {
    return std::string_view(cluster.fargate_profiles[i].name);
  });
  return first == matching.end() ? std::nullopt : std::optional(*first);
}

std::optional<std::size_t> profile_of(const model::Cluster& cluster,
                                      const model::Workload& workload, Date day) {
  const auto& labels = workload.pod.labels;
  return chosen_profile(
      cluster, matching_profiles(cluster, workload.id.namespace_name, labels, day), labels);
}

std::string selector_text(const model::ProfileSelector& selector) {
  std::vector<std::string> labels;
  for (const auto& [key, value] : selector.labels) {
    labels.push_back(fmt::format("{}={}", key, value));
  }
  return fmt::format("namespace {}{}{}", selector.namespace_name, labels.empty() ? "" : " with ",
                     base::join(labels, ", "));
}

}  // namespace eksplan::rules
