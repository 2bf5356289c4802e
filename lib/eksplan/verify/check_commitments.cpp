#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/verify/checks.hpp"
#include "eksplan/verify/examination.hpp"

namespace eksplan::verify {
namespace {

using base::int128;
using units::Decimal;
using units::Money;

constexpr int128 kWeek = int128{saved::kHoursOfWeek} * Decimal::kOne;

void check_saving(const saved::Saving& saving, const std::string& where, std::int64_t month_hours,
                  Examination& examination) {
  examination.expect(where + ".savingMonthly", saving.monthly, saving.hourly * month_hours,
                     "savingHourly x monthHours");
}

void check_savings_plan(const Ledger& ledger, std::size_t index, Examination& examination) {
  const auto& plan = ledger.result().commitments.savings_plans[index];
  const auto where = path("commitments.savingsPlans", index);
  const auto& curve = plan.curve;
  if (curve.empty()) {
    examination.fault(where + ".curve", "is empty");
    return;
  }
  examination.expect(where + ".curve[0].commitmentHourly", curve.front().commitment, Money{},
                     "a curve begins without a commitment");
  examination.expect(where + ".curve[0].hourly", curve.front().hourly, plan.eligible,
                     "eligibleHourly, all on demand");
  for (std::size_t i = 1; i < curve.size(); ++i) {
    if (curve[i].commitment <= curve[i - 1].commitment) {
      examination.fault(fmt::format("{}.curve[{}].commitmentHourly", where, i),
                        fmt::format("is {}, and the one before it is {}", curve[i].commitment,
                                    curve[i - 1].commitment));
    }
  }
  const auto best = std::ranges::min_element(curve, {}, &saved::CommitmentPoint::hourly);
  examination.expect(where + ".commitmentHourly", plan.commitment, best->commitment,
                     "the cheapest of the curve");
  examination.expect(where + ".savingHourly", plan.saving.hourly, plan.eligible - best->hourly,
                     "eligibleHourly less the cheapest of the curve");
  check_saving(plan.saving, where, ledger.result().context.month_hours, examination);
  for (std::size_t i = 0; i < plan.rates.size(); ++i) {
    if (plan.rates[i].saving >= Decimal::whole(1)) {
      examination.fault(fmt::format("{}.rates[{}].saving", where, i), "takes off all of the price");
    }
  }
}

/// Nodes of a group over the week, by the word of the phases.
struct Nodes {
  int128 hours = 0;
  std::int64_t count = 0;
};

std::vector<Nodes> nodes_over_week(const Ledger& ledger, const saved::NodeGroup& group) {
  if (!ledger.has_phases()) {
    return {{kWeek, group.count}};
  }
  std::vector<Nodes> week;
  for (const auto& phase : ledger.plan().phases) {
    week.push_back(
        {std::min(phase.hours_per_week.billionths(), kWeek), Ledger::nodes_in(phase, group.name)});
  }
  return week;
}

// What nodes cost over the week with so many of them reserved, in billionths of a nano-dollar. A
// count has 40 bits, hours 38 and a price of a node may have 64: nothing is capped that is real.
int128 cost_of(const std::vector<Nodes>& week, std::int64_t reserved, Money each, Money on_demand) {
  auto cost = capped_product(each.nanos(), capped_product(reserved, kWeek));
  for (const auto& nodes : week) {
    const auto beyond = std::max<std::int64_t>(nodes.count - reserved, 0);
    cost = capped_sum(cost, capped_product(on_demand.nanos(), capped_product(beyond, nodes.hours)));
  }
  return cost;
}

void check_reservation(const Ledger& ledger, std::size_t index, Examination& examination) {
  const auto& row = ledger.result().commitments.reserved[index];
  const auto where = path("commitments.reserved", index);
  const auto known = ledger.group(row.group);
  if (!known) {
    examination.fault(where + ".group", fmt::format("there is no node group '{}'", row.group));
    return;
  }
  const auto& group = ledger.plan().node_groups[*known];
  const auto week = nodes_over_week(ledger, group);
  examination.expect_text(where + ".instanceType", row.instance_type, group.instance_type,
                          "that of the group");
  examination.expect_count(where + ".of", row.of, std::ranges::max(week, {}, &Nodes::count).count,
                           "the most nodes of the group");
  const auto cost = [&](std::int64_t count) {
    return cost_of(week, count, row.hourly_per_node, group.hourly_per_node);
  };
  const auto least = cost(row.count);
  examination.expect(where + ".savingHourly", row.saving.hourly,
                     Money::from_nanos(base::div_half_up(cost(0) - least, kWeek)),
                     "of the group's nodes on demand, less so many reserved and the others on "
                     "demand");
  if (cost(row.count + 1) < least || (row.count > 0 && cost(row.count - 1) <= least)) {
    examination.fault(where + ".count",
                      fmt::format("is {}, and another number costs less", row.count));
  }
  check_saving(row.saving, where, ledger.result().context.month_hours, examination);
}

}  // namespace

Check check_commitments(const Ledger& ledger) {
  Examination examination("commitments", "what to commit to saves what it says");
  const auto& commitments = ledger.result().commitments;
  if (!ledger.result().plan || commitments.empty()) {
    return std::move(examination).not_checked("the result advises none");
  }
  for (std::size_t i = 0; i < commitments.savings_plans.size(); ++i) {
    check_savings_plan(ledger, i, examination);
  }
  for (std::size_t i = 0; i < commitments.reserved.size(); ++i) {
    check_reservation(ledger, i, examination);
  }
  const auto plans = static_cast<long long>(commitments.savings_plans.size());
  const auto reserved = static_cast<long long>(commitments.reserved.size());
  return std::move(examination)
      .done(fmt::format("{} and {}", base::plural(plans, "savings plan", "savings plans"),
                        base::plural(reserved, "reservation", "reservations")));
}

}  // namespace eksplan::verify
