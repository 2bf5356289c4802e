#include <algorithm>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/checked.hpp"
#include "eksplan/cost/scene.hpp"
#include "eksplan/rules/fargate_size.hpp"
#include "eksplan/rules/node_fit.hpp"

namespace eksplan::cost {
namespace {

// AWS bills binary gigabytes and calls them GB; exact to the byte within nine places.
units::Decimal gigabytes(units::Bytes bytes) {
  return units::Decimal::from_billionths(
      base::mul_div_half_up(bytes.count(), units::Decimal::kOne, units::Bytes::kGib));
}

units::Decimal vcpus(units::MilliCpu cpu) {
  return units::Decimal::from_billionths(base::int128{cpu.millis()} *
                                         (units::Decimal::kOne / 1000));
}

void charge_fargate(const Scene& scene, plan::ItemIndex index, Ledger& ledger) {
  const auto& size = scene.plan.placements[index.value].fargate.size;
  EKSPLAN_ASSERT(size.has_value(), "a workload on Fargate has a Fargate size");
  const auto pods = scene.pods[index.value];
  const auto& requests = scene.demand.items[index.value].workload.pod.requests_without_overhead;
  const auto ephemeral =
      rules::fargate_billed_ephemeral(requests.ephemeral_storage, scene.options.limits);
  const Payer payer{.item = index, .group = {}, .detail = {}};
  ledger.charge(Category::fargate, catalog::Item::fargate_vcpu, vcpus(size->vcpu) * pods, payer);
  ledger.charge(Category::fargate, catalog::Item::fargate_memory, gigabytes(size->memory) * pods,
                payer);
  ledger.charge(Category::fargate, catalog::Item::fargate_ephemeral, gigabytes(ephemeral) * pods,
                payer);
}

void charge_group(const plan::NodeGroup& group, plan::GroupIndex index, Ledger& ledger) {
  ledger.charge_nodes(index, group);
  ledger.charge(Category::nodes, catalog::Item::ebs_gp3_storage,
                gigabytes(rules::kRootVolume) * group.count,
                {.item = {}, .group = index, .detail = {}}, "node-root-volume");
}

}  // namespace

std::vector<std::int64_t> running_pods(const plan::Plan& plan, const demand::Demand& demand) {
  std::vector<std::int64_t> pods(demand.items.size(), 0);
  for (std::size_t i = 0; i < pods.size(); ++i) {
    const auto& item = demand.items[i];
    pods[i] = item.is_daemon
                  ? 0
                  : std::max<std::int64_t>(item.replicas - plan.placements[i].unplaced_pods, 0);
  }
  for (const auto& set : plan.nodes) {
    for (const auto& daemon : set.daemons) {
      pods[daemon.item.value] += daemon.pods * set.count;
    }
  }
  return pods;
}

bool Scene::selects_namespace(std::string_view namespace_name) const {
  const auto& wanted = options.selection.namespaces;
  return wanted.empty() || std::find(wanted.begin(), wanted.end(), namespace_name) != wanted.end();
}

void charge_compute(const Scene& scene, Ledger& ledger) {
  const auto control_plane = scene.options.extended_support ? catalog::Item::control_plane_extended
                                                            : catalog::Item::control_plane;
  ledger.charge(Category::control_plane, control_plane, units::Decimal::whole(1), {});
  for (std::size_t i = 0; i < scene.demand.items.size(); ++i) {
    if (scene.plan.placements[i].target == plan::Target::fargate) {
      charge_fargate(scene, item_index(i), ledger);
    }
  }
  for (std::size_t g = 0; g < scene.plan.groups.size(); ++g) {
    charge_group(scene.plan.groups[g], plan::GroupIndex{g}, ledger);
  }
  if (!scene.plan.groups.empty()) {
    ledger.assume("node-root-volume",
                  "each node has a gp3 root volume of 20 GB, the default of managed node groups");
  }
}

}  // namespace eksplan::cost
