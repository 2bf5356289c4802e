#pragma once
/// A load of many shapes as one of few: for choices that only ask about how much of what is needed.

#include <cstddef>

#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

inline constexpr std::size_t kManyShapes = 400;  ///< where looking at each takes too long

/// Shapes that fit in the same options, and whose demands have nearly the same proportions, as one
/// item with the demands of all of them. Options are the same. Of caps and conflicts only the
/// largest cliques of items that must all be in different bins are regarded: as a dimension of
/// which each bin has one.
struct Coarse {
  Problem problem;
  Load load;
};

Coarse coarse_of(const Problem& problem, const Load& load);

}  // namespace eksplan::pack
