#include "generated_cluster.hpp"

#include <algorithm>
#include <span>

#include "support/random.hpp"
#include <fmt/format.h>

namespace eksplan::bench {
namespace {

using support::Random;

constexpr std::int64_t kMostApart = 6;  // replicas of a workload whose pods stay apart
constexpr std::int64_t kMostReplicas = 1000;
constexpr std::int64_t kTeamSize = 40;  // workloads of one namespace
constexpr std::int64_t kLargestMib = 65'536;
constexpr std::int64_t kZipfShift = 3;  // the first shapes are not all there is
constexpr std::int64_t kWeight = 1'000'000'000'000;

ContainerSize draw_size(Random& random) {
  constexpr std::array<std::int64_t, 16> kMillis{25,  50,  100, 100, 100,  200,  200,  250,
                                                 250, 500, 500, 750, 1000, 1000, 2000, 4000};
  constexpr std::array<std::int64_t, 6> kGibPerCore{1, 2, 2, 4, 8, 16};
  auto cpu = random.chance(1) ? 8000 : random.pick<std::int64_t>(kMillis);
  cpu += random.chance(30) ? random.between(0, 20) * 10 : 0;
  const auto memory = cpu * random.pick<std::int64_t>(kGibPerCore) * 1024 / 1000;
  const auto written =
      random.chance(60) ? (memory + 63) / 64 * 64 : memory * random.between(90, 110) / 100;
  return {cpu, std::clamp<std::int64_t>(written, 32, kLargestMib)};
}

std::vector<ContainerSize> draw_sizes(Random& random, std::int64_t count) {
  std::vector<ContainerSize> sizes;
  while (static_cast<std::int64_t>(sizes.size()) < count) {
    const auto size = draw_size(random);
    const bool known = std::any_of(sizes.begin(), sizes.end(), [&](const auto& other) {
      return other.cpu_millis == size.cpu_millis && other.memory_mib == size.memory_mib;
    });
    if (!known) {
      sizes.push_back(size);
    }
  }
  return sizes;
}

/// Pods by shape: one each, and the rest by 1 / (rank + shift).
std::vector<std::int64_t> pods_by_shape(const ClusterWish& wish) {
  std::int64_t weights = 0;
  for (std::int64_t i = 0; i < wish.shapes; ++i) {
    weights += kWeight / (i + kZipfShift);
  }
  const auto to_share = wish.pods - wish.shapes;
  auto left = to_share;
  std::vector<std::int64_t> pods;
  for (std::int64_t i = 0; i < wish.shapes; ++i) {
    const auto per_million = kWeight / (i + kZipfShift) / (weights / 1'000'000);
    const auto share = std::min(left, to_share * per_million / 1'000'000);
    pods.push_back(1 + share);
    left -= share;
  }
  for (std::size_t i = 0; left > 0; i = (i + 1) % pods.size()) {
    ++pods[i];
    --left;
  }
  return pods;
}

Spreading draw_spreading(Random& random, bool first_of_size) {
  if (first_of_size && random.chance(10)) {
    return random.chance(50) ? Spreading::host_skew : Spreading::host_apart;
  }
  return random.chance(10) ? Spreading::zone_preferred : Spreading::none;
}

bool keeps_apart(Spreading spreading) {
  return spreading == Spreading::host_skew || spreading == Spreading::host_apart;
}

/// A sidecar in a fifth of the pods that are large enough; the sum stays the size.
std::vector<ContainerSize> draw_containers(Random& random, const ContainerSize& size) {
  constexpr ContainerSize kSidecar{20, 32};
  if (!random.chance(20) || size.cpu_millis < 100 || size.memory_mib < 128) {
    return {size};
  }
  return {{size.cpu_millis - kSidecar.cpu_millis, size.memory_mib - kSidecar.memory_mib}, kSidecar};
}

/// What workloads of one size have in common, so that sizes are what tells pods apart.
struct Family {
  ContainerSize size;
  bool needs_arm = false;
  bool mounts_host_path = false;
};

GeneratedWorkload draw_workload(Random& random, const Family& family) {
  GeneratedWorkload workload;
  workload.kind = random.chance(15) ? GeneratedKind::stateful_set : GeneratedKind::deployment;
  workload.containers = draw_containers(random, family.size);
  if (family.needs_arm) {
    workload.architecture = "arm64";
  } else if (random.chance(8)) {
    workload.architecture = "amd64";
  }
  workload.mounts_host_path = family.mounts_host_path;
  return workload;
}

/// Many workloads have one or two replicas and a few have very many: at least r in 1 of r draws.
std::int64_t draw_replicas(Random& random, std::int64_t most) {
  return most / random.between(1, most);
}

void add_daemon_sets(std::vector<GeneratedWorkload>& workloads) {
  const auto add = [&](const char* name, ContainerSize size) {
    workloads.push_back({.kind = GeneratedKind::daemon_set,
                         .name = name,
                         .team = "platform",
                         .replicas = 0,
                         .containers = {size},
                         .architecture = {},
                         .spreading = Spreading::none,
                         .mounts_host_path = true});
  };
  add("log-agent", {50, 100});
  add("node-metrics", {30, 64});
}

}  // namespace

std::vector<GeneratedWorkload> generate_cluster(const ClusterWish& wish) {
  Random random(wish.seed);
  const auto sizes = draw_sizes(random, wish.shapes);
  const auto pods = pods_by_shape(wish);
  const auto most = std::clamp<std::int64_t>(wish.pods / 10, kMostApart, kMostReplicas);
  std::vector<GeneratedWorkload> workloads;
  add_daemon_sets(workloads);
  for (std::size_t i = 0; i < sizes.size(); ++i) {
    const Family family{sizes[i], random.chance(static_cast<int>(wish.arm_percent)),
                        random.chance(30)};
    for (auto left = pods[i]; left > 0;) {
      auto workload = draw_workload(random, family);
      workload.spreading = draw_spreading(random, left == pods[i]);
      const auto limit = keeps_apart(workload.spreading) ? kMostApart : most;
      workload.replicas = std::min(left, draw_replicas(random, limit));
      const auto number = static_cast<std::int64_t>(workloads.size());
      workload.name = fmt::format("service-{:05}", number);
      workload.team = fmt::format("team-{:03}", number / kTeamSize);
      left -= workload.replicas;
      workloads.push_back(std::move(workload));
    }
  }
  return workloads;
}

}  // namespace eksplan::bench
