#include "eksplan/pack/scheduler.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace eksplan::pack {
namespace {

constexpr std::int32_t kMostScore = 100;
constexpr std::int32_t kSpreadWeight = 2;
constexpr double kHostSkew = 3;  // of the system defaults
constexpr double kZoneSkew = 5;
constexpr std::int32_t kUnfit = -1'000'000;
constexpr std::int32_t kUnknown = -2'000'000;  // not looked at yet, among many nodes
constexpr std::size_t kAlwaysScored = 100;     // nodes
constexpr std::int64_t kWorkOfItem = 20;       // what an item costs besides, in node scores

/// numFeasibleNodesToFind with the default percentage.
std::size_t nodes_to_find(std::size_t nodes) {
  if (nodes < kAlwaysScored) {
    return nodes;
  }
  const auto percent = std::max<std::size_t>(5, 50 - std::min<std::size_t>(nodes / 125, 50));
  return std::max(kAlwaysScored, nodes * percent / 100);
}

/// The part of `whole` that is free, in whole percent rounded down. `whole` and `used` are whole
/// numbers below 2^45, so that all products here are exact; `parts` is 1 / whole, nearly.
std::int32_t free_percent(double used, double whole, double parts) {
  const auto free = (whole - used) * kMostScore;
  auto percent = static_cast<std::int32_t>(free * parts);
  percent += (percent + 1) * whole <= free ? 1 : 0;
  percent -= percent * whole > free ? 1 : 0;
  return used > whole ? 0 : percent;
}

double logarithm(std::size_t value) {
  static const auto kKnown = [] {
    std::array<double, 256> known{};
    for (std::size_t i = 1; i < known.size(); ++i) {
      known[i] = std::log(static_cast<double>(i));
    }
    return known;
  }();
  return value < kKnown.size() ? kKnown[value] : std::log(static_cast<double>(value));
}

}  // namespace

Scheduler::Scheduler(const Instance& instance, const Surroundings& surroundings)
    : instance_(&instance),
      around_(&surroundings),
      dimensions_(instance.dimensions),
      zones_(std::max<std::size_t>(surroundings.zones, 1)),
      fitting_(instance.options.size()) {
  index_counted(instance);
}

void Scheduler::index_counted(const Instance& instance) {
  counted_.assign(instance.shapes.size(), kNoNode);
  partners_.resize(instance.shapes.size());
  const auto count = [&](std::size_t shape) {
    if (counted_[shape] == kNoNode) {
      counted_[shape] = counted_shapes_++;
    }
  };
  for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
    if (instance.shapes[shape].per_bin_cap) {
      count(shape);
    }
  }
  for (const auto& [first, second] : instance.conflicts) {
    count(first);
    count(second);
    partners_[first].push_back(counted_[second]);
    partners_[second].push_back(counted_[first]);
  }
}

const std::vector<std::uint8_t>& Scheduler::fitting_in(std::size_t option) {
  auto& fitting = fitting_[option];
  if (fitting.empty()) {
    for (std::size_t shape = 0; shape < instance_->shapes.size(); ++shape) {
      fitting.push_back(fits(*instance_, shape, option) ? 1 : 0);
    }
  }
  return fitting;
}

void Scheduler::add_run(const BinCount& bins) {
  const auto begin = option_.size();
  option_.resize(begin + static_cast<std::size_t>(bins.count), bins.option);
  runs_.push_back({bins.option, begin, option_.size()});
  for (auto node = begin; node < option_.size(); ++node) {
    const auto fixed = around_->zone_of.empty() ? zones_ : around_->zone_of[bins.option];
    zone_.push_back(static_cast<std::uint32_t>(fixed < zones_ ? fixed : node % zones_));
  }
}

void Scheduler::build(std::span<const BinCount> bins) {
  runs_.clear();
  option_.clear();
  zone_.clear();
  for (const auto& some : bins) {
    if (some.count > 0) {
      fitting_in(some.option);
      add_run(some);
    }
  }
  const auto nodes = option_.size();
  free_at_start_.resize(dimensions_ * nodes);
  used_at_start_.resize(kScored * nodes);
  whole_.resize(kScored * nodes);
  for (const auto& run : runs_) {
    const auto& capacity = instance_->options[run.option].capacity;
    const auto fill = [&](auto& values, std::size_t row, auto value) {
      std::fill_n(&values[row * nodes + run.begin], run.end - run.begin, value);
    };
    for (std::size_t d = 0; d < dimensions_; ++d) {
      fill(free_at_start_, d, capacity[d]);
    }
    for (std::size_t d = 0; d < kScored && dimensions_ > 0; ++d) {
      const auto from = std::min(d, dimensions_ - 1);  // a single dimension stands for both
      const auto taken = around_->reserved.empty() ? 0 : around_->reserved[run.option][from];
      fill(used_at_start_, d, static_cast<double>(taken));
      fill(whole_, d, static_cast<double>(std::max<Amount>(capacity[from] + taken, 1)));
    }
  }
  parts_.resize(kScored * nodes);
  std::ranges::transform(whole_, parts_.begin(), [](double whole) { return 1 / whole; });
  own_.resize(nodes);
  score_.resize(nodes);
  level_.resize(nodes);
  wanted_ = nodes_to_find(nodes);
  empty();
}

void Scheduler::empty() {
  free_ = free_at_start_;
  used_ = used_at_start_;
  presumed_ = used_at_start_;
  held_.assign(counted_shapes_ * size(), 0);
  start_ = 0;
}

void Scheduler::set_shape(std::size_t shape) {
  shape_ = shape;
  const auto& demand = instance_->shapes[shape].demand;
  asked_.clear();
  for (std::size_t d = 0; d < dimensions_; ++d) {
    if (demand[d] > 0) {
      asked_.push_back({d * size(), demand[d]});
    }
  }
  for (std::size_t d = 0; d < kScored && dimensions_ > 0; ++d) {
    const auto from = std::min(d, dimensions_ - 1);
    takes_[d] = static_cast<double>(demand[from]);
    presumed_takes_[d] = demand[from] == 0 && from < around_->presumed.size()
                             ? static_cast<double>(around_->presumed[from])
                             : takes_[d];
  }
}

void Scheduler::begin(std::size_t shape, bool freely) {
  freely_ = freely;
  set_shape(shape);
  std::fill(own_.begin(), own_.end(), 0);
  std::copy(zone_.begin(), zone_.end(), level_.begin());
  nodes_at_.assign(zones_, 0);
  placed_in_.assign(zones_, 0);
  placed_ = 0;
  if (wanted_ < size()) {
    std::ranges::fill(score_, kUnknown);
    work_ += static_cast<std::int64_t>(size()) / 4;
    return;
  }
  for (const auto& run : runs_) {
    if (fitting_[run.option][shape] == 0) {
      std::fill(&score_[run.begin], &score_[run.begin] + (run.end - run.begin), kUnfit);
      continue;
    }
    for (auto node = run.begin; node < run.end; ++node) {
      const auto found = score(node);
      score_[node] = found;
      nodes_at_[zone_[node]] += found >= 0 ? 1 : 0;
    }
  }
  feasible_in_ = nodes_at_;
  feasible_ = std::accumulate(nodes_at_.begin(), nodes_at_.end(), 0);
  work_ += static_cast<std::int64_t>(4 * size());
}

bool Scheduler::may_join(std::size_t node) const {
  const auto& cap = instance_->shapes[shape_].per_bin_cap;
  const auto held = [&](std::size_t place) { return held_[place * size() + node]; };
  return (!cap || held(counted_[shape_]) < *cap) &&
         std::ranges::none_of(partners_[shape_],
                              [&](std::size_t other) { return held(other) > 0; });
}

bool Scheduler::has_room(std::size_t node) const {
  bool room = true;
  for (const auto& [row, amount] : asked_) {
    room = room && amount <= free_[row + node];
  }
  return room;
}

/// LeastAllocated and BalancedAllocation with the item in place.
std::int32_t Scheduler::score(std::size_t node) const {
  if (!has_room(node) || (counted_[shape_] != kNoNode && !may_join(node))) {
    return kUnfit;
  }
  const auto other = size() + node;
  const auto least =
      (free_percent(presumed_[node] + presumed_takes_[0], whole_[node], parts_[node]) +
       free_percent(presumed_[other] + presumed_takes_[1], whole_[other], parts_[other])) /
      2;
  const auto first = (used_[node] + takes_[0]) / whole_[node];
  const auto second = (used_[other] + takes_[1]) / whole_[other];
  const auto balanced =
      static_cast<std::int32_t>((1.0 - std::abs(first - second) / 2) * double{kMostScore});
  return least + balanced;
}

/// Only where all nodes are scored; a window is counted anew for each item.
void Scheduler::count_level(std::size_t node, std::int32_t by) {
  if (wanted_ < size()) {
    return;
  }
  nodes_at_[level_[node]] += by;
  feasible_in_[zone_[node]] += by;
  feasible_ += by;
}

void Scheduler::rescore(std::size_t node) {
  const auto before = score_[node] >= 0 ? 1 : 0;
  score_[node] = fitting_[option_[node]][shape_] != 0 ? score(node) : kUnfit;
  count_level(node, (score_[node] >= 0 ? 1 : 0) - before);
}

void Scheduler::put(std::size_t node, std::int64_t items) {
  for (const auto& [row, amount] : asked_) {
    free_[row + node] -= amount * items;
  }
  const auto times = static_cast<double>(items);
  for (std::size_t d = 0; d < kScored; ++d) {
    used_[d * size() + node] += takes_[d] * times;
    presumed_[d * size() + node] += presumed_takes_[d] * times;
  }
  if (counted_[shape_] != kNoNode) {
    held_[counted_[shape_] * size() + node] += static_cast<std::int32_t>(items);
  }
}

/// One more or fewer of the batch on a node.
void Scheduler::raise(std::size_t node, std::int32_t by) {
  const auto counted = score_[node] >= 0 ? 1 : 0;
  count_level(node, -counted);
  own_[node] += by;
  placed_ += by;
  placed_in_[zone_[node]] += by;
  const auto own = static_cast<std::size_t>(own_[node]);
  if (nodes_at_.size() < (own + 1) * zones_) {
    nodes_at_.resize((own + 1) * zones_, 0);
  }
  level_[node] = static_cast<std::uint32_t>(own * zones_) + zone_[node];
  count_level(node, counted);
}

/// PodTopologySpread by host and zone over so many nodes in so many zones; how many of them stand
/// at each level.
void Scheduler::normalise(std::size_t feasible, std::size_t zones,
                          const std::vector<std::int32_t>& nodes_at) {
  spread_.assign(nodes_at.size(), 0);
  if (placed_ == 0 || freely_) {
    return;  // all are equal
  }
  const auto by_host = logarithm(feasible + 2);
  const auto by_zone = logarithm(zones + 2);
  std::int32_t lowest = INT32_MAX;
  std::int32_t highest = 0;
  for (std::size_t level = 0, own = 0, zone = 0; level < nodes_at.size(); ++level) {
    if (nodes_at[level] > 0) {
      const auto on_host = static_cast<double>(own) * by_host + (kHostSkew - 1);
      const auto in_zone = static_cast<double>(placed_in_[zone]) * by_zone + (kZoneSkew - 1);
      spread_[level] = static_cast<std::int32_t>(on_host + in_zone + 0.5);
      lowest = std::min(lowest, spread_[level]);
      highest = std::max(highest, spread_[level]);
    }
    own += zone + 1 == zones_ ? 1 : 0;
    zone = zone + 1 == zones_ ? 0 : zone + 1;
  }
  for (auto& score : spread_) {
    score = kSpreadWeight * (kMostScore * (highest + lowest - score) / highest);
  }
}

std::size_t Scheduler::best_of_all(Draw& draw) {
  if (feasible_ == 0) {
    return kNoNode;
  }
  work_ += kWorkOfItem + static_cast<std::int64_t>(size());
  normalise(static_cast<std::size_t>(feasible_),
            static_cast<std::size_t>(
                std::ranges::count_if(feasible_in_, [](std::int32_t nodes) { return nodes > 0; })),
            nodes_at_);
  const auto nodes = size();
  const auto total = [this](std::size_t node) { return score_[node] + spread_[level_[node]]; };
  std::int32_t best = -1;
  std::size_t ties = 0;
  std::size_t chosen = 0;
  for (std::size_t node = 0; node < nodes; ++node) {
    const auto score = total(node);
    if (score >= best) {
      ties = score > best ? 1 : ties + 1;
      chosen = score > best ? node : chosen;
      best = score;
    }
  }
  for (auto left = ties > 1 ? draw.below(ties) : 0; left > 0; --left) {
    do {
      ++chosen;
    } while (total(chosen) != best);
  }
  return chosen;
}

/// findNodesThatFitPod: nodes are looked at in turn from where the last search ended, until enough
/// of them fit.
void Scheduler::find_window() {
  window_.clear();
  auto node = start_;
  for (std::size_t looked_at = 0; looked_at < size() && window_.size() < wanted_; ++looked_at) {
    if (score_[node] == kUnknown) {
      score_[node] = fitting_[option_[node]][shape_] != 0 ? score(node) : kUnfit;
      work_ += 4;
    }
    if (score_[node] >= 0) {
      window_.push_back(node);
    }
    node = node + 1 == size() ? 0 : node + 1;
  }
  start_ = node;
}

std::size_t Scheduler::best_of_window(Draw& draw) {
  find_window();
  if (window_.empty()) {
    return kNoNode;
  }
  work_ += kWorkOfItem + static_cast<std::int64_t>(2 * window_.size());
  in_window_.assign(nodes_at_.size(), 0);
  std::vector<std::uint8_t> zones(zones_, 0);
  for (const auto node : window_) {
    ++in_window_[level_[node]];
    zones[zone_[node]] = 1;
  }
  normalise(window_.size(), static_cast<std::size_t>(std::ranges::count(zones, 1)), in_window_);
  std::int32_t best = -1;
  std::size_t ties = 0;
  for (const auto node : window_) {
    const auto score = score_[node] + spread_[level_[node]];
    ties = score > best ? 1 : ties + (score == best ? 1 : 0);
    best = std::max(best, score);
  }
  auto left = ties > 1 ? draw.below(ties) : 0;
  for (const auto node : window_) {
    if (score_[node] + spread_[level_[node]] == best && left-- == 0) {
      return node;
    }
  }
  return kNoNode;
}

std::size_t Scheduler::place(Draw& draw) {
  const auto node = wanted_ == size() ? best_of_all(draw) : best_of_window(draw);
  if (node != kNoNode) {
    put(node, 1);
    raise(node, 1);
    rescore(node);
  }
  return node;
}

void Scheduler::take(std::size_t node, bool placed) {
  put(node, -1);
  if (placed) {
    raise(node, -1);
  }
  rescore(node);
}

void Scheduler::restore(std::size_t node) {
  put(node, 1);
  rescore(node);
}

}  // namespace eksplan::pack
