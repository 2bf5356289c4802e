#include "eksplan/pack/stages.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <functional>
#include <numeric>
#include <optional>
#include <utility>

#include "eksplan/pack/coarse.hpp"
#include "eksplan/pack/fill.hpp"

namespace eksplan::pack {
namespace {

constexpr std::int64_t kItemsAtOnce = 12'000;  // more are halved
constexpr std::int64_t kItemsOfShape = 16;     // as long as there are more of each, about
constexpr std::size_t kFirstOptions = 40;      // that the first packing buys from
constexpr double kCrowded = 2;                 // one item in so many bins, and it is urgent
constexpr double kNearlyWholeBin = 0.01;       // so much less than a whole bin is one
constexpr std::size_t kFewShapes = 60;
constexpr Amount kScarcer = 30;   // one part of so many
constexpr int kStagesBehind = 2;  // how much shorter the stages of larger levels are

// The most promising options, and for every shape one that takes it.
std::vector<std::size_t> first_options(const Problem& problem, const Market& market,
                                       const std::vector<std::size_t>& shapes) {
  const auto& all = market.options;
  const auto few = static_cast<std::ptrdiff_t>(std::min(all.size(), kFirstOptions));
  std::vector<std::size_t> options(all.begin(), all.begin() + few);
  for (const auto shape : shapes) {
    const auto takes = [&](std::size_t option) { return problem.fit(shape, option); };
    if (std::none_of(options.begin(), options.end(), takes)) {
      const auto found = std::find_if(all.begin(), all.end(), takes);
      if (found != all.end()) {
        options.push_back(*found);
      }
    }
  }
  return options;
}

std::vector<std::int64_t> still_open(const Draft& draft, std::vector<std::int64_t> counts) {
  for (const auto& row : draft.bins) {
    for (const auto& content : draft.contents_of(row)) {
      counts[content.shape] -= content.items * row.count;
    }
  }
  return counts;
}

// Packs what is not in the draft yet.
Draft with_missing(const Problem& problem, const Market& market,
                   const std::vector<std::int64_t>& worth, const std::vector<std::int64_t>& counts,
                   Draft draft) {
  auto open = open_items(still_open(draft, counts), worth, market.urgent);
  auto limits = room_under_limits(problem, draft);
  BinFiller filler(problem, worth);
  filler.pack(open, first_options(problem, market, open.order), limits, FillOrder::both, draft);
  filler.pack(open, market.options, limits, FillOrder::both, draft);
  draft.unplaced = 0;
  for (const auto shape : open.order) {
    draft.unplaced += open.left[shape];
  }
  give_cheapest_options(problem, market.options, draft);
  return draft;
}

double items_of(const std::vector<std::int64_t>& counts) {
  return static_cast<double>(std::accumulate(counts.begin(), counts.end(), std::int64_t{0}));
}

// Whole bins that the relaxation buys, and no others: those first that fewest items fit in, so that
// what fits everywhere fills them up.
Draft with_bought(const Problem& problem, const Market& market,
                  const std::vector<std::int64_t>& worth, const std::vector<std::int64_t>& counts) {
  std::vector<std::pair<std::int64_t, std::size_t>> options;
  auto limits = problem.limits;
  for (std::size_t option = 0; option < problem.options; ++option) {
    const auto bought = std::fmin(market.bought[option] * items_of(counts) + kNearlyWholeBin, 1e15);
    limits[option] = std::min(limits[option], static_cast<std::int64_t>(bought));
    if (limits[option] > 0) {
      std::int64_t fitting = 0;
      for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
        fitting += problem.fit(shape, option) ? counts[shape] : 0;
      }
      options.emplace_back(fitting, option);
    }
  }
  std::sort(options.begin(), options.end());
  auto open = open_items(counts, worth, market.urgent);
  BinFiller filler(problem, worth);
  Draft draft;
  for (const auto& [fitting, option] : options) {
    filler.pack(open, std::array{option}, limits, FillOrder::both, draft);
  }
  return draft;
}

bool are_many(const std::vector<std::int64_t>& counts) {
  return counts.size() - static_cast<std::size_t>(std::count(counts.begin(), counts.end(), 0)) >
         kManyShapes;
}

void add_missing(const Problem& problem, const Market& market,
                 const std::vector<std::int64_t>& counts, Draft& draft) {
  const auto before = std::move(draft);
  std::optional<Draft> best;
  const auto keep = [&](Draft other) {
    if (!best || better(other, *best)) {
      best = std::move(other);
    }
  };
  for (const auto& worth : market.worth) {
    if (before.bins.empty()) {
      keep(with_missing(problem, market, worth, counts,
                        with_bought(problem, market, worth, counts)));
    }
    keep(with_missing(problem, market, worth, counts, before));
  }
  draft = *std::move(best);
}

// So that filling by repeated patterns is quick however many items there are.
bool few_shapes(const std::vector<std::int64_t>& counts) {
  return counts.size() - static_cast<std::size_t>(std::count(counts.begin(), counts.end(), 0)) <=
         kFewShapes;
}

Draft doubled(const Problem& problem, const Draft& draft) {
  Draft result;
  for (const auto& row : draft.bins) {
    result.add(row.option, row.count * 2, draft.contents_of(row), problem);
  }
  return result;
}

// Prices of dimensions are often anything between two ends, and the relaxation gives one end: a
// dimension that runs out as soon as another may look free.
std::vector<std::int64_t> mean_worth(const Problem& problem, const Load& load, const Fluid& relaxed,
                                     const Market& market) {
  std::vector<std::size_t> active;
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    if (load.counts[shape] > 0) {
      active.push_back(shape);
    }
  }
  const auto near = only(problem, first_options(problem, market, active));
  auto worth = relaxed.worth;
  std::int64_t summands = 1;
  for (std::size_t d = 0; d < near.dimensions; ++d) {
    auto scarce = near;
    for (std::size_t option = 0; option < near.options; ++option) {
      auto& capacity = scarce.capacities[option * near.dimensions + d];
      capacity -= capacity / kScarcer;
    }
    const auto other =
        fluid(scarce, load, are_many(load.counts) ? FluidCuts::none : FluidCuts::few);
    if (other.worth_shift >= relaxed.worth_shift) {  // its dearest option is no dearer
      const auto finer = static_cast<unsigned>(other.worth_shift - relaxed.worth_shift);
      ++summands;
      for (std::size_t shape = 0; shape < worth.size(); ++shape) {
        worth[shape] += other.worth[shape] >> finer;
      }
    }
  }
  for (auto& value : worth) {
    value /= summands;
  }
  return worth;
}

// By option. Of many shapes those that must be apart are many, too, and may need more bins than the
// relaxation buys.
std::vector<double> bins_bought(const Problem& problem, const Load& load, const Fluid& relaxed) {
  if (!are_many(load.counts)) {
    return relaxed.bought;
  }
  const auto coarse = coarse_of(problem, load);
  return fluid(coarse.problem, coarse.load, FluidCuts::none).bought;
}

// Put in last, each would need a bin of its own: all others have some of their kind by then, or are
// full.
std::vector<bool> find_urgent(const Problem& problem, const Load& load,
                              const std::vector<double>& bought) {
  std::vector<double> bins(problem.kinds, -1.0);  // by kind: that the relaxation buys for it
  std::vector<bool> urgent(problem.shapes, false);
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    if (load.counts[shape] == 0 || problem.caps[shape] == kUnlimited || problem.caps[shape] == 0) {
      continue;
    }
    auto& here = bins[problem.kind[shape]];
    if (here < 0) {
      here = 0;
      for (std::size_t option = 0; option < problem.options; ++option) {
        here += problem.fit(shape, option) ? bought[option] : 0.0;
      }
    }
    auto apart = load.counts[shape] / problem.caps[shape];
    for (const auto enemy : problem.conflicts[shape]) {
      apart += load.counts[enemy];
    }
    urgent[shape] = static_cast<double>(apart) * kCrowded >= here;
  }
  return urgent;
}

}  // namespace

Market market_of(const Problem& problem, const Load& load, const Fluid& relaxed) {
  Market market;
  market.options.resize(problem.options);
  std::iota(market.options.begin(), market.options.end(), std::size_t{0});
  std::stable_sort(market.options.begin(), market.options.end(), [&](std::size_t a, std::size_t b) {
    return relaxed.slack[a] < relaxed.slack[b];
  });
  const auto bought = bins_bought(problem, load, relaxed);
  for (const auto bins : bought) {
    market.bought.push_back(bins / items_of(load.counts));
  }
  market.urgent = find_urgent(problem, load, bought);
  market.worth = {mean_worth(problem, load, relaxed, market), relaxed.worth};
  return market;
}

Draft completed(const Problem& problem, const Market& market,
                const std::vector<std::int64_t>& counts, Draft draft) {
  add_missing(problem, market, counts, draft);
  fill_up_to_least_bins(problem, market.options, draft);
  return draft;
}

Stages::Stages(const Problem& problem, Market market, std::vector<std::int64_t> counts,
               std::int64_t enough)
    : problem_(&problem), market_(std::move(market)), counts_(std::move(counts)), enough_(enough) {
  auto items = std::accumulate(counts_.begin(), counts_.end(), std::int64_t{0});
  const auto shapes =
      static_cast<std::int64_t>(counts_.size()) - std::count(counts_.begin(), counts_.end(), 0);
  for (; items > std::max(kItemsAtOnce, kItemsOfShape * shapes); items /= 2) {
    const auto& above = halved_.empty() ? problem : halved_.back();
    halved_.push_back(above);
    halved_.back().min_bins = 0;
    for (auto& limit : halved_.back().limits) {
      limit = limit == kUnlimited ? limit : limit / 2;
    }
  }
  const auto levels = static_cast<int>(halved_.size());
  base_ = completed(levels == 0 ? problem : halved_.back(), market_, counts_at(levels), {});
  best_ = levels == 0 ? base_ : grown(base_, -1);
  if (levels > 0 && few_shapes(counts_)) {
    auto whole = completed(problem, market_, counts_, {});
    if (better(whole, best_)) {
      best_ = std::move(whole);
    }
  }
}

std::vector<std::int64_t> Stages::counts_at(int level) const {
  auto counts = counts_;
  for (auto& count : counts) {
    count >>= static_cast<unsigned>(level);
  }
  return counts;
}

// From the last level to all items: twice as many of each bin, and what halving had left out.
Draft Stages::grown(Draft draft, int stage) {
  for (auto level = static_cast<int>(halved_.size()) - 1; level >= 0; --level) {
    const auto& problem = level == 0 ? *problem_ : halved_[static_cast<std::size_t>(level - 1)];
    draft = doubled(problem, draft);
    add_missing(problem, market_, counts_at(level), draft);
    if (stage >= 0) {
      draft = improved(problem, merge_equal(problem, draft), std::max(stage - kStagesBehind, 0), 0);
    }
  }
  fill_up_to_least_bins(*problem_, market_.options, draft);
  return draft;
}

Draft Stages::improved(const Problem& problem, const Draft& draft, int stage, std::int64_t enough) {
  auto result = improve(problem, market_, draft, stage, enough);
  steps_ += result.steps;
  return std::move(result.draft);
}

void Stages::next() {
  const bool whole = halved_.empty();
  const auto& problem = whole ? *problem_ : halved_.back();
  base_ = improved(problem, base_, stage_, whole ? enough_ : 0);
  auto draft = whole ? base_ : grown(base_, stage_);
  ++stage_;
  if (better(draft, best_)) {
    best_ = std::move(draft);
  }
}

void Stages::offer(const Draft& draft) {
  if (halved_.empty() && better(draft, base_)) {
    base_ = draft;
  }
  if (better(draft, best_)) {
    best_ = draft;
  }
}

}  // namespace eksplan::pack
