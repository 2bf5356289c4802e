#pragma once
/// The rows of one file about one workload, taken together. Private to this room.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "eksplan/model/usage.hpp"
#include "eksplan/model/workload.hpp"
#include "eksplan/sizing/join.hpp"

namespace eksplan::sizing {

struct Evidence {
  const model::UsageSeries* series = nullptr;
  Measured pod;
  std::map<std::string, Measured> containers;
  std::int64_t pods = 0;
  std::optional<units::HourlyRate> cost;
  std::optional<units::HourlyRate> slack;
};

/// Containers that the workload does not have are left out of recommendations: recommenders
/// remember them for long.
Evidence evidence_of(const model::UsageSeries& series, std::vector<const model::UsageRow*> rows,
                     const model::Workload& workload);

}  // namespace eksplan::sizing
