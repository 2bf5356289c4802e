#pragma once
/// What `diff` found out, of schema version 1, as it was read back from JSON; see result.hpp.

#include <optional>
#include <string>
#include <vector>

#include "eksplan/saved/result.hpp"
#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::saved {

/// Money by the hour and by the month; below 0 where it got cheaper.
struct MoneyChange {
  units::Money hourly;
  units::Money monthly;
};

/// One of the two results, as far as a difference keeps it.
struct DifferenceSide {
  Summary summary;
  FindingCounts finding_counts;
  bool complete = false;
};

/// A workload on each side: of these only what says how much it is, where it runs and what it costs
/// is known.
struct WorkloadChange {
  std::string workload;  ///< "namespace/Kind/name"
  std::string kind;      ///< "added", "removed", "changed"
  std::optional<Workload> before;
  std::optional<Workload> after;
  MoneyChange delta;
  std::vector<std::string> why;
};

struct SharedChange {
  std::string name;  ///< "unchangedWorkloads", "idle", "overhead", "fixed"
  MoneyChange delta;
};

struct BillLineChange {
  std::string category;
  std::string item;
  std::string group;
  std::string detail;
  std::string unit;
  units::Decimal before;  ///< quantity
  units::Decimal after;
  MoneyChange delta;
};

struct Difference {
  Tool tool;
  Context context;
  DifferenceSide base;
  DifferenceSide head;
  MoneyChange total;
  std::vector<WorkloadChange> changes;
  std::vector<SharedChange> shared;
  std::vector<BillLineChange> bill;
  std::vector<Finding> new_findings;
  std::vector<Finding> gone_findings;
  std::vector<Gate> gates;
};

}  // namespace eksplan::saved
