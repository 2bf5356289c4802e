#pragma once
/// Which lots are served alone: each as a whole, and only where that makes the total cheaper.

#include <cstdint>
#include <vector>

#include "eksplan/pack/group_search.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

struct LotChoice {
  std::vector<std::vector<bool>> alone;  ///< [shape][lot]
  Draft draft;                           ///< of all other items
};

LotChoice choose_lots(const Instance& instance, const Problem& problem, std::int64_t effort);

}  // namespace eksplan::pack
