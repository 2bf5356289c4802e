#include <map>
#include <string>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/verify/checks.hpp"
#include "eksplan/verify/examination.hpp"

namespace eksplan::verify {
namespace {

using base::int128;
using units::Decimal;
using units::Money;

bool is_by_month(std::string_view unit) {
  return unit.ends_with("-month");
}

/// Hours that the price of a line is for; 0 for a unit that no line has.
std::int64_t hours_of(std::string_view unit) {
  for (const auto* const known :
       {"hour", "vCPU-hour", "GB-hour", "GB-month", "IOPS-month", "MBps-month"}) {
    if (unit == known) {
      return is_by_month(unit) ? units::kAwsMonthHours : 1;
    }
  }
  return 0;
}

// Rounded half away from zero to a billionth of a dollar, once.
Money price_of(Decimal quantity, Money unit_price, std::int64_t hours) {
  const auto exact = quantity.billionths() * unit_price.nanos();
  return Money::from_nanos(base::div_half_up(exact, int128{Decimal::kOne} * hours));
}

// By how much the mean of a week's lines may be off its mean quantity x unit price: half a
// billionth of the quantity, and two nano-dollars for what lines and their mean were rounded by.
Money rounding(Money unit_price, std::int64_t hours) {
  return Money::from_nanos(base::div_ceil(unit_price.nanos(), int128{2} * Decimal::kOne * hours) +
                           2);
}

bool is_within(Money written, Money right, Money most) {
  const auto off = written > right ? written - right : right - written;
  return off <= most;
}

/// Lines against the pods and nodes that they are for.
class QuantityCheck {
 public:
  explicit QuantityCheck(const Ledger& ledger) : ledger_(&ledger) {}

  Check run() {
    sort_lines();
    for (std::size_t i = 0; i < ledger_->plan().node_groups.size(); ++i) {
      group(i);
    }
    for (std::size_t i = 0; i < ledger_->result().workloads.size(); ++i) {
      if (ledger_->is_on_fargate(i)) {
        fargate(i);
      }
    }
    for (const auto& [key, line] : lines_) {
      examination_.fault(path("costs", line),
                         fmt::format("'{}' is not for what the plan has there", key.first));
    }
    return std::move(examination_).done("nodes, root volumes and Fargate pods");
  }

 private:
  using Key = std::pair<std::string, std::string>;  // item, and who or what it is for

  static constexpr std::string_view kVcpu = "fargate-vcpu";
  static constexpr std::string_view kMemory = "fargate-memory";
  static constexpr std::string_view kEphemeral = "fargate-ephemeral";
  static constexpr std::string_view kNode = "node";
  static constexpr std::string_view kRoot = "node-root-volume";

  void sort_lines() {
    const auto& costs = ledger_->plan().costs;
    for (std::size_t i = 0; i < costs.size(); ++i) {
      const auto& line = costs[i];
      const bool of_fargate = line.category == "fargate";
      if (!of_fargate && line.category != "nodes") {
        continue;
      }
      const auto& payer = of_fargate ? line.workload : line.group;
      if (!lines_.emplace(Key{line.item, payer}, i).second) {
        examination_.fault(path("costs", i),
                           fmt::format("'{}' for '{}' is there twice", line.item, payer));
      }
    }
  }

  // The line of an item; each is taken once, and what is left over belongs to nothing.
  std::optional<std::size_t> take(std::string_view item, const std::string& payer) {
    const auto found = lines_.find(Key{std::string(item), payer});
    if (found == lines_.end()) {
      return std::nullopt;
    }
    const auto line = found->second;
    lines_.erase(found);
    return line;
  }

  std::optional<std::size_t> take_wanted(std::string_view item, const std::string& payer) {
    const auto line = take(item, payer);
    if (!line && !is_unpriced(item)) {
      examination_.fault("costs", fmt::format("there is no line '{}' for '{}'", item, payer));
    }
    return line;
  }

  bool is_unpriced(std::string_view item) const {
    for (const auto& row : ledger_->result().unpriced) {
      if (row.item == item) {
        return true;
      }
    }
    return false;
  }

  void quantity(std::size_t line, Decimal right, std::string_view why) {
    examination_.expect(path("costs", line, "quantity"), ledger_->plan().costs[line].quantity,
                        right, why);
  }

  // Of a week of several phases the mean; `pods` and nodes of one phase are whole numbers.
  template <class Count>
  Decimal mean(Decimal of_one, Count count) const {
    return ledger_->mean([&](const saved::Phase& phase) { return of_one * count(phase); });
  }

  std::int64_t nodes(const saved::Phase& phase, const saved::NodeGroup& row) const {
    return ledger_->has_phases() ? Ledger::nodes_in(phase, row.name) : row.count;
  }

  Decimal mean_of_nodes(const saved::NodeGroup& row, std::int64_t of_one) const {
    return mean(Decimal::whole(of_one),
                [&](const saved::Phase& phase) { return nodes(phase, row); });
  }

  void group_money(std::size_t i, std::optional<std::size_t> line) {
    const auto& row = ledger_->plan().node_groups[i];
    const auto where = path("nodeGroups", i, "hourly");
    if (!ledger_->has_phases()) {
      examination_.expect(where, row.cost.hourly, row.hourly_per_node * row.count,
                          "count x hourlyPerNode");
    } else if (line) {
      examination_.expect(where, row.cost.hourly, ledger_->plan().costs[*line].cost.hourly,
                          "the cost line of its nodes");
    }
  }

  void group(std::size_t i) {
    const auto& row = ledger_->plan().node_groups[i];
    examination_.expect(path("nodeGroups", i, "monthly"), row.cost.monthly,
                        row.cost.hourly * ledger_->result().context.month_hours,
                        "hourly x monthHours");
    if (mean_of_nodes(row, 1) == Decimal{}) {
      group_money(i, std::nullopt);
      return;
    }
    const auto node_line = take_wanted(kNode, row.name);
    group_money(i, node_line);
    if (const auto line = node_line) {
      quantity(*line, mean_of_nodes(row, 1), "nodes of the group");
      examination_.expect(path("costs", *line, "unitPrice"),
                          ledger_->plan().costs[*line].unit_price, row.hourly_per_node,
                          "hourlyPerNode of the group");
    }
    if (const auto line = take_wanted(kRoot, row.name)) {
      quantity(*line, mean_of_nodes(row, kGbOfRootVolume), "20 GB for each node");
    }
  }

  void fargate(std::size_t i) {
    const auto& row = ledger_->result().workloads[i];
    if (!row.fargate.size) {
      examination_.fault(path("workloads", i, "fargate"), "has no size, and its pods run there");
      return;
    }
    const auto pods = [&](const saved::Phase& phase) { return ledger_->placed_in(phase, i); };
    if (mean(Decimal::whole(1), pods) == Decimal{}) {
      return;
    }
    if (const auto line = take_wanted(kVcpu, row.id)) {
      quantity(*line, mean(row.fargate.size->vcpu, pods), "pods x vcpu");
    }
    if (const auto line = take_wanted(kMemory, row.id)) {
      quantity(*line, mean(row.fargate.size->memory_gib, pods), "pods x memoryGib");
    }
    take(kEphemeral, row.id);
  }

  const Ledger* ledger_;
  std::map<Key, std::size_t> lines_;
  Examination examination_{"quantities", "cost lines are for the nodes and pods of the plan"};
};

}  // namespace

Check check_cost_lines(const Ledger& ledger) {
  Examination examination("cost-lines", "each cost line is quantity x unit price");
  if (!ledger.result().plan) {
    return std::move(examination).not_checked("the result has no plan");
  }
  const auto& costs = ledger.plan().costs;
  for (std::size_t i = 0; i < costs.size(); ++i) {
    const auto& line = costs[i];
    const auto hours = hours_of(line.unit);
    if (hours == 0) {
      examination.fault(path("costs", i, "unit"), fmt::format("'{}' is not a unit", line.unit));
      continue;
    }
    const auto right = price_of(line.quantity, line.unit_price, hours);
    const bool is_near =
        ledger.has_phases() && is_within(line.cost.hourly, right, rounding(line.unit_price, hours));
    examination.expect(path("costs", i, "hourly"), line.cost.hourly,
                       is_near ? line.cost.hourly : right,
                       fmt::format("{} {} x {}{}", line.quantity, line.unit, line.unit_price,
                                   hours == 1 ? "" : fmt::format(" / {} hours", hours)));
    examination.expect(path("costs", i, "monthly"), line.cost.monthly,
                       line.cost.hourly * ledger.result().context.month_hours,
                       "hourly x monthHours");
  }
  return std::move(examination)
      .done(base::plural(static_cast<long long>(costs.size()), "line", "lines") +
            ", hourly and monthly");
}

Check check_quantities(const Ledger& ledger) {
  if (!ledger.result().plan) {
    return Examination("quantities", "cost lines are for the nodes and pods of the plan")
        .not_checked("the result has no plan");
  }
  return QuantityCheck(ledger).run();
}

}  // namespace eksplan::verify
