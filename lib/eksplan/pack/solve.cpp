#include "eksplan/pack/solve.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/checked.hpp"
#include "eksplan/pack/bounds.hpp"
#include "eksplan/pack/evict.hpp"
#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/lots.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {
namespace {

constexpr std::int64_t kEffortOfStage = 20;  // the first one
constexpr int kMostStages = 12;
constexpr int kStagesOfMany = 6;  // of so many items each stage takes long, and wins little
constexpr std::int64_t kManyItems = 30'000;
constexpr std::int64_t kEffortOfShort = 200;  // more effort than that begins with it
constexpr int kRoundsOfShort = 20;
constexpr auto kCostLimit = base::int128{1} << 62U;

void check_shapes(const Instance& instance, std::int64_t largest_price) {
  base::int128 most = base::int128{largest_price} * std::max<std::int64_t>(instance.min_bins, 1);
  for (const auto& shape : instance.shapes) {
    EKSPLAN_ASSERT(shape.demand.size() == instance.dimensions,
                   "a demand has one entry per dimension");
    EKSPLAN_ASSERT(shape.allowed.size() == instance.options.size(),
                   "a shape says of each option whether it is allowed");
    EKSPLAN_ASSERT(
        std::all_of(shape.demand.begin(), shape.demand.end(), [](Amount a) { return a >= 0; }),
        "demands are 0 or more");
    EKSPLAN_ASSERT(
        std::all_of(shape.lots.begin(), shape.lots.end(), [](Lot lot) { return lot.count >= 0; }),
        "lots have 0 items or more");
    EKSPLAN_ASSERT(shape.alone_price.value_or(0) >= 0, "prices are not negative");
    most += base::int128{std::max(largest_price, shape.alone_price.value_or(0))} * shape.count();
  }
  EKSPLAN_ASSERT(most < kCostLimit, "the cost of every packing fits in 62 bits");
}

void check_instance(const Instance& instance) {
  std::int64_t largest_price = 0;
  for (const auto& option : instance.options) {
    EKSPLAN_ASSERT(option.capacity.size() == instance.dimensions,
                   "a capacity has one entry per dimension");
    EKSPLAN_ASSERT(option.price > 0, "options have a price");
    EKSPLAN_ASSERT(option.max_count.value_or(0) >= 0, "limits are not negative");
    largest_price = std::max(largest_price, option.price);
  }
  EKSPLAN_ASSERT(instance.dimensions < 200, "dimensions are few");
  check_shapes(instance, largest_price);
  for (const auto& conflict : instance.conflicts) {
    EKSPLAN_ASSERT(conflict.first < conflict.second && conflict.second < instance.shapes.size(),
                   "a conflict is between two shapes, the lower one first");
  }
}

void add_bins(const Problem& problem, const Draft& draft, Packing& packing) {
  for (const auto& row : draft.bins) {
    const auto contents = draft.contents_of(row);
    packing.bins.push_back(
        {problem.original[row.option], row.count, {contents.begin(), contents.end()}});
  }
  const auto key = [](const BinPattern& bin) {
    std::vector<std::pair<std::size_t, std::int64_t>> contents;
    for (const auto& content : bin.contents) {
      contents.emplace_back(content.shape, content.items);
    }
    return std::pair(bin.option, std::move(contents));
  };
  std::sort(packing.bins.begin(), packing.bins.end(),
            [&](const BinPattern& a, const BinPattern& b) { return key(a) < key(b); });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < packing.bins.size(); ++i) {
    if (kept > 0 && key(packing.bins[kept - 1]) == key(packing.bins[i])) {
      packing.bins[kept - 1].count += packing.bins[i].count;
    } else if (kept++ != i) {
      packing.bins[kept - 1] = std::move(packing.bins[i]);
    }
  }
  packing.bins.resize(kept);
}

// Whatever is neither alone nor in a bin.
void count_unplaced(const Instance& instance, Packing& packing) {
  for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
    std::int64_t items = 0;
    for (std::size_t lot = 0; lot < instance.shapes[shape].lots.size(); ++lot) {
      items += packing.alone[shape][lot] ? 0 : instance.shapes[shape].lots[lot].count;
    }
    packing.unplaced.push_back(items);
  }
  for (const auto& bin : packing.bins) {
    for (const auto& content : bin.contents) {
      packing.unplaced[content.shape] -= content.items * bin.count;
    }
  }
}

Load served(const Instance& instance, const Packing& packing) {
  Load load;
  for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
    load.counts.push_back(instance.shapes[shape].count() - packing.unplaced[shape]);
    load.alone.push_back(instance.shapes[shape].alone_price.value_or(kUnlimited));
    load.lots.push_back(instance.shapes[shape].lots);
  }
  return load;
}

int stages_for(std::int64_t effort) {
  int stages = 0;
  for (; effort >= kEffortOfStage && stages < kMostStages; effort /= 2) {
    ++stages;
  }
  return stages;
}

BoundLevel bound_level(const SolveOptions& options) {
  if (options.bound_rounds == 0) {
    return BoundLevel::fluid;
  }
  return options.bound_rounds <= kRoundsOfShort ? BoundLevel::normal : BoundLevel::max;
}

Packing packing_of(const Instance& instance, const Problem& problem, const LotChoice& choice) {
  Packing packing;
  packing.alone = choice.alone;
  packing.cost = total_cost(instance, choice);
  add_bins(problem, choice.draft, packing);
  count_unplaced(instance, packing);
  return packing;
}

// A packing that the proof came upon, where it is cheaper.
void keep_proven(const Instance& instance, const ProvenBound& proven, LotChoice& best) {
  if (proven.packing && best.draft.unplaced == 0) {
    auto alone = alone_beside(instance, *proven.packing);
    if (alone) {
      LotChoice other{*std::move(alone), *proven.packing};
      if (total_cost(instance, other) < total_cost(instance, best)) {
        best = std::move(other);
      }
    }
  }
}

// With one effort.
class Solver {
 public:
  Solver(const Instance& instance, const Problem& problem, const SolveOptions& options,
         Journal& journal)
      : instance_(&instance), problem_(&problem), options_(&options), journal_(&journal) {}

  Packing run() {
    const auto prover = [this](LotChoice& best) { return prove_early(best); };
    const bool proves = options_->bound_rounds > 0;
    auto choice =
        choose_lots(*instance_, *problem_, stages(), proves ? Prover(prover) : Prover(), *journal_);
    if (!proves) {
      auto packing = packing_of(*instance_, *problem_, choice);
      packing.lower_bound = fluid(*problem_, served(*instance_, packing)).lower_bound;
      packing.bound = Bound::fluid;
      return packing;
    }
    if (!is_least(choice)) {
      prove(choice, bound_level(*options_));
    }
    if (!is_least(choice)) {
      retry(choice);
    }
    auto packing = packing_of(*instance_, *problem_, choice);
    packing.lower_bound = proven_.lower_bound;
    packing.bound = proven_.kind;
    return packing;
  }

 private:
  int stages() const {
    std::int64_t items = 0;
    for (const auto& shape : instance_->shapes) {
      items += shape.count();
    }
    const auto stages = stages_for(options_->effort);
    return items > kManyItems ? std::min(stages, kStagesOfMany) : stages;
  }

  bool is_least(const LotChoice& choice) const {
    return proven_.lower_bound >= total_cost(*instance_, choice);
  }

  // At normal the columns come once, at the end: they take longer than all the rest.
  std::int64_t prove_early(LotChoice& best) {
    const auto level = bound_level(*options_);
    prove(best, level == BoundLevel::normal ? BoundLevel::counts : level);
    keep_proven(*instance_, proven_, best);
    return proven_.lower_bound;
  }

  // Of two bounds for the same items the stronger one stays; what was just asked is not asked
  // again.
  void prove(const LotChoice& choice, BoundLevel level) {
    const std::pair question{level, total_cost(*instance_, choice)};
    if (std::exchange(asked_, question) == question) {
      return;
    }
    const auto packing = packing_of(*instance_, *problem_, choice);
    auto proven = prove_bound(*problem_, served(*instance_, packing), packing.cost, level);
    if (proven_.lower_bound > proven.lower_bound) {
      proven.lower_bound = proven_.lower_bound;
      proven.kind = proven_.kind;
    }
    proven_ = std::move(proven);
    journal_->proven(proven_.lower_bound);
  }

  // From what the proof came upon.
  void retry(LotChoice& best) {
    const auto keep = [&](LotChoice other) {
      if (total_cost(*instance_, other) < total_cost(*instance_, best)) {
        best = std::move(other);
      }
    };
    const bool complete = best.draft.unplaced == 0;
    keep_proven(*instance_, proven_, best);
    if (!is_least(best)) {
      keep(with_columns(*instance_, *problem_, best, proven_.bins, stages(), *journal_));
    }
    if (complete && !is_least(best) && !proven_.counts.empty()) {
      if (auto filled = fill_fleet(*instance_, *problem_, proven_.counts,
                                   total_cost(*instance_, best), level_of(stages()), *journal_)) {
        keep(*std::move(filled));
      }
    }
  }

  const Instance* instance_;
  const Problem* problem_;
  const SolveOptions* options_;
  Journal* journal_;
  ProvenBound proven_;
  std::optional<std::pair<BoundLevel, std::int64_t>> asked_;  // and for which cost
};

Packing solve_with(const Instance& instance, const Problem& problem, const SolveOptions& options,
                   Journal& journal) {
  return Solver(instance, problem, options, journal).run();
}

std::int64_t items_left_out(const Packing& packing) {
  return std::accumulate(packing.unplaced.begin(), packing.unplaced.end(), std::int64_t{0});
}

// What a short search finds is not always on the way of a long one.
Packing solve_both(const Instance& instance, const Problem& problem, const SolveOptions& options,
                   Journal& journal) {
  const bool rounds = options.bound_rounds > kRoundsOfShort;
  auto first = solve_with(
      instance, problem,
      {.effort = kEffortOfShort, .bound_rounds = rounds ? kRoundsOfShort : options.bound_rounds},
      journal);
  if (first.lower_bound == first.cost && items_left_out(first) == 0) {
    return first;
  }
  auto second = solve_with(instance, problem, options, journal);
  const auto rank = [](const Packing& packing) {
    return std::pair(items_left_out(packing), packing.cost);
  };
  if (first.unplaced == second.unplaced) {  // the bounds are of the same items
    auto& weaker = first.lower_bound < second.lower_bound ? first : second;
    const auto& stronger = first.lower_bound < second.lower_bound ? second : first;
    weaker.lower_bound = stronger.lower_bound;
    weaker.bound = stronger.bound;
  }
  return rank(first) <= rank(second) ? std::move(first) : std::move(second);
}

}  // namespace

Packing solve(const Instance& instance, const SolveOptions& options) {
  check_instance(instance);
  Journal journal(options.observer);
  const auto problem = reduce(instance);
  auto packing = options.effort > kEffortOfShort ? solve_both(instance, problem, options, journal)
                                                 : solve_with(instance, problem, options, journal);
  packing.steps = journal.steps();
  EKSPLAN_ASSERT(packing.lower_bound <= packing.cost,
                 "a proven bound is never above the cost of a packing");
  if (packing.lower_bound == packing.cost) {
    packing.bound = Bound::optimal;
  }
  return packing;
}

}  // namespace eksplan::pack
