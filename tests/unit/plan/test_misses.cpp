#include "sample.hpp"
#include <catch2/catch.hpp>

namespace eksplan::plan {
namespace {

std::string miss(const model::Workload& workload, const Options& options) {
  const auto demand = demand_of({workload});
  const auto plan = checked_plan(demand, options);
  CHECK(plan.placements[0].target == Target::unplaced);
  CHECK(plan.placements[0].reason == "does-not-fit");
  CHECK(plan.unplaced_pods() == workload.replicas.expected);
  CHECK(plan.packed == units::HourlyRate{});
  return plan.placements[0].nearest_miss;
}

TEST_CASE("a pod that is too large hears what the nearest candidates lack", "[plan]") {
  auto options = on_nodes();
  options.instance_types = {"m5.large", "m5.xlarge"};
  CHECK(miss(workload("web", 2, 4000, 1000), options) ==
        "m5.xlarge lacks 80m of CPU, m5.large lacks 2070m of CPU; --instance-types "
        "'m5.large,m5.xlarge,c6a.*' would do");
}

TEST_CASE("a pod for another architecture hears of --arch", "[plan]") {
  auto web = workload("web", 1, 100, 100);
  web.pod.spec.node_selector["kubernetes.io/arch"] = {"arm64", {}};
  CHECK(miss(web, on_nodes()) ==
        "nodeSelector wants kubernetes.io/arch=arm64; --arch arm64 would allow it");
  web.pod.spec.node_selector["disktype"] = {"ssd", {}};
  CHECK(miss(web, on_nodes()) ==
        "nodeSelector wants kubernetes.io/arch=arm64; --arch arm64 would allow it");
}

TEST_CASE("a pod for Windows hears that nodes run Linux", "[plan]") {
  auto web = workload("web", 1, 100, 100);
  web.pod.spec.os_name = model::Located<std::string>{"windows", {}};
  CHECK(miss(web, on_nodes()) == "the pod runs on windows, the node on linux");
}

TEST_CASE("a resource that nobody sells is named", "[plan]") {
  auto options = on_nodes();
  options.instance_types = {"m5.large"};
  auto web = workload("web", 1, 100, 100);
  web.pod.requests.extended["example.com/widget"] = 2;
  CHECK(miss(web, options) == "m5.large lacks 2 example.com/widget");
}

TEST_CASE("globs that match nothing are named", "[plan]") {
  auto options = on_nodes();
  options.instance_types = {"m55.*", "q*"};
  CHECK(miss(workload("web", 1, 100, 100), options) ==
        "no instance type with a price here matches --instance-types m55.*,q*");
}

TEST_CASE("a DaemonSet that fills every candidate is named", "[plan]") {
  auto options = on_nodes();
  options.instance_types = {"m5.large"};
  const auto demand = demand_of({workload("web", 1, 100, 100), daemon_set("whale", 4000, 10)});
  const auto plan = checked_plan(demand, options);
  CHECK(plan.placements[index_of(demand, "web")].nearest_miss ==
        "no candidate has room for the DaemonSets, shop/DaemonSet/whale among them");
}

TEST_CASE("pods for which the node groups do not suffice hear of the limit", "[plan]") {
  auto fast = workload("fast", 3, 100, 100);
  fast.pod.spec.node_selector["disktype"] = {"ssd", {}};
  auto slow = workload("slow", 2, 100, 100);
  slow.pod.spec.node_selector["disktype"] = {"hdd", {}};
  auto options = on_nodes();
  options.max_node_groups = 1;
  const auto demand = demand_of({fast, slow});
  const auto plan = checked_plan(demand, options);
  CHECK(plan.placements[index_of(demand, "fast")].target == Target::nodes);
  CHECK(plan.placements[index_of(demand, "slow")].nearest_miss ==
        "it needs a node group of its own, and --max-node-groups 1 are in use; "
        "--max-node-groups 2 would do");
}

TEST_CASE("more pods than any cluster has are not planned", "[plan]") {
  CHECK(miss(workload("web", 4'000'000'000, 100, 100), on_nodes()) ==
        "a plan has at most 2000000 pods");
}

TEST_CASE("what fits is planned although other pods do not fit", "[plan]") {
  const auto demand =
      demand_of({workload("giant", 1, 1'000'000, 100), workload("web", 2, 100, 100)});
  const auto plan = checked_plan(demand, on_nodes());
  CHECK(plan.unplaced_pods() == 1);
  CHECK(plan.placements[index_of(demand, "web")].target == Target::nodes);
}

}  // namespace
}  // namespace eksplan::plan
