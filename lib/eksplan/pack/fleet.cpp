#include "eksplan/pack/fleet.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>
#include <set>
#include <tuple>
#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/seating.hpp"

namespace eksplan::pack {
namespace {

constexpr double kMostBins = 5;
constexpr std::size_t kMostParties = 400;
constexpr std::size_t kLargestFleet = 16;
constexpr std::size_t kFewGroups = 6;     // limits up to this are all gone through
constexpr std::size_t kNear = 40;          // fleets that are tried again in other orders
constexpr std::size_t kPromising = 16;    // options that one bin is split into
constexpr std::int64_t kStepsOfFleet = 12;  // beside the seating

// By level.
constexpr std::array<std::int64_t, 3> kSteps{60'000, 600'000, 10'000'000};  // of one search
constexpr std::array<int, 3> kChanges{4, 12, 60};  // of the plan for fleets that nearly hold all
constexpr std::array<std::size_t, 3> kStarts{3, 8, 30};

using Fleet = std::vector<std::size_t>;  // options of its bins, sorted

struct Found {
  Seated score{kUnlimited, 0};  // its cost is that of bins and of what is alone
  LotChoice choice;
};

// All there is to know about one way to look at the items: none alone, or lots alone where that
// pays.
class Fleets {
 public:
  Fleets(const Instance& instance, const Problem& problem, bool alone_allowed);

  /// Looks for something better than `best` with at most `most_groups` groups.
  void search(std::size_t most_groups, int level, Found& best);

  void forget() {
    seen_.clear();
    known_.clear();
    near_.clear();
  }

  std::int64_t steps() const { return seating_.steps() + kStepsOfFleet * looked_at_; }

 private:
  static std::vector<Party> parties_of(const Instance& instance, const Problem& problem,
                                       bool alone_allowed, const Fluid& guide);
  Load load(bool alone_allowed) const;
  bool may_win(const Fleet& fleet, std::int64_t price) const;
  std::int64_t price_of(const Fleet& fleet) const;
  bool within_groups(const Fleet& fleet) const;
  bool holds_what_must(const Fleet& fleet) const;
  void look_at(const Fleet& fleet);
  void keep(const Seated& score);
  Seated seat(const Fleet& fleet, std::int64_t price, const Seating::Plan& plan);
  void retry();
  void start();
  void climb(Fleet fleet);
  std::vector<Fleet> neighbours(const Fleet& fleet) const;
  void enumerate();
  void extend(std::size_t from, std::size_t size, std::int64_t bound);

  bool spent() const { return steps() >= allowance_; }

  const Instance* instance_;
  const Problem* problem_;
  Fluid guide_;
  Seating seating_;
  std::vector<std::size_t> group_;      // by option
  std::vector<std::int64_t> excess_;    // by option: what a bin costs beyond its worth
  std::vector<std::size_t> promising_;  // options, by excess
  Vector must_;                         // demand of what cannot be alone
  std::set<Fleet> seen_;
  std::set<std::pair<Seated, Fleet>> known_;
  std::multimap<Seated, std::pair<Fleet, Seating::Plan>> near_;  // do not hold everything
  std::int64_t looked_at_ = 0;
  // Of one search:
  std::size_t most_groups_ = 0;
  int level_ = 0;
  std::int64_t allowance_ = 0;
  Found* best_ = nullptr;
  Fleet growing_;
};

std::int64_t in_bins(const Problem& problem, const Instance& instance, std::size_t shape) {
  return problem.placeable[shape] ? instance.shapes[shape].count() : 0;
}

Fluid guide_for(const Instance& instance, const Problem& problem, bool alone_allowed) {
  Load load;
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    load.counts.push_back(in_bins(problem, instance, shape));
    load.alone.push_back(alone_allowed ? instance.shapes[shape].alone_price.value_or(kUnlimited)
                                       : kUnlimited);
  }
  return fluid(problem, load);
}

std::vector<Party> Fleets::parties_of(const Instance& instance, const Problem& problem,
                                      bool alone_allowed, const Fluid& guide) {
  std::vector<Party> parties;
  const auto add = [&](std::size_t shape, std::size_t lot, std::int64_t count,
                       std::int64_t alone) {
    if (count > 0) {
      const auto worth = base::int128{guide.worth[shape]} * count >> guide.worth_shift;
      parties.push_back({shape, lot, count, alone, static_cast<std::int64_t>(worth)});
    }
  };
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    const auto& wanted = instance.shapes[shape];
    if (!problem.placeable[shape]) {
      continue;
    }
    if (!alone_allowed || !wanted.alone_price) {
      add(shape, 0, wanted.count(), kUnlimited);
      continue;
    }
    for (std::size_t lot = 0; lot < wanted.lots.size(); ++lot) {
      add(shape, lot, wanted.lots[lot].count, *wanted.alone_price * wanted.lots[lot].count);
    }
  }
  return parties;
}

Fleets::Fleets(const Instance& instance, const Problem& problem, bool alone_allowed)
    : instance_(&instance),
      problem_(&problem),
      guide_(guide_for(instance, problem, alone_allowed)),
      seating_(problem, parties_of(instance, problem, alone_allowed, guide_)),
      promising_(problem.options),
      must_(problem.dimensions, 0) {
  for (std::size_t option = 0; option < problem.options; ++option) {
    const auto& original = instance.options[problem.original[option]];
    group_.push_back(problem.group_limit == 0 ? original.group_class : problem.group[option]);
    const auto slack = std::min(std::max(guide_.slack[option] - 1e-6, 0.0), 1.0);
    excess_.push_back(
        static_cast<std::int64_t>(slack * static_cast<double>(problem.prices[option])));
  }
  std::iota(promising_.begin(), promising_.end(), std::size_t{0});
  std::stable_sort(promising_.begin(), promising_.end(),
                   [&](std::size_t a, std::size_t b) { return excess_[a] < excess_[b]; });
  for (const auto& party : seating_.parties()) {
    for (std::size_t d = 0; d < problem.dimensions && party.alone == kUnlimited; ++d) {
      must_[d] += problem.demand(party.shape)[d] * party.count;
    }
  }
}

std::int64_t Fleets::price_of(const Fleet& fleet) const {
  std::int64_t price = 0;
  for (const auto option : fleet) {
    price += problem_->prices[option];
  }
  return price;
}

bool Fleets::within_groups(const Fleet& fleet) const {
  std::vector<std::size_t> groups;
  for (const auto option : fleet) {
    if (std::find(groups.begin(), groups.end(), group_[option]) == groups.end()) {
      groups.push_back(group_[option]);
    }
  }
  return groups.size() <= most_groups_;
}

bool Fleets::holds_what_must(const Fleet& fleet) const {
  for (std::size_t d = 0; d < problem_->dimensions; ++d) {
    Amount sum = 0;
    for (const auto option : fleet) {
      sum += problem_->capacity(option)[d];
    }
    if (sum < must_[d]) {
      return false;
    }
  }
  return true;
}

// Nothing that has these bins costs less than the relaxation and what they are not worth.
bool Fleets::may_win(const Fleet& fleet, std::int64_t price) const {
  if (fleet.size() > kLargestFleet || !within_groups(fleet) ||
      (!fleet.empty() && static_cast<std::int64_t>(fleet.size()) < problem_->min_bins)) {
    return false;
  }
  if (best_->score.left_out > 0) {
    return true;
  }
  auto bound = fleet.empty() ? 0 : guide_.relaxed_bound;
  for (const auto option : fleet) {
    bound += excess_[option];
  }
  return std::max(bound, price) < best_->score.cost && holds_what_must(fleet);
}

void Fleets::keep(const Seated& score) {
  best_->score = score;
  auto& choice = best_->choice;
  choice.draft = seating_.draft();
  choice.draft.unplaced = score.left_out;
  choice.alone.clear();
  for (std::size_t shape = 0; shape < problem_->shapes; ++shape) {
    const auto& wanted = instance_->shapes[shape];
    choice.alone.emplace_back(wanted.lots.size(),
                              !problem_->placeable[shape] && wanted.alone_price.has_value());
  }
  const auto absent = seating_.absent();
  for (std::size_t i = 0; i < absent.size(); ++i) {
    const auto& party = seating_.parties()[i];
    if (absent[i] && party.alone != kUnlimited) {
      choice.alone[party.shape][party.lot] = true;
    }
  }
}

void Fleets::look_at(const Fleet& fleet) {
  ++looked_at_;
  const auto price = price_of(fleet);
  if (!may_win(fleet, price) || !seen_.insert(fleet).second) {
    return;
  }
  Seated least{kUnlimited, 0};
  Seating::Plan best_plan;
  for (const auto& plan : seating_.plans()) {
    const auto score = seat(fleet, price, plan);
    if (score < least) {
      least = score;
      best_plan = plan;
    }
    if (least == Seated{0, price}) {
      break;
    }
  }
  known_.emplace(least, fleet);
  if (known_.size() > kStarts.back()) {
    known_.erase(std::prev(known_.end()));
  }
  if (least > Seated{0, price}) {
    near_.emplace(least, std::pair(fleet, std::move(best_plan)));
    if (near_.size() > kNear) {
      near_.erase(std::prev(near_.end()));
    }
  }
}

Seated Fleets::seat(const Fleet& fleet, std::int64_t price, const Seating::Plan& plan) {
  auto score = seating_.seat(fleet, plan);
  score.cost += price;
  if (score < best_->score) {
    keep(score);
  }
  return score;
}

// Fleets that hold nearly everything may hold all of it in another order.
void Fleets::retry() {
  std::vector<std::pair<Seated, std::pair<Fleet, Seating::Plan>>> tries(near_.begin(), near_.end());
  for (auto& [score, tried] : tries) {
    auto& [fleet, plan] = tried;
    const auto price = price_of(fleet);
    if (!may_win(fleet, price)) {
      continue;
    }
    Sequence sequence(7);
    seat(fleet, price, plan);
    for (int i = 0; i < kChanges[static_cast<std::size_t>(level_)] && may_win(fleet, price); ++i) {
      auto other = seating_.changed(plan, sequence);
      const auto here = seat(fleet, price, other);
      if (here <= score) {
        score = here;
        plan = std::move(other);
      } else {
        seat(fleet, price, plan);
      }
    }
  }
  near_.clear();
  for (auto& [score, tried] : tries) {
    near_.emplace(score, std::move(tried));
  }
}

// No bin at all, and bins of one option.
void Fleets::start() {
  look_at({});
  for (const auto option : promising_) {
    Fleet fleet(static_cast<std::size_t>(std::max<std::int64_t>(problem_->min_bins, 1)), option);
    while (!holds_what_must(fleet) && fleet.size() < kLargestFleet) {
      fleet.push_back(option);
    }
    for (int more = 0; more < 3; ++more) {
      look_at(fleet);
      fleet.push_back(option);
    }
  }
}

// One bin more, fewer or of another option, two for one and one for two.
std::vector<Fleet> Fleets::neighbours(const Fleet& fleet) const {
  std::vector<std::pair<std::int64_t, Fleet>> priced;
  const auto add = [&](Fleet other) {
    std::sort(other.begin(), other.end());
    const auto price = price_of(other);
    if (may_win(other, price)) {
      priced.emplace_back(price, std::move(other));
    }
  };
  const auto without = [&](std::size_t i) {
    auto rest = fleet;
    rest.erase(rest.begin() + static_cast<std::ptrdiff_t>(i));
    return rest;
  };
  const auto with = [](Fleet rest, std::size_t option) {
    rest.push_back(option);
    return rest;
  };
  const auto few = std::min(promising_.size(), kPromising);
  for (std::size_t option = 0; option < problem_->options; ++option) {
    add(with(fleet, option));
  }
  for (std::size_t i = 0; i < fleet.size(); ++i) {
    if (i > 0 && fleet[i] == fleet[i - 1]) {
      continue;
    }
    const auto rest = without(i);
    add(rest);
    for (std::size_t option = 0; option < problem_->options; ++option) {
      add(with(rest, option));
      for (std::size_t j = i; j < rest.size(); ++j) {
        auto fewer = rest;
        fewer[j] = option;
        add(std::move(fewer));
      }
    }
    for (std::size_t a = 0; a < few; ++a) {
      for (std::size_t b = a; b < few; ++b) {
        add(with(with(rest, promising_[a]), promising_[b]));
      }
    }
  }
  std::sort(priced.begin(), priced.end());
  priced.erase(std::unique(priced.begin(), priced.end()), priced.end());
  std::vector<Fleet> result;
  for (auto& [price, other] : priced) {
    result.push_back(std::move(other));
  }
  return result;
}

// As long as a neighbour is better than anything known.
void Fleets::climb(Fleet fleet) {
  for (bool better = true; better && !spent();) {
    better = false;
    for (auto& other : neighbours(fleet)) {
      const auto before = best_->score;
      look_at(other);
      if (best_->score < before) {
        fleet = std::move(other);
        better = true;
        break;
      }
      if (spent()) {
        return;
      }
    }
  }
}

// Fleets with `size` more bins, of options from the `from`th on.
void Fleets::extend(std::size_t from, std::size_t size, std::int64_t bound) {
  for (auto i = from; i < promising_.size() && !spent(); ++i) {
    const auto option = promising_[i];
    const auto larger = bound + excess_[option];
    if (best_->score.left_out == 0 && larger >= best_->score.cost) {
      return;
    }
    growing_.push_back(option);
    ++looked_at_;
    if (price_of(growing_) < best_->score.cost || best_->score.left_out > 0) {
      if (size > 1 && within_groups(growing_)) {
        extend(i, size - 1, larger);
      } else if (size == 1) {
        auto fleet = growing_;
        std::sort(fleet.begin(), fleet.end());
        look_at(fleet);
      }
    }
    growing_.pop_back();
  }
}

void Fleets::enumerate() {
  for (std::size_t size = 1; size <= kLargestFleet && !spent(); ++size) {
    extend(0, size, guide_.relaxed_bound);
  }
}

void Fleets::search(std::size_t most_groups, int level, Found& best) {
  most_groups_ = most_groups;
  level_ = level;
  best_ = &best;
  const auto at = static_cast<std::size_t>(level);
  allowance_ = steps() + kSteps[at];
  if (known_.empty()) {
    start();
  }
  std::vector<Fleet> starts;
  for (const auto& [score, fleet] : known_) {
    if (starts.size() < kStarts[at] && within_groups(fleet)) {
      starts.push_back(fleet);
    }
  }
  for (auto& fleet : starts) {
    climb(std::move(fleet));
  }
  if (level > 0) {
    enumerate();
  }
  retry();
}

std::vector<std::size_t> limits_up_to(std::size_t limit) {
  std::vector<std::size_t> limits;
  const auto most = limit == 0 ? kLargestFleet : limit;
  for (std::size_t groups = 1; groups <= std::min(limit == 0 ? 3 : most, kFewGroups); ++groups) {
    limits.push_back(groups);
  }
  if (limits.back() < most) {
    limits.push_back(most);
  }
  return limits;
}

}  // namespace

bool suits_fleet(const Instance& instance, const Problem& problem, double bins) {
  std::size_t parties = 0;
  for (const auto& shape : instance.shapes) {
    parties += shape.alone_price ? shape.lots.size() : 1U;
  }
  return bins <= kMostBins && parties <= kMostParties &&
         problem.min_bins <= static_cast<std::int64_t>(kMostBins) &&
         std::all_of(problem.limits.begin(), problem.limits.end(),
                     [](std::int64_t limit) { return limit == kUnlimited; });
}

LotChoice choose_fleet(const Instance& instance, const Problem& problem, int level) {
  const bool alone = std::any_of(instance.shapes.begin(), instance.shapes.end(),
                                 [](const Shape& shape) { return shape.alone_price.has_value(); });
  Fleets in_bins_only(instance, problem, false);
  Fleets with_alone(instance, problem, alone);
  const auto limits = limits_up_to(problem.group_limit);
  std::vector<Found> whole(limits.size());
  std::vector<Found> mixed(limits.size());
  const auto improve = [](const Found& other, Found& found) {
    found = other.score < found.score ? other : found;
  };
  for (int at = 0; at <= level; ++at) {
    in_bins_only.forget();
    with_alone.forget();
    for (std::size_t i = 0; i < limits.size(); ++i) {
      improve(whole[i > 0 ? i - 1 : 0], whole[i]);
      in_bins_only.search(limits[i], at, whole[i]);
      improve(mixed[i > 0 ? i - 1 : 0], mixed[i]);
      improve(whole[i], mixed[i]);
      if (alone) {
        with_alone.search(limits[i], at, mixed[i]);
      }
    }
  }
  auto choice = std::move(mixed.back().choice);
  choice.steps = in_bins_only.steps() + with_alone.steps();
  return choice;
}

}  // namespace eksplan::pack
