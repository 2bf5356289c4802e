#include "sample.hpp"
#include <catch2/catch.hpp>

namespace eksplan::plan {
namespace {

using Names = std::vector<std::string>;
using ByZone = std::map<std::string, std::int64_t>;

Options of_types(std::vector<std::string> globs, std::int64_t zones = 2) {
  auto options = on_nodes();
  options.instance_types = std::move(globs);
  options.zones = zones;
  return options;
}

model::Workload in_zone(model::Workload workload, const std::string& zone) {
  workload.pod.spec.node_selector[kZone] = {zone, {}};
  return workload;
}

// us-east-1c is the oldest zone there: AWS offers no current c, m or r type in it.
TEST_CASE("zones without the types that are wanted are not chosen", "[plan]") {
  auto web = workload("web", 6, 1000, 1000);
  web.pod.spec.required_pod_anti_affinity.push_back(to_app("web", kHost));
  auto options = on_nodes();
  options.zones = 4;
  CHECK(checked_plan(demand_of({web}), options).zones ==
        Names{"us-east-1a", "us-east-1b", "us-east-1d", "us-east-1e"});
}

TEST_CASE("the zones are those in which the wanted types are offered", "[plan]") {
  const auto plan =
      checked_plan(demand_of({workload("train", 2, 100'000, 1000)}), of_types({"p5en.48xlarge"}));
  CHECK(plan.zones == Names{"us-east-1b", "us-east-1f"});
}

TEST_CASE("a zone that has an accelerator comes before one that has not", "[plan]") {
  auto train = workload("train", 1, 1000, 1000);
  train.pod.requests.extended["aws.amazon.com/neuron"] = 1;
  const auto plan = checked_plan(demand_of({train, workload("web", 2, 1000, 1000)}),
                                 of_types({"trn1n.32xlarge", "m6i.large"}));
  CHECK(pods_by_zone(plan, 0) == ByZone{{"us-east-1f", 1}});
  CHECK(plan.unplaced_pods() == 0);
}

TEST_CASE("the phases of a week agree on zones: pods that are away count too", "[plan]") {
  auto train = workload("train", 0, 1000, 1000);
  train.pod.requests.extended["aws.amazon.com/neuron"] = 1;
  auto options = of_types({"trn1n.32xlarge", "m6i.large"});
  options.max_node_groups = 0;
  CHECK(checked_plan(demand_of({train, workload("web", 4, 1000, 1000)}), options).zones ==
        Names{"us-east-1a", "us-east-1f"});
}

TEST_CASE("a type that is in one zone alone is left to pods that nothing else takes", "[plan]") {
  const auto options = of_types({"hpc7g.*", "m6g.8xlarge"});
  auto graviton = options;
  graviton.architectures = {model::Architecture::arm64};
  const auto small = checked_plan(demand_of({workload("web", 8, 7000, 10'000)}), graviton);
  CHECK(types_of(small) == Names{"m6g.8xlarge"});
  CHECK(small.confined == Names{"hpc7g.16xlarge", "hpc7g.4xlarge", "hpc7g.8xlarge"});
  const auto large = checked_plan(
      demand_of({workload("sim", 1, 50'000, 10'000), workload("web", 2, 7000, 10'000)}), graviton);
  CHECK(large.unplaced_pods() == 0);
  CHECK(pods_by_zone(large, 0) == ByZone{{"us-east-1f", 1}});
  CHECK(large.confined == Names{"hpc7g.4xlarge", "hpc7g.8xlarge"});
  graviton.zones = 1;
  CHECK(checked_plan(demand_of({workload("sim", 1, 50'000, 10'000)}), graviton).confined.empty());
}

TEST_CASE("a type that a zone of the plan lacks is in the others", "[plan]") {
  auto web = workload("web", 6, 3000, 1000);
  web.pod.spec.required_pod_anti_affinity.push_back(to_app("web", kHost));
  const auto demand = demand_of({web, in_zone(workload("old", 1, 100, 100), "us-east-1a")});
  const auto plan = checked_plan(demand, of_types({"m8azn.xlarge", "r8i.48xlarge"}, 3));
  CHECK(pods_by_zone(plan, index_of(demand, "web")).size() >= 2);
  CHECK(plan.unplaced_pods() == 0);
}

TEST_CASE("a pod in a zone where no candidate is offered hears of it", "[plan]") {
  const auto demand = demand_of(
      {in_zone(workload("old", 1, 100, 100), "us-east-1c"), workload("web", 2, 100, 100)});
  const auto plan = checked_plan(demand, on_nodes());
  CHECK(plan.placements[index_of(demand, "old")].nearest_miss ==
        "AWS offers none of the candidate instance types in us-east-1c");
  CHECK(plan.placements[index_of(demand, "web")].target == Target::nodes);
  CHECK(plan.zones == Names{"us-east-1a", "us-east-1b"});
}

TEST_CASE("the checker knows where types are offered", "[plan]") {
  const auto demand = demand_of({workload("web", 2, 100, 100)});
  auto plan = checked_plan(demand, of_types({"m6i.large"}));
  plan.nodes.front().zone = "us-east-1c";
  CHECK(check(plan, demand, {}, prices(), of_types({"m6i.large"})) ==
        Names{"group general: m6i.large is not offered in us-east-1c"});
}

}  // namespace
}  // namespace eksplan::plan
