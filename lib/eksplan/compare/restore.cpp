#include "eksplan/compare/restore.hpp"

#include <algorithm>
#include <array>
#include <numeric>

#include "eksplan/compare/parts.hpp"

namespace eksplan::compare {
namespace {

Delta delta_of(const saved::MoneyChange& change) {
  return {change.hourly, change.monthly};
}

ChangeKind kind_of(const std::string& word) {
  constexpr std::array kKinds{ChangeKind::added, ChangeKind::removed};
  const auto* const known =
      std::ranges::find(kKinds, word, [](ChangeKind kind) { return name(kind); });
  return known == kKinds.end() ? ChangeKind::changed : *known;
}

std::string_view shared_name(const std::string& word) {
  const auto* const known = std::ranges::find(kSharedNames, word);
  return known == kSharedNames.end() ? std::string_view{} : *known;
}

saved::Result side_of(const saved::Difference& saved, const saved::DifferenceSide& side) {
  saved::Result result;
  result.tool = saved.tool;
  result.context = saved.context;
  result.plan.emplace().summary = side.summary;
  result.finding_counts = side.finding_counts;
  result.complete = side.complete;
  return result;
}

// Where in the side's workloads this one stands from now on.
std::optional<std::size_t> put(const std::optional<saved::Workload>& workload,
                               saved::Result& side) {
  if (!workload) {
    return std::nullopt;
  }
  side.workloads.push_back(*workload);
  return side.workloads.size() - 1;
}

std::vector<std::size_t> all_of(const std::vector<saved::Finding>& findings) {
  std::vector<std::size_t> indexes(findings.size());
  std::iota(indexes.begin(), indexes.end(), std::size_t{0});
  return indexes;
}

}  // namespace

Restored restore(const saved::Difference& saved) {
  Restored restored{side_of(saved, saved.base), side_of(saved, saved.head), {}};
  auto& diff = restored.diff;
  diff.total = delta_of(saved.total);
  for (const auto& change : saved.changes) {
    diff.changes.push_back({.workload = change.workload,
                            .kind = kind_of(change.kind),
                            .before = put(change.before, restored.base),
                            .after = put(change.after, restored.head),
                            .delta = delta_of(change.delta),
                            .why = change.why});
  }
  for (const auto& effect : saved.shared) {
    diff.shared.push_back({shared_name(effect.name), delta_of(effect.delta)});
  }
  for (const auto& line : saved.bill) {
    diff.bill.push_back({line.category, line.item, line.group, line.detail, line.unit, line.before,
                         line.after, delta_of(line.delta)});
  }
  restored.head.findings = saved.new_findings;
  restored.base.findings = saved.gone_findings;
  diff.new_findings = all_of(restored.head.findings);
  diff.gone_findings = all_of(restored.base.findings);
  return restored;
}

}  // namespace eksplan::compare
