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

struct Roomier {
  pack::Instance instance;
  std::vector<pack::Instance> roomier;
};

Roomier roomier_of(std::vector<model::Workload> workloads, std::int64_t pods) {
  const auto demand = demand_of(std::move(workloads));
  const std::vector<FargateAnswer> fargate(demand.items.size());
  const auto options = on_nodes();
  const model::Inventory inventory;
  const Problem problem(demand, inventory, prices(), fargate, options);
  Roomier made{problem.instance(), {}};
  made.roomier = roomier_instances(made.instance, problem.nodes(), pods);
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

TEST_CASE("few pods are packed on emptier nodes as well", "[plan][headroom]") {
  const auto made = roomier_of({workload("web", 5, 500, 900)}, 5);
  REQUIRE(made.roomier.size() == 2);
  for (const auto& less : made.roomier) {
    const auto packing = pack::solve(less);
    CHECK(pack::violations(made.instance, packing).empty());
  }
  CHECK(roomier_of({workload("web", 5, 500, 900)}, 5'000).roomier.empty());
}

TEST_CASE("nodes with accelerators take no other pods where they may have a taint",
          "[plan][headroom]") {
  const auto made = roomier_of({workload("web", 5, 500, 900), on_gpu("train", 2)}, 5'000);
  REQUIRE(made.roomier.size() == 1);
  const auto packing = pack::solve(made.roomier[0]);
  CHECK(pack::violations(made.instance, packing).empty());
  for (const auto& bin : packing.bins) {
    CHECK(bin.contents.size() == 1);  // web and train do not share nodes
  }
}

}  // namespace
}  // namespace eksplan::plan
