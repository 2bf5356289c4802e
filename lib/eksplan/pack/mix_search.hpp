#pragma once
/// The search for cheap bins that survive every order, and for what is better served alone then.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/mix_judge.hpp"
#include "eksplan/pack/mix_moves.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

class MixSearch {
 public:
  /// The problem is that of the judge's instance.
  MixSearch(MixJudge& judge, const Problem& problem, const Packing& packing);

  /// The choice of the least cost and worth of what is missing, by MixJudge::values, until the
  /// judge's work has reached `work`: one in which everything can be arranged. Starts also with
  /// `known`.
  std::optional<MixChoice> run(std::int64_t work, const std::optional<MixChoice>& known);

  /// `mix`, which does not survive, with more bins of what helps most.
  std::optional<MixChoice> finish(const Mix& mix, std::int64_t work);

 private:
  base::int128 score(const JudgedMix& judged) const;
  std::optional<JudgedMix> judge(const MixChoice& choice, base::int128 most_score);

  void offer(const Mix& mix) { offer(MixChoice{mix, judge_->alone()}); }

  void offer(const MixChoice& choice);
  bool is_arranged(const MixChoice& choice);
  void remember(const JudgedMix& judged);
  Mix roomier(const JudgedMix& judged, int round) const;
  void widen();
  void grow(JudgedMix current);
  std::vector<double> relaxed(int per_mille) const;
  Mix rounded(const std::vector<double>& bought, bool up) const;
  void start_all();
  void anneal(std::int64_t work);
  void anneal_from(const JudgedMix& start, std::int64_t work, std::int64_t times);
  void anneal_often(std::int64_t work);
  void take_over(const MixSearch& other);

  bool over() const { return judge_->work() >= work_limit_; }

  MixJudge* judge_;
  const Problem* problem_;
  const Packing* packing_;
  AloneLots alone_at_first_;
  Load load_;
  Fluid fluid_;
  MixMoves moves_;
  std::int64_t weight_ = 4;        // of what is missing
  std::optional<JudgedMix> lead_;  // the best of all
  std::optional<JudgedMix> best_;  // of those with an arrangement
  std::int64_t work_limit_ = 0;
  std::int64_t beside_ =
      0;  // work of another judge at the same time, which has no part in the limit
};

}  // namespace eksplan::pack
