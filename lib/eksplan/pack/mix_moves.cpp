#include "eksplan/pack/mix_moves.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

namespace eksplan::pack {
namespace {

constexpr std::size_t kPool = 80;
constexpr std::size_t kPoolOfShape = 24;
constexpr std::size_t kSiblings = 40;
constexpr std::size_t kMoveOneIn = 5;
constexpr std::size_t kResizeOneIn = 3;

}  // namespace

MixMoves::MixMoves(MixJudge& judge, const Problem& problem, const std::vector<double>& slack)
    : judge_(&judge), problem_(&problem) {
  std::vector<std::size_t> order(problem.options);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(order,
                           [&](std::size_t a, std::size_t b) { return slack[a] < slack[b]; });
  for (const auto option : order) {
    pool_.push_back(problem.original[option]);
  }
  for (std::size_t shape = 0; shape < judge.instance().shapes.size(); ++shape) {
    if (judge.may_be_in_bins(shape)) {
      auto& fitting = pool_for_[shape];
      for (const auto option : pool_) {
        if (fitting.size() < kPoolOfShape && judge.fits(shape, option)) {
          fitting.push_back(option);
        }
      }
    }
  }
  for (const auto option : order) {
    slack_.try_emplace(problem.prices[option], slack[option]);  // the least comes first
  }
  pool_.resize(std::min(pool_.size(), kPool));
  for (std::size_t i = 0; i < judge.movable().size(); ++i) {
    lots_of_[judge.movable()[i].shape].push_back(i);
  }
  const auto& options = judge.instance().options;
  for (std::size_t option = 0; option < options.size(); ++option) {
    auto& equal = twins_[options[option].price];
    equal.push_back(option);
    has_twins_ = has_twins_ || equal.size() > 1;
  }
}

MixMoves MixMoves::with(MixJudge& judge, Draw draw) const {
  auto other = *this;
  other.judge_ = &judge;
  other.draw_ = draw;
  return other;
}

// What one bin of the option holds of it.
base::int128 MixMoves::covered(std::size_t option, const Shortfall& missing) const {
  const auto& instance = judge_->instance();
  auto room = instance.options[option].capacity;
  base::int128 value = 0;
  for (const auto& [shape, items] : missing.parts) {
    if (!judge_->fits(shape, option)) {
      continue;
    }
    auto count = std::min(items, instance.shapes[shape].per_bin_cap.value_or(items));
    const auto& demand = instance.shapes[shape].demand;
    for (std::size_t d = 0; d < room.size(); ++d) {
      count = demand[d] > 0 ? std::min(count, room[d] / demand[d]) : count;
    }
    for (std::size_t d = 0; d < room.size(); ++d) {
      room[d] -= demand[d] * count;
    }
    value += base::int128{judge_->values()[shape]} * count;
  }
  return value;
}

// Of the options of the same price that hold as much of it the one that takes the fewest kinds of
// items: the scheduler puts less else into it.
std::size_t MixMoves::narrowest(std::size_t option, const JudgedMix& judged) const {
  const auto& instance = judge_->instance();
  const auto least = covered(option, judged.missing);
  const auto kinds = [&](std::size_t of) {
    return std::ranges::count_if(instance.shapes,
                                 [of](const Shape& shape) { return shape.allowed[of]; });
  };
  auto narrow = option;
  for (const auto twin : twins_.at(instance.options[option].price)) {
    if (covered(twin, judged.missing) >= least && kinds(twin) < kinds(narrow) &&
        judge_->may_buy(changed(judged.choice.mix, twin, 1))) {
      narrow = twin;
    }
  }
  return narrow;
}

std::optional<Mix> MixMoves::with_more(const JudgedMix& judged, std::int64_t part,
                                       bool narrow) const {
  const auto& options = judge_->instance().options;
  std::optional<std::size_t> best;
  base::int128 best_value = 0;
  for (const auto option : problem_->original) {
    const auto value = covered(option, judged.missing);
    const bool better =
        value > 0 && (!best || value * options[*best].price > best_value * options[option].price);
    if (better && judge_->may_buy(changed(judged.choice.mix, option, 1))) {
      best = option;
      best_value = value;
    }
  }
  if (!best) {
    return std::nullopt;
  }
  if (narrow) {
    best = narrowest(*best, judged);
  }
  base::int128 all = 0;
  for (const auto& [shape, items] : judged.missing.parts) {
    all += judge_->fits(shape, *best) ? base::int128{judge_->values()[shape]} * items : 0;
  }
  auto count = std::max<std::int64_t>(static_cast<std::int64_t>(all / best_value / part), 1);
  while (!judge_->may_buy(changed(judged.choice.mix, *best, count))) {
    --count;
  }
  return changed(judged.choice.mix, *best, count);
}

Mix MixMoves::wider(const Mix& mix) const {
  const auto dearest = *std::ranges::max_element(
      mix, {}, [this](const BinCount& some) { return judge_->cost({some}); });
  auto more = changed(mix, dearest.option, (dearest.count + 19) / 20);
  return judge_->may_buy(more) ? more : mix;
}

void MixMoves::take_some(Mix& mix) {
  const auto& some = mix[draw_.below(mix.size())];
  const auto many = draw_.below(static_cast<std::size_t>(some.count / 2 + 1));
  const auto count = draw_.below(4) == 0 ? static_cast<std::int64_t>(many) + 1 : 1;
  mix = changed(mix, some.option, -std::min(count, some.count));
}

std::size_t MixMoves::pick(const JudgedMix& from) {
  const auto& parts = from.missing.parts;
  if (!parts.empty() && draw_.below(2) == 0) {
    const auto& fitting = pool_for_.at(parts[draw_.below(parts.size())].shape);
    if (!fitting.empty()) {
      return fitting[draw_.below(fitting.size())];
    }
  }
  const auto& mix = from.choice.mix;
  return draw_.below(3) == 0 ? mix[draw_.below(mix.size())].option
                             : pool_[draw_.below(pool_.size())];
}

// Some bins for others that cost about as much, or, where something is missing, a little more.
Mix MixMoves::exchanged(const JudgedMix& from) {
  const auto room = from.missing.parts.empty() ? 0 : from.cost / 50;
  const auto& options = judge_->instance().options;
  auto next = from.choice.mix;
  for (auto takes = 1 + draw_.below(2); takes > 0 && !next.empty(); --takes) {
    take_some(next);
  }
  for (int tries = 0, adds = 0; tries < 6 && adds < 2; ++tries) {
    const auto option = pick(from);
    const auto count = (from.cost + room - judge_->cost(next)) / options[option].price;
    if (count > 0) {
      next = changed(next, option, draw_.below(2) == 0 ? count : 1);
      adds += draw_.below(2) == 0 ? 2 : 1;
    }
  }
  return next;
}

std::int64_t MixMoves::all_or_some(const BinCount& bins) {
  const auto all = static_cast<std::size_t>(bins.count);
  return draw_.below(2) == 0 ? bins.count : 1 + static_cast<std::int64_t>(draw_.below(all));
}

// Some bins of an option, or all, for bins of the same price: most are equal but for what is
// allowed in them.
Mix MixMoves::recast(Mix mix) {
  const auto some = mix[draw_.below(mix.size())];
  const auto& option = judge_->instance().options[some.option];
  const auto twins = twins_.find(option.price);
  if (twins == twins_.end()) {
    return mix;
  }
  const auto other = twins->second[draw_.below(twins->second.size())];
  const auto count = all_or_some(some);
  return changed(changed(std::move(mix), some.option, -count), other, count);
}

const std::vector<std::size_t>& MixMoves::siblings_of(std::size_t option) {
  const auto [found, added] = siblings_.try_emplace(option);
  if (!added) {
    return found->second;
  }
  const auto& instance = judge_->instance();
  std::vector<std::pair<double, std::size_t>> all;
  for (std::size_t other = 0; other < instance.options.size(); ++other) {
    const auto slack = slack_.find(instance.options[other].price);
    const bool alike = other != option && slack != slack_.end() &&
                       std::ranges::all_of(instance.shapes, [&](const Shape& shape) {
                         return shape.allowed[option] == shape.allowed[other];
                       });
    if (alike) {
      all.emplace_back(slack->second, other);
    }
  }
  std::ranges::sort(all);
  all.resize(std::min(all.size(), kSiblings));
  for (const auto& [slack, other] : all) {
    found->second.push_back(other);
  }
  return found->second;
}

// Some bins of an option, or all, for others that the same items may use, and that cost about as
// much together.
Mix MixMoves::resized(Mix mix) {
  const auto some = mix[draw_.below(mix.size())];
  const auto& siblings = siblings_of(some.option);
  if (siblings.empty()) {
    return mix;
  }
  const auto& options = judge_->instance().options;
  const auto other = siblings[draw_.below(siblings.size())];
  const auto count = all_or_some(some);
  const auto price = options[other].price;
  const auto value = count * options[some.option].price;
  const auto others = draw_.below(2) == 0 ? value / price : (value + price - 1) / price;
  return changed(changed(std::move(mix), some.option, -count), other, others);
}

Mix MixMoves::mix_varied(const JudgedMix& from) {
  const bool survives = from.missing.parts.empty();
  const auto kind = draw_.below(has_twins_ ? 10 : 8);
  auto next = from.choice.mix;
  if (draw_.below(kResizeOneIn) == 0) {
    return resized(std::move(next));
  }
  if (kind == 0 && !survives) {
    next = changed(next, pick(from), 1);
  } else if (kind == 1 && !survives) {
    next = with_more(from, 2).value_or(next);
  } else if (kind == 0 || (kind == 1 && survives)) {
    for (auto takes = kind + 1; takes > 0 && !next.empty(); --takes) {
      take_some(next);
    }
  } else if (kind >= 8) {
    next = recast(std::move(next));
  } else {
    next = exchanged(from);
  }
  return next;
}

// Of what is missing, every other time, and otherwise rather what costs much.
void MixMoves::move_some(const JudgedMix& from, AloneLots& alone) {
  const auto& movable = judge_->movable();
  const auto& parts = from.missing.parts;
  if (!parts.empty() && draw_.below(2) == 0) {
    const auto lots = lots_of_.find(parts[draw_.below(parts.size())].shape);
    if (lots != lots_of_.end()) {
      alone[lots->second[draw_.below(lots->second.size())]] = true;
      return;
    }
  }
  auto lot = draw_.below(movable.size());
  const auto other = draw_.below(movable.size());
  lot = movable[other].price > movable[lot].price ? other : lot;
  alone[lot] = !alone[lot];
}

// Some lots alone or no longer, and mostly other bins as well, for about as much in all.
MixChoice MixMoves::moved(const JudgedMix& from) {
  auto next = from.choice;
  for (auto moves = draw_.below(3) == 0 ? 2 : 1; moves > 0; --moves) {
    move_some(from, next.alone);
  }
  judge_->serve_alone(next.alone);
  if (draw_.below(4) > 0) {
    next.mix = exchanged(from);
  }
  return next;
}

std::optional<MixChoice> MixMoves::varied(const JudgedMix& from) {
  judge_->serve_alone(from.choice.alone);
  const bool moves = !lots_of_.empty() && draw_.below(kMoveOneIn) == 0;
  const auto next = moves ? moved(from) : MixChoice{mix_varied(from), from.choice.alone};
  return next == from.choice || next.mix.empty() ? std::nullopt : std::optional(next);
}

}  // namespace eksplan::pack
