#include "results.hpp"
#include <catch2/catch.hpp>

#include "eksplan/compare/diff.hpp"

namespace eksplan::compare {
namespace {

using Why = std::vector<std::string>;

// Why a workload counts as changed when `change` is done to it; nothing when it does not.
template <class DoChange>
Why why(DoChange change) {
  const auto before = workload("web", 50);
  auto after = before;
  change(after);
  const auto changes = diff(result_of({before}), result_of({after})).changes;
  return changes.empty() ? Why{} : changes.front().why;
}

TEST_CASE("a change says what it was", "[compare]") {
  CHECK(why([](saved::Workload&) {}).empty());
  CHECK(why([](saved::Workload& web) { web.file = "elsewhere.yaml"; }).empty());
  CHECK(why([](saved::Workload& web) { web.replicas = {5, 5, 5}; }) == Why{"replicas 2 → 5"});
  CHECK(why([](saved::Workload& web) { web.replicas = {2, 2, 6}; }) ==
        Why{"autoscaler's range 2–2 → 2–6"});
  CHECK(why([](saved::Workload& web) {
          web.requests.cpu = units::MilliCpu::from_millis(500);
          web.requests.extended["nvidia.com/gpu"] = 1;
        }) == Why{"CPU request 250m → 500m", "nvidia.com/gpu 0 → 1"});
  CHECK(why([](saved::Workload& web) { web.images = {"registry.example.com/web:2"}; }) ==
        Why{"image only: registry.example.com/web:1 → registry.example.com/web:2"});
  CHECK(why([](saved::Workload& web) {
          web.replicas = {3, 3, 3};
          web.images.push_back("proxy:1");
        }) == Why{"replicas 2 → 3", "image proxy:1 added"});
  CHECK(why([](saved::Workload& web) { web.images.clear(); }).empty());
}

TEST_CASE("a change of place says where to and why", "[compare]") {
  CHECK(why([](saved::Workload& web) {
          web.placement = saved::Placement{"fargate", "", "cheaper", 0, {}};
        }) == Why{"moved from nodes to Fargate (cheaper)"});
  CHECK(why([](saved::Workload& web) {
          web.fargate.eligible = false;
          web.fargate.blocked_by = {"fargate-privileged"};
        }) == Why{"Fargate refuses it now (fargate-privileged)"});
  CHECK(why([](saved::Workload& web) { web.placement->group = "compute"; }).empty());
}

TEST_CASE("workloads come and go", "[compare]") {
  const auto with = result_of({workload("web", 50)});
  const auto without = result_of({});
  const auto added = diff(without, with).changes;
  REQUIRE(added.size() == 1);
  CHECK(added[0].kind == ChangeKind::added);
  CHECK(added[0].why == Why{"new: 2 pods on nodes"});
  CHECK(added[0].delta.hourly == dollars(50));
  const auto removed = diff(with, without).changes;
  REQUIRE(removed.size() == 1);
  CHECK(removed[0].kind == ChangeKind::removed);
  CHECK(removed[0].why == Why{"removed: 2 pods on nodes"});
}

TEST_CASE("volumes of a workload are a reason, and lines of the bill are summed by item",
          "[compare]") {
  const auto with_volume = [](std::int64_t gib) {
    auto result = result_of({workload("web", 50)});
    saved::CostLine line;
    line.category = "storage";
    line.item = "ebs-gp3-storage";
    line.workload = "shop/Deployment/web";
    line.quantity = units::Decimal::whole(gib);
    line.unit = "GB-month";
    line.cost = {dollars(gib), dollars(gib * 730)};
    result.plan->costs = {line};
    return result;
  };
  const auto change = diff(with_volume(10), with_volume(25));
  REQUIRE(change.changes.size() == 1);
  CHECK(change.changes[0].why == Why{"ebs-gp3-storage 10 → 25 GB-month"});
  REQUIRE(change.bill.size() == 1);
  CHECK(change.bill[0].before == units::Decimal::whole(10));
  CHECK(change.bill[0].after == units::Decimal::whole(25));
  CHECK(change.bill[0].delta.hourly == dollars(15));
}

}  // namespace
}  // namespace eksplan::compare
