#pragma once
/// From items to a packing on given options: the first one, then stages of improvement. Many items
/// are halved until they are few, packed, and doubled again.

#include <cstdint>
#include <vector>

#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/improve.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// Options in the order of how nearly `relaxed`, of the load, finds their price right, and two
/// worths of items: its own, and the mean with those when one dimension or another is a little
/// scarcer.
Market market_of(const Problem& problem, const Load& load, const Fluid& relaxed);

/// `draft` with everything in `counts` that it lacks, by price-guided filling of more bins.
Draft completed(const Problem& problem, const Market& market,
                const std::vector<std::int64_t>& counts, Draft draft);

/// The best packing of one load so far; each stage may make it better. What a stage does depends on
/// the stages before it alone, so more of them never make it dearer.
class Stages {
 public:
  /// `enough`: a cost that cannot be beaten. The problem must outlive this.
  Stages(const Problem& problem, Market market, std::vector<std::int64_t> counts,
         std::int64_t enough);

  void next();  ///< one more stage

  /// Another packing of the same load to go on from, if it is better.
  void offer(const Draft& draft);

  const Draft& best() const { return best_; }

  /// Shapes looked at so far by the stages.
  std::int64_t steps() const { return steps_; }

 private:
  std::vector<std::int64_t> counts_at(int level) const;
  Draft grown(Draft draft, int stage);
  Draft improved(const Problem& problem, const Draft& draft, int stage, std::int64_t enough);

  const Problem* problem_;
  Market market_;
  std::vector<std::int64_t> counts_;
  std::int64_t enough_;
  std::vector<Problem> halved_;  // by level: with what limits leave of it; level 0 is the problem
  int stage_ = 0;
  std::int64_t steps_ = 0;
  Draft base_;  // of the counts at the last level
  Draft best_;
};

}  // namespace eksplan::pack
