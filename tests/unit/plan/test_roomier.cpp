#include "sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/pack/check.hpp"
#include "eksplan/pack/solve.hpp"
#include "eksplan/plan/problem.hpp"
#include "eksplan/plan/roomier.hpp"

namespace eksplan::plan {
namespace {

model::Workload on_gpu(const std::string& name, std::int64_t replicas) {
  auto pods = workload(name, replicas, 1000, 2048);
  pods.pod.requests.extended["nvidia.com/gpu"] = 1;
  pods.pod.spec.tolerations = {
      {.key = "nvidia.com/gpu", .exists = true, .value = "", .effect = {}, .at = {}}};
  return pods;
}

struct Guarded {
  pack::Instance instance;
  std::optional<pack::Instance> guarded;
};

Guarded guarded_of(std::vector<model::Workload> workloads) {
  const auto demand = demand_of(std::move(workloads));
  const std::vector<FargateAnswer> fargate(demand.items.size());
  const auto options = on_nodes();
  const model::Inventory inventory;
  const Problem problem(demand, inventory, prices(), fargate, options);
  Guarded made{problem.instance(), {}};
  made.guarded = with_guarded_accelerators(made.instance, problem.nodes());
  return made;
}

TEST_CASE("nodes with less room hold that part less of CPU and memory, and as many pods",
          "[plan][headroom]") {
  pack::Instance instance;
  instance.dimensions = 4;
  instance.options.push_back({.capacity = {1999, 1001, 50, 29}, .price = 10});
  const auto less = with_less_room(instance, 10);
  CHECK(less.options[0].capacity == pack::Vector{1799, 900, 50, 29});
}

TEST_CASE("what is packed on emptier nodes is a packing of the whole ones", "[plan][headroom]") {
  const auto made = guarded_of({workload("web", 5, 500, 900)});
  const auto packing = pack::solve(with_less_room(made.instance, 20));
  CHECK(packing.unplaced == std::vector<std::int64_t>{0});
  CHECK(pack::violations(made.instance, packing).empty());
}

TEST_CASE("pods that may be alone are alone, and the others on nodes", "[plan][headroom]") {
  pack::Instance instance;
  instance.dimensions = 1;
  instance.options.push_back({.capacity = {10}, .price = 1});
  instance.shapes.push_back({.demand = {1}, .lots = {{4}}, .allowed = {true}, .alone_price = 5});
  instance.shapes.push_back({.demand = {1}, .lots = {{4}}, .allowed = {true}});
  const auto alone = with_all_alone(instance);
  REQUIRE(alone);
  const auto packing = pack::solve(*alone);
  CHECK(packing.cost == 21);
  CHECK(packing.alone == std::vector<std::vector<bool>>{{true}, {false}});
  CHECK(pack::violations(instance, packing).empty());
  instance.shapes.erase(instance.shapes.begin());
  CHECK_FALSE(with_all_alone(instance));
}

TEST_CASE("nodes with accelerators take no other pods where they may have a taint",
          "[plan][headroom]") {
  CHECK_FALSE(guarded_of({workload("web", 5, 500, 900)}).guarded);
  const auto made = guarded_of({workload("web", 5, 500, 900), on_gpu("train", 2)});
  REQUIRE(made.guarded);
  const auto packing = pack::solve(*made.guarded);
  CHECK(pack::violations(made.instance, packing).empty());
  for (const auto& bin : packing.bins) {
    CHECK(bin.contents.size() == 1);  // web and train do not share nodes
  }
}

}  // namespace
}  // namespace eksplan::plan
