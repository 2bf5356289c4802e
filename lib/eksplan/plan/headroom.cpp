#include "eksplan/plan/headroom.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <iterator>
#include <memory>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/headroom.hpp"
#include "eksplan/pack/solve.hpp"
#include "eksplan/plan/relaxed.hpp"
#include "eksplan/plan/roomier.hpp"

namespace eksplan::plan {
namespace {

/// Steps of --effort: a greater one does first what every lesser one does, so that it is never
/// dearer.
constexpr std::array<std::int64_t, 3> kEfforts{50, 200, 2000};
constexpr std::int64_t kMany = 30'000;
constexpr std::int64_t kSomeSpare = 10;  // percent of a node that is left free to begin with
constexpr std::int64_t kMuchSpare = 20;
constexpr std::int64_t kFewPods = 3'000;  // with which that is tried
constexpr std::int64_t kFewPodsOfQuick = 300;

std::vector<std::int64_t> efforts_up_to(std::int64_t effort) {
  std::vector<std::int64_t> efforts;
  std::copy_if(kEfforts.begin(), kEfforts.end(), std::back_inserter(efforts),
               [&](std::int64_t lesser) { return lesser < effort; });
  efforts.push_back(effort);
  return efforts;
}

constexpr std::int64_t kMillion = 1'000'000;
constexpr std::int64_t kQuickWork = 12'000;      // for each pod
constexpr std::int64_t kBeginningWork = 30'000;  // for each pod, to compare other beginnings

std::int64_t little_work(std::int64_t pods, std::int64_t for_each) {
  return std::min(3 * kMillion / 10 + pods * for_each, 100 * kMillion);
}

/// Work of the search: what a second of it finds, and what is worth waiting for, grows more slowly
/// than the number of pods.
std::int64_t work_for(std::int64_t pods, std::int64_t effort) {
  const auto root = static_cast<std::int64_t>(std::sqrt(static_cast<double>(pods)));
  if (effort < 100) {
    return little_work(pods, kQuickWork);
  }
  return effort < 1000
             ? std::min(pods * kMillion / 4, std::min<std::int64_t>(root * 5, 800) * kMillion)
             : std::min(pods * 8 * kMillion, std::min<std::int64_t>(root * 40, 2500) * kMillion);
}

/// Arrival orders that are replayed: five, and fewer where a replay takes long.
std::uint64_t orders_for(std::int64_t pods) {
  return pods <= kMany ? 5 : 2;
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

/// The scheduler's own arrangement on the cheapest nodes that are found for it.
class RoomSearch {
 public:
  RoomSearch(const pack::Instance& instance, const PackedParts& parts, RoomyPacking& roomy)
      : instance_(&instance), parts_(&parts), roomy_(&roomy), around_(surroundings_of(parts)) {
    for (const auto& shape : instance.shapes) {
      pods_ += shape.count();
    }
  }

  void run() {
    const auto effort = parts_->options.effort;
    const auto efforts = efforts_up_to(effort);
    begin_with(tight(efforts.front()), work_for(pods_, efforts.front()));
    try_others();
    for (const auto more : efforts) {
      if (more != efforts.front()) {
        begin_with(tight(more), work_for(pods_, more));
      }
      if (other_ && !is_quick()) {
        begin_with(*other_, work_for(pods_, more), &best_->packing);
      }
    }
    finish();
  }

 private:
  using Rank = std::pair<std::int64_t, base::int128>;  // pods without a place, and the score

  static Rank rank_of(const pack::Schedulable& made) {
    const auto& unplaced = made.packing.unplaced;
    return {std::accumulate(unplaced.begin(), unplaced.end(), std::int64_t{0}), made.score};
  }

  pack::Packing tight(std::int64_t effort) {
    return effort == parts_->options.effort ? *roomy_->packing : solved(*instance_, effort);
  }

  pack::Packing solved(const pack::Instance& instance, std::int64_t effort) {
    auto packing = pack::solve(instance, {.effort = effort});
    roomy_->steps += packing.steps;
    return packing;
  }

  // With other pods on Fargate, and other nodes, that may need less room: each is tried by itself,
  // with little effort.
  void try_others() {
    const auto guarded = with_guarded_accelerators(*instance_, parts_->nodes);
    if (guarded) {
      try_other(*guarded);
    }
    if (pods_ > (is_quick() ? kFewPodsOfQuick : kFewPods)) {
      return;
    }
    const auto& begun = guarded ? *guarded : *instance_;
    if (!is_quick()) {
      try_other(with_less_room(begun, kSomeSpare));
    }
    if (!is_quick() || is_dear()) {
      try_other(with_less_room(begun, kMuchSpare));
    }
    if (const auto alone = with_all_alone(*instance_)) {
      const auto packing = solved(*alone, kEfforts.front());
      if (packing.cost < best_->score) {
        begin_with(packing, work_for(pods_, kEfforts.front()));
      }
    }
  }

  void try_other(const pack::Instance& instance) {
    auto packing = solved(instance, kEfforts.front());
    const auto little = work_for(pods_, kEfforts.front());
    auto rank = begin_with(packing, little);
    const auto more = little_work(pods_, kBeginningWork);
    if (!is_quick() && more > little) {
      rank = begin_with(packing, more);
    }
    if (!other_ || rank < other_rank_) {
      other_ = std::move(packing);
      other_rank_ = rank;
    }
  }

  bool is_quick() const { return parts_->options.effort <= kEfforts.front(); }

  // Whether the room is more than a quarter of what is packed tight.
  bool is_dear() const {
    const auto packed = roomy_->packing->cost;
    return best_->score > base::int128{packed} + packed / 4;
  }

  // Whatever is compared has been through the same orders.
  Rank begin_with(const pack::Packing& packing, std::int64_t work,
                  const pack::Packing* known = nullptr) {
    pack::HeadroomOptions options;
    options.replay.orders = orders_for(pods_);
    options.work = work;
    options.known = known;
    if (best_ && rank_of(*best_).first == 0 && best_->left.all_fit()) {
      options.dearest = best_->packing.cost;
    }
    auto made = pack::make_schedulable(*instance_, packing, around_, options);
    const auto rank = rank_of(made);
    roomy_->steps += made.steps;
    if (!best_ || rank < rank_of(*best_)) {
      best_ = std::move(made);
    }
    return rank;
  }

  void finish() {
    roomy_->stranded =
        best_->left.stranded_items + static_cast<std::int64_t>(best_->left.waiting.size());
    roomy_->packed_cost = std::min(roomy_->packed_cost, best_->packing.cost);
    roomy_->headroom_cost = best_->packing.cost - roomy_->packed_cost;
    roomy_->packing = std::make_shared<const pack::Packing>(std::move(best_->packing));
  }

  const pack::Instance* instance_;
  const PackedParts* parts_;
  RoomyPacking* roomy_;
  pack::Surroundings around_;
  std::int64_t pods_ = 0;
  std::optional<pack::Schedulable> best_;
  std::optional<pack::Packing> other_;  // the best beginning beside the tight ones
  Rank other_rank_;
};

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
    RoomSearch(instance, parts, roomy).run();
  }
  return roomy;
}

}  // namespace eksplan::plan
