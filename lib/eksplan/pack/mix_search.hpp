#pragma once
/// The search for cheap bins that survive every order.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <vector>

#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/mix_judge.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

class MixSearch {
 public:
  /// The problem is that of the judge's instance.
  MixSearch(MixJudge& judge, const Problem& problem, const Packing& packing);

  /// Until the judge's work has reached `work`. Starts also with `known`, unless it is empty.
  /// Nothing when no mix survives.
  std::optional<Mix> run(std::int64_t work, const Mix& known);

  /// Somewhat more or fewer of all bins of `mix`: the fewest that survive, with what is missing
  /// besides. Nothing when none does.
  std::optional<Mix> finish(const Mix& mix, std::int64_t work);

 private:
  struct Judged {
    Mix mix;
    std::int64_t cost = 0;
    Shortfall missing;
  };

  base::int128 score(const Judged& judged) const;
  std::optional<Judged> judge(const Mix& mix, base::int128 most_score);
  void offer(const Mix& mix);
  void remember(const Judged& judged);
  std::optional<Mix> repaired(Mix mix);
  std::vector<double> relaxed(int per_mille) const;
  std::vector<Mix> rounded(const std::vector<double>& bought) const;
  void start_all();
  void anneal(std::int64_t work);
  std::optional<Mix> varied(const Judged& from);

  bool over() const { return judge_->work() >= work_limit_; }

  MixJudge* judge_;
  const Problem* problem_;
  const Packing* packing_;
  Load load_;
  Fluid fluid_;
  std::vector<std::size_t> pool_;  // options of the instance whose price is nearly right
  std::map<std::size_t, std::vector<std::size_t>> pool_for_;  // by shape, of those it fits
  std::vector<Judged> starts_;
  std::optional<Judged> best_;  // survivor
  std::int64_t weight_ = 50;    // of what is missing, in tenths
  Draw draw_{1};
  std::int64_t work_limit_ = 0;
};

}  // namespace eksplan::pack
