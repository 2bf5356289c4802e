#include <algorithm>

#include "eksplan/base/assert.hpp"
#include "eksplan/cost/costed_plan.hpp"
#include "eksplan/cost/ledger.hpp"
#include "eksplan/cost/scene.hpp"

namespace eksplan::cost {
namespace {

void add_up(CostedPlan& costed) {
  for (const auto category : {Category::control_plane, Category::fargate, Category::nodes,
                              Category::storage, Category::network}) {
    costed.by_category[category] = {};
  }
  for (const auto& line : costed.lines) {
    costed.hourly += line.hourly;
    costed.by_category[line.category] += line.hourly;
    if (line.item_of) {
      costed.workloads[line.item_of->value].own += line.hourly;
    } else if (!line.group) {
      costed.fixed += line.hourly;
    }
  }
}

units::HourlyRate sum_of_parts(const CostedPlan& costed) {
  auto sum = costed.idle + costed.overhead + costed.fixed;
  for (const auto& workload : costed.workloads) {
    sum += workload.total();
  }
  return sum;
}

}  // namespace

std::string_view name(Category category) {
  switch (category) {
    case Category::control_plane:
      return "controlPlane";
    case Category::fargate:
      return "fargate";
    case Category::nodes:
      return "nodes";
    case Category::storage:
      return "storage";
    case Category::network:
      break;
  }
  return "network";
}

CostedPlan cost(const plan::Plan& plan, const demand::Demand& demand,
                const model::Inventory& inventory, const catalog::Catalogue& catalogue,
                const Options& options) {
  EKSPLAN_ASSERT(plan.placements.size() == demand.items.size(), "one placement for each workload");
  EKSPLAN_ASSERT(options.nat_gateways >= 0, "no negative number of NAT gateways");
  const Scene scene{plan, demand, inventory, options, running_pods(plan, demand)};
  Ledger ledger(catalogue);
  charge_compute(scene, ledger);
  charge_storage(scene, ledger);
  charge_network(scene, ledger);

  CostedPlan costed;
  costed.lines = ledger.sorted_lines();
  costed.list = ledger.at_list_prices();
  costed.workloads.resize(demand.items.size());
  costed.unpriced = ledger.unpriced();
  costed.assumptions = ledger.assumptions();
  add_up(costed);
  share_nodes(scene, costed);
  EKSPLAN_ASSERT(sum_of_parts(costed) == costed.hourly, "the parts add up to the total");

  // The plan's own sums round each node; only its distance from the bound is taken over, so that a
  // plan that is proven optimal costs exactly its bound.
  const auto above_bound = std::max(plan.packed - plan.lower_bound, units::HourlyRate{});
  costed.packed = costed.hourly - plan.headroom;
  costed.lower_bound = std::max(costed.packed - above_bound, units::HourlyRate{});
  return costed;
}

}  // namespace eksplan::cost
