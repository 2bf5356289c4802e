#pragma once
/// The search for cheap bins that survive every order, and for what is better served alone then.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/mix_judge.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

class MixSearch {
 public:
  struct Choice {
    Mix mix;
    AloneLots alone;

    bool operator==(const Choice&) const = default;
  };

  struct Judged {
    Choice choice;
    std::int64_t cost = 0;
    Shortfall missing;
  };

  /// The problem is that of the judge's instance.
  MixSearch(MixJudge& judge, const Problem& problem, const Packing& packing);

  /// The choice of the least cost and worth of what is missing, by MixJudge::values, until the
  /// judge's work has reached `work`: one in which everything can be arranged. Starts also with
  /// `known`.
  std::optional<Choice> run(std::int64_t work, const std::optional<Choice>& known);

  /// `mix`, which does not survive, with more bins of what helps most.
  std::optional<Choice> finish(const Mix& mix, std::int64_t work);

 private:
  base::int128 score(const Judged& judged) const;
  std::optional<Judged> judge(const Choice& choice, base::int128 most_score);

  void offer(const Mix& mix) { offer(Choice{mix, judge_->alone()}); }

  void offer(const Choice& choice);
  bool is_arranged(const Choice& choice);
  void remember(const Judged& judged);
  base::int128 covered(std::size_t option, const Shortfall& missing) const;
  std::size_t narrowest(std::size_t option, const Judged& judged) const;
  std::optional<Mix> with_more(const Judged& judged, std::int64_t part, bool narrow = false) const;
  Mix roomier(const Judged& judged, int round) const;
  void widen();
  void grow(Judged current);
  Mix wider(const Mix& mix) const;
  std::vector<double> relaxed(int per_mille) const;
  Mix rounded(const std::vector<double>& bought, bool up) const;
  void start_all();
  void anneal(std::int64_t work);
  void anneal_from(const Judged& start, std::int64_t work, std::int64_t times);
  void anneal_often(std::int64_t work);
  void take_over(const MixSearch& other);
  Mix exchanged(const Judged& from);
  std::int64_t all_or_some(const BinCount& bins);
  Mix recast(Mix mix);
  Mix resized(Mix mix);
  const std::vector<std::size_t>& siblings_of(std::size_t option);
  std::optional<Choice> varied(const Judged& from);
  Mix mix_varied(const Judged& from);
  Choice moved(const Judged& from);
  void move_some(const Judged& from, AloneLots& alone);
  void take_some(Mix& mix);
  std::size_t pick(const Judged& from);

  bool over() const { return judge_->work() >= work_limit_; }

  MixJudge* judge_;
  const Problem* problem_;
  const Packing* packing_;
  AloneLots alone_at_first_;
  std::map<std::size_t, std::vector<std::size_t>> lots_of_;  // by shape: movable ones
  Load load_;
  Fluid fluid_;
  // Options by price, those too that hold nothing that another does not hold as cheaply: the
  // scheduler puts less into them.
  std::map<std::int64_t, std::vector<std::size_t>> twins_;
  bool has_twins_ = false;
  std::map<std::int64_t, double> slack_;  // by price: the least of its options
  std::map<std::size_t, std::vector<std::size_t>>
      siblings_;                   // by option: the best that are allowed for the same shapes
  std::vector<std::size_t> pool_;  // options of the instance whose price is nearly right
  std::map<std::size_t, std::vector<std::size_t>> pool_for_;  // by shape, of those it fits
  std::int64_t weight_ = 4;                                   // of what is missing
  std::optional<Judged> lead_;                                // the best of all
  std::optional<Judged> best_;                                // of those with an arrangement
  Draw draw_{1};
  std::int64_t work_limit_ = 0;
  std::int64_t beside_ =
      0;  // work of another judge at the same time, which has no part in the limit
};

}  // namespace eksplan::pack
