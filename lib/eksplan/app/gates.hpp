#pragma once
/// What makes a run fail although it worked: budgets, findings, incompleteness.

#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/app/outcome.hpp"
#include "eksplan/model/finding.hpp"
#include "eksplan/report/result.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::app {

/// The gates of a run and the exit code they come to.
struct Verdict {
  std::vector<report::Gate> gates;  ///< named as their options; limits in dollars or as a severity
  ExitCode exit = ExitCode::done;   ///< the smallest of those that failed
};

struct GateOptions {
  std::optional<units::Money> max_hourly;
  std::optional<units::Money> max_monthly;
  std::optional<model::FindingSeverity> fail_on;
  bool strict = false;
};

struct GateValues {
  units::Money hourly;
  units::Money monthly;
  const std::vector<model::Finding>& findings;
  std::int64_t incomplete = 0;  ///< things without a price, skipped or only inferred
};

/// The gates that were asked for, in a fixed order. `fail_on` counts findings of that severity or a
/// graver one (block > warn > cost); inferred ones only when `strict`, ignored ones never.
Verdict judge(const GateOptions& options, const GateValues& values);

/// Blocks and warnings that are only inferred: under `strict` they make a result incomplete.
std::int64_t count_inferred(const std::vector<model::Finding>& findings);

}  // namespace eksplan::app
