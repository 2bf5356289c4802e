#include "cluster_instance.hpp"

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "support/random.hpp"

namespace eksplan::bench {
namespace {

using pack::Instance;
using pack::Option;
using pack::Shape;
using support::Random;

constexpr std::int64_t kFamilies = 14;
constexpr std::int64_t kClasses = 3;  // the first takes items without a wish

void add_family(Random& random, std::int64_t ratio, std::int64_t label_class, Instance& instance) {
  const auto per_core = (26'000'000 + ratio * 3'300'000) * random.between(82, 118) / 100;
  const std::array<std::int64_t, 8> sizes{2, 4, 8, 16, 32, 48, 64, 96};
  for (const auto cores : sizes) {
    Option option;
    const auto pods = cores <= 2 ? 29 : cores <= 16 ? 58 : cores <= 32 ? 110 : 234;
    option.capacity = {cores * 1000 - 70 - cores * 5 - 150,
                       cores * ratio * 1024 * 93 / 100 - 350 - pods * 11, pods - 4};
    option.price = cores * per_core + 2'200'000;
    option.group_class = static_cast<std::uint32_t>(instance.options.size());
    if (label_class > 0) {
      option.capacity[2] -= 1;
    }
    instance.options.push_back(std::move(option));
  }
}

Shape make_shape(Random& random, const std::vector<std::int64_t>& class_of_option) {
  const std::array<std::int64_t, 16> cores{25,  50,  100, 100, 100,  200,  200,  250,
                                           250, 500, 500, 750, 1000, 1000, 2000, 4000};
  const std::array<std::int64_t, 6> ratios{1, 2, 2, 4, 8, 16};
  Shape shape;
  const auto cpu = random.chance(1) ? 8000
                                    : random.pick<std::int64_t>(cores) +
                                          (random.chance(30) ? random.between(0, 20) * 10 : 0);
  const auto memory = cpu * random.pick<std::int64_t>(ratios) * 1024 / 1000;
  const auto rounded =
      random.chance(60) ? (memory + 63) / 64 * 64 : memory * random.between(90, 110) / 100;
  shape.demand = {cpu, std::clamp<std::int64_t>(rounded, 32, 65'536), 1};
  const auto wanted = random.chance(10) ? random.between(1, kClasses - 1) : std::int64_t{0};
  for (const auto label_class : class_of_option) {
    shape.allowed.push_back(label_class == wanted);
  }
  if (random.chance(8)) {
    shape.per_bin_cap = random.between(1, 2);
  }
  if (random.chance(50)) {
    shape.alone_price = (shape.demand[0] + 250) * 40'480 + (shape.demand[1] + 256) * 4'445;
  }
  return shape;
}

// Half of the shapes have one lot of a few items; the weight of the others falls like 1 / rank.
void spread_items(Random& random, std::int64_t items, Instance& instance) {
  const auto shapes = static_cast<std::int64_t>(instance.shapes.size());
  double weights = 0;
  for (std::int64_t i = 0; i < shapes; ++i) {
    weights += 1.0 / static_cast<double>(i + 3);
  }
  for (std::int64_t i = 0; i < shapes; ++i) {
    const auto share = static_cast<double>(items) / weights / static_cast<double>(i + 3);
    auto left = std::max<std::int64_t>(static_cast<std::int64_t>(share), 1);
    auto& shape = instance.shapes[static_cast<std::size_t>(i)];
    left = shape.per_bin_cap ? std::min<std::int64_t>(left, 3 + items / 500) : left;
    while (left > 0) {
      const auto lot = std::min(left, random.between(1, std::max<std::int64_t>(items / 100, 6)));
      shape.lots.push_back({lot});
      left -= lot;
    }
  }
}

}  // namespace

Instance cluster_instance(const ClusterSize& size) {
  Random random(size.seed);
  Instance instance;
  instance.dimensions = 3;
  std::vector<std::int64_t> class_of_option;
  for (std::int64_t family = 0; family < kFamilies; ++family) {
    const auto label_class = family < kFamilies - 4 ? 0 : 1 + family % (kClasses - 1);
    add_family(random, std::int64_t{2} << static_cast<unsigned>(family % 3), label_class, instance);
    class_of_option.resize(instance.options.size(), label_class);
  }
  for (std::int64_t i = 0; i < size.shapes; ++i) {
    instance.shapes.push_back(make_shape(random, class_of_option));
  }
  spread_items(random, size.items, instance);
  for (std::int64_t i = 0; i < size.shapes / 20; ++i) {
    const auto a = static_cast<std::size_t>(random.between(0, size.shapes - 2));
    const auto b =
        static_cast<std::size_t>(random.between(static_cast<std::int64_t>(a) + 1, size.shapes - 1));
    instance.conflicts.push_back({a, b});
  }
  instance.max_groups = size.max_groups;
  instance.min_bins = 2;
  return instance;
}

}  // namespace eksplan::bench
