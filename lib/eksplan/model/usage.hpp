#pragma once
/// What was measured in a running cluster, or recommended from measurements. One series per file;
/// units are those of the rest of the program, whatever the file had.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/units/money.hpp"
#include "eksplan/units/nano_cpu.hpp"
#include "eksplan/units/resources.hpp"

namespace eksplan::model {

/// CPU and memory, each where it is known.
struct UsageAmounts {
  std::optional<units::NanoCpu> cpu;
  std::optional<units::Bytes> memory;

  bool is_empty() const { return !cpu && !memory; }

  bool operator==(const UsageAmounts&) const = default;
};

/// What the amounts of a row are of.
enum class UsagePer : std::uint8_t {
  pod,      ///< of one pod, or of one of its containers
  all_pods  ///< of all pods of the owner or application together
};

/// One line of evidence. Texts are empty where the file does not say. Who it is about is said by
/// the name of a pod, by an owner, or by the application label of kube-resource-report.
struct UsageRow {
  std::string cluster;
  std::string namespace_name;
  std::string owner_kind;  ///< as the file spells it: "Deployment", "deployment"
  std::string owner_name;
  std::string pod;
  std::string container;  ///< empty = the pod as a whole
  std::string application;
  std::string component;
  /// Names of all containers, sorted, with commas between; only where it takes them to tell
  /// workloads apart.
  std::string containers;
  UsagePer per = UsagePer::pod;
  std::int64_t pods = 1;  ///< that were looked at; 0 = not known
  UsageAmounts requested;
  UsageAmounts used;                       ///< a sample or a mean over time
  UsageAmounts used_high;                  ///< the percentile UsageSeries::percentile over time
  UsageAmounts used_most;                  ///< the most over time
  UsageAmounts recommended;                ///< what the file would request
  std::optional<units::HourlyRate> cost;   ///< as the file has it
  std::optional<units::HourlyRate> slack;  ///< cost of what is asked for and not needed, likewise
  std::uint32_t line = 0;

  bool operator==(const UsageRow&) const = default;
};

/// What a total is of.
enum class UsageScope : std::uint8_t {
  everything,  ///< all clusters of a report
  cluster,
  node,
  namespace_name,
  team,
  application,
  idle  ///< OpenCost's __idle__ and its like: cost without a pod
};

/// A sum that a file gives beside, or instead of, its rows. Totals overlap, so nothing adds them
/// up.
struct UsageTotal {
  UsageScope scope = UsageScope::everything;
  std::string cluster;
  std::string name;
  std::int64_t pods = 0;  ///< 0 = not known
  UsageAmounts requested;
  UsageAmounts used;
  UsageAmounts recommended;
  std::optional<units::HourlyRate> cost;
  std::optional<units::HourlyRate> slack;
  std::uint32_t line = 0;

  bool operator==(const UsageTotal&) const = default;
};

/// Forms of files, those to be preferred for a recommendation first.
enum class UsageFormat : std::uint8_t {
  krr_json,
  krr_csv_raw,
  vertical_autoscaler,
  goldilocks,
  krr_csv,
  report_checkpoint,
  report_table,
  report_json,
  prometheus,
  allocation,
  pod_metrics,
  kubectl_top
};

/// "krr", "kube-resource-report" ...: whose form it is.
std::string_view name(UsageFormat format);

/// How much of the time a figure stands for, least first.
enum class UsageSpan : std::uint8_t {
  snapshot,  ///< one sample
  mean,      ///< over a window
  spread     ///< a window whose percentiles and maximum are known
};

/// One file.
struct UsageSeries {
  std::string file;
  UsageFormat format = UsageFormat::report_table;
  UsageSpan span = UsageSpan::snapshot;
  std::int64_t percentile = 0;  ///< of UsageRow::used_high; 0 = none
  std::vector<UsageRow> rows;
  std::vector<UsageTotal> totals;

  bool operator==(const UsageSeries&) const = default;
};

}  // namespace eksplan::model
