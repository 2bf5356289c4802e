#include "eksplan/pack/group_search.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <span>
#include <tuple>
#include <utility>

#include "eksplan/pack/cover.hpp"
#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/improve.hpp"

namespace eksplan::pack {
namespace {

constexpr std::size_t kBeam = 4;             // sets that are extended by another group
constexpr std::size_t kShortlist = 16;       // groups that they are extended by
constexpr std::size_t kLargestSearched = 4;  // groups in a set that is built up one by one
constexpr std::size_t kImproved = 3;         // sets whose packing is improved
constexpr std::int64_t kWorkPerEffort = 80'000;
constexpr std::int64_t kLeastWork = 4'000'000;

struct Tried {
  GroupSet groups;
  Draft draft;
};

std::vector<std::size_t> options_of(const Problem& problem, const GroupSet& groups) {
  std::vector<std::size_t> options;
  for (std::size_t option = 0; option < problem.options; ++option) {
    if (std::binary_search(groups.begin(), groups.end(), problem.group[option])) {
      options.push_back(option);
    }
  }
  return options;
}

Draft pack_on(BinFiller& filler, const OpenItems& open, const std::vector<std::size_t>& options) {
  auto draft = filler.pack(open, options);
  give_cheapest_options(filler.problem(), options, draft);
  fill_up_to_least_bins(filler.problem(), options, draft);
  return draft;
}

class GroupSearch {
 public:
  GroupSearch(const Problem& problem, const std::vector<std::int64_t>& counts, std::int64_t effort)
      : problem_(&problem),
        fluid_(fluid(problem, {counts, std::vector<std::int64_t>(counts.size(), kUnlimited)})),
        filler_(problem, fluid_.worth),
        open_(open_items(counts, fluid_.worth)),
        budget_(kLeastWork + effort * kWorkPerEffort),
        effort_(effort) {
    most_groups_ =
        problem.group_limit == 0 ? problem.groups : std::min(problem.group_limit, problem.groups);
  }

  GroupChoice run();

 private:
  void make_shortlist();
  void try_set(GroupSet groups);
  void try_relaxed();
  void try_singles();
  void extend_best();
  void exchange_in_best();
  void try_covers();
  void keep_best(std::size_t count);
  void keep_finalists();

  const Problem* problem_;
  Fluid fluid_;
  BinFiller filler_;
  OpenItems open_;
  std::int64_t budget_;
  std::int64_t effort_;
  std::size_t most_groups_ = 0;
  std::vector<std::size_t> shortlist_;  // groups whose prices the relaxation finds nearly right
  std::set<GroupSet> seen_;
  std::vector<Tried> tried_;  // best first after keep_best()
};

void GroupSearch::make_shortlist() {
  std::vector<std::pair<double, std::size_t>> slack(problem_->groups);
  for (std::size_t group = 0; group < problem_->groups; ++group) {
    slack[group] = {2.0, group};
  }
  for (std::size_t option = 0; option < problem_->options; ++option) {
    auto& entry = slack[problem_->group[option]];
    entry.first = std::min(entry.first, fluid_.slack[option]);
  }
  std::sort(slack.begin(), slack.end());
  for (std::size_t i = 0; i < std::min(slack.size(), kShortlist); ++i) {
    shortlist_.push_back(slack[i].second);
  }
}

void GroupSearch::try_set(GroupSet groups) {
  std::sort(groups.begin(), groups.end());
  groups.erase(std::unique(groups.begin(), groups.end()), groups.end());
  const bool over_budget = filler_.work() > budget_ && !tried_.empty();
  if (groups.empty() || groups.size() > most_groups_ || over_budget ||
      !seen_.insert(groups).second) {
    return;
  }
  auto draft = pack_on(filler_, open_, options_of(*problem_, groups));
  tried_.push_back({std::move(groups), std::move(draft)});
}

void GroupSearch::keep_best(std::size_t count) {
  std::stable_sort(tried_.begin(), tried_.end(),
                   [](const Tried& a, const Tried& b) { return better(a.draft, b.draft); });
  tried_.resize(std::min(tried_.size(), count));
}

// The groups that the relaxation spends most on, together and fewer.
void GroupSearch::try_relaxed() {
  std::vector<std::pair<double, std::size_t>> spent(problem_->groups);
  for (std::size_t group = 0; group < problem_->groups; ++group) {
    spent[group] = {0.0, group};
  }
  for (std::size_t option = 0; option < problem_->options; ++option) {
    spent[problem_->group[option]].first -=
        fluid_.bought[option] * static_cast<double>(problem_->prices[option]);
  }
  std::sort(spent.begin(), spent.end());
  for (auto size = std::min(most_groups_, kLargestSearched); size > 0; --size) {
    GroupSet groups;
    for (std::size_t i = 0; i < size && spent[i].first < 0; ++i) {
      groups.push_back(spent[i].second);
    }
    try_set(std::move(groups));
  }
}

// The best sets, and the best of each size: what is improved may overtake.
void GroupSearch::keep_finalists() {
  keep_best(tried_.size());
  std::set<std::size_t> sizes;
  std::vector<Tried> kept;
  for (std::size_t i = 0; i < tried_.size(); ++i) {
    if (i < kImproved ||
        (tried_[i].groups.size() <= kLargestSearched && !sizes.contains(tried_[i].groups.size()))) {
      sizes.insert(tried_[i].groups.size());
      kept.push_back(std::move(tried_[i]));
    }
  }
  tried_ = std::move(kept);
}

// Nearly right ones first, so that a small budget is spent on them.
void GroupSearch::try_singles() {
  for (const auto group : shortlist_) {
    try_set({group});
  }
  for (std::size_t group = 0; group < problem_->groups; ++group) {
    if (filler_.work() < budget_ / 4) {
      try_set({group});
    }
  }
}

void GroupSearch::try_covers() {
  if (auto groups = find_cover(*problem_, open_.order, most_groups_)) {
    try_set(*std::move(groups));
  }
}

void GroupSearch::extend_best() {
  keep_best(tried_.size());
  const auto beam = std::min(tried_.size(), kBeam);
  for (std::size_t i = 0; i < beam; ++i) {
    const auto base = tried_[i].groups;
    auto extensions = shortlist_;
    for (std::size_t j = 0; j < beam; ++j) {
      extensions.insert(extensions.end(), tried_[j].groups.begin(), tried_[j].groups.end());
    }
    for (const auto group : extensions) {
      auto larger = base;
      larger.push_back(group);
      try_set(std::move(larger));
    }
  }
}

void GroupSearch::exchange_in_best() {
  keep_best(tried_.size());
  const auto base = tried_.front().groups;
  for (std::size_t i = 0; i < base.size(); ++i) {
    for (const auto group : shortlist_) {
      auto other = base;
      other[i] = group;
      try_set(std::move(other));
    }
  }
}

GroupChoice GroupSearch::run() {
  GroupChoice choice;
  if (open_.order.empty()) {
    return choice;
  }
  make_shortlist();
  try_relaxed();
  try_covers();
  try_singles();
  for (std::size_t size = 2; size <= std::min(most_groups_, kLargestSearched); ++size) {
    extend_best();
  }
  exchange_in_best();
  if (problem_->group_limit == 0 || problem_->group_limit >= shortlist_.size()) {
    auto everything = shortlist_;
    for (const auto& tried : tried_) {
      everything.insert(everything.end(), tried.groups.begin(), tried.groups.end());
    }
    try_set(std::move(everything));
  }
  keep_finalists();
  for (auto& tried : tried_) {
    const auto options = options_of(*problem_, tried.groups);
    tried.draft = improve(filler_, options, tried.draft, effort_);
  }
  keep_best(kImproved);
  choice.draft = tried_.front().draft;
  for (const auto& tried : tried_) {
    choice.sets.push_back(tried.groups);
  }
  return choice;
}

}  // namespace

GroupChoice choose_groups(const Problem& problem, const std::vector<std::int64_t>& counts,
                          std::int64_t effort) {
  return GroupSearch(problem, counts, effort).run();
}

Draft pack_on_sets(BinFiller& filler, const std::vector<std::int64_t>& counts,
                   const std::vector<std::vector<std::size_t>>& sets) {
  const auto open = open_items(counts, filler.worth());
  Draft best;
  for (std::size_t i = 0; i < sets.size(); ++i) {
    auto draft = pack_on(filler, open, options_of(filler.problem(), sets[i]));
    if (i == 0 || better(draft, best)) {
      best = std::move(draft);
    }
  }
  return best;
}

}  // namespace eksplan::pack
