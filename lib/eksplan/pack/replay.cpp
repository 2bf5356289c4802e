#include "eksplan/pack/replay.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>
#include <utility>

namespace eksplan::pack {
namespace {

constexpr std::int64_t kMillion = 1'000'000;

/// By shape: millionths that an item takes of the most that any bin has, in the dimension of which
/// it takes most; at least 1.
std::vector<std::int64_t> sizes_of(const Instance& instance) {
  Vector most(instance.dimensions, 1);
  for (const auto& option : instance.options) {
    for (std::size_t d = 0; d < instance.dimensions; ++d) {
      most[d] = std::max(most[d], option.capacity[d]);
    }
  }
  std::vector<std::int64_t> sizes;
  for (const auto& shape : instance.shapes) {
    std::int64_t size = 1;
    for (std::size_t d = 0; d < instance.dimensions; ++d) {
      const auto part = base::int128{shape.demand[d]} * kMillion / most[d];
      size = std::max(size, static_cast<std::int64_t>(part));
    }
    sizes.push_back(size);
  }
  return sizes;
}

/// See Replayer::bulk_.
std::vector<std::int64_t> bulk_of(const Instance& instance) {
  std::vector<std::int64_t> bulk;
  for (const auto& shape : instance.shapes) {
    auto least = kMillion;
    for (std::size_t option = 0; option < instance.options.size(); ++option) {
      if (shape.allowed[option]) {
        least = least_share(least, kMillion, instance.options[option].capacity, shape.demand);
      }
    }
    bulk.push_back(least);
  }
  return bulk;
}

std::vector<std::uint64_t> orders_of(const ReplayOptions& options) {
  std::vector<std::uint64_t> orders(options.orders);
  std::iota(orders.begin(), orders.end(), options.first_order);
  if (options.try_first) {
    std::stable_partition(orders.begin(), orders.end(),
                          [&](std::uint64_t order) { return order == *options.try_first; });
  }
  return orders;
}

}  // namespace

Replayer::Replayer(const Instance& instance, const std::vector<std::vector<bool>>& alone,
                   const std::vector<std::int64_t>& unplaced, const Surroundings& surroundings)
    : scheduler_(instance, surroundings), sizes_(sizes_of(instance)), bulk_(bulk_of(instance)) {
  for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
    auto missing = unplaced[shape];
    const auto& lots = instance.shapes[shape].lots;
    first_of_.push_back(batches_.size());
    for (std::size_t lot = 0; lot < lots.size(); ++lot) {
      const auto left_out = alone[shape][lot] ? 0 : std::min(missing, lots[lot].count);
      missing -= left_out;
      batches_.push_back({shape, lots[lot].count - left_out,
                          !surroundings.surges.empty() && surroundings.surges[shape][lot],
                          alone[shape][lot]});
    }
  }
}

void Replayer::serve_alone(std::size_t shape, std::size_t lot, bool alone) {
  batches_[first_of_[shape] + lot].alone = alone;
}

const Replayer::Order& Replayer::order(std::uint64_t number) {
  while (orders_.size() <= number) {
    Order next{std::vector<std::size_t>(batches_.size()), Draw(orders_.size())};
    std::iota(next.turns.begin(), next.turns.end(), std::size_t{0});
    for (std::size_t i = next.turns.size(); i > 1 && !orders_.empty(); --i) {
      std::swap(next.turns[i - 1], next.turns[next.draw.below(i)]);
    }
    orders_.push_back(std::move(next));
  }
  return orders_[number];
}

/// Of items by shape: each counts the part that it takes of the largest bin, at least 1.
base::int128 Replayer::size_of(const std::vector<std::int64_t>& items) const {
  base::int128 sum = 0;
  for (std::size_t shape = 0; shape < items.size(); ++shape) {
    sum += base::int128{items[shape]} * sizes_[shape];
  }
  return sum;
}

ReplayResult Replayer::run(std::span<const BinCount> bins, const ReplayOptions& options) {
  scheduler_.build(bins);
  ReplayResult result;
  result.stranded.assign(sizes_.size(), 0);
  base::int128 worst = 0;
  for (const auto number : orders_of(options)) {
    auto played = play(number, options);
    result.waiting.insert(result.waiting.end(), played.waiting.begin(), played.waiting.end());
    const auto size = size_of(played.stranded);
    if (size > worst) {
      worst = size;
      result.stranded_items = played.stranded_items;
      result.worst_order = number;
      result.stranded = std::move(played.stranded);
    }
    if (options.stop_early && !result.all_fit()) {
      result.worst_order = number;
      break;
    }
  }
  std::ranges::sort(result.waiting);
  result.waiting.erase(std::unique(result.waiting.begin(), result.waiting.end()),
                       result.waiting.end());
  return result;
}

Shortfall Replayer::shortfall(std::span<const BinCount> bins, const ReplayOptions& options,
                              std::span<const std::int64_t> values, std::int64_t weight,
                              base::int128 limit) {
  scheduler_.build(bins);
  Shortfall total;
  std::vector<std::int64_t> most(sizes_.size(), 0);
  for (const auto number : orders_of(options)) {
    auto played = play(number, options);
    for (const auto shape : played.waiting) {
      ++played.stranded[shape];
    }
    for (std::size_t shape = 0; shape < most.size(); ++shape) {
      const base::int128 items = played.stranded[shape];
      (bulky(shape) ? total.bulky_value : total.value) += items * values[shape];
      most[shape] = std::max(most[shape], played.stranded[shape]);
    }
    if (total.value * weight + total.bulky_value > limit) {
      total.complete = false;
      total.stopped_at = number;
      break;
    }
  }
  for (std::size_t shape = 0; shape < most.size(); ++shape) {
    if (most[shape] > 0) {
      total.parts.push_back({shape, most[shape]});
    }
  }
  return total;
}

Replayer::Played Replayer::play(std::uint64_t number, const ReplayOptions& options) {
  const auto& [turns, ties] = order(number);
  auto draw = ties;
  const bool update = options.rolling_update && number == 0;
  Played played;
  played.stranded.assign(sizes_.size(), 0);
  scheduler_.empty();
  std::vector<std::vector<std::size_t>> nodes(update ? batches_.size() : 0);
  for (const auto turn : turns) {
    const auto& batch = batches_[turn];
    if (!batch.in_bins()) {
      continue;
    }
    const auto left = place_all(batch, draw, update && batch.surges ? &nodes[turn] : nullptr);
    played.stranded[batch.shape] += left;
    played.stranded_items += left;
    if (left > 0 && options.stop_early) {
      return played;
    }
  }
  for (std::size_t turn = 0; turn < nodes.size(); ++turn) {
    const auto& batch = batches_[turn];
    if (batch.surges && batch.in_bins() && !roll(batch, nodes[turn], draw)) {
      played.waiting.push_back(batch.shape);
      if (options.stop_early) {
        return played;
      }
    }
  }
  return played;
}

/// How many items found no room.
std::int64_t Replayer::place_all(const Batch& batch, Draw& draw, std::vector<std::size_t>* nodes) {
  scheduler_.begin(batch.shape);
  return place_more(batch.items, draw, nodes);
}

std::int64_t Replayer::place_more(std::int64_t items, Draw& draw, std::vector<std::size_t>* nodes) {
  for (std::int64_t item = 0; item < items; ++item) {
    const auto node = scheduler_.place(draw);
    if (node == Scheduler::kNoNode) {
      return items - item;  // what one does not fit, its equals do not fit either
    }
    if (nodes != nullptr) {
      nodes->push_back(node);
    }
  }
  return 0;
}

/// A Deployment's default: a quarter more pods at a time (rounded up), a quarter fewer (rounded
/// down), the newest old ones first. False when the update waits in vain; it is then taken back.
bool Replayer::roll(const Batch& batch, std::vector<std::size_t>& old, Draw& draw) {
  const auto count = static_cast<std::int64_t>(old.size());
  const auto surge = (count + 3) / 4;
  const auto spare = count / 4;
  const auto before = old;
  scheduler_.begin(batch.shape);
  std::int64_t made = 0;
  while (made < count) {
    const auto running = static_cast<std::int64_t>(old.size()) + made;
    const auto may_stop =
        std::min<std::int64_t>(running - (count - spare), static_cast<std::int64_t>(old.size()));
    for (std::int64_t i = 0; i < may_stop; ++i) {
      scheduler_.take(old.back());
      old.pop_back();
    }
    const auto room = count + surge - static_cast<std::int64_t>(old.size()) - made;
    std::int64_t placed = 0;
    while (placed < std::min(room, count - made) && scheduler_.place(draw) != Scheduler::kNoNode) {
      ++placed;
    }
    made += placed;
    if (placed == 0) {
      take_back(before, old);
      return false;
    }
  }
  for (const auto node : old) {
    scheduler_.take(node);
  }
  return true;
}

/// New items go, and those of the old ones that had gone come back.
void Replayer::take_back(const std::vector<std::size_t>& before,
                         const std::vector<std::size_t>& old) {
  for (std::size_t node = 0; node < scheduler_.size(); ++node) {
    while (scheduler_.own(node) > 0) {
      scheduler_.take(node, true);
    }
  }
  for (std::size_t i = old.size(); i < before.size(); ++i) {
    scheduler_.restore(before[i]);
  }
}

/// Batches; those come first of which an item takes a large part of every bin.
std::vector<std::size_t> Replayer::bulk_first() {
  auto turns = order(0).turns;
  std::ranges::stable_sort(turns, std::greater{},
                           [&](std::size_t turn) { return bulk_[batches_[turn].shape]; });
  return turns;
}

/// What found no room.
Shortfall Replayer::fill(const std::vector<std::size_t>& turns, bool freely,
                         std::vector<std::map<std::size_t, std::int64_t>>& contents) {
  scheduler_.empty();
  contents.assign(scheduler_.size(), {});
  auto draw = order(0).draw;
  Shortfall missing;
  for (const auto turn : turns) {
    const auto& batch = batches_[turn];
    if (!batch.in_bins()) {
      continue;
    }
    std::vector<std::size_t> nodes;
    scheduler_.begin(batch.shape, freely);
    if (const auto left = place_more(batch.items, draw, &nodes); left > 0) {
      missing.parts.push_back({batch.shape, left});
    }
    for (const auto node : nodes) {
      ++contents[node][batch.shape];
    }
  }
  return missing;
}

Shortfall Replayer::left_over(std::span<const BinCount> bins) {
  scheduler_.build(bins);
  std::vector<std::map<std::size_t, std::int64_t>> contents;
  return fill(bulk_first(), true, contents);
}

std::optional<std::vector<BinPattern>> Replayer::arrange(std::span<const BinCount> bins) {
  scheduler_.build(bins);
  std::vector<std::map<std::size_t, std::int64_t>> contents;
  if (!fill(order(0).turns, false, contents).parts.empty() &&
      !fill(bulk_first(), false, contents).parts.empty() &&
      !fill(bulk_first(), true, contents).parts.empty()) {
    return std::nullopt;
  }
  std::map<std::pair<std::size_t, std::map<std::size_t, std::int64_t>>, std::int64_t> patterns;
  for (std::size_t node = 0; node < contents.size(); ++node) {
    ++patterns[{scheduler_.option_of(node), std::move(contents[node])}];
  }
  std::vector<BinPattern> filled;
  for (const auto& [pattern, count] : patterns) {
    BinPattern bin{pattern.first, count, {}};
    for (const auto& [shape, items] : pattern.second) {
      bin.contents.push_back({shape, items});
    }
    filled.push_back(std::move(bin));
  }
  return filled;
}

std::vector<BinCount> bin_counts(const std::vector<BinPattern>& bins) {
  std::map<std::size_t, std::int64_t> counts;
  for (const auto& bin : bins) {
    counts[bin.option] += bin.count;
  }
  std::vector<BinCount> result;
  for (const auto& [option, count] : counts) {
    result.push_back({option, count});
  }
  return result;
}

ReplayResult replay(const Instance& instance, const Packing& packing,
                    const Surroundings& surroundings, const ReplayOptions& options) {
  return Replayer(instance, packing.alone, packing.unplaced, surroundings)
      .run(bin_counts(packing.bins), options);
}

}  // namespace eksplan::pack
