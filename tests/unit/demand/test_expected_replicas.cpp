#include "sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/demand/expected_replicas.hpp"

namespace eksplan::demand {
namespace {

constexpr std::int64_t kMilli = 1'000'000;  // nanocores

model::Container container(const std::string& name, std::int64_t millis) {
  model::Container result;
  result.name = name;
  if (millis > 0) {
    result.requests["cpu"].value = units::Quantity::from_nanos(base::int128{millis} * kMilli);
  }
  result.requests["memory"].value = units::Quantity::from_nanos(base::int128{1000} * 1'000'000'000);
  return result;
}

model::HorizontalPodAutoscaler scaler(std::vector<model::ScalingTarget> targets) {
  model::HorizontalPodAutoscaler result;
  result.id = {"shop", "HorizontalPodAutoscaler", "web"};
  result.target_kind = "Deployment";
  result.target_name = "web";
  result.min_replicas = 1;
  result.max_replicas = 10;
  result.targets = std::move(targets);
  return result;
}

model::ScalingTarget percent(const std::string& resource, std::int64_t value) {
  model::ScalingTarget target;
  target.resource = resource;
  target.utilization_percent = value;
  return target;
}

model::ScalingTarget average(const std::string& resource, std::int64_t amount) {
  model::ScalingTarget target;
  target.resource = resource;
  target.average_amount = amount;
  return target;
}

struct StepRow {
  std::int64_t current;
  std::int64_t request;
  std::int64_t usage;
  std::int64_t utilization;
  std::int64_t next;
  std::int64_t settled;
};

TEST_CASE("the controller's arithmetic at a target of 70 % CPU, from 1 to 10 pods", "[demand]") {
  const auto row = GENERATE(values<StepRow>({{4, 300, 212, 70, 4, 5},
                                             {4, 100, 76, 76, 4, 5},
                                             {4, 100, 78, 78, 5, 5},
                                             {4, 100, 35, 35, 2, 2},
                                             {2, 100, 400, 400, 4, 10}}));
  CAPTURE(row.usage);
  CHECK(utilization_percent(row.usage, row.request) == row.utilization);
  CHECK(next_replicas(row.current, row.utilization, 70) == row.next);
  model::PodSpec pod;
  pod.containers = {container("web", row.request)};
  PodUsage usage;
  usage.cpu_nanocores = row.usage * kMilli;
  usage.pods = row.current;
  const auto expected = expected_replicas(scaler({percent("cpu", 70)}), pod, usage);
  REQUIRE(expected);
  CHECK(expected->count == row.settled);
  CHECK(expected->least <= row.settled);
}

TEST_CASE("the range that the tolerance leaves alone is told with the count", "[demand]") {
  model::PodSpec pod;
  pod.containers = {container("web", 100)};
  PodUsage usage;
  usage.cpu_nanocores = 70 * kMilli;
  usage.pods = 20;
  auto wide = scaler({percent("cpu", 70)});
  wide.max_replicas = 100;
  CHECK(expected_replicas(wide, pod, usage) == ExpectedReplicas{20, 19, 22});
  usage.pods = 4;
  CHECK(expected_replicas(wide, pod, usage) == ExpectedReplicas{4, 4, 4});
}

TEST_CASE("of several targets the one that wants most counts", "[demand]") {
  model::PodSpec pod;
  pod.containers = {container("web", 100)};
  PodUsage usage;
  usage.cpu_nanocores = 35 * kMilli;
  usage.memory_bytes = 900;
  usage.pods = 4;
  CHECK(expected_replicas(scaler({percent("cpu", 70), percent("memory", 50)}), pod, usage)->count ==
        8);
  CHECK(expected_replicas(scaler({average("cpu", 20 * kMilli), percent("memory", 80)}), pod, usage)
            ->count == 7);
}

TEST_CASE("requests are those of regular and sidecar containers, or of the pod", "[demand]") {
  model::PodSpec pod;
  pod.containers = {container("web", 100)};
  pod.init_containers = {container("setup", 900), container("proxy", 100)};
  pod.init_containers[1].restarts_always = true;
  PodUsage usage;
  usage.cpu_nanocores = 200 * kMilli;
  usage.pods = 2;
  const auto half = scaler({percent("cpu", 50)});
  CHECK(expected_replicas(half, pod, usage)->count == 4);
  pod.pod_requests["cpu"].value = units::Quantity::from_nanos(base::int128{400} * kMilli);
  CHECK(expected_replicas(half, pod, usage)->count == 2);
}

TEST_CASE("a target that cannot be judged gives no count", "[demand]") {
  model::PodSpec pod;
  pod.containers = {container("web", 100), container("log", 0)};
  PodUsage usage;
  usage.cpu_nanocores = 200 * kMilli;
  CHECK_FALSE(expected_replicas(scaler({percent("cpu", 50)}), pod, usage));     // no request
  CHECK_FALSE(expected_replicas(scaler({percent("memory", 50)}), pod, usage));  // not measured
  auto of_one = percent("cpu", 50);
  of_one.container = "web";
  CHECK_FALSE(expected_replicas(scaler({of_one}), pod, usage));  // usage is of the whole pod
  pod.containers = {container("web", 100)};
  CHECK(expected_replicas(scaler({of_one}), pod, usage)->count == 4);
}

TEST_CASE("usage decides how many replicas are expected under an autoscaler", "[demand]") {
  model::Inventory inventory;
  inventory.workloads = {deployment("shop", "web")};
  auto& web = inventory.workloads[0];
  web.pod.spec.containers = {container("web", 100)};
  web.replicas = {
      .spec = 1, .min = 1, .expected = 1, .max = 10, .source = model::ReplicaSource::autoscaler};
  inventory.autoscalers = {scaler({percent("cpu", 70)})};
  Options options;
  options.usage[web.id] = {.cpu_nanocores = 78 * kMilli, .memory_bytes = std::nullopt, .pods = 4};
  options.replicas = ReplicaChoice::expected;
  const auto demand = build(inventory, {}, options);
  CHECK(demand.items.at(0).replicas == 5);
  CHECK(demand.items.at(0).workload.replicas.expected == 5);
  options.replicas = ReplicaChoice::spec;
  CHECK(build(inventory, {}, options).items.at(0).replicas == 1);
}

TEST_CASE("pods that use more never lower the expected count", "[demand][property]") {
  model::PodSpec pod;
  pod.containers = {container("web", 130)};
  auto wide = scaler({percent("cpu", 63), average("memory", 777)});
  wide.max_replicas = 1000;
  std::int64_t before = 0;
  for (std::int64_t millis = 0; millis < 3000; millis += 7) {
    PodUsage usage;
    usage.cpu_nanocores = millis * kMilli;
    usage.memory_bytes = 300;
    usage.pods = 9;
    const auto expected = *expected_replicas(wide, pod, usage);
    CHECK(expected.count >= before);
    CHECK(expected.least <= expected.count);
    CHECK(expected.count <= expected.most);
    before = expected.count;
  }
}

}  // namespace
}  // namespace eksplan::demand
