#include <algorithm>
#include <array>
#include <limits>
#include <string>
#include <vector>

#include "support/random.hpp"
#include <catch2/catch.hpp>

#include "eksplan/k8s/admission.hpp"
#include "eksplan/model/effective_requests.hpp"

namespace eksplan::k8s {
namespace {

using units::Quantity;

constexpr std::int64_t kMilli = 1'000'000;
constexpr std::int64_t kUnit = 1'000'000'000;

model::Located<Quantity> millis(std::int64_t count) {
  return {Quantity::from_nanos(base::int128{count} * kMilli), {}};
}

model::Located<Quantity> whole(std::int64_t count) {
  return {Quantity::from_nanos(base::int128{count} * kUnit), {}};
}

struct Init {
  std::int64_t cpu;
  bool sidecar;
};

struct RequestsRow {
  std::vector<Init> init;
  std::vector<std::int64_t> containers;
  std::int64_t overhead;
  std::int64_t pod_level;  // 0 = none
  std::int64_t result;
};

TEST_CASE("the effective request is the larger of the running sum and the largest init step",
          "[k8s]") {
  const auto row = GENERATE(values<RequestsRow>({
      {{}, {100, 200}, 0, 0, 300},
      {{{500, false}}, {100, 200}, 0, 0, 500},
      {{{50, true}, {500, false}}, {100, 200}, 0, 0, 550},
      {{{500, false}, {50, true}}, {100, 200}, 0, 0, 500},
      {{{50, true}, {70, true}, {100, false}}, {10}, 0, 0, 220},
      {{}, {100}, 25, 0, 125},
      {{{900, false}}, {100}, 25, 400, 425},
      {{{300, true}}, {}, 0, 0, 300},
  }));
  model::PodSpec spec;
  for (const auto& init : row.init) {
    model::Container container;
    container.restarts_always = init.sidecar;
    container.requests["cpu"] = millis(init.cpu);
    spec.init_containers.push_back(container);
  }
  for (const auto cpu : row.containers) {
    model::Container container;
    container.requests["cpu"] = millis(cpu);
    spec.containers.push_back(container);
  }
  if (row.overhead != 0) {
    spec.overhead["cpu"] = millis(row.overhead);
  }
  if (row.pod_level != 0) {
    spec.pod_requests["cpu"] = millis(row.pod_level);
  }
  const auto requests = model::effective_requests(spec);
  REQUIRE(requests);
  CHECK(requests->with_overhead.cpu.millis() == row.result);
  CHECK(requests->without_overhead.cpu.millis() == row.result - row.overhead);
}

TEST_CASE("fractions of a byte are added before they are rounded up", "[k8s]") {
  model::PodSpec spec;
  spec.containers.resize(3);
  for (auto& container : spec.containers) {
    container.requests["memory"] = millis(400);
  }
  const auto requests = model::effective_requests(spec);
  REQUIRE(requests);
  CHECK(requests->with_overhead.memory.count() == 2);
}

TEST_CASE("pod-level requests replace cpu, memory and huge pages, but not other resources",
          "[k8s]") {
  model::PodSpec spec;
  spec.containers.resize(1);
  for (const auto* resource : {"memory", "ephemeral-storage", "hugepages-2Mi", "nvidia.com/gpu"}) {
    spec.containers[0].requests[resource] = whole(3);
    spec.pod_requests[resource] = whole(7);
  }
  const auto requests = model::effective_requests(spec);
  REQUIRE(requests);
  CHECK(requests->with_overhead.memory.count() == 7);
  CHECK(requests->with_overhead.ephemeral_storage.count() == 3);
  CHECK(requests->with_overhead.extended ==
        std::map<std::string, std::int64_t>{{"hugepages-2Mi", 7}, {"nvidia.com/gpu", 3}});
}

TEST_CASE("an extended resource counts by its request, else by its limit, and not at zero",
          "[k8s]") {
  model::PodSpec spec;
  spec.containers.resize(2);
  spec.containers[0].limits["nvidia.com/gpu"] = whole(2);
  spec.containers[1].requests["nvidia.com/gpu"] = whole(1);
  spec.containers[1].limits["nvidia.com/gpu"] = whole(4);
  spec.containers[1].limits["example.com/none"] = whole(0);
  const auto requests = model::effective_requests(spec);
  REQUIRE(requests);
  CHECK(requests->with_overhead.extended ==
        std::map<std::string, std::int64_t>{{"nvidia.com/gpu", 3}});
}

TEST_CASE("a sum that leaves 64 bits is a fault", "[k8s]") {
  const auto resource =
      GENERATE(values<std::string>({"cpu", "memory", "ephemeral-storage", "nvidia.com/gpu"}));
  model::PodSpec spec;
  spec.containers.resize(2);
  for (auto& container : spec.containers) {
    container.requests[resource] = whole(std::numeric_limits<std::int64_t>::max());
  }
  const auto requests = model::effective_requests(spec);
  REQUIRE_FALSE(requests);
  CHECK(requests.fault().message ==
        "the " + resource + " requests of the pod add up to more than eksplan counts");
}

TEST_CASE("a limit without a request is the request, per resource", "[k8s]") {
  model::PodSpec spec;
  spec.init_containers.resize(1);
  spec.init_containers[0].limits["memory"] = whole(5);
  spec.containers.resize(1);
  spec.containers[0].requests["cpu"] = millis(100);
  spec.containers[0].limits["cpu"] = millis(900);
  CHECK_FALSE(admit(spec, nullptr));
  CHECK(spec.init_containers[0].requests == model::ResourceList{{"memory", whole(5)}});
  CHECK(spec.containers[0].requests == model::ResourceList{{"cpu", millis(100)}});
}

TEST_CASE("pod-level limits give requests: what the containers ask, else the limit itself",
          "[k8s]") {
  model::PodSpec spec;
  spec.containers.resize(2);
  spec.containers[0].requests["cpu"] = millis(100);
  spec.pod_limits["cpu"] = whole(4);
  spec.pod_limits["memory"] = whole(8);
  admit(spec, nullptr);
  CHECK(spec.pod_requests == model::ResourceList{{"cpu", millis(100)}, {"memory", whole(8)}});
}

TEST_CASE("a container that names a limit is settled before its LimitRange is asked", "[k8s]") {
  ContainerDefaults defaults;
  defaults.requests["cpu"] = millis(50);
  defaults.limits["cpu"] = millis(200);
  model::PodSpec spec;
  spec.containers.resize(2);
  spec.containers[0].limits["cpu"] = whole(1);
  CHECK(admit(spec, &defaults));
  CHECK(spec.containers[0].requests == model::ResourceList{{"cpu", whole(1)}});
  CHECK(spec.containers[1].requests == model::ResourceList{{"cpu", millis(50)}});
  CHECK(spec.containers[1].limits == model::ResourceList{{"cpu", millis(200)}});
}

model::Container random_container(support::Random& random, bool init) {
  model::Container container;
  container.restarts_always = init && random.chance(40);
  for (const auto* resource : {"cpu", "memory", "ephemeral-storage", "nvidia.com/gpu"}) {
    if (random.chance(60)) {
      container.requests[resource] = millis(random.between(0, 4'000'000));
    }
    if (random.chance(40)) {
      container.limits[resource] = millis(random.between(0, 4'000'000));
    }
  }
  return container;
}

// A second way to the same number: walk through the pod's life, one running set after another.
base::int128 by_phases(const model::PodSpec& spec, const std::string& resource) {
  const auto of = [&resource](const model::Container& container) {
    const auto found = container.requests.find(resource);
    return found == container.requests.end() ? base::int128{0} : found->second.value.nanos();
  };
  std::vector<std::vector<const model::Container*>> phases;
  std::vector<const model::Container*> sidecars;
  for (const auto& container : spec.init_containers) {
    auto phase = sidecars;
    phase.push_back(&container);
    phases.push_back(phase);
    if (container.restarts_always) {
      sidecars = phase;
    }
  }
  for (const auto& container : spec.containers) {
    sidecars.push_back(&container);
  }
  phases.push_back(sidecars);
  base::int128 most = 0;
  for (const auto& phase : phases) {
    base::int128 sum = 0;
    for (const auto* container : phase) {
      sum += of(*container);
    }
    most = std::max(most, sum);
  }
  return most;
}

TEST_CASE(
    "the effective request is what the hungriest phase of the pod needs, never below any container",
    "[k8s][property]") {
  const auto seed = GENERATE(range(0U, 300U));
  CAPTURE(seed);
  support::Random random(seed);
  model::PodSpec spec;
  for (auto i = random.between(0, 4); i > 0; --i) {
    spec.init_containers.push_back(random_container(random, true));
  }
  for (auto i = random.between(1, 4); i > 0; --i) {
    spec.containers.push_back(random_container(random, false));
  }
  admit(spec, nullptr);
  const auto requests = model::effective_requests(spec);
  REQUIRE(requests);
  CHECK(requests->with_overhead == requests->without_overhead);
  CHECK(requests->with_overhead.cpu.millis() * kMilli == by_phases(spec, "cpu"));
  CHECK(requests->with_overhead.memory.count() == base::div_ceil(by_phases(spec, "memory"), kUnit));
  for (const auto* containers : {&spec.init_containers, &spec.containers}) {
    for (const auto& container : *containers) {
      for (const auto& [resource, amount] : container.requests) {
        CHECK(model::container_sum(spec, resource) >= amount.value);
      }
    }
  }
}

}  // namespace
}  // namespace eksplan::k8s
