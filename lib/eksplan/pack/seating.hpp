#pragma once
/// Putting items into bins that are given.

#include <cstddef>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/problem.hpp"
#include "eksplan/pack/sequence.hpp"

namespace eksplan::pack {

/// Items of one shape that are all in bins or, for a price, all alone.
struct Party {
  std::size_t shape = 0;
  std::size_t lot = 0;
  std::int64_t count = 0;
  std::int64_t alone = kUnlimited;  ///< price of all of them alone, kUnlimited without one
  std::int64_t worth = 0;           ///< what they are worth in bins, about
};

/// What became of the parties; the lower the better.
struct Seated {
  std::int64_t left_out = 0;  ///< items
  std::int64_t cost = 0;      ///< of those that are alone
  std::int64_t lost = 0;      ///< worth of what is left out
  auto operator<=>(const Seated&) const = default;
};

/// Keeps scratch space between calls.
class Seating {
 public:
  Seating(const Problem& problem, std::vector<Party> parties);

  /// A sequence of parties, and how each chooses among the bins with room.
  struct Plan {
    std::vector<std::size_t> order;
    bool fullest = false;  ///< the fullest bin; otherwise the one whose room is most like the item
  };

  /// Different plans that are good at first sight.
  const std::vector<Plan>& plans() const { return plans_; }

  /// Puts the parties into one bin of each of `options`; those that do not fit are alone, or left
  /// out.
  Seated seat(std::span<const std::size_t> options, const Plan& plan);

  /// What is in no bin after the last call, by party.
  const std::vector<bool>& absent() const { return absent_; }

  /// `plan` a little different: one that was absent comes earlier, and sometimes one that could be
  /// alone last.
  Plan changed(const Plan& plan, const std::vector<bool>& absent, Sequence& sequence) const;

  Draft draft() const;  ///< the bins of the last call

  std::span<const Party> parties() const { return parties_; }

  /// Places for parties looked at so far.
  std::int64_t steps() const { return steps_; }

 private:
  struct Bin {
    std::size_t option = 0;
    std::vector<Content> contents;
  };

  struct Seen {             // of a bin, for one party
    std::int64_t most = 0;  // no more items fit; 0 when none does
    std::int64_t score = 0;
  };

  void make_plans();
  void look_at(const Party& party, bool fullest, std::size_t bin);
  void open_bins(std::span<const std::size_t> options);
  bool seat(const Party& party, bool fullest);
  std::int64_t most_of(const Party& party, std::size_t bin) const;
  std::int64_t room_for(const Party& party, std::size_t bin, std::int64_t most) const;
  std::int64_t score(const Party& party, std::size_t bin, bool fullest) const;
  void put(std::size_t shape, std::int64_t items, std::size_t bin);

  const Problem* problem_;
  std::vector<Party> parties_;
  std::vector<std::int64_t> share_;  // [option * dimensions + d]: 2^62 / capacity
  std::vector<Plan> plans_;
  std::vector<Bin> bins_;
  std::vector<Seen> seen_;
  std::size_t open_ = 0;                                      // bins in use
  std::vector<Amount> room_;                                  // [bin * dimensions + d]
  std::vector<bool> absent_;                                  // by party
  std::vector<std::pair<std::size_t, std::int64_t>> placed_;  // of one party: bin, items
  std::int64_t steps_ = 0;
};

}  // namespace eksplan::pack
