#include <algorithm>

#include "sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/plan/rivals.hpp"

namespace eksplan::plan {
namespace {

Options on_types(std::vector<std::string> types) {
  auto options = on_nodes();
  options.instance_types = std::move(types);
  options.min_nodes = 1;
  return options;
}

const Rival& rival_in(const GroupRivals& found, const std::string& type) {
  const auto at = std::find_if(found.nearest.begin(), found.nearest.end(),
                               [&](const Rival& rival) { return rival.type == type; });
  REQUIRE(at != found.nearest.end());
  return *at;
}

TEST_CASE("rivals take the same pods, cheapest first", "[plan]") {
  const auto demand = demand_of({workload("web", 6, 800, 2048), daemon_set("agent", 100, 100)});
  auto options = on_types({"m5.large", "m5.xlarge", "c5.large"});
  options.max_node_groups = 1;
  const auto plan = checked_plan(demand, options);
  REQUIRE(plan.groups.size() == 1);
  const auto found = rivals(plan, GroupIndex{0}, demand, prices(), options);
  CHECK(found.own.type == plan.groups[0].type.name);
  CHECK(found.planned == found.own.per_node * plan.groups[0].count);
  REQUIRE(found.nearest.size() == 2);
  CHECK(found.nearest[0].hourly <= found.nearest[1].hourly);
  CHECK(found.unfit == 0);
  for (const auto& rival : found.nearest) {
    CHECK(rival.hourly == rival.per_node * rival.nodes);
    CHECK(rival.dominated_by.empty());
  }
}

TEST_CASE("a type that has no more and costs no less is dominated", "[plan]") {
  const auto demand = demand_of({workload("web", 4, 800, 2048)});
  const auto options = on_types({"m5.large", "m5d.large"});
  const auto plan = checked_plan(demand, options);
  const auto found = rivals(plan, GroupIndex{0}, demand, prices(), options);
  CHECK(found.own.type == "m5.large");
  CHECK(rival_in(found, "m5d.large").dominated_by == "m5.large");
}

TEST_CASE("types on which some pod does not fit are counted", "[plan]") {
  const auto demand = demand_of({workload("web", 2, 3000, 2048)});
  const auto options = on_types({"m5.large", "m5.xlarge", "m5.2xlarge"});
  const auto plan = checked_plan(demand, options);
  const auto found = rivals(plan, GroupIndex{0}, demand, prices(), options);
  CHECK(found.unfit == 1);
}

TEST_CASE("only so many rivals are named", "[plan]") {
  const auto demand = demand_of({workload("web", 2, 300, 512)});
  const auto options = on_types({"m5.*", "c5.*"});
  const auto plan = checked_plan(demand, options);
  CHECK(rivals(plan, GroupIndex{0}, demand, prices(), options, 3).nearest.size() == 3);
}

TEST_CASE("the proof says what a node of another type loses at least", "[plan]") {
  const auto demand = demand_of({workload("web", 30, 900, 1024)});
  const auto options = on_types({"c5.xlarge", "r5.xlarge"});
  const auto plan = checked_plan(demand, options);
  REQUIRE(plan.proof.has_value());
  const auto found = rivals(plan, GroupIndex{0}, demand, prices(), options);
  CHECK(found.own.type == "c5.xlarge");
  const auto& other = rival_in(found, "r5.xlarge");
  REQUIRE(other.loss_per_node.has_value());
  CHECK(*other.loss_per_node > units::HourlyRate{});
  CHECK(*other.loss_per_node < other.per_node);
}

}  // namespace
}  // namespace eksplan::plan
