#include "eksplan/plan/headroom.hpp"

#include <algorithm>
#include <array>
#include <memory>
#include <optional>
#include <tuple>
#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/headroom.hpp"
#include "eksplan/pack/solve.hpp"
#include "eksplan/plan/relaxed.hpp"

namespace eksplan::plan {
namespace {

/// Arrival orders and trials by effort: quick, normal, max.
pack::HeadroomOptions headroom_options(std::int64_t effort) {
  pack::HeadroomOptions options;
  options.replay.orders = effort < 100 ? 2 : effort < 1000 ? 4 : 8;
  options.trials = effort < 100 ? 40 : effort < 1000 ? 200 : 2000;
  options.effort = std::min<std::int64_t>(effort, 50);
  return options;
}

/// DaemonSets take their room before any pod comes; a Deployment is updated with a surge.
pack::Surroundings surroundings_of(const PackedParts& parts) {
  pack::Surroundings around;
  for (const auto& option : parts.nodes.options) {
    const auto& whole = parts.nodes.candidates[option.candidate].allocatable;
    pack::Vector reserved(option.capacity.size(), 0);
    reserved[kCpu] = whole.cpu.millis() - option.capacity[kCpu];
    reserved[kMemory] = whole.memory.count() - option.capacity[kMemory];
    around.reserved.push_back(std::move(reserved));
  }
  for (const auto& shape : parts.shaped.shapes) {
    std::vector<bool> surges;
    for (const auto item : shape.items) {
      surges.push_back(parts.demand.items[item].workload.kind == model::WorkloadKind::deployment);
    }
    around.surges.push_back(std::move(surges));
  }
  return around;
}

RoomyPacking tight(pack::Packing packing) {
  RoomyPacking roomy;
  roomy.packed_cost = packing.cost;
  roomy.lower_bound = packing.lower_bound;
  roomy.bound = pack::name(packing.bound);
  roomy.packing = std::make_shared<const pack::Packing>(std::move(packing));
  return roomy;
}

/// CPU and memory of every node less that part of it, rounded down.
pack::Instance with_less_room(pack::Instance instance, std::int64_t percent) {
  for (auto& option : instance.options) {
    for (const auto dimension : std::array{kCpu, kMemory}) {
      auto& capacity = option.capacity[dimension];
      capacity = static_cast<std::int64_t>(base::int128{capacity} * (100 - percent) / 100);
    }
  }
  return instance;
}

void leave_free(const pack::Instance& instance, std::int64_t percent, std::int64_t effort,
                RoomyPacking& roomy) {
  auto packing = pack::solve(with_less_room(instance, percent), {.effort = effort});
  const auto shapes_left_out = [](const pack::Packing& made) {
    return std::count_if(made.unplaced.begin(), made.unplaced.end(),
                         [](std::int64_t items) { return items > 0; });
  };
  if (shapes_left_out(packing) > shapes_left_out(*roomy.packing)) {
    return;  // some pod fits an empty node only without the spare room
  }
  roomy.packed_cost = std::min(roomy.packed_cost, packing.cost);
  roomy.headroom_cost = packing.cost - roomy.packed_cost;
  roomy.packing = std::make_shared<const pack::Packing>(std::move(packing));
}

/// Parts of every node, in percent, that packings to start from leave free: a tight one wants many
/// more nodes, a loose one has its room where it is needed.
std::vector<std::int64_t> free_parts(std::int64_t effort) {
  if (effort < 100) {
    return {0, 15};
  }
  return effort < 1000 ? std::vector<std::int64_t>{0, 8, 16, 24}
                       : std::vector<std::int64_t>{0, 4, 8, 12, 16, 20, 24, 30};
}

/// The scheduler's own arrangement on the cheapest nodes that were found for it.
void make_schedulable(const pack::Instance& instance, const PackedParts& parts,
                      RoomyPacking& roomy) {
  const auto effort = parts.options.effort;
  const auto around = surroundings_of(parts);
  const auto tightest = *roomy.packing;
  std::optional<pack::Schedulable> best;
  const auto rank = [](const pack::Schedulable& made) {
    return std::tuple(made.left.stranded_items, made.left.waiting.size(), made.packing.cost);
  };
  for (const auto percent : free_parts(effort)) {
    const auto start = percent == 0
                           ? tightest
                           : pack::solve(with_less_room(instance, percent), {.effort = effort / 4});
    if (start.unplaced != tightest.unplaced) {
      continue;  // some pod fits an empty node only without the room left free
    }
    auto made = pack::make_schedulable(instance, start, around, headroom_options(effort));
    if (!best || rank(made) < rank(*best)) {
      best = std::move(made);
    }
  }
  roomy.stranded = best->left.stranded_items + static_cast<std::int64_t>(best->left.waiting.size());
  roomy.packed_cost = std::min(roomy.packed_cost, best->packing.cost);
  roomy.headroom_cost = best->packing.cost - roomy.packed_cost;
  roomy.packing = std::make_shared<const pack::Packing>(std::move(best->packing));
}

}  // namespace

RoomyPacking with_headroom(const pack::Instance& instance, const PackedParts& parts) {
  const auto effort = parts.options.effort;
  const auto rounds = effort < 100 ? 0 : effort < 1000 ? 20 : 60;
  auto roomy = tight(pack::solve(instance, {.effort = effort, .bound_rounds = rounds}));
  prove_by_relaxed(parts, roomy);
  const auto& wish = parts.options.headroom.percent;
  if (wish && *wish > 0) {
    leave_free(instance, *wish, effort, roomy);
  } else if (!wish) {
    make_schedulable(instance, parts, roomy);
  }
  return roomy;
}

}  // namespace eksplan::plan
