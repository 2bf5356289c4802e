#pragma once
/// Small changes of a choice of bins: what the search for schedulable bins tries next.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "eksplan/pack/mix_judge.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// Bins, and which of the movable lots are alone beside them.
struct MixChoice {
  Mix mix;
  AloneLots alone;

  bool operator==(const MixChoice&) const = default;
};

struct JudgedMix {
  MixChoice choice;
  std::int64_t cost = 0;
  Shortfall missing;
};

class MixMoves {
 public:
  /// The problem is that of the judge's instance. `slack`: by option of the problem, how far it is
  /// from paying off.
  MixMoves(MixJudge& judge, const Problem& problem, const std::vector<double>& slack);

  /// The same moves before another judge, drawn otherwise.
  MixMoves with(MixJudge& judge, Draw draw) const;

  /// A neighbour, drawn; nothing where the draw comes to nothing. Leaves the judge with the
  /// neighbour's lots alone.
  std::optional<MixChoice> varied(const JudgedMix& from);

  /// More bins of the option that holds most of what is missing for its price: for a part of it, as
  /// the scheduler shares out everything else anew. `narrow`: of those of its price that hold as
  /// much the one that takes the fewest kinds of items. Nothing where no bin would help.
  std::optional<Mix> with_more(const JudgedMix& judged, std::int64_t part,
                               bool narrow = false) const;

  /// More of those that cost most; the same where no more may be bought.
  Mix wider(const Mix& mix) const;

  /// Options of the instance that fit the shape, those first whose price is nearly right.
  const std::vector<std::size_t>& pool_for(std::size_t shape) const { return pool_for_.at(shape); }

  Draw& draw() { return draw_; }

 private:
  base::int128 covered(std::size_t option, const Shortfall& missing) const;
  std::size_t narrowest(std::size_t option, const JudgedMix& judged) const;
  Mix exchanged(const JudgedMix& from);
  std::int64_t all_or_some(const BinCount& bins);
  Mix recast(Mix mix);
  Mix resized(Mix mix);
  const std::vector<std::size_t>& siblings_of(std::size_t option);
  Mix mix_varied(const JudgedMix& from);
  MixChoice moved(const JudgedMix& from);
  void move_some(const JudgedMix& from, AloneLots& alone);
  void take_some(Mix& mix);
  std::size_t pick(const JudgedMix& from);

  MixJudge* judge_;
  const Problem* problem_;
  std::map<std::size_t, std::vector<std::size_t>> lots_of_;  // by shape: movable ones
  // Options by price, those too that hold nothing that another does not hold as cheaply: the
  // scheduler puts less into them.
  std::map<std::int64_t, std::vector<std::size_t>> twins_;
  bool has_twins_ = false;
  std::map<std::int64_t, double> slack_;  // by price: the least of its options
  std::map<std::size_t, std::vector<std::size_t>>
      siblings_;                   // by option: the best that are allowed for the same shapes
  std::vector<std::size_t> pool_;  // options of the instance whose price is nearly right
  std::map<std::size_t, std::vector<std::size_t>> pool_for_;  // by shape, of those it fits
  Draw draw_{1};
};

}  // namespace eksplan::pack
