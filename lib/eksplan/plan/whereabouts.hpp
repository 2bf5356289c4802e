#pragma once
/// Which items go to Fargate or to nodes whatever that costs.

#include <cstddef>
#include <vector>

#include "eksplan/plan/fargate_prices.hpp"
#include "eksplan/plan/relations.hpp"

namespace eksplan::plan {

/// Items that are not packed.
struct LeftOut {
  std::vector<std::size_t>
      on_fargate;  ///< that go to Fargate unasked (--placement fargate or profiles)
  std::vector<std::size_t> pending;   ///< that a profile takes, though they cannot run there
  std::vector<std::size_t> too_many;  ///< beyond kMostPods
  std::vector<bool> any;              ///< by item: in one of the lists
};

/// `all` are the relations of all items: who needs others on its node stays on nodes, and so do
/// these, unless a profile takes them.
LeftOut leave_out(const demand::Demand& demand, const std::vector<FargateAnswer>& fargate,
                  const Relations& all, PlacementMode placement);

}  // namespace eksplan::plan
