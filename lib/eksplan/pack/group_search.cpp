#include "eksplan/pack/group_search.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <optional>
#include <set>
#include <tuple>
#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/group_trial.hpp"

namespace eksplan::pack {
namespace {

constexpr std::size_t kBeam = 4;             // sets that are extended by another group
constexpr std::size_t kShortlist = 16;       // groups that they are extended by
constexpr std::size_t kLargestSearched = 4;  // groups in a set that is built up one by one
constexpr std::size_t kKept = 3;             // sets that are remembered with their packing

// For promises: shapes times options; for packings: shapes looked at, about.
struct Budget {
  std::int64_t estimates = 0;
  std::int64_t packings = 0;
};

constexpr Budget kNarrow{200'000, 800'000};
constexpr Budget kWide{800'000, 10'000'000};  // where there is time
constexpr std::size_t kFewestPacked = 2;      // and of many shapes one

using Trials = std::vector<Trial>;

void sort_packed(Trials& trials) {
  std::stable_sort(trials.begin(), trials.end(),
                   [](const Trial& a, const Trial& b) { return better(a.best(), b.best()); });
}

class GroupSearch {
 public:
  GroupSearch(const Problem& problem, const Load& load, const Promises& estimates,
              std::size_t most_groups, Journal& journal)
      : problem_(&problem),
        load_(&load),
        estimates_(&estimates),
        journal_(&journal),
        most_groups_(most_groups) {
    for (std::size_t shape = 0; shape < load.counts.size(); ++shape) {
      if (load.counts[shape] > 0) {
        active_.push_back(shape);
      }
    }
  }

  std::vector<GroupSet> promising();
  void run();

  /// Whether a set may lead to something better than `known`, as far as is known of sets.
  bool can_beat(const Score& known);

  void widen() { budget_ = kWide; }

  Trials& best() { return best_; }

 private:
  void make_shortlist(const Fluid& relaxed);
  void try_set(GroupSet groups);
  void try_relaxed(const Fluid& relaxed);
  void try_greatest();
  void try_singles();
  void extend_best();
  std::vector<GroupSet> best_sets() const;
  void pack_set(const GroupSet& groups);
  std::vector<GroupSet> neighbours(const GroupSet& base) const;

  const Problem* problem_;
  const Load* load_;
  const Promises* estimates_;
  Journal* journal_;
  std::size_t most_groups_;
  Budget budget_ = kNarrow;
  std::vector<std::size_t> active_;     // shapes
  std::vector<std::size_t> by_slack_;   // all groups
  std::vector<std::size_t> shortlist_;  // groups whose prices the relaxation finds nearly right
  std::map<GroupSet, Promise> promises_;
  std::int64_t least_left_out_ = kUnlimited;  // of the sets so far
  std::int64_t estimate_work_ = 0;
  std::set<GroupSet> packed_;
  Trials best_;  // of the packed ones
  std::int64_t pack_work_ = 0;
};

// Some for each column, so that shapes with narrow wishes find theirs.
void GroupSearch::make_shortlist(const Fluid& relaxed) {
  std::vector<std::pair<double, std::size_t>> slack;
  for (std::size_t option = 0; option < problem_->options; ++option) {
    slack.emplace_back(relaxed.slack[option], option);
  }
  std::sort(slack.begin(), slack.end());
  std::vector<std::set<std::size_t>> by_column(problem_->columns);
  std::vector<bool> known(problem_->groups, false);
  std::set<std::size_t> listed;
  for (const auto& [value, option] : slack) {
    auto& column = by_column[problem_->column[option]];
    const auto group = problem_->group[option];
    if (!known[group]) {
      known[group] = true;
      by_slack_.push_back(group);
    }
    if (column.size() < kShortlist && column.insert(group).second && listed.insert(group).second) {
      shortlist_.push_back(group);
    }
  }
}

void GroupSearch::try_set(GroupSet groups) {
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  const bool over_budget = estimate_work_ > budget_.estimates && !promises_.empty();
  if (groups.empty() || groups.size() > most_groups_ || over_budget || promises_.contains(groups)) {
    return;
  }
  const auto work = static_cast<std::int64_t>(estimates_->shapes() * 2 * groups.size()) + 100;
  Promise promise{.unplaced = estimates_->left_out(groups), .whole = kUnlimited};
  least_left_out_ = std::min(least_left_out_, promise.unplaced);
  estimate_work_ += work / 50;
  if (promise.unplaced == least_left_out_) {
    promise = estimates_->of(groups);
    estimate_work_ += work;
  }
  promises_.emplace(std::move(groups), promise);
}

// Those that leave out least; where there are too many, always the group that takes most of what is
// left.
void GroupSearch::try_greatest() {
  const auto sets = estimates_->greatest(most_groups_, by_slack_);
  for (const auto& groups : sets) {
    try_set(groups);
  }
  GroupSet groups;
  while (sets.empty() && groups.size() < most_groups_) {
    auto least = estimates_->left_out(groups);
    std::optional<std::size_t> best;
    for (std::size_t group = 0; group < problem_->groups; ++group) {
      auto larger = groups;
      larger.push_back(group);
      const auto items = estimates_->left_out(larger);
      if (items < least) {
        least = items;
        best = group;
      }
    }
    if (!best) {
      break;
    }
    groups.push_back(*best);
  }
  try_set(std::move(groups));
}

// The most promising first.
std::vector<GroupSet> GroupSearch::best_sets() const {
  std::vector<std::pair<Promise, GroupSet>> sorted;
  for (const auto& [groups, promise] : promises_) {
    sorted.emplace_back(promise, groups);
  }
  std::sort(sorted.begin(), sorted.end());
  std::vector<GroupSet> sets;
  for (auto& [promise, groups] : sorted) {
    sets.push_back(std::move(groups));
  }
  return sets;
}

// The groups that the relaxation spends most on, together and fewer.
void GroupSearch::try_relaxed(const Fluid& relaxed) {
  std::vector<std::pair<double, std::size_t>> spent(problem_->groups);
  for (std::size_t group = 0; group < problem_->groups; ++group) {
    spent[group] = {0.0, group};
  }
  for (std::size_t option = 0; option < problem_->options; ++option) {
    spent[problem_->group[option]].first -=
        relaxed.bought[option] * static_cast<double>(problem_->prices[option]);
  }
  std::sort(spent.begin(), spent.end());
  for (auto size = most_groups_; size > 0; size = size > kLargestSearched ? size / 2 : size - 1) {
    GroupSet groups;
    for (std::size_t i = 0; i < size && spent[i].first < 0; ++i) {
      groups.push_back(spent[i].second);
    }
    try_set(std::move(groups));
  }
}

// Nearly right ones first, so that a small budget is spent on them.
void GroupSearch::try_singles() {
  for (const auto group : shortlist_) {
    try_set({group});
  }
  for (std::size_t group = 0; group < problem_->groups; ++group) {
    if (estimate_work_ < budget_.estimates / 4) {
      try_set({group});
    }
  }
}

void GroupSearch::extend_best() {
  const auto sets = best_sets();
  const auto beam = std::min(sets.size(), kBeam);
  for (std::size_t i = 0; i < beam; ++i) {
    auto extensions = shortlist_;
    for (std::size_t j = 0; j < beam; ++j) {
      extensions.insert(extensions.end(), sets[j].begin(), sets[j].end());
    }
    for (const auto group : extensions) {
      auto larger = sets[i];
      larger.push_back(group);
      try_set(std::move(larger));
    }
  }
}

void GroupSearch::pack_set(const GroupSet& groups) {
  const auto known = promises_.find(groups);
  const auto hopeless = [&](const Promise& promise) {
    if (best_.size() < kKept) {
      return false;
    }
    const auto least = best_.front().best();
    return std::tie(least.unplaced, least.cost) <= std::tie(promise.unplaced, promise.bound);
  };
  const auto fewest = estimates_->are_rough() ? 1 : kFewestPacked;
  if ((pack_work_ > budget_.packings && best_.size() >= fewest) ||
      (known != promises_.end() && hopeless(known->second)) || !packed_.insert(groups).second) {
    return;
  }
  Trial trial(*problem_, groups, *load_);
  pack_work_ += static_cast<std::int64_t>(active_.size());
  if (hopeless(trial.promise())) {
    return;
  }
  pack_work_ += trial.pack_and_improve(*journal_);
  best_.push_back(std::move(trial));
  sort_packed(best_);
  if (best_.size() > kKept) {
    best_.pop_back();
  }
}

// All sets that differ in one group.
std::vector<GroupSet> GroupSearch::neighbours(const GroupSet& base) const {
  std::vector<GroupSet> sets;
  auto candidates = shortlist_;
  if (estimates_->are_rough()) {
    candidates.insert(candidates.end(), by_slack_.begin(), by_slack_.end());
  }
  for (std::size_t i = 0; i < base.size(); ++i) {
    for (const auto group : candidates) {
      auto other = base;
      other[i] = group;
      std::sort(other.begin(), other.end());
      if (std::adjacent_find(other.begin(), other.end()) == other.end()) {
        sets.push_back(std::move(other));
      }
    }
  }
  return sets;
}

// By what they promise, which is quick to see.
std::vector<GroupSet> GroupSearch::promising() {
  const auto& relaxed = estimates_->relaxed();
  if (by_slack_.empty()) {
    make_shortlist(relaxed);
  }
  try_relaxed(relaxed);
  if (!estimates_->are_rough()) {
    if (auto groups = find_cover(*problem_, active_, most_groups_)) {
      try_set(*std::move(groups));
    }
  }
  if (least_left_out_ > 0) {
    try_greatest();
  }
  try_singles();
  for (std::size_t size = 2; size <= std::min(most_groups_, kLargestSearched); ++size) {
    extend_best();
  }
  for (GroupSet base; base != best_sets().front();) {
    base = best_sets().front();
    for (auto& groups : neighbours(base)) {
      try_set(std::move(groups));
    }
  }
  return best_sets();
}

bool GroupSearch::can_beat(const Score& known) {
  if (estimates_->are_rough()) {
    make_shortlist(estimates_->relaxed());
    try_greatest();
    if (least_left_out_ > known.unplaced) {
      return false;
    }
  }
  promising();
  return std::any_of(promises_.begin(), promises_.end(), [&](const auto& entry) {
    const auto& promise = entry.second;
    return std::tie(promise.unplaced, promise.bound) < std::tie(known.unplaced, known.cost);
  });
}

// By the packings of promising ones: these know of whole bins.
void GroupSearch::run() {
  for (const auto& groups : promising()) {
    pack_set(groups);
  }
  for (GroupSet base; base != best_.front().groups();) {
    base = best_.front().groups();
    for (const auto& groups : neighbours(base)) {
      pack_set(groups);
    }
  }
}

// Where a search is likely to end: what is left over, and twice the cost between what it has and
// what it promises.
using Outlook = std::pair<std::int64_t, base::int128>;

Outlook outlook(const Draft& draft, std::int64_t bound) {
  return {draft.unplaced, base::int128{draft.cost} + bound};
}

Outlook outlook(const Trial& trial) {
  return outlook(trial.best(), trial.promise().bound);
}

bool loses(const Outlook& one, const Score* rival) {
  return rival != nullptr && one > Outlook(rival->unplaced, base::int128{rival->cost} * 2);
}

// Goes on with the set that is likely to end best. The best packing of all that were kept.
Draft finish(Trials& trials, int stages, const Score* rival, Journal& journal) {
  const auto hope =
      std::min_element(trials.begin(), trials.end(),
                       [&](const Trial& a, const Trial& b) { return outlook(a) < outlook(b); });
  while (hope->stage() < stages && !loses(outlook(*hope), rival)) {
    hope->improve(journal);
  }
  sort_packed(trials);
  return trials.front().best();
}

// Looks at sets of at most so many groups.
GroupChoice within(GroupSearch& search, int stages, const Score* rival, Journal& journal) {
  search.run();
  GroupChoice choice{finish(search.best(), std::min(stages, kStagesBeforeWider), rival, journal),
                     {}};
  const bool lost = std::all_of(search.best().begin(), search.best().end(),
                                [&](const Trial& trial) { return loses(outlook(trial), rival); });
  if (stages > kStagesBeforeWider && !lost) {
    search.widen();
    search.run();
    auto draft = finish(search.best(), stages, rival, journal);
    if (better(draft, choice.draft)) {
      choice.draft = std::move(draft);
    }
  }
  for (const auto& trial : search.best()) {
    choice.sets.push_back(trial.groups());
  }
  return choice;
}

GroupChoice all_groups(const Problem& problem, const std::vector<std::int64_t>& counts, int stages,
                       const Score* rival, Journal& journal) {
  GroupSet groups(problem.groups);
  std::iota(groups.begin(), groups.end(), std::size_t{0});
  const Load load{counts, std::vector<std::int64_t>(counts.size(), kUnlimited)};
  const auto relaxed = fluid(problem, load);
  Stages packing(problem, market_of(problem, load, relaxed), counts, relaxed.lower_bound);
  for (int stage = 0; stage < stages &&
                      (stage == 0 || !loses(outlook(packing.best(), relaxed.lower_bound), rival));
       ++stage) {
    const auto before = packing.steps();
    packing.next();
    journal.stage(packing.steps() - before);
  }
  return {packing.best(), {groups}};
}

}  // namespace

GroupChoice choose_groups(const Problem& problem, const std::vector<std::int64_t>& counts,
                          int stages, Journal& journal, const Score* rival) {
  if (std::all_of(counts.begin(), counts.end(), [](std::int64_t count) { return count == 0; })) {
    return {};
  }
  if (problem.group_limit == 0 || problem.group_limit >= problem.groups) {
    return all_groups(problem, counts, stages, rival, journal);
  }
  const Load load{counts, std::vector<std::int64_t>(counts.size(), kUnlimited)};
  const Promises estimates(problem, load);
  GroupSearch search(problem, load, estimates, problem.group_limit, journal);
  auto choice = within(search, stages, rival, journal);
  for (auto fewer = std::min(problem.group_limit, kLargestSearched + 1) - 1; fewer > 0; --fewer) {
    const Score known{choice.draft.unplaced, choice.draft.cost};
    GroupSearch among_fewer(problem, load, estimates, fewer, journal);
    if (!among_fewer.can_beat(known)) {
      continue;
    }
    auto other = within(among_fewer, stages, &known, journal);
    if (better(other.draft, choice.draft)) {
      choice = std::move(other);
    }
  }
  return choice;
}

GroupSet promising_set(const Problem& problem, const Load& load) {
  const Observer nobody;
  Journal journal(nobody);
  const Promises estimates(problem, load);
  const auto sets = GroupSearch(problem, load, estimates, problem.group_limit, journal).promising();
  return sets.empty() ? GroupSet{} : sets.front();
}

}  // namespace eksplan::pack
