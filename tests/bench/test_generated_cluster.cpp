#include <set>
#include <utility>

#include "generated_cluster.hpp"
#include <catch2/catch.hpp>

namespace eksplan::bench {
namespace {

using Sizes = std::set<std::pair<std::int64_t, std::int64_t>>;

struct Sums {
  std::int64_t pods = 0;
  Sizes sizes;
};

Sums sums_of(const std::vector<GeneratedWorkload>& workloads) {
  Sums sums;
  for (const auto& workload : workloads) {
    if (workload.kind == GeneratedKind::daemon_set) {
      continue;
    }
    sums.pods += workload.replicas;
    std::pair<std::int64_t, std::int64_t> size;
    for (const auto& container : workload.containers) {
      size.first += container.cpu_millis;
      size.second += container.memory_mib;
    }
    sums.sizes.insert(size);
  }
  return sums;
}

}  // namespace

TEST_CASE("a generated cluster has the pods and the sizes that were asked for") {
  const auto wish = GENERATE(values<ClusterWish>({{.pods = 1, .shapes = 1},
                                                  {.pods = 40, .shapes = 12},
                                                  {.pods = 50, .shapes = 50},
                                                  {.pods = 1000, .shapes = 50, .seed = 7},
                                                  {.pods = 20'000, .shapes = 500, .seed = 3}}));
  const auto sums = sums_of(generate_cluster(wish));
  CHECK(sums.pods == wish.pods);
  CHECK(static_cast<std::int64_t>(sums.sizes.size()) == wish.shapes);
}

TEST_CASE("the same wish gives the same manifests, another seed gives others") {
  const ClusterWish wish{.pods = 60, .shapes = 10, .seed = 5};
  const auto text = manifests_of(generate_cluster(wish));
  CHECK(text == manifests_of(generate_cluster(wish)));
  CHECK(text != manifests_of(generate_cluster({.pods = 60, .shapes = 10, .seed = 6})));
}

}  // namespace eksplan::bench
