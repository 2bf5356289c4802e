#pragma once
/// `eksplan diff`: two inputs, or saved results of them, in; what changed, what it costs and
/// whether that passes the gates out.

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "eksplan/app/estimate.hpp"
#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::app {

/// Limits on the head and on what it costs beyond the base; money by the month where not said
/// otherwise.
struct DiffLimits {
  std::optional<units::Money> hourly;
  std::optional<units::Money> monthly;
  std::optional<units::Money> increase;
  std::optional<units::Decimal> increase_percent;  ///< of the base's cost
  std::vector<std::pair<std::string, units::Money>> by_namespace;
};

struct DiffOptions : EstimateOptions {
  DiffLimits fail;  ///< --max-...: exit 5
  DiffLimits warn;  ///< --warn-...: shown only
  std::optional<model::FindingSeverity> fail_on_new;
};

/// A file, a folder or "-", and what reads it. A file that holds a result is taken as it is;
/// anything else is estimated.
struct DiffSide {
  std::string path;
  const FileReader* files = nullptr;
};

/// That nothing can be read for a side.
diag::Diagnostic side_problem(const std::string& path, std::string message, std::string hint);

Outcome diff(const DiffOptions& options, const DiffSide& base, const DiffSide& head);

}  // namespace eksplan::app
