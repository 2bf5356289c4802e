#include "sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/plan/volumes.hpp"

namespace eksplan::plan {
namespace {

using ByZone = std::map<std::string, std::int64_t>;

model::Inventory with_claim(const std::string& name, const std::string& mode) {
  model::Inventory inventory;
  model::PersistentVolumeClaim claim;
  claim.id = {"shop", "PersistentVolumeClaim", name};
  claim.claim.name = name;
  claim.claim.access_modes = {mode};
  inventory.claims.push_back(claim);
  return inventory;
}

void bind(model::Inventory& inventory, const std::string& claim, const std::string& zone) {
  model::PersistentVolume volume;
  volume.name = "pv-" + claim;
  volume.driver = "ebs.csi.aws.com";
  volume.zones = {zone};
  volume.claim_namespace = "shop";
  volume.claim_name = claim;
  inventory.volumes.push_back(volume);
}

model::Workload mounting(model::Workload workload, const std::string& claim) {
  model::Volume volume;
  volume.name = "data";
  volume.source = model::VolumeSource::persistent_volume_claim;
  volume.type = "persistentVolumeClaim";
  volume.claim = claim;
  workload.pod.spec.volumes.push_back(volume);
  return workload;
}

model::Workload with_templates(model::Workload workload, int count) {
  workload.kind = model::WorkloadKind::stateful_set;
  workload.id.kind = "StatefulSet";
  for (int i = 0; i < count; ++i) {
    model::VolumeClaim claim;
    claim.name = "data" + std::to_string(i);
    claim.access_modes = {"ReadWriteOnce"};
    workload.volume_claims.push_back(claim);
  }
  return workload;
}

TEST_CASE("a pod whose volume is on a node hears on which one", "[plan]") {
  auto inventory = with_claim("files", "ReadWriteOnce");
  bind(inventory, "files", "us-east-1a");
  inventory.volumes[0].hosts = {"ip-10-0-1-7"};
  const auto demand =
      demand_of({mounting(workload("web", 2, 500, 100), "files"), workload("api", 2, 500, 100)});
  const auto plan = checked_plan(demand, inventory, on_nodes());
  const auto& placed = plan.placements[index_of(demand, "web")];
  CHECK(placed.unplaced_pods == 2);
  CHECK(placed.nearest_miss ==
        "volumes are on nodes of today's cluster, and a plan has new ones alone: pv-files on "
        "ip-10-0-1-7");
  CHECK(plan.placements[index_of(demand, "api")].target == Target::nodes);
}

TEST_CASE("of a StatefulSet those pods stay out whose volumes are on nodes", "[plan]") {
  model::Inventory inventory;
  bind(inventory, "data0-db-1", "us-east-1a");
  inventory.volumes[0].hosts = {"ip-10-0-1-7", "ip-10-0-1-8"};
  bind(inventory, "data0-db-7", "us-east-1a");
  inventory.volumes[1].hosts = {"ip-10-0-1-9"};
  const auto demand = demand_of({with_templates(workload("db", 3, 500, 100), 1)});
  const auto plan = checked_plan(demand, inventory, on_nodes());
  CHECK(plan.placements[0].target == Target::nodes);
  CHECK(plan.placements[0].unplaced_pods == 1);
  CHECK(plan.placements[0].nearest_miss ==
        "volumes are on nodes of today's cluster, and a plan has new ones alone: pv-data0-db-1 "
        "on ip-10-0-1-7 or ip-10-0-1-8");
}

TEST_CASE("pods that share a volume for one node are on one node", "[plan]") {
  const auto inventory = with_claim("files", "ReadWriteOnce");
  const auto demand = demand_of({mounting(workload("web", 3, 500, 100), "files"),
                                 mounting(workload("cron", 1, 500, 100), "files")});
  const auto plan = checked_plan(demand, inventory, on_nodes());
  CHECK(plan.unplaced_pods() == 0);
  CHECK(pods_by_node(plan, index_of(demand, "web")) == std::vector<std::int64_t>{3});
}

TEST_CASE("pods that share a volume for many nodes are where they like", "[plan]") {
  auto inventory = with_claim("files", "ReadWriteMany");
  auto web = mounting(workload("web", 3, 500, 100), "files");
  web.pod.spec.required_pod_anti_affinity.push_back(to_app("web", kHost));
  CHECK(checked_plan(demand_of({web}), inventory, on_nodes()).node_count() == 3);
}

TEST_CASE("a claim for one pod is mounted by one", "[plan]") {
  const auto inventory = with_claim("files", "ReadWriteOncePod");
  const auto demand = demand_of({mounting(workload("web", 3, 500, 100), "files")});
  const auto plan = checked_plan(demand, inventory, on_nodes());
  CHECK(plan.placements[0].unplaced_pods == 2);
  CHECK(plan.placements[0].nearest_miss == "a volume claim that they share is ReadWriteOncePod");
}

TEST_CASE("one that keeps off its own node and shares a volume for one node runs once", "[plan]") {
  const auto inventory = with_claim("files", "ReadWriteOnce");
  auto web = mounting(workload("web", 3, 500, 100), "files");
  web.pod.spec.required_pod_anti_affinity.push_back(to_app("web", kHost));
  const auto plan = checked_plan(demand_of({web}), inventory, on_nodes());
  CHECK(plan.placements[0].unplaced_pods == 2);
  CHECK(plan.placements[0].nearest_miss == "all of them have to be on one node, which may hold 1");
}

TEST_CASE("a volume that is there already pins its pods to its zone", "[plan]") {
  auto inventory = with_claim("files", "ReadWriteOnce");
  bind(inventory, "files", "us-east-1d");
  const auto demand = demand_of({mounting(workload("web", 2, 500, 100), "files")});
  const auto plan = checked_plan(demand, inventory, on_nodes());
  CHECK(pods_by_zone(plan, 0) == ByZone{{"us-east-1d", 2}});
}

TEST_CASE("volumes of another region pin nobody", "[plan]") {
  auto inventory = with_claim("files", "ReadWriteOnce");
  bind(inventory, "files", "eu-west-1a");
  const auto demand = demand_of({mounting(workload("web", 2, 500, 100), "files")});
  CHECK(checked_plan(demand, inventory, on_nodes()).unplaced_pods() == 0);
}

TEST_CASE("each pod of a StatefulSet is where its volume is, a new one where it likes", "[plan]") {
  model::Inventory inventory;
  bind(inventory, "data0-db-0", "us-east-1a");
  bind(inventory, "data0-db-1", "us-east-1b");
  bind(inventory, "data0-db-2", "us-east-1b");
  bind(inventory, "data0-db-9", "us-east-1f");
  const auto demand = demand_of({with_templates(workload("db", 4, 1500, 100), 1)});
  const auto plan = checked_plan(demand, inventory, on_nodes());
  CHECK(plan.unplaced_pods() == 0);
  const auto zones = pods_by_zone(plan, 0);
  CHECK(zones.at("us-east-1a") >= 1);
  CHECK(zones.at("us-east-1b") >= 2);
  CHECK_FALSE(zones.contains("us-east-1f"));
}

TEST_CASE("a spread fills the zones that volumes leave low", "[plan]") {
  model::Inventory inventory;
  bind(inventory, "data0-db-0", "us-east-1a");
  bind(inventory, "data0-db-1", "us-east-1a");
  auto db = with_templates(workload("db", 4, 100, 100), 1);
  db.pod.spec.topology_spread.push_back(hard_spread("db", 1, kZone));
  const auto plan = checked_plan(demand_of({db}), inventory, on_nodes());
  CHECK(pods_by_zone(plan, 0) == ByZone{{"us-east-1a", 2}, {"us-east-1b", 2}});
}

TEST_CASE("a node has no more EBS volumes than its type has attachments for", "[plan]") {
  auto options = on_nodes();
  options.instance_types = {"m5.large"};  // 27, less the root volume and 2 more interfaces
  const auto demand = demand_of({with_templates(workload("db", 10, 10, 10), 5)});
  const auto plan = checked_plan(demand, options);
  CHECK(plan.node_count() == 3);
  options.instance_types = {"m7i.large"};  // 32 of its own
  CHECK(checked_plan(demand, options).node_count() == 2);
}

TEST_CASE("a pod with more volumes than any node has attachments for hears of it", "[plan]") {
  auto options = on_nodes();
  options.instance_types = {"m5.large"};
  const auto demand = demand_of({with_templates(workload("db", 1, 10, 10), 26)});
  const auto plan = checked_plan(demand, options);
  CHECK(plan.placements[0].nearest_miss ==
        "m5.large lacks 2 attachments for EBS volumes; --instance-types 'm5.large,c7a.*' would do");
}

}  // namespace
}  // namespace eksplan::plan
