#include "eksplan/pack/mix_judge.hpp"

#include <algorithm>
#include <limits>
#include <numeric>
#include <set>

namespace eksplan::pack {
namespace {

constexpr std::int64_t kWorkOfTrial = 500;  // besides the replay
constexpr std::int64_t kPenalty = 1000;     // times the value of what is not bulky
/// Of few items one lot alone may empty a bin; with many a search that moves them loses its way.
constexpr std::int64_t kFewItems = 300;
constexpr std::int64_t kDearer = 4;  // so many of the dearest bins

/// By shape: items that are neither alone nor left over.
std::vector<std::int64_t> items_in_bins(const Instance& instance, const Packing& packing) {
  std::vector<std::int64_t> items;
  for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
    auto count = -packing.unplaced[shape];
    for (std::size_t lot = 0; lot < instance.shapes[shape].lots.size(); ++lot) {
      count += packing.alone[shape][lot] ? 0 : instance.shapes[shape].lots[lot].count;
    }
    items.push_back(count);
  }
  return items;
}

/// Of bins.
std::int64_t most_cost_of(const Instance& instance, const Packing& packing) {
  std::int64_t cost = 0;
  std::int64_t dearest = 0;
  for (const auto& bin : packing.bins) {
    const auto price = instance.options[bin.option].price;
    cost += price * bin.count;
    dearest = std::max(dearest, price);
  }
  return cost + std::max(cost / 2, dearest * kDearer);
}

/// By shape: what one item costs at least in bins that hold nothing else, were bins to be cut; 1 or
/// more, and the whole price where it does not fit.
std::vector<std::int64_t> values_of(const Instance& instance) {
  constexpr auto kNowhere = std::numeric_limits<std::int64_t>::max();
  std::vector<std::int64_t> values;
  for (const auto& shape : instance.shapes) {
    auto least = kNowhere;
    for (std::size_t i = 0; i < instance.options.size(); ++i) {
      if (shape.allowed[i]) {
        const auto& option = instance.options[i];
        least = least_share(least, option.price, option.capacity, shape.demand);
      }
    }
    values.push_back(
        least == kNowhere ? 0 : std::max<std::int64_t>(least, 1));  // what no bin takes is in none
  }
  return values;
}

}  // namespace

Mix changed(Mix mix, std::size_t option, std::int64_t by) {
  const auto found = std::ranges::lower_bound(mix, option, {}, &BinCount::option);
  if (found == mix.end() || found->option != option) {
    if (by > 0) {
      mix.insert(found, {option, by});
    }
  } else if ((found->count += by) <= 0) {
    mix.erase(found);
  }
  return mix;
}

bool includes(const Mix& mix, const Mix& part) {
  return std::ranges::all_of(part, [&](const BinCount& wanted) {
    const auto found = std::ranges::lower_bound(mix, wanted.option, {}, &BinCount::option);
    return found != mix.end() && found->option == wanted.option && found->count >= wanted.count;
  });
}

MixJudge::MixJudge(const Instance& instance, const Packing& packing,
                   const Surroundings& surroundings, const ReplayOptions& options)
    : instance_(&instance),
      packing_(&packing),
      options_(options),
      replayer_(instance, packing.alone, packing.unplaced, surroundings),
      items_(items_in_bins(instance, packing)),
      values_(values_of(instance)),
      alone_cost_(pack::alone_cost(instance, packing.alone)),
      most_cost_(alone_cost_ + most_cost_of(instance, packing)),
      asked_(instance.dimensions, 0) {
  find_movable();
  for (std::size_t shape = 0; shape < items_.size(); ++shape) {
    values_[shape] *= replayer_.bulky(shape) ? 2 : 1;
    ask(shape, items_[shape]);
    bool particular = instance.shapes[shape].per_bin_cap.has_value();
    for (std::size_t option = 0; option < instance.options.size() && !particular; ++option) {
      particular = !fits(shape, option);
    }
    if (particular && may_be_in_bins_[shape]) {
      particular_.push_back(shape);
    }
  }
}

MixJudge MixJudge::with(const ReplayOptions& options) const {
  auto other = *this;
  other.options_ = options;
  other.known_.clear();
  other.last_failed_.reset();
  return other;
}

void MixJudge::find_movable() {
  const bool few = std::accumulate(items_.begin(), items_.end(), std::int64_t{0}) <= kFewItems;
  for (std::size_t shape = 0; shape < items_.size(); ++shape) {
    const bool movable = few && instance_->shapes[shape].alone_price &&
                         packing_->unplaced[shape] == 0 && values_[shape] > 0;
    for (const auto& free : movable ? free_lots(*instance_, shape) : std::vector<FreeLot>{}) {
      movable_.push_back(free);
      alone_.push_back(packing_->alone[shape][free.lot]);
    }
    may_be_in_bins_.push_back(items_[shape] > 0 || movable);
  }
}

void MixJudge::serve_alone(const AloneLots& lots) {
  if (lots == alone_) {
    return;
  }
  for (std::size_t i = 0; i < lots.size(); ++i) {
    if (lots[i] != alone_[i]) {
      const auto& [shape, lot, items, price] = movable_[i];
      const auto by = lots[i] ? -items : items;
      items_[shape] += by;
      ask(shape, by);
      alone_cost_ += lots[i] ? price : -price;
      replayer_.serve_alone(shape, lot, lots[i]);
    }
  }
  alone_ = lots;
}

void MixJudge::ask(std::size_t shape, std::int64_t items) {
  const auto& demand = instance_->shapes[shape].demand;
  for (std::size_t d = 0; d < asked_.size(); ++d) {
    asked_[d] += static_cast<double>(demand[d]) * static_cast<double>(items);
  }
}

std::vector<std::vector<bool>> MixJudge::all_alone(const AloneLots& lots) const {
  auto all = packing_->alone;
  for (std::size_t i = 0; i < movable_.size(); ++i) {
    all[movable_[i].shape][movable_[i].lot] = lots[i];
  }
  return all;
}

bool MixJudge::may_buy(const Mix& mix) const {
  std::set<std::uint32_t> groups;
  for (const auto& [option, count] : mix) {
    const auto& kind = instance_->options[option];
    groups.insert(kind.group_class);
    if (kind.max_count && count > *kind.max_count) {
      return false;
    }
  }
  return cost(mix) <= most_cost_ &&
         (instance_->max_groups == 0 || groups.size() <= instance_->max_groups);
}

bool MixJudge::permitted(const Mix& mix) const {
  std::int64_t bins = 0;
  for (const auto& some : mix) {
    bins += some.count;
  }
  return bins >= instance_->min_bins && may_buy(mix);
}

std::int64_t MixJudge::cost(const Mix& mix) const {
  auto cost = alone_cost_;
  for (const auto& [option, count] : mix) {
    cost += instance_->options[option].price * count;
  }
  return cost;
}

double MixJudge::shortage(const Mix& mix) const {
  double most = -1e9;
  for (std::size_t d = 0; d < asked_.size(); ++d) {
    if (asked_[d] > 0) {
      double has = 0;
      for (const auto& [option, count] : mix) {
        has += static_cast<double>(instance_->options[option].capacity[d]) *
               static_cast<double>(count);
      }
      most = std::max(most, (asked_[d] - has) / asked_[d]);
    }
  }
  return most;
}

bool MixJudge::could_hold(const Mix& mix) const {
  if (shortage(mix) > 0) {
    return false;
  }
  return std::ranges::all_of(particular_, [&](std::size_t shape) {
    const auto cap = instance_->shapes[shape].per_bin_cap.value_or(items_[shape]);
    std::int64_t room = 0;
    for (const auto& [option, count] : mix) {
      room += fits(shape, option) ? cap * count : 0;
    }
    return room >= items_[shape];
  });
}

// The order that failed last is tried first: it fails most often.
bool MixJudge::survives(const Mix& mix) {
  overhead_ += kWorkOfTrial;
  if (!permitted(mix) || !could_hold(mix)) {
    return false;
  }
  const auto known = known_.find({mix, alone_});
  if (known != known_.end()) {
    return known->second;
  }
  auto options = options_;
  options.stop_early = true;
  options.try_first = last_failed_;
  const auto result = replayer_.run(mix, options);
  if (!result.all_fit()) {
    last_failed_ = result.worst_order;
  }
  known_.emplace(std::pair(mix, alone_), result.all_fit());
  return result.all_fit();
}

Shortfall MixJudge::shortfall(const Mix& mix, std::int64_t weight, base::int128 limit) {
  overhead_ += kWorkOfTrial;
  auto options = options_;
  options.try_first = last_failed_;
  auto missing = replayer_.shortfall(mix, options, values_, weight, limit);
  if (!missing.complete) {
    last_failed_ = missing.stopped_at;
  }
  return missing;
}

void MixJudge::idle() {
  overhead_ += kWorkOfTrial;
}

base::int128 MixJudge::penalty(const Shortfall& missing) {
  return missing.value * kPenalty + missing.bulky_value;
}

ReplayResult MixJudge::replay(const Mix& mix) {
  return replayer_.run(mix, options_);
}

}  // namespace eksplan::pack
