#include "random_instance.hpp"
#include "slow_scheduler.hpp"
#include "support/random.hpp"
#include <catch2/catch.hpp>

#include "eksplan/pack/replay.hpp"

namespace eksplan::pack {
namespace {

using support::Random;

struct Scene {
  Instance instance;
  Surroundings around;
  std::vector<BinCount> bins;
};

/// A few bins of a few options, mostly too few; each shape in several lots.
Scene scene(std::uint64_t seed, std::int64_t most_bins) {
  Random random(seed);
  Scene made{middling_instance(seed), {}, {}};
  auto& instance = made.instance;
  for (auto& shape : instance.shapes) {
    shape.lots.push_back({random.between(0, 4)});
    shape.lots.push_back({1});
    for (std::size_t option = 0; option < instance.options.size(); ++option) {
      shape.allowed[option] = random.chance(90);
    }
    if (random.chance(10)) {
      shape.demand[0] = 0;
    }
  }
  made.around.zones = static_cast<std::size_t>(random.between(1, 3));
  made.around.presumed = {100, 200};
  for (std::size_t option = 0; option < instance.options.size(); ++option) {
    made.around.reserved.push_back({random.between(0, 300), random.between(0, 500), 2});
    made.around.zone_of.push_back(static_cast<std::size_t>(random.between(0, 4)));
    if (random.chance(30)) {
      made.bins.push_back({option, random.between(1, most_bins)});
    }
  }
  return made;
}

Packing nothing_alone(const Instance& instance, const std::vector<BinCount>& bins) {
  Packing packing;
  for (const auto& shape : instance.shapes) {
    packing.alone.emplace_back(shape.lots.size(), false);
  }
  packing.unplaced.assign(instance.shapes.size(), 0);
  for (const auto& [option, count] : bins) {
    packing.bins.push_back({option, count, {}});
  }
  return packing;
}

void compare(const Scene& made) {
  const auto packing = nothing_alone(made.instance, made.bins);
  for (const std::uint64_t order : {0U, 1U, 7U}) {
    const auto result =
        replay(made.instance, packing, made.around, {.first_order = order, .orders = 1});
    CHECK(result.stranded == slowly_stranded(made.instance, made.bins, made.around, order));
  }
}

TEST_CASE("a replay strands the items that the scheduler strands, done slowly",
          "[pack][replay][property]") {
  const auto seed = GENERATE(range(0U, 60U));
  CAPTURE(seed);
  compare(scene(seed, 4));
}

TEST_CASE("among many nodes only some are looked at, in turn", "[pack][replay][property]") {
  const auto seed = GENERATE(range(100U, 104U));
  CAPTURE(seed);
  auto made = scene(seed, 4);
  made.bins = {{0, 70}, {1, 60}};
  for (auto& shape : made.instance.shapes) {
    shape.lots.push_back({30});
  }
  compare(made);
}

TEST_CASE("what was played before makes no difference", "[pack][replay]") {
  const auto made = scene(3, 4);
  const auto packing = nothing_alone(made.instance, made.bins);
  Replayer replayer(made.instance, packing.alone, packing.unplaced, made.around);
  const auto first = replayer.run(made.bins, {});
  replayer.run(std::vector<BinCount>{{0, 3}}, {});
  const auto again = replayer.run(made.bins, {});
  CHECK(first.stranded == again.stranded);
  CHECK(first.worst_order == again.worst_order);
  CHECK(first.waiting == again.waiting);
}

}  // namespace
}  // namespace eksplan::pack
