#pragma once
/// What sets of groups promise, before anything is packed on them.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/pack/coarse.hpp"
#include "eksplan/pack/cover.hpp"
#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// The lower the better.
struct Promise {
  std::int64_t unplaced = 0;
  std::int64_t whole = 0;  ///< a guess: what the relaxation buys, in whole bins
  std::int64_t bound = 0;  ///< no packing costs less
  std::int64_t rest = 0;  ///< how far its options are from the best one for what is left at the end
  auto operator<=>(const Promise&) const = default;
};

/// The same for `relaxed`, of a problem with the options of a set only.
Promise promise_of(const Problem& problem, const Fluid& relaxed, std::int64_t unplaced);

class Promises {
 public:
  /// Both must outlive this.
  Promises(const Problem& problem, const Load& load);

  /// Items that can neither be in bins of these groups nor alone.
  std::int64_t left_out(const GroupSet& groups) const;

  /// Sets of at most so many groups that leave out as little as any, each with other groups that
  /// take more than most; none where there are too many to look at. In order of `groups`, which are
  /// all of them.
  std::vector<GroupSet> greatest(std::size_t most, const std::vector<std::size_t>& groups) const;

  /// Of many shapes with a little less of a bound than there is.
  Promise of(const GroupSet& groups) const;

  /// Shapes that one look at a set looks at.
  std::size_t shapes() const { return coarse_ ? coarse_->problem.shapes : active_; }

  bool are_rough() const { return coarse_.has_value(); }

  /// Of the whole problem, at least about.
  const Fluid& relaxed() const { return relaxed_; }

 private:
  std::vector<std::size_t> greatest_groups(const std::vector<std::size_t>& groups) const;

  const Problem* problem_;
  const Load* load_;
  std::size_t active_ = 0;
  std::optional<Coarse> coarse_;  // where shapes are many
  Fluid relaxed_;
  std::vector<std::int64_t> needing_;             // by kind: items that cannot be alone
  std::vector<std::size_t> kinds_;                // that have any of these
  std::vector<std::vector<std::uint8_t>> takes_;  // [group][place in kinds_]
};

/// By option: which belong to one of `groups`.
std::vector<std::size_t> options_of(const Problem& problem, const GroupSet& groups);

}  // namespace eksplan::pack
