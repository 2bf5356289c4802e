#include "eksplan/pack/mix_search.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

namespace eksplan::pack {
namespace {

constexpr std::size_t kPool = 80;
constexpr int kRepairs = 60;
constexpr auto kNoLimit = base::int128{1} << 120U;

}  // namespace

MixSearch::MixSearch(MixJudge& judge, const Problem& problem, const Packing& packing)
    : judge_(&judge), problem_(&problem), packing_(&packing) {
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
    if (load_.counts[shape] > 0) {
      auto& fitting = pool_for_[shape];
      for (const auto option : pool_) {
        if (fitting.size() < 24 && judge.fits(shape, option)) {
          fitting.push_back(option);
        }
      }
    }
  }
  pool_.resize(std::min(pool_.size(), kPool));
}

base::int128 MixSearch::score(const Judged& judged) const {
  return base::int128{judged.cost} * 10 + judged.missing.value * weight_;
}

// Nothing when it scores more than that.
std::optional<MixSearch::Judged> MixSearch::judge(const Mix& mix, base::int128 most_score) {
  if (!judge_->permitted(mix)) {
    judge_->idle();
    return std::nullopt;
  }
  Judged judged{mix, judge_->cost(mix), {}};
  const auto left = most_score - base::int128{judged.cost} * 10;
  if (left < 0) {
    return std::nullopt;
  }
  judged.missing = judge_->shortfall(mix, left / weight_);
  if (!judged.missing.complete) {
    return std::nullopt;
  }
  remember(judged);
  return judged;
}

void MixSearch::remember(const Judged& judged) {
  if (judged.missing.value == 0 && (!best_ || judged.cost < best_->cost)) {
    best_ = judged;
  }
}

void MixSearch::offer(const Mix& mix) {
  if (auto judged = judge(mix, kNoLimit)) {
    starts_.push_back(std::move(*judged));
  }
}

std::optional<Mix> MixSearch::repaired(Mix mix) {
  const auto& instance = judge_->instance();
  for (int round = 0; round < kRepairs; ++round) {
    const auto missing = judge_->shortfall(mix, kNoLimit);
    std::int64_t bins = 0;
    for (const auto& some : mix) {
      bins += some.count;
    }
    if (missing.value == 0 && bins >= instance.min_bins) {
      return mix;
    }
    std::optional<Mix> best;
    std::int64_t best_cost = 0;
    for (const auto option : problem_->original) {
      base::int128 value = 0;
      for (const auto shape : missing.shapes) {
        value += judge_->fits(shape, option) ? 1 : 0;
      }
      if (value == 0 && !missing.shapes.empty()) {
        continue;
      }
      auto more = changed(mix, option, std::int64_t{1} << static_cast<unsigned>(round / 6));
      const auto cost = static_cast<std::int64_t>(instance.options[option].price /
                                                  std::max<base::int128>(value, 1));
      if ((!best || cost < best_cost) && judge_->may_buy(more)) {
        best = std::move(more);
        best_cost = cost;
      }
    }
    if (!best) {
      return std::nullopt;
    }
    mix = std::move(*best);
  }
  return std::nullopt;
}

// What is bought when every bin wastes as much as one of the larger items takes: larger than so
// many in a thousand.
std::vector<double> MixSearch::relaxed(int per_mille) const {
  auto part = *problem_;
  std::int64_t items = 0;
  for (const auto count : load_.counts) {
    items += count;
  }
  for (std::size_t d = 0; d < std::min<std::size_t>(part.dimensions, 2); ++d) {
    std::vector<std::pair<Amount, std::int64_t>> sizes;
    for (std::size_t shape = 0; shape < part.shapes; ++shape) {
      sizes.emplace_back(part.demand(shape)[d], load_.counts[shape]);
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
      capacity -= std::min(waste, capacity / 2);
    }
  }
  return fluid(part, load_).bought;
}

std::vector<Mix> MixSearch::rounded(const std::vector<double>& bought) const {
  std::vector<Mix> mixes;
  for (const auto up : {0.5, 0.999}) {
    Mix mix;
    for (std::size_t option = 0; option < bought.size(); ++option) {
      if (bought[option] > 1e-6) {
        const auto count = std::max(1.0, std::floor(bought[option] + up));
        mix = changed(std::move(mix), problem_->original[option], static_cast<std::int64_t>(count));
      }
    }
    mixes.push_back(std::move(mix));
  }
  return mixes;
}

void MixSearch::start_all() {
  offer(bin_counts(packing_->bins));
  for (const auto per_mille : {0, 500, 800, 900, 960, 990, 1000}) {
    for (const auto& mix : rounded(per_mille == 0 ? fluid_.bought : relaxed(per_mille))) {
      if (!over() || starts_.empty()) {
        offer(mix);
      }
    }
  }
}

std::optional<Mix> MixSearch::varied(const Judged& from) {
  const auto& options = judge_->instance().options;
  auto next = from.mix;
  const auto take = [&] {
    const auto& some = next[draw_.below(next.size())];
    const auto count =
        draw_.below(4) == 0
            ? static_cast<std::int64_t>(draw_.below(static_cast<std::size_t>(some.count / 2 + 1))) +
                  1
            : 1;
    next = changed(next, some.option, -std::min(count, some.count));
  };
  const auto pick = [&]() -> std::size_t {
    const auto& missing = from.missing.shapes;
    if (!missing.empty() && draw_.below(2) == 0) {
      const auto& fitting = pool_for_.at(missing[draw_.below(missing.size())]);
      if (!fitting.empty()) {
        return fitting[draw_.below(fitting.size())];
      }
    }
    return draw_.below(3) == 0 ? from.mix[draw_.below(from.mix.size())].option
                               : pool_[draw_.below(pool_.size())];
  };
  const bool survives = from.missing.value == 0;
  const auto kind = draw_.below(8);
  if (kind == 0) {
    survives ? take() : void(next = changed(next, pick(), 1));
  } else if (kind == 1 && survives) {
    take();
    if (!next.empty())
      take();
  } else {
    for (auto takes = 1 + draw_.below(2); takes > 0 && !next.empty(); --takes) {
      take();
    }
    // up to about the same cost
    const auto room = from.cost - judge_->cost(next) + (survives ? 0 : from.cost / 50);
    for (int tries = 0, adds = 0; tries < 6 && adds < 2; ++tries) {
      const auto option = pick();
      const auto left =
          room - (judge_->cost(next) - (from.cost - (room - (survives ? 0 : from.cost / 50))));
      const auto count = left / options[option].price;
      if (count > 0) {
        next = changed(next, option, draw_.below(2) == 0 ? count : 1);
        ++adds;
        if (draw_.below(2) == 0) {
          break;
        }
      }
    }
  }
  if (next == from.mix || next.empty()) {
    return std::nullopt;
  }
  return next;
}

// Along the border between what survives and what does not: what is missing weighs more the longer
// it is.
void MixSearch::anneal(std::int64_t work) {
  const auto begin = judge_->work();
  auto current = starts_.front();
  while (judge_->work() < work) {
    const auto part = (work - judge_->work()) * 1000 / std::max<std::int64_t>(work - begin, 1);
    const auto warmth = base::int128{current.cost} * 10 * part *
                        static_cast<std::int64_t>(draw_.below(1000)) / 1000 / 1000 / 200;
    const auto next = varied(current);
    if (!next) {
      judge_->idle();
      continue;
    }
    if (auto judged = judge(*next, score(current) + warmth)) {
      current = std::move(*judged);
    }
    weight_ = current.missing.value == 0 ? std::max<std::int64_t>(weight_ * 15 / 16, 10)
                                         : std::min<std::int64_t>(weight_ * 33 / 32 + 1, 5000);
  }
}

std::optional<Mix> MixSearch::run(std::int64_t work, const Mix& known) {
  work_limit_ = work;
  if (!known.empty()) {
    offer(known);
  }
  start_all();
  if (starts_.empty()) {
    return std::nullopt;
  }
  std::ranges::stable_sort(starts_, {}, [this](const Judged& start) { return score(start); });
  if (!best_) {
    if (const auto mix = repaired(starts_.front().mix)) {
      offer(*mix);
    }
  }
  anneal(work);
  return best_ ? std::optional(best_->mix) : std::nullopt;
}

std::optional<Mix> MixSearch::finish(const Mix& mix, std::int64_t work) {
  work_limit_ = work;
  const auto scaled = [&](std::int64_t per_mille) {
    auto more = mix;
    for (auto& some : more) {
      some.count = std::max<std::int64_t>((some.count * per_mille + 999) / 1000, 1);
    }
    return more;
  };
  std::int64_t low = 900;
  std::int64_t high = 1000;
  while (high < 1200 && !judge_->survives(scaled(high))) {
    low = high;
    high += (high - 980);
  }
  while (low + 4 < high && !over()) {
    const auto middle = (low + high) / 2;
    (judge_->survives(scaled(middle)) ? high : low) = middle;
  }
  return repaired(scaled(high));
}

}  // namespace eksplan::pack
