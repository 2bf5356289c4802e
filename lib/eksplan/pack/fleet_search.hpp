#pragma once
/// Looking for bins to buy, one whole fleet after the other.

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <set>
#include <utility>
#include <vector>

#include "eksplan/pack/fleet.hpp"
#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/problem.hpp"
#include "eksplan/pack/seating.hpp"
#include "eksplan/pack/sequence.hpp"

namespace eksplan::pack {

using Fleet = std::vector<std::size_t>;  ///< options of its bins, sorted

inline constexpr std::size_t kLargestFleet = 16;

/// The best of a search so far.
struct Found {
  Seated score{kUnlimited, 0, 0};  ///< its cost is that of bins and of what is alone
  LotChoice choice;
};

/// One way to look at the items: none alone, or lots alone where that pays. What a search does
/// depends on the searches before it.
class Fleets {
 public:
  Fleets(const Instance& instance, const Problem& problem, bool alone_allowed);

  /// Looks for something better than `best` with at most `most_groups` groups.
  void search(std::size_t most_groups, int level, Found& best);

  /// Nothing costs less than that.
  void stop_at(std::int64_t bound) { bound_ = std::max(bound_, bound); }

  void forget() {
    seen_.clear();
    known_.clear();
    near_.clear();
  }

  /// Looks for a way to put everything into one given fleet.
  void search_in(const Fleet& fleet, std::size_t most_groups, int level, Found& best);

  std::int64_t steps() const { return seating_.steps() + kStepsOfFleet * looked_at_; }

 private:
  static constexpr std::int64_t kStepsOfFleet = 12;  // beside the seating

  static std::vector<Party> parties_of(const Instance& instance, const Problem& problem,
                                       bool alone_allowed, const Fluid& guide);
  bool may_be(const Fleet& fleet) const;
  bool may_win(const Fleet& fleet, std::int64_t price) const;
  std::int64_t price_of(const Fleet& fleet) const;
  bool within_groups(const Fleet& fleet) const;
  bool holds_what_must(const Fleet& fleet) const;
  void look_at(const Fleet& fleet);
  void keep(const Seated& score);
  Seated seat(const Fleet& fleet, std::int64_t price, const Seating::Plan& plan);
  bool is_hopeless(const Seated& score) const;
  void retry();
  void start();
  void climb(Fleet fleet);
  std::vector<Fleet> neighbours(const Fleet& fleet) const;
  Fleet drawn_near(const Fleet& fleet, Sequence& sequence) const;
  void wander(Sequence& sequence);

  bool spent() const;
  std::int64_t steps_at(int level) const;

  const Instance* instance_;
  const Problem* problem_;
  Fluid guide_;
  std::int64_t bound_ = 0;
  Seating seating_;
  std::vector<std::size_t> group_;      // by option
  std::vector<std::int64_t> excess_;    // by option: what a bin costs beyond its worth
  std::vector<std::size_t> promising_;  // options, by excess
  std::int64_t items_ = 0;              // all of them
  Vector must_;                         // demand of what cannot be alone
  std::set<Fleet> seen_;
  std::set<std::pair<Seated, Fleet>> known_;
  std::multimap<Seated, std::pair<Fleet, Seating::Plan>> near_;  // do not hold everything
  std::int64_t looked_at_ = 0;
  // Of one search:
  std::size_t most_groups_ = 0;
  std::int64_t allowance_ = 0;
  Found* best_ = nullptr;
};

}  // namespace eksplan::pack
