#include "eksplan/pack/lot_search.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/coarse.hpp"
#include "eksplan/pack/evict.hpp"
#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/group_search.hpp"
#include "eksplan/pack/improve.hpp"
#include "eksplan/pack/stages.hpp"

namespace eksplan::pack {
namespace {

constexpr std::size_t kMostSweeps = 24;    // cuts of the sorted lots that are tried
constexpr std::size_t kMostOptions = 40;   // that bins are filled for at once
constexpr std::int64_t kFewestSweeps = 4;  // where there is less time, none at all
constexpr std::size_t kGroupSets = 2;      // sets of groups that loads are compared on
constexpr int kPasses = 2;                 // passes over all lots
// For comparing loads: shapes times options times bins; and where there is time.
constexpr std::int64_t kComparisonWork = 300'000;
constexpr std::int64_t kWideComparisonWork = 4'000'000;

using AloneFlags = std::vector<bool>;  // by free lot

// Where loads are compared: the options of one set of groups.
struct Place {
  Problem problem;
  Market market;
  AloneFlags cheaper_alone;
};

// At least what the relaxation finds all its items worth.
std::int64_t worth_of(const FreeLot& lot, const Fluid& guide) {
  return static_cast<std::int64_t>((base::int128{guide.worth[lot.shape] + 1} * lot.count) >>
                                   guide.worth_shift) +
         1;
}

class LotSearch {
 public:
  LotSearch(const Instance& instance, const Problem& problem, int stages, Journal& journal)
      : instance_(&instance),
        problem_(&problem),
        journal_(&journal),
        stages_(stages),
        most_work_(stages > kStagesBeforeWider ? kWideComparisonWork : kComparisonWork),
        many_shapes_(problem.shapes > kManyShapes) {
    for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
      if (problem.placeable[shape]) {
        const auto lots = free_lots(instance, shape);
        free_.insert(free_.end(), lots.begin(), lots.end());
      }
    }
  }

  LotChoice run();

 private:
  std::vector<std::int64_t> counts(const AloneFlags& alone) const;
  std::int64_t alone_cost(const AloneFlags& alone) const;
  std::int64_t work_of(const Draft& draft, std::size_t options) const;
  void learn(const GroupChoice& whole, const Score& score);
  bool hopeless(const AloneFlags& alone) const;
  std::optional<Score> quick_score(const AloneFlags& alone);
  Score promised(const AloneFlags& alone) const;
  std::set<AloneFlags> promising() const;
  std::set<AloneFlags> finalists();
  void add_place(const GroupSet& groups, std::vector<std::int64_t> counts);
  void sweep();
  void toggle_each();
  AloneFlags best_scored() const;
  std::vector<std::vector<bool>> flags(const AloneFlags& alone) const;
  Score exact(const LotChoice& choice) const;

  const Instance* instance_;
  const Problem* problem_;
  Journal* journal_;
  int stages_;
  std::vector<FreeLot> free_;
  std::vector<Place> places_;
  std::int64_t work_ = 0;
  std::int64_t most_work_ = 0;
  bool many_shapes_ = false;
  bool sweeps_ = true;  // loads can be compared by packings of them
  std::map<AloneFlags, Score> scored_;
  std::vector<std::int64_t> worth_;  // by free lot: what its items are worth in bins
  std::int64_t bins_bound_ = 0;      // nothing alone: no packing costs less
  std::optional<Score> best_;        // a load that is known to be feasible
};

std::vector<std::int64_t> LotSearch::counts(const AloneFlags& alone) const {
  std::vector<std::int64_t> result(problem_->shapes, 0);
  for (std::size_t shape = 0; shape < problem_->shapes; ++shape) {
    result[shape] = problem_->placeable[shape] ? instance_->shapes[shape].count() : 0;
  }
  for (std::size_t i = 0; i < free_.size(); ++i) {
    result[free_[i].shape] -= alone[i] ? free_[i].count : 0;
  }
  return result;
}

std::int64_t LotSearch::alone_cost(const AloneFlags& alone) const {
  std::int64_t cost = 0;
  for (std::size_t i = 0; i < free_.size(); ++i) {
    cost += alone[i] ? free_[i].price : 0;
  }
  return cost;
}

// Lots that gain most by being alone first: by their price alone over what they are worth in bins.
void LotSearch::learn(const GroupChoice& whole, const Score& score) {
  const auto all = counts(AloneFlags(free_.size(), false));
  const auto guide =
      fluid(*problem_, {all, std::vector<std::int64_t>(problem_->shapes, kUnlimited)});
  const auto worth = [&](const FreeLot& lot) { return worth_of(lot, guide); };
  const auto ratio = [&](const FreeLot& lot) {  // in thousandths
    return base::int128{lot.price} * 1000 / std::max<std::int64_t>(worth(lot), 1);
  };
  std::stable_sort(free_.begin(), free_.end(),
                   [&](const FreeLot& a, const FreeLot& b) { return ratio(a) < ratio(b); });
  for (const auto& lot : free_) {
    worth_.push_back(worth(lot));
  }
  bins_bound_ = guide.relaxed_bound;
  best_ = score;
  sweeps_ = !many_shapes_ || work_of(whole.draft, 1) < most_work_ / kFewestSweeps;
  for (std::size_t i = 0; i < std::min(whole.sets.size(), kGroupSets); ++i) {
    add_place(whole.sets[i], all);
  }
  if (problem_->group_limit > 0 && problem_->group_limit < problem_->groups) {
    Load load{all, {}};
    for (const auto& shape : instance_->shapes) {
      load.alone.push_back(shape.alone_price.value_or(kUnlimited));
    }
    add_place(promising_set(*problem_, load), all);
  }
}

void LotSearch::add_place(const GroupSet& groups, std::vector<std::int64_t> counts) {
  Place place{only(*problem_, options_of(*problem_, groups)), {}, {}};
  for (std::size_t shape = 0; shape < problem_->shapes; ++shape) {
    counts[shape] = place.problem.placeable[shape] ? counts[shape] : 0;
  }
  const Load load{std::move(counts), std::vector<std::int64_t>(problem_->shapes, kUnlimited)};
  const auto guide = fluid(place.problem, load);
  if (sweeps_) {
    place.market = market_of(place.problem, load, guide);
  }
  for (const auto& lot : free_) {
    place.cheaper_alone.push_back(!place.problem.placeable[lot.shape] ||
                                  lot.price < worth_of(lot, guide));
  }
  places_.push_back(std::move(place));
}

// Taking a lot out of the bins lowers their bound by no more than its worth, as long as there is a
// bin at all.
bool LotSearch::hopeless(const AloneFlags& alone) const {
  const auto in_bins = counts(alone);
  if (std::all_of(in_bins.begin(), in_bins.end(), [](std::int64_t count) { return count == 0; })) {
    return false;
  }
  auto bound = bins_bound_;
  for (std::size_t i = 0; i < free_.size(); ++i) {
    bound += alone[i] ? free_[i].price - worth_[i] : 0;
  }
  return best_ && best_->unplaced == 0 && bound > best_->cost;
}

// Of filling the bins of `draft`, about.
std::int64_t LotSearch::work_of(const Draft& draft, std::size_t options) const {
  const auto tried = many_shapes_ ? std::size_t{1} : std::min(options, kMostOptions);
  return static_cast<std::int64_t>(problem_->shapes * (1 + draft.bins.size() * tried));
}

// Nothing for a load that cannot be cheaper than what is known.
std::optional<Score> LotSearch::quick_score(const AloneFlags& alone) {
  const auto known = scored_.find(alone);
  if (known != scored_.end()) {
    return known->second;
  }
  if (hopeless(alone) || work_ > most_work_) {
    return std::nullopt;
  }
  const auto in_bins = counts(alone);
  std::optional<Score> least;
  for (const auto& place : places_) {
    const auto draft = completed(place.problem, place.market, in_bins, {});
    work_ += work_of(draft, place.problem.options);
    const Score here{draft.unplaced, draft.cost + alone_cost(alone)};
    least = std::min(least.value_or(here), here);
  }
  const auto score = *least;
  scored_.emplace(alone, score);
  best_ = std::min(*best_, score);
  return score;
}

// By the relaxation of aggregated shapes, which takes no longer where these are many.
Score LotSearch::promised(const AloneFlags& alone) const {
  std::optional<Score> least;
  for (const auto& place : places_) {
    Load load{counts(alone), std::vector<std::int64_t>(problem_->shapes, kUnlimited)};
    Score here{0, alone_cost(alone)};
    for (std::size_t shape = 0; shape < problem_->shapes; ++shape) {
      if (!place.problem.placeable[shape]) {
        here.unplaced += std::exchange(load.counts[shape], 0);
      }
    }
    const auto coarse = coarse_of(place.problem, load);
    here.cost += fluid(coarse.problem, coarse.load, FluidCuts::none).lower_bound;
    least = std::min(least.value_or(here), here);
  }
  return *least;
}

// The first so many lots alone, for cuts spread over all of them.
void LotSearch::sweep() {
  const auto cuts = std::min(free_.size(), kMostSweeps);
  for (std::size_t i = 0; i <= cuts; ++i) {
    AloneFlags alone(free_.size(), false);
    std::fill_n(alone.begin(), free_.size() * i / cuts, true);
    quick_score(alone);
  }
}

// From the best so far, one lot at a time to the other side while that helps.
void LotSearch::toggle_each() {
  if (scored_.empty()) {
    return;
  }
  auto current = best_scored();
  for (int round = 0; round < kPasses; ++round) {
    bool changed = false;
    for (std::size_t i = 0; i < free_.size() && work_ <= most_work_; ++i) {
      auto other = current;
      other[i] = !other[i];
      const auto score = quick_score(other);
      if (score && *score < scored_.at(current)) {
        current = std::move(other);
        changed = true;
      }
    }
    if (!changed) {
      return;
    }
  }
}

AloneFlags LotSearch::best_scored() const {
  return std::min_element(scored_.begin(), scored_.end(),
                          [](const auto& a, const auto& b) { return a.second < b.second; })
      ->first;
}

std::vector<std::vector<bool>> LotSearch::flags(const AloneFlags& alone) const {
  std::vector<std::vector<bool>> result;
  for (std::size_t shape = 0; shape < problem_->shapes; ++shape) {
    const auto& wanted = instance_->shapes[shape];
    result.emplace_back(wanted.lots.size(),
                        !problem_->placeable[shape] && wanted.alone_price.has_value());
  }
  for (std::size_t i = 0; i < free_.size(); ++i) {
    result[free_[i].shape][free_[i].lot] = alone[i];
  }
  return result;
}

Score LotSearch::exact(const LotChoice& choice) const {
  Score score{choice.draft.unplaced, choice.draft.cost};
  for (const auto& lot : free_) {
    score.cost += choice.alone[lot.shape][lot.lot] ? lot.price : 0;
  }
  return score;
}

// The load that aggregated shapes promise most of, unless that is the one with nothing alone.
std::set<AloneFlags> LotSearch::promising() const {
  const AloneFlags none(free_.size(), false);
  std::set<AloneFlags> all{AloneFlags(free_.size(), true)};
  for (const auto& place : places_) {
    all.insert(place.cheaper_alone);
  }
  auto best = none;
  auto least = promised(none);
  for (const auto& alone : all) {
    const auto score = promised(alone);
    if (score < least) {
      least = score;
      best = alone;
    }
  }
  return best == none ? std::set<AloneFlags>{} : std::set{best};
}

// Loads to look at closely, beside the one with nothing alone.
std::set<AloneFlags> LotSearch::finalists() {
  auto chosen = many_shapes_ ? promising() : std::set{AloneFlags(free_.size(), true)};
  if (!sweeps_) {
    return chosen;
  }
  for (const auto& place : places_) {
    if (!quick_score(place.cheaper_alone) && !many_shapes_) {
      chosen.insert(place.cheaper_alone);
    }
  }
  sweep();
  toggle_each();
  if (!scored_.empty()) {
    chosen.insert(best_scored());
  }
  chosen.erase(AloneFlags(free_.size(), false));
  return chosen;
}

LotChoice LotSearch::run() {
  const AloneFlags none(free_.size(), false);
  auto whole = choose_groups(*problem_, counts(none), stages_, *journal_);
  const Score score{whole.draft.unplaced, whole.draft.cost};
  LotChoice best{flags(none), whole.draft};
  journal_->found(exact(best).cost);
  if (free_.empty()) {
    return best;
  }
  learn(whole, score);
  evict(*instance_, *problem_, best.alone, best.draft);
  for (const auto& alone : finalists()) {
    if (hopeless(alone)) {
      continue;
    }
    const Score rival{best.draft.unplaced, exact(best).cost - alone_cost(alone)};
    const auto* const known = stages_ > kStagesBeforeWider ? nullptr : &rival;
    LotChoice candidate{flags(alone),
                        choose_groups(*problem_, counts(alone), stages_, *journal_, known).draft};
    evict(*instance_, *problem_, candidate.alone, candidate.draft);
    if (exact(candidate) < exact(best)) {
      best = std::move(candidate);
      journal_->found(exact(best).cost);
    }
  }
  return best;
}

}  // namespace

LotChoice search_lots(const Instance& instance, const Problem& problem, int stages,
                      Journal& journal) {
  return LotSearch(instance, problem, stages, journal).run();
}

}  // namespace eksplan::pack
