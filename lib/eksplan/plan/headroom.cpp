#include "eksplan/plan/headroom.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <memory>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/headroom.hpp"
#include "eksplan/pack/solve.hpp"
#include "eksplan/plan/relaxed.hpp"

namespace eksplan::plan {
namespace {

/// Steps of --effort: a greater one does first what every lesser one does, so that it is never
/// dearer. With many pods that would take too long.
constexpr std::array<std::int64_t, 3> kEfforts{50, 200, 2000};
constexpr std::int64_t kMany = 30'000;

/// Pods of a cluster so small that it is worth it to serve others alone where nodes need spare
/// room.
constexpr std::int64_t kFew = 300;
constexpr std::int64_t kSpare = 10;  // percent

std::vector<std::int64_t> efforts_up_to(std::int64_t effort, std::int64_t pods) {
  std::vector<std::int64_t> efforts;
  std::copy_if(kEfforts.begin(), kEfforts.end(), std::back_inserter(efforts),
               [&](std::int64_t lesser) { return lesser < effort && pods <= kMany; });
  efforts.push_back(effort);
  return efforts;
}

/// Work of the search: what a second of it finds, and what is worth waiting for, grows more slowly
/// than the number of pods.
std::int64_t work_for(std::int64_t pods, std::int64_t effort) {
  constexpr std::int64_t kMillion = 1'000'000;
  const auto root = static_cast<std::int64_t>(std::sqrt(static_cast<double>(pods)));
  if (effort < 100) {
    return std::clamp<std::int64_t>(pods * 30'000, 3 * kMillion / 2, 100 * kMillion);
  }
  return effort < 1000
             ? std::min(pods * kMillion / 3, std::min<std::int64_t>(root * 5, 800) * kMillion)
             : std::min(pods * 8 * kMillion, std::min<std::int64_t>(root * 40, 2500) * kMillion);
}

/// Five arrival orders, and fewer where a replay takes long.
pack::HeadroomOptions headroom_options(std::int64_t pods, std::int64_t effort) {
  pack::HeadroomOptions options;
  options.replay.orders = pods <= kMany ? 5 : effort < 100 ? 1 : 3;
  options.work = work_for(pods, effort);
  return options;
}

pack::Observer observer_for(const std::function<void(const Progress&)>& progress) {
  if (!progress) {
    return {};
  }
  const auto rate = [](std::int64_t nanos) {
    return units::HourlyRate::per_hour(units::Money::from_nanos(nanos));
  };
  return [&progress, rate](const pack::Progress& made) {
    progress({.rounds = made.stages,
              .cheapest = rate(made.cost),
              .lower_bound = rate(made.lower_bound)});
  };
}

RoomyPacking tight(pack::Packing packing) {
  RoomyPacking roomy;
  roomy.packed_cost = packing.cost;
  roomy.lower_bound = packing.lower_bound;
  roomy.bound = pack::name(packing.bound);
  roomy.steps = packing.steps;
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
  roomy.steps += packing.steps;
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

/// The scheduler's own arrangement on the cheapest nodes that were found for it.
void make_schedulable(const pack::Instance& instance, const PackedParts& parts,
                      RoomyPacking& roomy) {
  const auto around = surroundings_of(parts);
  std::int64_t pods = 0;
  for (const auto& shape : instance.shapes) {
    pods += shape.count();
  }
  const auto rank = [](const pack::Schedulable& made) {
    const auto& unplaced = made.packing.unplaced;
    return std::tuple(std::accumulate(unplaced.begin(), unplaced.end(), std::int64_t{0}),
                      made.score);
  };
  std::optional<pack::Schedulable> best;
  const auto start_with = [&](const pack::Packing& packing, std::int64_t effort) {
    auto options = headroom_options(pods, effort);
    options.known = best ? &best->packing : nullptr;
    auto made = pack::make_schedulable(instance, packing, around, options);
    roomy.steps += made.steps;
    if (!best || rank(made) < rank(*best)) {
      best = std::move(made);
    }
  };
  const auto solved = [&](const pack::Instance& problem, std::int64_t effort) {
    auto packing = pack::solve(problem, {.effort = effort});
    roomy.steps += packing.steps;
    return packing;
  };
  for (const auto effort : efforts_up_to(parts.options.effort, pods)) {
    start_with(effort == parts.options.effort ? *roomy.packing : solved(instance, effort), effort);
  }
  if (pods <= kFew) {
    const auto spare = solved(with_less_room(instance, kSpare), kEfforts.front());
    if (spare.unplaced == roomy.packing->unplaced) {
      start_with(spare, parts.options.effort);
    }
  }
  roomy.stranded = best->left.stranded_items + static_cast<std::int64_t>(best->left.waiting.size());
  roomy.packed_cost = std::min(roomy.packed_cost, best->packing.cost);
  roomy.headroom_cost = best->packing.cost - roomy.packed_cost;
  roomy.packing = std::make_shared<const pack::Packing>(std::move(best->packing));
}

}  // namespace

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
  around.presumed.assign(
      {100, 200 * std::int64_t{1024} * 1024});  // of a container without requests
  around.zones = parts.nodes.zones.size();
  for (const auto& option : parts.nodes.options) {
    around.zone_of.push_back(option.zone.value_or(parts.nodes.zones.size()));
  }
  return around;
}

RoomyPacking with_headroom(const pack::Instance& instance, const PackedParts& parts) {
  const auto effort = parts.options.effort;
  const auto rounds = effort < 100 ? 0 : effort < 1000 ? 20 : 60;
  auto roomy = tight(pack::solve(instance, {.effort = effort,
                                            .bound_rounds = rounds,
                                            .observer = observer_for(parts.options.progress)}));
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
