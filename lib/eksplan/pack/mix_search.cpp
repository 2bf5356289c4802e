#include "eksplan/pack/mix_search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <set>
#include <utility>

#include "eksplan/base/halves.hpp"

namespace eksplan::pack {
namespace {

constexpr std::size_t kPool = 80;
constexpr std::size_t kPoolOfShape = 24;
constexpr std::size_t kSiblings = 40;
constexpr std::ptrdiff_t kTriesOfShape = 8;
constexpr int kMixRounds = 40;
constexpr auto kNoLimit = base::int128{1} << 120U;

constexpr std::int64_t kWorkOfRelaxation = 8;  // for each shape and option
constexpr std::int64_t kWorkOfStart = 12'000;  // for each item
constexpr std::int64_t kMostStarts = 8;
constexpr std::size_t kMoveOneIn = 5;
constexpr std::size_t kResizeOneIn = 3;
constexpr std::int64_t kWorkForThread = 500'000;
constexpr std::int64_t kLeastWeight = 4;
constexpr std::int64_t kMostWeight = 40;

// By which the best is chosen; score() leads the way there.
base::int128 final_score(const MixSearch::Judged& judged) {
  return judged.cost + MixJudge::penalty(judged.missing);
}

}  // namespace

MixSearch::MixSearch(MixJudge& judge, const Problem& problem, const Packing& packing)
    : judge_(&judge), problem_(&problem), packing_(&packing), alone_at_first_(judge.alone()) {
  load_.counts = judge.items();
  load_.alone.assign(load_.counts.size(), kUnlimited);
  fluid_ = fluid(problem, load_);
  std::vector<std::size_t> order(problem.options);
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::ranges::stable_sort(
      order, [&](std::size_t a, std::size_t b) { return fluid_.slack[a] < fluid_.slack[b]; });
  for (const auto option : order) {
    pool_.push_back(problem.original[option]);
  }
  for (std::size_t shape = 0; shape < load_.counts.size(); ++shape) {
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
    slack_.try_emplace(problem.prices[option], fluid_.slack[option]);  // the least comes first
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

base::int128 MixSearch::score(const Judged& judged) const {
  return judged.cost + judged.missing.value * weight_ + judged.missing.bulky_value;
}

// Nothing when it scores more than that.
std::optional<MixSearch::Judged> MixSearch::judge(const Choice& choice, base::int128 most_score) {
  judge_->serve_alone(choice.alone);
  Judged judged{choice, judge_->cost(choice.mix), {}};
  if (judged.cost > most_score || !judge_->permitted(choice.mix)) {
    judge_->idle();
    return std::nullopt;
  }
  judged.missing = judge_->shortfall(choice.mix, weight_, most_score - judged.cost);
  if (!judged.missing.complete) {
    return std::nullopt;
  }
  remember(judged);
  return judged;
}

void MixSearch::remember(const Judged& judged) {
  if (!lead_ || score(judged) < score(*lead_)) {
    lead_ = judged;
  }
  const bool better = !best_ || final_score(judged) < final_score(*best_);
  if (better && (judged.missing.parts.empty() || is_arranged(judged.choice))) {
    best_ = judged;
  }
}

bool MixSearch::is_arranged(const Choice& choice) {
  const bool as_packed =
      choice.alone == alone_at_first_ && includes(choice.mix, bin_counts(packing_->bins));
  return as_packed || judge_->arrange(choice.mix);
}

// Given up as soon as it can be better neither than the lead nor than the best.
void MixSearch::offer(const Choice& choice) {
  judge(choice, best_ ? std::max(score(*lead_), final_score(*best_)) : kNoLimit);
}

// What one bin of the option holds of it.
base::int128 MixSearch::covered(std::size_t option, const Shortfall& missing) const {
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
std::size_t MixSearch::narrowest(std::size_t option, const Judged& judged) const {
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

// More bins of the option that holds most of what is missing for its price: for a part of it, as
// the scheduler shares out everything else anew.
std::optional<Mix> MixSearch::with_more(const Judged& judged, std::int64_t part,
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

// Bins for what no arrangement of the best has room for, until there is one; now and then more of
// those that cost most, as new bins are filled with others, too.
void MixSearch::widen() {
  if (best_ || !lead_) {
    return;
  }
  auto [mix, alone] = lead_->choice;
  judge_->serve_alone(alone);
  for (int round = 1;
       round <= kMixRounds && !best_ && (round == 1 || judge_->work() < 2 * work_limit_); ++round) {
    const auto left = judge_->left_over(mix);
    const auto more = with_more({{mix, alone}, 0, left}, 1);
    if (more) {
      mix = *more;
    }
    if (round % 8 == 0 || !more) {
      mix = wider(mix);
    }
    if (judge_->left_over(mix).parts.empty() && judge_->permitted(mix)) {
      judge({mix, alone}, kNoLimit);
    }
  }
}

// With more bins for what is missing but not bulky, and every other time more of any.
Mix MixSearch::roomier(const Judged& judged, int round) const {
  const bool any = round % 2 == 1;
  const auto& [mix, alone] = judged.choice;
  Judged next{{any ? wider(mix) : mix, alone}, 0, judged.missing};
  std::erase_if(next.missing.parts,
                [this](const Shortfall::Part& part) { return judge_->bulky(part.shape); });
  return with_more(next, 1, any).value_or(wider(mix));
}

// One more bin at a time, of the option that helps most, until nothing is missing but what is
// bulky.
void MixSearch::grow(Judged current) {
  weight_ = kMostWeight;
  const auto alone = current.choice.alone;
  judge_->serve_alone(alone);
  for (int round = 0; round < kMixRounds && current.missing.value > 0 &&
                      current.cost < final_score(*best_) && judge_->work() < 2 * work_limit_;
       ++round) {
    std::set<std::size_t> options;
    for (const auto& [shape, items] : current.missing.parts) {
      const auto& fitting = pool_for_.at(shape);
      options.insert(fitting.begin(), fitting.begin() + std::min<std::ptrdiff_t>(
                                                            std::ssize(fitting), kTriesOfShape));
    }
    auto next = wider(current.choice.mix);
    auto least = kNoLimit;
    for (auto option = options.begin(); option != options.end() && !over(); ++option) {
      auto more = changed(current.choice.mix, *option, 1);
      const auto judged = judge_->may_buy(more) ? judge({more, alone}, least) : std::nullopt;
      if (judged && score(*judged) < least) {
        least = score(*judged);
        next = std::move(more);
      }
    }
    if (least >= score(current)) {
      next = over() ? roomier(current, round) : wider(current.choice.mix);
    }
    const auto cost = judge_->cost(next);
    auto missing = judge_->shortfall(next, weight_, kNoLimit);
    current = {{std::move(next), alone}, cost, std::move(missing)};
    remember(current);
  }
}

Mix MixSearch::wider(const Mix& mix) const {
  const auto dearest = *std::ranges::max_element(
      mix, {}, [this](const BinCount& some) { return judge_->cost({some}); });
  auto more = changed(mix, dearest.option, (dearest.count + 19) / 20);
  return judge_->may_buy(more) ? more : mix;
}

// What is bought when every bin wastes as much as one of the larger items takes: larger than so
// many in a thousand.
std::vector<double> MixSearch::relaxed(int per_mille) const {
  auto part = *problem_;
  for (std::size_t d = 0; d < part.dimensions; ++d) {
    std::vector<std::pair<Amount, std::int64_t>> sizes;
    std::int64_t items = 0;  // that take any of it
    for (std::size_t shape = 0; shape < part.shapes; ++shape) {
      if (part.demand(shape)[d] > 0) {
        sizes.emplace_back(part.demand(shape)[d], load_.counts[shape]);
        items += load_.counts[shape];
      }
    }
    std::ranges::sort(sizes);
    auto left = items * per_mille / 1000;
    Amount waste = 0;
    for (const auto& [size, count] : sizes) {
      if (left >= 0 && count > 0) {
        waste = size;
        left -= count;
      }
    }
    for (std::size_t option = 0; option < part.options; ++option) {
      auto& capacity = part.capacities[option * part.dimensions + d];
      capacity -= std::min(waste / 2, capacity / 2);
    }
  }
  return fluid(part, load_).bought;
}

// Whole bins of each group, dealt out to its options as they are bought.
Mix MixSearch::rounded(const std::vector<double>& bought, bool up) const {
  std::map<std::size_t, std::vector<std::pair<double, std::size_t>>> groups;
  for (std::size_t option = 0; option < bought.size(); ++option) {
    if (bought[option] > 1e-6) {
      groups[problem_->group[option]].emplace_back(-bought[option], option);
    }
  }
  Mix mix;
  for (auto& [group, members] : groups) {
    std::ranges::sort(members);
    double sum = 0;
    for (const auto& [amount, option] : members) {
      sum -= amount;
    }
    auto left = static_cast<std::int64_t>(std::max(1.0, std::floor(sum + (up ? 0.999 : 0.4))));
    for (std::size_t i = 0; i < members.size() && left > 0; ++i) {
      const auto share =
          i + 1 == members.size()
              ? left
              : std::min(left, static_cast<std::int64_t>(std::ceil(-members[i].first - 0.3)));
      mix = changed(std::move(mix), problem_->original[members[i].second], share);
      left -= share;
    }
  }
  return mix;
}

void MixSearch::start_all() {
  offer(bin_counts(packing_->bins));
  for (const auto per_mille : {500, 0, 900, 800, 960, 990, 1000}) {
    if (judge_->work() > work_limit_ / 3) {
      return;
    }
    const auto bought = per_mille == 0 ? fluid_.bought : relaxed(per_mille);
    judge_->spend(kWorkOfRelaxation *
                  static_cast<std::int64_t>(problem_->shapes * problem_->options));
    for (const bool up : {false, true}) {
      offer(rounded(bought, up));
    }
  }
}

void MixSearch::take_some(Mix& mix) {
  const auto& some = mix[draw_.below(mix.size())];
  const auto many = draw_.below(static_cast<std::size_t>(some.count / 2 + 1));
  const auto count = draw_.below(4) == 0 ? static_cast<std::int64_t>(many) + 1 : 1;
  mix = changed(mix, some.option, -std::min(count, some.count));
}

std::size_t MixSearch::pick(const Judged& from) {
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
Mix MixSearch::exchanged(const Judged& from) {
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

std::int64_t MixSearch::all_or_some(const BinCount& bins) {
  const auto all = static_cast<std::size_t>(bins.count);
  return draw_.below(2) == 0 ? bins.count : 1 + static_cast<std::int64_t>(draw_.below(all));
}

// Some bins of an option, or all, for bins of the same price: most are equal but for what is
// allowed in them.
Mix MixSearch::recast(Mix mix) {
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

const std::vector<std::size_t>& MixSearch::siblings_of(std::size_t option) {
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
Mix MixSearch::resized(Mix mix) {
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

Mix MixSearch::mix_varied(const Judged& from) {
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
void MixSearch::move_some(const Judged& from, AloneLots& alone) {
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
MixSearch::Choice MixSearch::moved(const Judged& from) {
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

std::optional<MixSearch::Choice> MixSearch::varied(const Judged& from) {
  judge_->serve_alone(from.choice.alone);
  const bool moves = !lots_of_.empty() && draw_.below(kMoveOneIn) == 0;
  const auto next = moves ? moved(from) : Choice{mix_varied(from), from.choice.alone};
  return next == from.choice || next.mix.empty() ? std::nullopt : std::optional(next);
}

// Also through somewhat worse ones, less and less so.
void MixSearch::anneal(std::int64_t work) {
  const auto begin = judge_->work();
  auto current = *lead_;
  while (judge_->work() < work) {
    weight_ = kLeastWeight + (kMostWeight - kLeastWeight) * (judge_->work() - begin) /
                                 std::max<std::int64_t>(work - begin, 1);
    const auto part = (work - judge_->work()) * 1000 / std::max<std::int64_t>(work - begin, 1);
    const auto warmth = base::int128{current.cost} * part *
                        static_cast<std::int64_t>(draw_.below(1000)) / 100'000'000;
    const auto next = varied(current);
    auto judged = next ? judge(*next, score(current) + warmth) : std::nullopt;
    if (judged) {
      current = std::move(*judged);
    } else {
      judge_->idle();
    }
  }
}

// So often with so much work each, always from the same; the best becomes the lead.
void MixSearch::anneal_from(const Judged& start, std::int64_t work, std::int64_t times) {
  std::optional<Judged> best;
  for (; times > 0; --times) {
    lead_ = start;
    anneal(judge_->work() + work);
    if (!best || score(*lead_) < score(*best)) {
      best = *lead_;
    }
  }
  lead_ = best ? best : start;
}

void MixSearch::take_over(const MixSearch& other) {
  if (score(*other.lead_) < score(*lead_)) {
    lead_ = other.lead_;
  }
  if (final_score(*other.best_) < final_score(*best_)) {
    best_ = other.best_;
  }
}

// Where it ends is a matter of luck: from the same start several times with a part of the work, and
// with the rest from the best of these, twice. Two such searches go side by side.
void MixSearch::anneal_often(std::int64_t work) {
  const auto items = std::accumulate(load_.counts.begin(), load_.counts.end(), std::int64_t{0});
  const auto part = std::max<std::int64_t>(work - judge_->work(), 0) / 2;
  const auto starts = std::min(part / (items * kWorkOfStart), kMostStarts);
  if (starts < 2) {
    anneal(work);
    return;
  }
  const auto begin = judge_->work();
  auto other_judge = *judge_;
  auto other = *this;
  other.judge_ = &other_judge;
  other.draw_ = Draw(2);
  const auto side_by_side = [&](std::int64_t of_each, std::int64_t times) {
    const auto start = *lead_;
    base::in_two(of_each * times >= kWorkForThread, [&](std::size_t half) {
      (half == 0 ? *this : other).anneal_from(start, of_each, times);
    });
    take_over(other);
  };
  side_by_side(part / starts, starts / 2);
  side_by_side(part, 1);
  beside_ += other_judge.work() - begin;
}

std::optional<MixSearch::Choice> MixSearch::run(std::int64_t work,
                                                const std::optional<Choice>& known) {
  work_limit_ = work;
  if (known) {
    offer(*known);
    judge_->serve_alone(alone_at_first_);
  }
  start_all();
  widen();
  if (!best_) {
    return std::nullopt;
  }
  anneal_often(work);
  grow(*best_);
  grow(*lead_);
  judge_->spend(beside_);
  return best_->choice;
}

std::optional<MixSearch::Choice> MixSearch::finish(const Mix& mix, std::int64_t work) {
  work_limit_ = work;
  offer(mix);
  widen();
  if (best_) {
    grow(*best_);
  }
  return best_ ? std::optional(best_->choice) : std::nullopt;
}

}  // namespace eksplan::pack
