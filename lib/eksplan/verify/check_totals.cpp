#include <algorithm>
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

// hourly / bound - 1 to six places; nothing when the bound is 0.
std::optional<Decimal> gap_of(Money hourly, Money bound) {
  constexpr std::int64_t kPlaces = 1'000'000;
  if (bound.nanos() <= 0) {
    return std::nullopt;
  }
  return Decimal::from_billionths(
      base::mul_div_half_up(hourly.nanos() - bound.nanos(), kPlaces, bound.nanos()) *
      (Decimal::kOne / kPlaces));
}

void expect_gap(Examination& examination, const std::string& where,
                const std::optional<Decimal>& written, const std::optional<Decimal>& right) {
  if (written && right) {
    examination.expect(where, *written, *right, "cost / bound - 1, to six places");
  } else if (written.has_value() != right.has_value()) {
    examination.fault(where, written ? "is there though the bound is 0"
                                     : fmt::format("is missing, should be {}", *right));
  }
}

void phase_nodes(const Ledger& ledger, Examination& examination) {
  const auto& phases = ledger.plan().phases;
  for (std::size_t p = 0; p < phases.size(); ++p) {
    int128 nodes = 0;
    for (const auto& row : phases[p].node_groups) {
      nodes += row.count;
      if (!ledger.group(row.group)) {
        examination.fault(path("phases", p, "nodeGroups"),
                          fmt::format("there is no node group '{}'", row.group));
      }
    }
    examination.expect_count(path("phases", p, "nodeCount"), phases[p].node_count, nodes,
                             "the sum over its node groups");
  }
  const auto& groups = ledger.plan().node_groups;
  for (std::size_t g = 0; g < groups.size(); ++g) {
    const auto count_in = [&](const saved::Phase& phase) {
      return Ledger::nodes_in(phase, groups[g].name);
    };
    const auto [least, most] = std::ranges::minmax(phases, {}, count_in);
    examination.expect_count(path("nodeGroups", g, "minCount"),
                             groups[g].min_count.value_or(groups[g].count), count_in(least),
                             "the fewest of any phase");
    examination.expect_count(path("nodeGroups", g, "maxCount"),
                             groups[g].max_count.value_or(groups[g].count), count_in(most),
                             "the most of any phase");
    examination.expect_count(path("nodeGroups", g, "count"), groups[g].count,
                             count_in(*ledger.shown_phase()), "nodes in the dearest phase");
  }
}

void phase_pods(const Ledger& ledger, Examination& examination) {
  const auto& phases = ledger.plan().phases;
  for (std::size_t p = 0; p < phases.size(); ++p) {
    for (const auto& row : phases[p].workloads) {
      const auto workload = ledger.workload(row.workload);
      if (!workload) {
        examination.fault(path("phases", p, "workloads"),
                          fmt::format("there is no workload '{}'", row.workload));
      } else if (&phases[p] == ledger.shown_phase()) {
        examination.expect_count(path("workloads", *workload, "replicas.expected"),
                                 ledger.placed(*workload), row.count,
                                 "pods with a place in the dearest phase");
      }
    }
  }
}

}  // namespace

Check check_totals(const Ledger& ledger) {
  Examination examination("totals", "totals are the sums of the lines");
  if (!ledger.result().plan) {
    return std::move(examination).not_checked("the result has no plan");
  }
  const auto& plan = ledger.plan();
  Money total;
  std::map<std::string, Money> by_category{
      {"controlPlane", {}}, {"fargate", {}}, {"nodes", {}}, {"storage", {}}, {"network", {}}};
  for (const auto& line : plan.costs) {
    total += line.cost.hourly;
    by_category[line.category] += line.cost.hourly;
  }
  for (const auto& [category, hourly] : by_category) {
    const auto written = plan.summary.by_category.find(category);
    if (written == plan.summary.by_category.end()) {
      examination.fault("summary.byCategory", fmt::format("'{}' is missing", category));
    } else {
      examination.expect("summary.byCategory." + category, written->second, hourly,
                         "the sum of its lines");
    }
  }
  for (const auto& [category, hourly] : plan.summary.by_category) {
    if (by_category.count(category) == 0) {
      examination.expect("summary.byCategory." + category, hourly, Money{}, "it has no lines");
    }
  }
  examination.expect("summary.hourly", plan.summary.total.hourly, total, "the sum of all lines");
  examination.expect("summary.monthly", plan.summary.total.monthly,
                     plan.summary.total.hourly * ledger.result().context.month_hours,
                     "hourly x monthHours");
  return std::move(examination)
      .done(fmt::format("{} an hour, {} a month of {} hours", total, plan.summary.total.monthly,
                        ledger.result().context.month_hours));
}

Check check_phases(const Ledger& ledger) {
  Examination examination("phases", "the phases make up the week");
  if (!ledger.result().plan) {
    return std::move(examination).not_checked("the result has no plan");
  }
  const auto& plan = ledger.plan();
  Decimal hours;
  int128 weighted = 0;
  for (const auto& phase : plan.phases) {
    hours = hours + phase.hours_per_week;
    weighted += phase.hourly.nanos() * phase.hours_per_week.billionths();
  }
  examination.expect("phases", hours, Decimal::whole(saved::kHoursOfWeek), "hours of a week");
  const auto mean = base::div_half_up(weighted, int128{Decimal::kOne} * saved::kHoursOfWeek);
  examination.expect("summary.hourly", plan.summary.total.hourly, Money::from_nanos(mean),
                     "the phases weighted by their hours");
  if (const auto* const shown = ledger.shown_phase()) {
    examination.expect("summary.peakHourly", plan.summary.peak_hourly, shown->hourly,
                       "the dearest phase");
    examination.expect_count("summary.nodeCount", plan.summary.node_count, shown->node_count,
                             "nodes of the dearest phase");
  }
  if (ledger.has_phases()) {
    phase_nodes(ledger, examination);
    phase_pods(ledger, examination);
  }
  return std::move(examination)
      .done(base::plural(static_cast<long long>(plan.phases.size()), "phase", "phases"));
}

Check check_gaps(const Ledger& ledger) {
  Examination examination("gaps", "the gaps are cost / bound - 1");
  if (!ledger.result().plan) {
    return std::move(examination).not_checked("the result has no plan");
  }
  const auto& summary = ledger.plan().summary;
  if (summary.lower_bound_hourly > summary.packed_hourly) {
    examination.fault("summary.lowerBoundHourly",
                      fmt::format("is {}, above packedHourly, which is {}",
                                  summary.lower_bound_hourly, summary.packed_hourly));
  }
  if (summary.packed_hourly > summary.total.hourly) {
    examination.fault("summary.packedHourly",
                      fmt::format("is {}, above hourly, which is {}", summary.packed_hourly,
                                  summary.total.hourly));
  }
  if (ledger.result().context.headroom == "0") {
    examination.expect("summary.packedHourly", summary.packed_hourly, summary.total.hourly,
                       "there is no headroom");
  }
  expect_gap(examination, "summary.gap", summary.gap,
             gap_of(summary.total.hourly, summary.lower_bound_hourly));
  expect_gap(examination, "summary.packedGap", summary.packed_gap,
             gap_of(summary.packed_hourly, summary.lower_bound_hourly));
  if (summary.bound == "optimal" && summary.lower_bound_hourly != summary.packed_hourly) {
    examination.fault("summary.bound", "is 'optimal', and the plan costs more than its bound");
  }
  return std::move(examination)
      .done(fmt::format("{} and packed {} over {}", summary.total.hourly, summary.packed_hourly,
                        summary.lower_bound_hourly));
}

}  // namespace eksplan::verify
