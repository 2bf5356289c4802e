#include "sample.hpp"
#include <catch2/catch.hpp>

namespace eksplan::plan {
namespace {

Options only_types(std::vector<std::string> globs) {
  auto options = on_nodes();
  options.instance_types = std::move(globs);
  return options;
}

std::string miss(const demand::Demand& demand, const std::string& name, const Options& options) {
  return checked_plan(demand, options).placements[index_of(demand, name)].nearest_miss;
}

bool ends_with_advice(const std::string& text) {
  return text.ends_with(" would do");
}

model::Workload apart_by_zone(model::Workload workload) {
  workload.pod.spec.required_pod_anti_affinity.push_back(to_app(workload.id.name, kZone));
  return workload;
}

TEST_CASE("the types that are named would do", "[plan]") {
  const auto demand = demand_of({workload("web", 2, 4000, 1000)});
  auto options = only_types({"m5.large"});
  CHECK(miss(demand, "web", options) ==
        "m5.large lacks 2070m of CPU; --instance-types 'm5.large,c6a.*' would do");
  options.instance_types = {"m5.large", "c6a.*"};
  CHECK(checked_plan(demand, options).unplaced_pods() == 0);
}

TEST_CASE("accelerators that globs leave out are named", "[plan]") {
  auto train = workload("train", 1, 1000, 1000);
  train.pod.requests.extended["nvidia.com/gpu"] = 8;
  const auto demand = demand_of({train});
  auto options = only_types({"m5.large"});
  CHECK(miss(demand, "train", options) ==
        "m5.large lacks 8 nvidia.com/gpu; --instance-types 'm5.large,p2.*' would do");
  options.instance_types = {"m5.large", "p2.*"};
  CHECK(checked_plan(demand, options).unplaced_pods() == 0);
}

TEST_CASE("no type is named that no group is left for", "[plan]") {
  const auto demand = demand_of({workload("web", 2, 4000, 1000), workload("api", 2, 500, 1000)});
  auto options = only_types({"m5.large"});
  options.max_node_groups = 1;
  CHECK(miss(demand, "web", options) == "m5.large lacks 2070m of CPU");
}

TEST_CASE("a pod too large for what is a candidate by default hears who has room", "[plan]") {
  const auto demand = demand_of({workload("whale", 1, 1000, 5'000'000)});
  const auto text = miss(demand, "whale", on_nodes());
  CAPTURE(text);
  CHECK(text.find("; --instance-types '") != std::string::npos);
  const auto first = text.find('\'') + 1;
  const auto family = text.substr(first, text.rfind('\'') - first);
  CHECK(checked_plan(demand, only_types({family})).unplaced_pods() == 0);
}

TEST_CASE("nothing is named for a pod that no type holds", "[plan]") {
  const auto text = miss(demand_of({workload("whale", 1, 1'000'000, 1000)}), "whale", on_nodes());
  CHECK(text.find("--") == std::string::npos);
}

TEST_CASE("the zones that are named would do", "[plan]") {
  const auto demand = demand_of({apart_by_zone(workload("web", 4, 100, 100))});
  auto options = on_nodes();
  options.zones = 2;
  CHECK(miss(demand, "web", options) ==
        "its pods keep apart by zone, 4 of them, and the nodes are in 2 zones (us-east-1a, "
        "us-east-1b); --zones 4 would do");
  options.zones = 4;
  CHECK(checked_plan(demand, options).unplaced_pods() == 0);
}

TEST_CASE("no number of zones is named that the region does not have", "[plan]") {
  const auto demand = demand_of({apart_by_zone(workload("web", 9, 100, 100))});
  auto options = on_nodes();
  options.zones = 5;
  CHECK_FALSE(ends_with_advice(miss(demand, "web", options)));
}

TEST_CASE("the number of groups that is named would do", "[plan]") {
  auto fast = workload("fast", 9, 1500, 500);
  fast.pod.spec.node_selector["disk"] = {"ssd", {}};
  auto slow = workload("slow", 2, 1500, 500);
  slow.pod.spec.node_selector["disk"] = {"hdd", {}};
  const auto demand = demand_of({fast, slow});
  auto options = on_nodes();
  options.max_node_groups = 1;
  CHECK(miss(demand, "slow", options) ==
        "it needs a node group of its own, and --max-node-groups 1 are in use; --max-node-groups 2 "
        "would do");
  options.max_node_groups = 2;
  for (const std::int64_t effort : {0, 10, 50, 200}) {
    CAPTURE(effort);
    options.effort = effort;
    CHECK(checked_plan(demand, options).unplaced_pods() == 0);
  }
}

}  // namespace
}  // namespace eksplan::plan
