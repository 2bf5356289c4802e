#include "sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/sizing/size.hpp"

namespace eksplan::sizing {
namespace {

WorkloadUsage used(const model::UsageAmounts& mean, const model::UsageAmounts& most) {
  WorkloadUsage usage;
  usage.pod.mean = mean;
  usage.pod.most = most;
  return usage;
}

/// "575m 600Mi": CPU and memory of the pod.
std::string sized(const model::Workload& workload, const WorkloadUsage& usage, SizeBy by,
                  std::int64_t headroom = 15) {
  const auto size = size_of(workload, usage, {.by = by, .headroom_percent = headroom});
  return fmt::format("{} {}", size.with_overhead.cpu, size.with_overhead.memory);
}

TEST_CASE("a pod is sized by requests, usage, recommendation or the larger one", "[sizing]") {
  const auto pod = workload("Deployment", "cart");  // 500m and 512Mi
  auto usage = used(amounts(100, 400), amounts(200, 600));
  CHECK(sized(pod, usage, SizeBy::requests) == "500m 512Mi");
  CHECK(sized(pod, usage, SizeBy::usage) == "115m 690Mi");
  CHECK(sized(pod, usage, SizeBy::usage, 0) == "100m 600Mi");
  CHECK(sized(pod, usage, SizeBy::max) == "500m 690Mi");
  CHECK(sized(pod, usage, SizeBy::recommended) == "230m 690Mi");
  usage.pod.high.cpu = units::NanoCpu::from_nanos(150'000'000);
  CHECK(sized(pod, usage, SizeBy::recommended, 10) == "165m 660Mi");
  usage.pod.recommended = amounts(48, 298);
  CHECK(sized(pod, usage, SizeBy::recommended) == "48m 298Mi");
}

TEST_CASE("amounts round up, and nothing is made smaller than what runs", "[sizing]") {
  const auto pod = workload("Deployment", "cart");
  const model::UsageAmounts idle{units::NanoCpu{}, units::Bytes::from_count(1)};
  CHECK(sized(pod, used(idle, idle), SizeBy::usage) == "1m 2 B");
  CHECK(sized(pod, used(idle, idle), SizeBy::recommended) == "10m 100Mi");
  const model::UsageAmounts odd{units::NanoCpu::from_nanos(20'000'001), std::nullopt};
  CHECK(sized(pod, used(odd, odd), SizeBy::usage, 0) == "21m 512Mi");
}

TEST_CASE("containers that are known have their own size, the others what they ask for",
          "[sizing]") {
  auto pod = workload("Deployment", "cart");
  pod.pod.spec.containers.push_back(container("proxy", 100, 64));
  settle(pod);
  WorkloadUsage usage;
  usage.containers["c"].mean = amounts(100, 200);
  usage.containers["c"].most = amounts(100, 200);
  usage.containers["gone"].mean = amounts(900, 900);
  usage.pod.mean = amounts(1000, 1100);
  CHECK(sized(pod, usage, SizeBy::usage, 0) == "200m 264Mi");
}

TEST_CASE("where only the pod is known its init containers still have their room", "[sizing]") {
  auto pod = workload("Deployment", "cart");
  pod.pod.spec.init_containers = {container("proxy", 50, 64), container("migrate", 300, 100)};
  pod.pod.spec.init_containers.front().restarts_always = true;
  pod.pod.spec.overhead["cpu"] = {millis(25), {}};
  settle(pod);
  const auto usage = used(amounts(100, 200), amounts(100, 200));
  // The sidecar is in what was measured; the migration asks for 300m before anything else runs.
  CHECK(sized(pod, usage, SizeBy::usage, 0) == "325m 200Mi");
  CHECK(size_of(pod, usage, {.by = SizeBy::usage, .headroom_percent = 0})
            .without_overhead.cpu.millis() == 300);
}

TEST_CASE("pod-level requests give way to what was measured", "[sizing]") {
  auto pod = workload("Deployment", "cart");
  pod.pod.spec.pod_requests["cpu"] = {millis(900), {}};
  settle(pod);
  CHECK(sized(pod, used(amounts(100, 200), amounts(100, 200)), SizeBy::usage, 0) == "100m 200Mi");
}

TEST_CASE("a demand is resized where something is known, and its sums are checked", "[sizing]") {
  demand::Demand demand;
  demand.items.push_back({workload("Deployment", "a"), 2, false});
  demand.items.push_back({workload("Deployment", "b"), 2, false});
  Joined joined;
  joined.workloads.push_back(used(amounts(100, 100), amounts(100, 100)));
  joined.workloads.back().id = {"shop", "Deployment", "b"};
  const auto sized_demand = resized(demand, joined, {.by = SizeBy::usage, .headroom_percent = 0});
  CHECK(sized_demand.items[0].workload == demand.items[0].workload);
  CHECK(sized_demand.items[1].workload.pod.requests.cpu == units::MilliCpu::from_millis(100));
  CHECK(adds_up(sized_demand));
  joined.workloads.back().pod.most.memory =
      units::Bytes::from_count(std::numeric_limits<std::int64_t>::max());
  CHECK_FALSE(adds_up(resized(demand, joined, {.by = SizeBy::usage})));
}

TEST_CASE("words of --size-by are read, and wrong ones say which there are", "[sizing]") {
  for (const auto by : {SizeBy::requests, SizeBy::usage, SizeBy::recommended, SizeBy::max}) {
    CHECK(*parse_size_by(name(by)) == by);
  }
  CHECK(parse_size_by("request").fault().message == "'request' is not a way to size pods");
  CHECK(parse_size_by("request").fault().hint == "did you mean requests?");
  CHECK(parse_size_by("").fault().hint == "write requests, usage, recommended or max");
}

}  // namespace
}  // namespace eksplan::sizing
