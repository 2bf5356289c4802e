#include "sample.hpp"
#include <catch2/catch.hpp>

namespace eksplan::plan {
namespace {

// Runs on nodes alone.
model::Workload privileged(model::Workload workload) {
  workload.pod.spec.containers[0].privileged = model::Located<bool>{true, {}};
  return workload;
}

// A node of which the agents take nearly all: for whatever else is small Fargate is cheaper.
Options one_size() {
  Options options;
  options.instance_types = {"m5.large"};
  options.min_nodes = 1;
  return options;
}

model::Workload labelled(model::Workload workload, model::Labels labels) {
  workload.pod.labels = std::move(labels);
  return workload;
}

Target target(const Plan& plan, const demand::Demand& demand, const std::string& name) {
  return plan.placements[index_of(demand, name)].target;
}

TEST_CASE("a twin of a workload that has to be on nodes is there too", "[plan]") {
  const auto demand =
      demand_of({labelled(workload("web", 1, 250, 400), {{"app", "shop"}}),
                 privileged(labelled(workload("agent", 1, 1900, 400), {{"app", "shop"}}))});
  const auto plan = checked_plan(demand, one_size());
  CHECK(target(plan, demand, "web") == Target::nodes);
  CHECK(plan.placements[index_of(demand, "web")].reason == "inseparable");
}

TEST_CASE("a label of its own lets a workload go to Fargate by itself", "[plan]") {
  const auto demand =
      demand_of({labelled(workload("web", 1, 250, 400), {{"app", "shop"}, {"tier", "web"}}),
                 privileged(labelled(workload("agent", 1, 1900, 400), {{"app", "shop"}}))});
  CHECK(target(checked_plan(demand, one_size()), demand, "web") == Target::fargate);
}

TEST_CASE("a workload of which another has all labels and more follows it to nodes", "[plan]") {
  const auto demand = demand_of(
      {labelled(workload("web", 1, 250, 400), {{"app", "shop"}}),
       privileged(labelled(workload("agent", 1, 1900, 400), {{"app", "shop"}, {"tier", "x"}}))});
  CHECK(target(checked_plan(demand, one_size()), demand, "web") == Target::nodes);
}

TEST_CASE("twins that are cheaper on Fargate go there together", "[plan]") {
  const auto demand = demand_of({labelled(workload("web", 1, 250, 400), {{"app", "shop"}}),
                                 labelled(workload("api", 1, 250, 400), {{"app", "shop"}})});
  const auto plan = checked_plan(demand, one_size());
  CHECK(target(plan, demand, "web") == Target::fargate);
  CHECK(target(plan, demand, "api") == Target::fargate);
}

TEST_CASE("a twin that fits on no node, or runs nowhere, holds nobody back", "[plan]") {
  const auto demand =
      demand_of({labelled(workload("web", 1, 250, 400), {{"app", "shop"}}),
                 privileged(labelled(workload("giant", 1, 900'000, 400), {{"app", "shop"}})),
                 privileged(labelled(workload("off", 0, 250, 400), {{"app", "shop"}})),
                 privileged(labelled(daemon_set("agent", 10, 10), {{"app", "shop"}}))});
  CHECK(target(checked_plan(demand, one_size()), demand, "web") == Target::fargate);
}

TEST_CASE("the same labels in another namespace tie nobody", "[plan]") {
  auto agent = privileged(labelled(workload("agent", 1, 1900, 400), {{"app", "shop"}}));
  agent.id.namespace_name = "system";
  const auto demand = demand_of({labelled(workload("web", 1, 250, 400), {{"app", "shop"}}), agent});
  CHECK(target(checked_plan(demand, one_size()), demand, "web") == Target::fargate);
}

}  // namespace
}  // namespace eksplan::plan
