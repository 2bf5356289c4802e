#pragma once
/// A set of groups with the packing on it.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

#include "eksplan/pack/cover.hpp"
#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/group_promise.hpp"
#include "eksplan/pack/journal.hpp"
#include "eksplan/pack/problem.hpp"
#include "eksplan/pack/stages.hpp"

namespace eksplan::pack {

class Trial {
 public:
  Trial(const Problem& problem, GroupSet groups, const Load& load);

  const GroupSet& groups() const { return groups_; }

  const Promise& promise() const { return promise_; }

  /// Returns the work done, about, in shapes looked at.
  std::int64_t pack_and_improve(Journal& journal);

  /// One more stage; after pack_and_improve().
  void improve(Journal& journal);

  int stage() const { return stage_; }

  Draft best() const;  ///< on the options of the whole problem

 private:
  GroupSet groups_;
  std::vector<std::size_t> options_;
  std::unique_ptr<Problem> problem_;
  Load load_;
  Fluid relaxed_;
  std::int64_t left_out_ = 0;
  Promise promise_;
  std::unique_ptr<Stages> stages_;
  int stage_ = 0;
};

}  // namespace eksplan::pack
