#include "eksplan/pack/lots.hpp"

#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

#include "eksplan/pack/coarse.hpp"
#include "eksplan/pack/evict.hpp"
#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/improve.hpp"
#include "eksplan/pack/lot_search.hpp"
#include "eksplan/pack/round.hpp"
#include "eksplan/pack/stages.hpp"

namespace eksplan::pack {
namespace {

constexpr double kFewBins = 5;    // so few are chosen before items are put into them
constexpr double kMoreBins = 12;  // so few also, where there is time
constexpr int kStagesOfQuick = 2;
constexpr int kStagesOfNormal = 5;

// Bins that the relaxation fills with everything that some bin holds.
double bins_filled(const Instance& instance, const Problem& problem) {
  Load load;
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    load.counts.push_back(problem.placeable[shape] ? instance.shapes[shape].count() : 0);
    load.alone.push_back(kUnlimited);
  }
  const auto cuts = problem.shapes > kManyShapes ? FluidCuts::none : FluidCuts::few;
  const auto relaxed = fluid(problem, load, cuts);
  return std::accumulate(relaxed.bought.begin(), relaxed.bought.end(), 0.0);
}

}  // namespace

int level_of(int stages) {
  return stages <= kStagesOfQuick ? 0 : stages <= kStagesOfNormal ? 1 : 2;
}

LotChoice with_columns(const Instance& instance, const Problem& problem, const LotChoice& choice,
                       const std::vector<CutBins>& columns, int stages, Journal& journal) {
  const bool limited = problem.group_limit > 0 && problem.group_limit < problem.groups;
  if (columns.empty() || choice.draft.bins.empty() || limited) {
    return choice;
  }
  Load load{std::vector<std::int64_t>(problem.shapes, 0),
            std::vector<std::int64_t>(problem.shapes, kUnlimited)};
  for (const auto& row : choice.draft.bins) {
    for (const auto& content : choice.draft.contents_of(row)) {
      load.counts[content.shape] += content.items * row.count;
    }
  }
  const auto relaxed = fluid(problem, load);
  const auto market = market_of(problem, load, relaxed);
  auto draft = merge_equal(problem, round_columns(problem, market, columns, load.counts));
  for (int stage = 0; stage + 1 < stages && draft.unplaced == 0; ++stage) {
    auto improved = improve(problem, market, draft, stage, relaxed.lower_bound);
    draft = std::move(improved.draft);
    journal.stage(improved.steps);
  }
  if (draft.unplaced > 0 || draft.cost >= choice.draft.cost) {
    return choice;
  }
  draft.unplaced = choice.draft.unplaced;
  LotChoice result{choice.alone, std::move(draft)};
  evict(instance, problem, result.alone, result.draft);
  journal.found(total_cost(instance, result));
  return result;
}

LotChoice choose_lots(const Instance& instance, const Problem& problem, int stages,
                      const Prover& prover, Journal& journal) {
  const auto level = level_of(stages);
  const auto bins = bins_filled(instance, problem);
  const bool few = suits_fleet(instance, problem, bins, kFewBins);
  const bool more = level == 2 && suits_fleet(instance, problem, bins, kMoreBins);
  if (!few && !more) {
    return search_lots(instance, problem, stages, journal);
  }
  std::int64_t bound = 0;
  const auto remembered = [&](LotChoice& best) { return bound = prover(best); };
  auto best =
      choose_fleet(instance, problem, level, prover ? Prover(remembered) : Prover(), journal);
  const bool least = best.draft.unplaced == 0 && total_cost(instance, best) <= bound;
  // It may have been more bins than it looks at.
  if ((level == 2 && !least) || best.draft.unplaced > 0) {
    auto other = search_lots(instance, problem, stages, journal);
    const auto score = [&](const LotChoice& choice) {
      return std::pair(choice.draft.unplaced, total_cost(instance, choice));
    };
    if (score(other) < score(best)) {
      best = std::move(other);
    }
  }
  return best;
}

}  // namespace eksplan::pack
