#include "comparison.hpp"

#include <algorithm>
#include <functional>

#include "apart.hpp"
#include "baselines.hpp"
#include "row_text.hpp"
#include "survival.hpp"
#include <fmt/format.h>

#include "eksplan/pack/check.hpp"

namespace eksplan::bench {
namespace {

std::int64_t nodes_in(const pack::Packing& packing) {
  std::int64_t nodes = 0;
  for (const auto& bin : packing.bins) {
    nodes += bin.count;
  }
  return nodes;
}

void check(const Problem& problem, const pack::Packing& packing, Row& row) {
  auto faults = pack::violations(problem.instance(), packing);
  row.faults.insert(row.faults.end(), faults.begin(), faults.end());
}

plan::Options wishes_of(const Problem& problem, const Effort& effort, plan::HeadroomWish headroom) {
  auto wishes = problem.options();
  wishes.effort = effort.steps;
  wishes.headroom = headroom;
  return wishes;
}

/// The planner's own way from instance to nodes, without and with room for the scheduler.
Row run_effort(const Problem& problem, const Effort& effort, bool replay) {
  Row row;
  row.planner = fmt::format("eksplan {}", effort.name);
  const UsageMeter packing;
  row.loaded_kib = packing.read().peak_kib;
  const auto tight_wishes = wishes_of(problem, effort, {.percent = 0});
  const auto tight = plan::with_headroom(problem.instance(), problem.parts(tight_wishes));
  row.packing = packing.read();
  row.cost = tight.packed_cost;
  row.bound = tight.lower_bound;
  row.proved_by = tight.bound;
  row.nodes = nodes_in(*tight.packing);
  check(problem, *tight.packing, row);
  if (replay) {
    const UsageMeter scheduling;
    const auto roomy_wishes = wishes_of(problem, effort, {.percent = {}});
    const auto roomy = plan::with_headroom(problem.instance(), problem.parts(roomy_wishes));
    row.scheduling = scheduling.read();
    row.schedulable_cost = roomy.packed_cost + roomy.headroom_cost;
    row.stranded = stranded_in(problem, *roomy.packing);
    check(problem, *roomy.packing, row);
  }
  return row;
}

Row run_baseline(const Problem& problem, const Baseline& baseline, bool replay) {
  Row row;
  row.planner = baseline.name;
  const UsageMeter meter;
  row.loaded_kib = meter.read().peak_kib;
  const auto nodes = baseline.planner(problem.instance(), items_for_nodes(problem.instance()));
  const auto packing = packing_of(problem.instance(), nodes);
  row.packing = meter.read();
  row.cost = packing.cost;
  row.nodes = nodes_in(packing);
  check(problem, packing, row);
  if (replay) {
    const auto survived = survive(problem, nodes, baseline.planner);
    row.scheduling = meter.read();
    row.schedulable_cost = survived.packing.cost;
    row.stranded = survived.stranded;
    if (survived.stranded == 0) {
      check(problem, survived.packing, row);
    }
  }
  return row;
}

}  // namespace

std::vector<Row> compare(const Problem& problem, const ComparisonOptions& options) {
  std::vector<std::function<Row()>> runs;
  for (const auto& effort : options.efforts) {
    runs.emplace_back([&] { return run_effort(problem, effort, options.replay); });
  }
  if (options.baselines) {
    for (const auto& baseline : kBaselines) {
      runs.emplace_back([&] { return run_baseline(problem, baseline, options.replay); });
    }
  }
  std::vector<Row> rows;
  for (const auto& run : runs) {
    rows.push_back(read_row(run_apart([&] { return row_text(run()); })));
  }
  return rows;
}

std::int64_t best_bound(const std::vector<Row>& rows) {
  std::int64_t best = 0;
  for (const auto& row : rows) {
    best = std::max(best, row.bound);
  }
  return best;
}

}  // namespace eksplan::bench
