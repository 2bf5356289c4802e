#include "eksplan/pack/lots.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/fluid.hpp"

namespace eksplan::pack {
namespace {

constexpr std::size_t kMostSweeps = 24;  // cuts of the sorted lots that are tried
constexpr std::size_t kSets = 2;         // sets of groups that loads are compared on
constexpr int kRounds = 2;               // passes over all lots
constexpr std::int64_t kWorkPerEffort = 20'000;
constexpr std::int64_t kLeastWork = 1'000'000;

// A lot that has both choices.
struct FreeLot {
  std::size_t shape = 0;
  std::size_t lot = 0;
  std::int64_t count = 0;
  std::int64_t price = 0;  // of the whole lot alone
};

using AloneFlags = std::vector<bool>;  // by free lot

struct Scored {
  std::int64_t unplaced = 0;
  std::int64_t cost = 0;
  auto operator<=>(const Scored&) const = default;
};

class LotSearch {
 public:
  LotSearch(const Instance& instance, const Problem& problem, std::int64_t effort)
      : instance_(&instance), problem_(&problem), effort_(effort) {
    for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
      const auto& lots = instance.shapes[shape].lots;
      for (std::size_t lot = 0; problem.placeable[shape] && lot < lots.size(); ++lot) {
        if (instance.shapes[shape].alone_price && lots[lot].count > 0) {
          free_.push_back(
              {shape, lot, lots[lot].count, *instance.shapes[shape].alone_price * lots[lot].count});
        }
      }
    }
  }

  LotChoice run();

 private:
  std::vector<std::int64_t> counts(const AloneFlags& alone) const;
  std::int64_t alone_cost(const AloneFlags& alone) const;
  void learn(const GroupChoice& whole, const Scored& score);
  bool hopeless(const AloneFlags& alone) const;
  std::optional<Scored> quick_score(const AloneFlags& alone);
  void sweep();
  void toggle_each();
  AloneFlags best_scored() const;
  std::vector<std::vector<bool>> flags(const AloneFlags& alone) const;

  const Instance* instance_;
  const Problem* problem_;
  std::int64_t effort_;
  std::vector<FreeLot> free_;
  std::vector<BinFiller> filler_;  // one, made when it is known how
  std::vector<std::vector<std::size_t>> sets_;
  std::map<AloneFlags, Scored> scored_;
  std::vector<std::int64_t> worth_;  // by free lot: what its items are worth in bins
  std::int64_t bins_bound_ = 0;      // nothing alone: no packing costs less
  std::optional<Scored> best_;       // a load that is known to be feasible
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
void LotSearch::learn(const GroupChoice& whole, const Scored& score) {
  const auto all = counts(AloneFlags(free_.size(), false));
  const auto guide =
      fluid(*problem_, {all, std::vector<std::int64_t>(problem_->shapes, kUnlimited)});
  const auto worth = [&](const FreeLot& lot) {
    return static_cast<std::int64_t>((base::int128{guide.worth[lot.shape] + 1} * lot.count) >>
                                     guide.worth_shift) +
           1;
  };
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
  sets_ = whole.sets;
  sets_.resize(std::min(sets_.size(), kSets));
  filler_.emplace_back(*problem_, guide.worth);
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

// Nothing for a load that cannot be cheaper than what is known.
std::optional<Scored> LotSearch::quick_score(const AloneFlags& alone) {
  const auto known = scored_.find(alone);
  if (known != scored_.end()) {
    return known->second;
  }
  if (hopeless(alone)) {
    return std::nullopt;
  }
  const auto draft = pack_on_sets(filler_.front(), counts(alone), sets_);
  const Scored score{draft.unplaced, draft.cost + alone_cost(alone)};
  scored_.emplace(alone, score);
  best_ = std::min(*best_, score);
  return score;
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
  const auto budget = filler_.front().work() + kLeastWork + effort_ * kWorkPerEffort;
  for (int round = 0; round < kRounds; ++round) {
    bool changed = false;
    for (std::size_t i = 0; i < free_.size() && filler_.front().work() < budget; ++i) {
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

LotChoice LotSearch::run() {
  AloneFlags best(free_.size(), false);
  const auto whole = choose_groups(*problem_, counts(best), effort_);
  auto draft = whole.draft;
  Scored score{draft.unplaced, draft.cost};
  if (!free_.empty()) {
    learn(whole, score);
    sweep();
    toggle_each();
    std::set<AloneFlags> finalists{AloneFlags(free_.size(), true)};
    if (!scored_.empty()) {
      finalists.insert(best_scored());
    }
    finalists.erase(best);
    for (const auto& alone : finalists) {
      if (hopeless(alone)) {
        continue;
      }
      auto candidate = choose_groups(*problem_, counts(alone), effort_);
      const Scored exact{candidate.draft.unplaced, candidate.draft.cost + alone_cost(alone)};
      if (exact < score) {
        score = exact;
        best = alone;
        draft = std::move(candidate.draft);
      }
    }
  }
  return {flags(best), std::move(draft)};
}

}  // namespace

LotChoice choose_lots(const Instance& instance, const Problem& problem, std::int64_t effort) {
  return LotSearch(instance, problem, effort).run();
}

}  // namespace eksplan::pack
