#include <algorithm>
#include <set>

#include "sample.hpp"
#include <catch2/catch.hpp>

namespace eksplan::plan {
namespace {

TEST_CASE("the proof speaks of every pod that is packed", "[plan]") {
  auto demand = demand_of({daemon_set("agent", 100, 100), workload("idle", 0, 100, 100),
                           workload("one", 3, 200, 256), workload("other", 4, 200, 256),
                           workload("third", 1, 900, 256)});
  const auto plan = checked_plan(demand, on_nodes());
  REQUIRE(plan.proof.has_value());
  const auto& proof = *plan.proof;
  CHECK(proof.resources ==
        std::vector<std::string>{"cpuMillicores", "memoryBytes", "ephemeralBytes", "pods"});
  REQUIRE(proof.shapes.size() == 2);
  CHECK(proof.shapes[0].items ==
        std::vector<std::size_t>{index_of(demand, "one"), index_of(demand, "other")});
  CHECK(proof.shapes[0].pods == 7);
  CHECK(proof.shapes[0].requests == std::vector<std::int64_t>{200, 256LL << 20U, 0, 1});
  CHECK(proof.shapes[1].pods == 1);
  CHECK(proof.min_nodes == 2);
  CHECK(proof.proven <= plan.lower_bound);
}

TEST_CASE("every node type has a claim, or one that beats it has", "[plan]") {
  const auto plan = checked_plan(demand_of({workload("web", 9, 700, 900)}), on_nodes());
  REQUIRE(plan.proof.has_value());
  std::set<std::string> names;
  for (const auto& type : plan.proof->types) {
    names.insert(type.instance_type);
    CHECK(type.claim.has_value() != type.dominated_by.has_value());
    if (type.dominated_by) {
      const auto& better = plan.proof->types.at(*type.dominated_by);
      CHECK(better.claim.has_value());
      CHECK(better.hourly <= type.hourly);
    }
  }
  for (const auto& group : plan.groups) {
    CHECK(names.count(std::string(group.type.name)) == 1);
  }
}

TEST_CASE("what goes to Fargate unasked is in the proven bound and in no shape", "[plan]") {
  Options options;
  options.placement = PlacementMode::fargate;
  const auto plan = checked_plan(demand_of({workload("web", 3, 200, 200)}), options);
  CHECK(plan.packed == *plan.placements[0].fargate_per_pod * 3);
  if (plan.proof) {
    CHECK(plan.proof->shapes.empty());
    CHECK(plan.proof->proven <= plan.packed);
  }
}

}  // namespace
}  // namespace eksplan::plan
