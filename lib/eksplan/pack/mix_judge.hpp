#pragma once
/// Which sets of bins the scheduler finds room in for everything.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <utility>
#include <vector>

#include "eksplan/pack/headroom.hpp"

namespace eksplan::pack {

/// Bins by option, each option once and in ascending order, no count 0.
using Mix = std::vector<BinCount>;

/// Above the score of every mix.
inline constexpr auto kNoLimit = base::int128{1} << 120U;

/// Of the movable lots, by their numbers: those that are alone.
using AloneLots = std::vector<bool>;

/// `mix` with more bins of an option, or with fewer where `by` is below 0.
Mix changed(Mix mix, std::size_t option, std::int64_t by);

/// `mix` has all bins of `part`.
bool includes(const Mix& mix, const Mix& part);

/// What it says is of the items in bins, and these change with serve_alone().
class MixJudge {
 public:
  /// All must outlive the judge. Of `packing` it takes what is alone and what is left out.
  MixJudge(const Instance& instance, const Packing& packing, const Surroundings& surroundings,
           const ReplayOptions& options);

  /// The same with other orders, that has judged nothing yet.
  MixJudge with(const ReplayOptions& options) const;

  /// Free lots that some option is for, and of whose shape nothing is left out; none where many
  /// items stand in bins.
  const std::vector<FreeLot>& movable() const { return movable_; }

  /// At first as in the packing.
  const AloneLots& alone() const { return alone_; }

  void serve_alone(const AloneLots& lots);

  /// [shape][lot], as in a packing: with these of the movable lots.
  std::vector<std::vector<bool>> all_alone(const AloneLots& lots) const;

  /// No limit of the instance forbids these bins: groups, purchases, least number; and they are not
  /// dearer than make_schedulable says.
  bool permitted(const Mix& mix) const;

  /// The same but for the least number of bins.
  bool may_buy(const Mix& mix) const;

  /// Everything is placed in every order.
  bool survives(const Mix& mix);

  /// survives() of this mix, found out elsewhere.
  void note_survival(const Mix& mix) { known_.insert_or_assign({mix, alone_}, true); }

  Shortfall left_over(const Mix& mix) { return replayer_.left_over(mix); }

  /// What finds no room in all orders together, valued by values(). Given up when `weight`
  /// times its value and the bulky value are above `limit`.
  Shortfall shortfall(const Mix& mix, std::int64_t weight, base::int128 limit);

  /// What a mix that leaves so much may be cheaper at most than one that leaves nothing.
  static base::int128 penalty(const Shortfall& missing);

  /// All orders, to the end.
  ReplayResult replay(const Mix& mix);

  /// See Replayer::arrange.
  std::optional<std::vector<BinPattern>> arrange(const Mix& mix) { return replayer_.arrange(mix); }

  /// With what is alone.
  std::int64_t cost(const Mix& mix) const;

  /// Counts a trial that came to nothing as work.
  void idle();

  /// Counts what was done elsewhere as work.
  void spend(std::int64_t work) { overhead_ += work; }

  /// The most that the mix has too little of any dimension, as a part of what is asked for; below 0
  /// for the least that it has too much.
  double shortage(const Mix& mix) const;

  const Instance& instance() const { return *instance_; }

  /// By shape: items that stand in bins.
  const std::vector<std::int64_t>& items() const { return items_; }

  /// The shape has lots that are in bins, or that may be.
  bool may_be_in_bins(std::size_t shape) const { return may_be_in_bins_[shape]; }

  /// By shape: what one item would cost in bins of its own, and twice that for a bulky one.
  const std::vector<std::int64_t>& values() const { return values_; }

  bool fits(std::size_t shape, std::size_t option) const {
    return pack::fits(*instance_, shape, option);
  }

  bool bulky(std::size_t shape) const { return replayer_.bulky(shape); }

  /// Grows with the time taken: see Replayer::work.
  std::int64_t work() const { return replayer_.work() + overhead_; }

 private:
  bool could_hold(const Mix& mix) const;
  void find_movable();
  void ask(std::size_t shape, std::int64_t items);

  const Instance* instance_;
  const Packing* packing_;
  ReplayOptions options_;
  Replayer replayer_;
  std::vector<std::int64_t> items_;
  std::vector<std::int64_t> values_;  // by shape: of one item
  std::vector<FreeLot> movable_;
  AloneLots alone_;
  std::vector<bool> may_be_in_bins_;  // by shape
  std::int64_t alone_cost_ = 0;
  std::int64_t most_cost_ = 0;
  std::vector<double> asked_;            // by dimension
  std::vector<std::size_t> particular_;  // shapes with a cap, or that some option does not take
  std::map<std::pair<Mix, AloneLots>, bool> known_;
  std::optional<std::uint64_t> last_failed_;
  std::int64_t overhead_ = 0;
};

}  // namespace eksplan::pack
