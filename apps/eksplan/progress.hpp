#pragma once
/// How far a long plan has come, on a terminal.

#include <functional>

#include "eksplan/plan/plan.hpp"

namespace eksplan::cli {

/// Rewrites one line of standard error, and wipes it at its end.
class ProgressLine {
 public:
  ~ProgressLine();
  ProgressLine() = default;
  ProgressLine(const ProgressLine&) = delete;
  ProgressLine& operator=(const ProgressLine&) = delete;

  void show(const plan::Progress& progress);

 private:
  bool shown_ = false;
};

}  // namespace eksplan::cli
