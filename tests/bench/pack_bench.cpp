/// How good and how fast packings are: pack_bench ITEMS SHAPES [EFFORT [MAX_GROUPS [SEED]]], or
/// without arguments a table of sizes.

#include <array>
#include <chrono>
#include <cstdlib>
#include <numeric>
#include <span>

#include "cluster_instance.hpp"
#include <fmt/format.h>
#include <sys/resource.h>

#include "eksplan/pack/check.hpp"
#include "eksplan/pack/solve.hpp"

namespace eksplan::bench {
namespace {

void measure(const ClusterSize& size, std::int64_t effort) {
  const auto instance = cluster_instance(size);
  const auto start = std::chrono::steady_clock::now();
  const auto packing = pack::solve(instance, {.effort = effort});
  const std::chrono::duration<double> taken = std::chrono::steady_clock::now() - start;
  rusage used{};
  getrusage(RUSAGE_SELF, &used);
  std::int64_t bins = 0;
  for (const auto& bin : packing.bins) {
    bins += bin.count;
  }
  const auto unplaced =
      std::accumulate(packing.unplaced.begin(), packing.unplaced.end(), std::int64_t{0});
  const auto gap = static_cast<double>(packing.cost) / static_cast<double>(packing.lower_bound) - 1;
  fmt::print(
      "{:>7} items {:>4} shapes, effort {:>4}, groups {}, seed {}: cost {:.6f} bound {:.6f} ({}) "
      "gap {:.3f} % in {:.2f} s, {} MiB; {} bins, {} unplaced, {} faults\n",
      size.items, size.shapes, effort, size.max_groups, size.seed,
      static_cast<double>(packing.cost) / 1e9, static_cast<double>(packing.lower_bound) / 1e9,
      pack::name(packing.bound), 100 * gap, taken.count(), used.ru_maxrss / 1024, bins, unplaced,
      pack::violations(instance, packing).size());
}

std::int64_t number(std::span<char*> arguments, std::size_t index, std::int64_t otherwise) {
  return arguments.size() > index ? std::atoll(arguments[index]) : otherwise;
}

void run(std::span<char*> arguments) {
  if (arguments.size() > 2) {
    measure({.items = number(arguments, 1, 0),
             .shapes = number(arguments, 2, 0),
             .max_groups = static_cast<std::size_t>(number(arguments, 4, 0)),
             .seed = static_cast<std::uint64_t>(number(arguments, 5, 1))},
            number(arguments, 3, 200));
    return;
  }
  const std::array<std::array<std::int64_t, 2>, 6> sizes{
      {{20, 15}, {100, 15}, {1000, 50}, {10'000, 500}, {100'000, 500}, {100'000, 2000}}};
  for (const auto& [items, shapes] : sizes) {
    for (const std::size_t groups : {0U, 3U}) {
      measure({.items = items, .shapes = shapes, .max_groups = groups}, 200);
    }
  }
}

}  // namespace
}  // namespace eksplan::bench

int main(int count, char** arguments) {
  eksplan::bench::run({arguments, static_cast<std::size_t>(count)});
}
