#include "sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/sizing/right_size.hpp"

namespace eksplan::sizing {
namespace {

using units::HourlyRate;

HourlyRate rate(std::int64_t nanos) {
  return HourlyRate::per_hour(units::Money::from_nanos(nanos));
}

/// A row of one workload with `usage`, on Fargate or on nodes that cost 1 dollar an hour and have
/// 10 cores and 10 GiB.
RightSize row_of(const model::Workload& of, WorkloadUsage usage, bool on_fargate) {
  demand::Demand demand;
  demand.items.push_back({of, 2, false});
  usage.id = of.id;
  Joined joined;
  joined.workloads.push_back(std::move(usage));
  const std::vector<Placed> placed{{.on_fargate = on_fargate, .fits_fargate = true, .pods = 2}};
  rules::UnitPrices prices;
  prices.fargate_vcpu = rate(40'480'000);
  prices.fargate_gib = rate(4'445'000);
  const auto rows = right_sizes({.demand = demand,
                                 .usage = joined,
                                 .placed = placed,
                                 .room = {.hourly = rate(1'000'000'000),
                                          .cpu = units::MilliCpu::from_millis(10'000),
                                          .memory = units::Bytes::gib(10)},
                                 .prices = prices,
                                 .limits = *rules::parse_limits_profile("current")});
  REQUIRE(rows.size() == 1);
  return rows.front();
}

WorkloadUsage usage_of(std::int64_t cpu_millis, std::int64_t memory_mib) {
  WorkloadUsage usage;
  usage.pod.mean = usage.pod.most = amounts(cpu_millis, memory_mib);
  usage.pod.recommended = usage.pod.mean;
  return usage;
}

TEST_CASE("on Fargate a saving is the difference of two sizes", "[sizing][right-size]") {
  // 500m and 512Mi + 256Mi are 0.5 vCPU / 1 GB; 200m and 200Mi + 256Mi are 0.25 vCPU / 0.5 GB.
  const auto row = row_of(workload("Deployment", "cart"), usage_of(200, 200), true);
  CHECK(row.size_now ==
        model::FargateSize{units::MilliCpu::from_millis(500), units::Bytes::gib(1)});
  CHECK(row.size_then ==
        model::FargateSize{units::MilliCpu::from_millis(250), units::Bytes::mib(512)});
  CHECK(row.saving == rate(2 * (24'685'000 - 12'342'500)));
  CHECK(row.slack == row.saving);
}

TEST_CASE("on nodes slack is priced as kube-resource-report does", "[sizing][right-size]") {
  // max(0.5 / 10, 0.5 / 10 GiB) = 5 cents; used max(0.1 / 10, 0.25 / 10 GiB) = 2.5 cents.
  const auto row = row_of(workload("Deployment", "cart"), usage_of(100, 256), false);
  CHECK(row.slack == rate(2 * 25'000'000));
  CHECK(row.saving == rate(2 * 25'000'000));
  CHECK_FALSE(row.trim.has_value());
}

TEST_CASE("pods that ask for too little have no slack and a negative saving",
          "[sizing][right-size]") {
  const auto row = row_of(workload("Deployment", "cart"), usage_of(1000, 512), false);
  CHECK(row.slack == HourlyRate{});
  CHECK(row.saving == rate(-2 * 50'000'000));
}

TEST_CASE("the least trim is the one that takes least of CPU and memory together",
          "[sizing][right-size]") {
  auto cart = workload("Deployment", "cart");
  // 260m and 512Mi: 0.5 vCPU / 1 GB. 10m less give 0.25 vCPU / 1 GB.
  cart.pod.spec.containers = {container("c", 260, 512)};
  settle(cart);
  const auto by_cpu = row_of(cart, usage_of(200, 200), true).trim;
  REQUIRE(by_cpu.has_value());
  CHECK(by_cpu->cpu == units::MilliCpu::from_millis(10));
  CHECK(by_cpu->memory == units::Bytes{});
  CHECK(by_cpu->size ==
        model::FargateSize{units::MilliCpu::from_millis(250), units::Bytes::gib(1)});
  CHECK(by_cpu->saving == rate(2 * (24'685'000 - 14'565'000)));
  // 250m and 800Mi: 0.25 vCPU / 2 GB. 32Mi less give 1 GB.
  cart.pod.spec.containers = {container("c", 250, 800)};
  settle(cart);
  const auto by_memory = row_of(cart, usage_of(200, 200), true).trim;
  REQUIRE(by_memory.has_value());
  CHECK(by_memory->cpu == units::MilliCpu{});
  CHECK(by_memory->memory == units::Bytes::mib(32));
}

TEST_CASE("the smallest size cannot be trimmed", "[sizing][right-size]") {
  auto cart = workload("Deployment", "cart");
  cart.pod.spec.containers = {container("c", 100, 100)};
  settle(cart);
  CHECK_FALSE(row_of(cart, usage_of(10, 10), true).trim.has_value());
}

TEST_CASE("a trim lands on the size that it says", "[sizing][right-size][property]") {
  const auto cpu = GENERATE(range(100, 4000, 370));
  const auto memory = GENERATE(range(100, 20'000, 1700));
  CAPTURE(cpu, memory);
  auto cart = workload("Deployment", "cart");
  cart.pod.spec.containers = {container("c", cpu, memory)};
  settle(cart);
  const auto row = row_of(cart, usage_of(10, 10), true);
  if (row.trim) {
    cart.pod.spec.containers.front().requests["cpu"].value = millis(cpu - row.trim->cpu.millis());
    cart.pod.spec.containers.front().requests["memory"].value = units::Quantity::from_nanos(
        base::int128{row.requested.memory.count() - row.trim->memory.count()} * 1'000'000'000);
    settle(cart);
    CHECK(row_of(cart, usage_of(10, 10), true).size_now <= row.trim->size);
    CHECK(row.trim->saving > HourlyRate{});
  }
}

}  // namespace
}  // namespace eksplan::sizing
