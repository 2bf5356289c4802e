#pragma once
/// A difference that was saved, as compare::diff had it.

#include "eksplan/compare/diff.hpp"
#include "eksplan/saved/difference.hpp"
#include "eksplan/saved/result.hpp"

namespace eksplan::compare {

/// `base` and `head` hold no more than the difference keeps of them: the workloads that changed,
/// and findings that came or went.
struct Restored {
  saved::Result base;
  saved::Result head;
  Diff diff;
};

Restored restore(const saved::Difference& saved);

}  // namespace eksplan::compare
