#include "eksplan/pack/fleet_search.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <numeric>

#include "eksplan/base/checked.hpp"

namespace eksplan::pack {
namespace {

constexpr std::size_t kNear = 24;  // fleets that are tried again in other orders
constexpr int kChanges = 8;        // of the order, before it is the next one's turn
constexpr std::int64_t kFirstTolerance =
    12;                                 // at first a step may be dearer by one part of so many
constexpr std::int64_t kHopeless = 8;   // one part of so many left out, or so much dearer
constexpr std::size_t kPromising = 16;  // options that one bin is split into

// By level.
constexpr std::array<std::int64_t, 3> kFleetSearchSteps{60'000, 600'000,
                                                        12'000'000};  // of one search
constexpr std::int64_t kStepsFullFrom = 500;  // parties times options; fewer have less
constexpr std::int64_t kLeastPart = 8;        // but no less than one part of so many
constexpr std::array<std::size_t, 3> kStarts{3, 8, 30};

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

}  // namespace

std::vector<Party> Fleets::parties_of(const Instance& instance, const Problem& problem,
                                      bool alone_allowed, const Fluid& guide) {
  std::vector<Party> parties;
  const auto add = [&](std::size_t shape, std::size_t lot, std::int64_t count, std::int64_t alone) {
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
    items_ += party.count;
    for (std::size_t d = 0; d < problem.dimensions && party.alone == kUnlimited; ++d) {
      must_[d] += problem.demand(party.shape)[d] * party.count;
    }
  }
}

// Also when nothing can be cheaper.
bool Fleets::spent() const {
  return steps() >= allowance_ ||
         (best_->score.left_out == 0 && best_->score.cost <= std::max(bound_, guide_.lower_bound));
}

// Few items, few options and few groups need few steps.
std::int64_t Fleets::steps_at(int level) const {
  const auto steps = kFleetSearchSteps[static_cast<std::size_t>(level)] / (most_groups_ == 1   ? 6
                                                                           : most_groups_ == 2 ? 3
                                                                                               : 1);
  const auto size = (seating_.parties().size() + 1) * problem_->options;
  return std::clamp(steps / kStepsFullFrom * static_cast<std::int64_t>(size), steps / kLeastPart,
                    steps);
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

bool Fleets::may_be(const Fleet& fleet) const {
  return fleet.size() <= kLargestFleet && within_groups(fleet) &&
         (fleet.empty() || static_cast<std::int64_t>(fleet.size()) >= problem_->min_bins);
}

// Nothing that has these bins costs less than the relaxation and what they are not worth.
bool Fleets::may_win(const Fleet& fleet, std::int64_t price) const {
  if (!may_be(fleet)) {
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
  const auto& absent = seating_.absent();
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
  Seated least{kUnlimited, 0, 0};
  Seating::Plan best_plan;
  for (const auto& plan : seating_.plans()) {
    const auto score = seat(fleet, price, plan);
    if (score < least) {
      least = score;
      best_plan = plan;
    }
    if (least == Seated{0, price, 0} || is_hopeless(least)) {
      break;
    }
  }
  known_.emplace(least, fleet);
  if (known_.size() > kStarts.back()) {
    known_.erase(std::prev(known_.end()));
  }
  if (least > Seated{0, price, 0}) {
    near_.emplace(least, std::pair(fleet, std::move(best_plan)));
    if (near_.size() > kNear) {
      near_.erase(std::prev(near_.end()));
    }
  }
}

// Another order of the same items will not make up for that.
bool Fleets::is_hopeless(const Seated& score) const {
  return best_->score.left_out == 0 &&
         (score.left_out > 1 + items_ / kHopeless ||
          score.cost > best_->score.cost + best_->score.cost / kHopeless);
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
  Sequence sequence(7);
  for (bool any = true; any && !spent();) {
    any = false;
    for (auto& [score, tried] : tries) {
      const auto& fleet = tried.first;
      const auto price = price_of(fleet);
      if (!may_win(fleet, price) || spent()) {
        continue;
      }
      any = true;
      seat(fleet, price, tried.second);
      auto absent = seating_.absent();
      for (int i = 0; i < kChanges && may_win(fleet, price); ++i) {
        auto other = seating_.changed(tried.second, absent, sequence);
        const auto here = seat(fleet, price, other);
        if (here <= score) {
          score = here;
          tried.second = std::move(other);
          absent = seating_.absent();
        }
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

// One bin more or fewer, or one or two others.
Fleet Fleets::drawn_near(const Fleet& fleet, Sequence& sequence) const {
  auto other = fleet;
  const auto drop = [&] {
    if (!other.empty()) {
      other.erase(other.begin() + static_cast<std::ptrdiff_t>(sequence.below(other.size())));
    }
  };
  const auto buy = [&] {
    if (!fleet.empty() && sequence.below(4) == 0) {
      other.push_back(fleet[sequence.below(fleet.size())]);
    } else {
      other.push_back(promising_[sequence.below(1 + sequence.below(promising_.size()))]);
    }
  };
  const auto fewer = sequence.below(3);
  for (std::size_t i = 0; i < fewer; ++i) {
    drop();
  }
  const auto more = fewer == 0 ? 1 : sequence.below(3);
  for (std::size_t i = 0; i < more; ++i) {
    buy();
  }
  std::sort(other.begin(), other.end());
  return other;
}

// From fleet to fleet, and from order to order, also a little uphill: less and less so.
void Fleets::wander(Sequence& sequence) {
  if (promising_.empty() || known_.empty()) {
    return;
  }
  const auto value = [](const Seated& score) { return score.cost + score.lost * 2; };
  const auto begin = steps();
  const auto length = std::max<std::int64_t>(allowance_ - begin, 1);
  auto fleet = known_.begin()->second;
  auto plan = seating_.plans()[sequence.below(seating_.plans().size())];
  auto current = value(seat(fleet, price_of(fleet), plan));
  auto absent = seating_.absent();
  const auto tolerance = current / kFirstTolerance;
  while (!spent()) {
    ++looked_at_;
    const bool move = sequence.below(3) > 0;
    const auto other = move ? drawn_near(fleet, sequence) : fleet;
    if (move && !may_be(other)) {
      continue;
    }
    auto other_plan = move && sequence.below(2) == 0
                          ? seating_.plans()[sequence.below(seating_.plans().size())]
                          : seating_.changed(plan, absent, sequence);
    const auto here = value(seat(other, price_of(other), other_plan));
    const auto rest = tolerance * std::max<std::int64_t>(allowance_ - steps(), 1) / length;
    const auto slope =
        static_cast<std::int64_t>(sequence.below(static_cast<std::size_t>(rest) + 1));
    if (here <= current + slope) {
      fleet = other;
      plan = std::move(other_plan);
      current = here;
      absent = seating_.absent();
    }
  }
}

void Fleets::search(std::size_t most_groups, int level, Found& best) {
  most_groups_ = most_groups;
  best_ = &best;
  const auto at = static_cast<std::size_t>(level);
  const auto before = steps();
  const auto allow = [&](std::int64_t percent) {
    allowance_ = before + steps_at(level) / 100 * percent;
  };
  allow(30);
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
  Sequence sequence(most_groups);
  for (const auto percent : {50, 70, 85}) {
    allow(percent);
    wander(sequence);
  }
  allow(100);
  retry();
}

void Fleets::search_in(const Fleet& fleet, std::size_t most_groups, int level, Found& best) {
  most_groups_ = most_groups;
  best_ = &best;
  forget();
  allowance_ = steps() + steps_at(level);
  look_at(fleet);
  retry();
}

}  // namespace eksplan::pack
