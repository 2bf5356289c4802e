#pragma once
/// The gates of a diff.

#include "eksplan/app/diff.hpp"
#include "eksplan/app/gates.hpp"
#include "eksplan/compare/diff.hpp"
#include "eksplan/saved/result.hpp"

namespace eksplan::app {

struct ComparedSides {
  const saved::Result& base;
  const saved::Result& head;
  const compare::Diff& diff;
};

/// The gates that were asked for, in a fixed order, those that only warn after those that fail.
Verdict judge_diff(const DiffOptions& options, const ComparedSides& sides);

}  // namespace eksplan::app
