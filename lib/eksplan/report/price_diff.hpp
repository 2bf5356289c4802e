#pragma once
/// `prices diff` as bytes: what differs between two price sets, and what that does to workloads.
/// The table and Markdown show the largest changes, the machine formats all of them with every
/// digit.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eksplan/report/prices.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::report {

/// One price in both sets; nothing = the set does not have it.
struct PriceChange {
  std::string region;
  std::string name;    ///< of an instance type or an item
  std::string option;  ///< "on-demand", "windows", ...; "" of an item
  std::optional<units::Money> before;
  std::optional<units::Money> after;
};

/// What a workload costs by the hour with either set.
struct WorkloadPrice {
  std::string id;
  std::optional<units::Money> before;
  std::optional<units::Money> after;
};

struct PriceDiff {
  PriceSetName before;
  PriceSetName after;
  std::vector<PriceChange> changes;  ///< by region, items first, then types by name
  std::int64_t same = 0;             ///< prices that do not differ
  bool has_workloads = false;
  std::string workload_region;
  std::vector<WorkloadPrice> workloads;  ///< those whose cost differs
  std::optional<units::Money> total_before;
  std::optional<units::Money> total_after;
};

std::string price_diff_table(const PriceDiff& diff, const TableStyle& style);
std::string price_diff_json(const PriceDiff& diff);
std::string price_diff_csv(const PriceDiff& diff);
std::string price_diff_markdown(const PriceDiff& diff);

}  // namespace eksplan::report
