#include "eksplan/pack/mix_search.hpp"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <utility>

#include "eksplan/base/halves.hpp"

namespace eksplan::pack {
namespace {

constexpr std::ptrdiff_t kTriesOfShape = 8;
constexpr int kMixRounds = 40;

constexpr std::int64_t kWorkOfRelaxation = 8;  // for each shape and option
constexpr std::int64_t kWorkOfStart = 12'000;  // for each item
constexpr std::int64_t kMostStarts = 8;
constexpr std::int64_t kWorkForThread = 500'000;
constexpr std::int64_t kLeastWeight = 4;
constexpr std::int64_t kMostWeight = 40;

// By which the best is chosen; score() leads the way there.
base::int128 final_score(const JudgedMix& judged) {
  return judged.cost + MixJudge::penalty(judged.missing);
}

Load load_in_bins(const MixJudge& judge) {
  Load load;
  load.counts = judge.items();
  load.alone.assign(load.counts.size(), kUnlimited);
  return load;
}

}  // namespace

MixSearch::MixSearch(MixJudge& judge, const Problem& problem, const Packing& packing)
    : judge_(&judge),
      problem_(&problem),
      packing_(&packing),
      alone_at_first_(judge.alone()),
      load_(load_in_bins(judge)),
      fluid_(fluid(problem, load_)),
      moves_(judge, problem, fluid_.slack) {}

base::int128 MixSearch::score(const JudgedMix& judged) const {
  return judged.cost + judged.missing.value * weight_ + judged.missing.bulky_value;
}

// Nothing when it scores more than that.
std::optional<JudgedMix> MixSearch::judge(const MixChoice& choice, base::int128 most_score) {
  judge_->serve_alone(choice.alone);
  JudgedMix judged{choice, judge_->cost(choice.mix), {}};
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

void MixSearch::remember(const JudgedMix& judged) {
  if (!lead_ || score(judged) < score(*lead_)) {
    lead_ = judged;
  }
  const bool better = !best_ || final_score(judged) < final_score(*best_);
  if (better && (judged.missing.parts.empty() || is_arranged(judged.choice))) {
    best_ = judged;
  }
}

bool MixSearch::is_arranged(const MixChoice& choice) {
  const bool as_packed =
      choice.alone == alone_at_first_ && includes(choice.mix, bin_counts(packing_->bins));
  return as_packed || judge_->arrange(choice.mix);
}

// Given up as soon as it can be better neither than the lead nor than the best.
void MixSearch::offer(const MixChoice& choice) {
  judge(choice, best_ ? std::max(score(*lead_), final_score(*best_)) : kNoLimit);
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
    const auto more = moves_.with_more({{mix, alone}, 0, left}, 1);
    if (more) {
      mix = *more;
    }
    if (round % 8 == 0 || !more) {
      mix = moves_.wider(mix);
    }
    if (judge_->left_over(mix).parts.empty() && judge_->permitted(mix)) {
      judge({mix, alone}, kNoLimit);
    }
  }
}

// With more bins for what is missing but not bulky, and every other time more of any.
Mix MixSearch::roomier(const JudgedMix& judged, int round) const {
  const bool any = round % 2 == 1;
  const auto& [mix, alone] = judged.choice;
  JudgedMix next{{any ? moves_.wider(mix) : mix, alone}, 0, judged.missing};
  std::erase_if(next.missing.parts,
                [this](const Shortfall::Part& part) { return judge_->bulky(part.shape); });
  return moves_.with_more(next, 1, any).value_or(moves_.wider(mix));
}

// One more bin at a time, of the option that helps most, until nothing is missing but what is
// bulky.
void MixSearch::grow(JudgedMix current) {
  weight_ = kMostWeight;
  const auto alone = current.choice.alone;
  judge_->serve_alone(alone);
  for (int round = 0; round < kMixRounds && current.missing.value > 0 &&
                      current.cost < final_score(*best_) && judge_->work() < 2 * work_limit_;
       ++round) {
    std::set<std::size_t> options;
    for (const auto& [shape, items] : current.missing.parts) {
      const auto& fitting = moves_.pool_for(shape);
      options.insert(fitting.begin(), fitting.begin() + std::min<std::ptrdiff_t>(
                                                            std::ssize(fitting), kTriesOfShape));
    }
    auto next = moves_.wider(current.choice.mix);
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
      next = over() ? roomier(current, round) : moves_.wider(current.choice.mix);
    }
    const auto cost = judge_->cost(next);
    auto missing = judge_->shortfall(next, weight_, kNoLimit);
    current = {{std::move(next), alone}, cost, std::move(missing)};
    remember(current);
  }
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

// Also through somewhat worse ones, less and less so.
void MixSearch::anneal(std::int64_t work) {
  const auto begin = judge_->work();
  auto current = *lead_;
  while (judge_->work() < work) {
    weight_ = kLeastWeight + (kMostWeight - kLeastWeight) * (judge_->work() - begin) /
                                 std::max<std::int64_t>(work - begin, 1);
    const auto part = (work - judge_->work()) * 1000 / std::max<std::int64_t>(work - begin, 1);
    const auto warmth = base::int128{current.cost} * part *
                        static_cast<std::int64_t>(moves_.draw().below(1000)) / 100'000'000;
    const auto next = moves_.varied(current);
    auto judged = next ? judge(*next, score(current) + warmth) : std::nullopt;
    if (judged) {
      current = std::move(*judged);
    } else {
      judge_->idle();
    }
  }
}

// So often with so much work each, always from the same; the best becomes the lead.
void MixSearch::anneal_from(const JudgedMix& start, std::int64_t work, std::int64_t times) {
  std::optional<JudgedMix> best;
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
  other.moves_ = moves_.with(other_judge, Draw(2));
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

std::optional<MixChoice> MixSearch::run(std::int64_t work, const std::optional<MixChoice>& known) {
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

std::optional<MixChoice> MixSearch::finish(const Mix& mix, std::int64_t work) {
  work_limit_ = work;
  offer(mix);
  widen();
  if (best_) {
    grow(*best_);
  }
  return best_ ? std::optional(best_->choice) : std::nullopt;
}

}  // namespace eksplan::pack
