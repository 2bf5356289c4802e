#include <map>
#include <tuple>

#include "eksplan/compare/parts.hpp"

namespace eksplan::compare {
namespace {

// What tells lines apart; the workload that pays does not, and neither does the price.
using LineKey = std::tuple<std::string, std::string, std::string, std::string, std::string>;

LineKey line_key_of(const saved::CostLine& line) {
  const bool is_own_of_workload = !line.workload.empty();
  return {line.category, line.item, line.group, is_own_of_workload ? "" : line.detail, line.unit};
}

}  // namespace

std::vector<BillChange> bill_changes(const saved::Plan& base, const saved::Plan& head) {
  std::map<LineKey, BillChange> sums;
  const auto entry = [&](const saved::CostLine& line) -> BillChange& {
    const auto key = line_key_of(line);
    const auto& [category, item, group, detail, unit] = key;
    return sums.try_emplace(key, BillChange{category, item, group, detail, unit, {}, {}, {}})
        .first->second;
  };
  for (const auto& line : base.costs) {
    auto& sum = entry(line);
    sum.before = sum.before + line.quantity;
    sum.delta.hourly = sum.delta.hourly - line.cost.hourly;
    sum.delta.monthly = sum.delta.monthly - line.cost.monthly;
  }
  for (const auto& line : head.costs) {
    auto& sum = entry(line);
    sum.after = sum.after + line.quantity;
    sum.delta.hourly += line.cost.hourly;
    sum.delta.monthly += line.cost.monthly;
  }
  std::vector<BillChange> changes;
  for (auto& [key, sum] : sums) {
    if (sum.before != sum.after || sum.delta != Delta{}) {
      changes.push_back(std::move(sum));
    }
  }
  return changes;
}

}  // namespace eksplan::compare
