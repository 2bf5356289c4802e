#include "random_instance.hpp"

#include <algorithm>
#include <utility>

#include "support/random.hpp"

namespace eksplan::pack {
namespace {

using support::Random;

void add_conflicts(Random& random, Instance& instance, int per_cent) {
  for (std::size_t a = 0; a < instance.shapes.size(); ++a) {
    for (std::size_t b = a + 1; b < instance.shapes.size(); ++b) {
      if (random.chance(per_cent)) {
        instance.conflicts.push_back({a, b});
      }
    }
  }
}

Shape tiny_shape(Random& random, const Instance& instance, std::int64_t most_items) {
  Shape shape;
  for (std::size_t d = 0; d < instance.dimensions; ++d) {
    shape.demand.push_back(random.between(d == 0 ? 1 : 0, 7));
  }
  const auto lots = random.between(1, 2);
  for (std::int64_t lot = 0; lot < lots; ++lot) {
    shape.lots.push_back(
        {random.between(lot == 0 ? 1 : 0, std::max<std::int64_t>(1, most_items / lots))});
  }
  for (std::size_t option = 0; option < instance.options.size(); ++option) {
    shape.allowed.push_back(random.chance(80));
  }
  if (random.chance(20)) {
    shape.per_bin_cap = random.between(1, 2);
  }
  if (random.chance(40)) {
    shape.alone_price = random.between(1, 20);
  }
  return shape;
}

}  // namespace

Instance tiny_instance(std::uint64_t seed) {
  Random random(seed);
  Instance instance;
  instance.dimensions = static_cast<std::size_t>(random.between(1, 3));
  const auto options = random.between(1, 4);
  for (std::int64_t i = 0; i < options; ++i) {
    Option option;
    for (std::size_t d = 0; d < instance.dimensions; ++d) {
      option.capacity.push_back(random.between(3, 14));
    }
    option.price = random.between(3, 30);
    option.group_class = static_cast<std::uint32_t>(random.between(0, options - 1));
    if (random.chance(10)) {
      option.max_count = random.between(0, 2);
    }
    instance.options.push_back(std::move(option));
  }
  const auto shapes = random.between(1, 3);
  for (std::int64_t i = 0; i < shapes; ++i) {
    instance.shapes.push_back(tiny_shape(random, instance, shapes == 1 ? 6 : 3));
  }
  add_conflicts(random, instance, 15);
  instance.max_groups = static_cast<std::size_t>(random.between(0, 2));
  const bool limited =
      std::any_of(instance.options.begin(), instance.options.end(),
                  [](const Option& option) { return option.max_count.has_value(); });
  instance.min_bins =
      limited ? 0 : random.between(0, 3);  // limits may make a least number impossible
  return instance;
}

Instance middling_instance(std::uint64_t seed) {
  Random random(seed);
  Instance instance;
  instance.dimensions = 3;  // cpu, memory, pods
  const auto families = random.between(1, 5);
  for (std::int64_t family = 0; family < families; ++family) {
    const auto memory_per_cpu = std::int64_t{2048} << static_cast<unsigned>(random.between(0, 2));
    const auto price_per_cpu = 20 * random.between(90, 130) + memory_per_cpu / 4;
    for (std::int64_t cpus = 2; cpus <= 64; cpus *= 2) {
      Option option;
      option.capacity = {cpus * 1000 - 60 - cpus * 3, cpus * memory_per_cpu * 93 / 100 - 600,
                         std::min<std::int64_t>(110, 14 * cpus)};
      option.price = cpus * price_per_cpu + 20;
      option.group_class = static_cast<std::uint32_t>(instance.options.size());
      instance.options.push_back(std::move(option));
    }
  }
  const auto shapes = random.between(2, 20);
  for (std::int64_t i = 0; i < shapes; ++i) {
    Shape shape;
    shape.demand = {random.between(1, 40) * 50, random.between(1, 60) * 64, 1};
    shape.lots = {{random.between(1, 20)}};
    shape.allowed.assign(instance.options.size(), true);
    if (random.chance(15)) {
      shape.per_bin_cap = random.between(1, 3);
    }
    instance.shapes.push_back(std::move(shape));
  }
  add_conflicts(random, instance, 1);
  instance.max_groups = static_cast<std::size_t>(random.between(0, 3));
  instance.min_bins = random.between(0, 3);
  return instance;
}

}  // namespace eksplan::pack
