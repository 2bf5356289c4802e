#pragma once
/// Measured usage, workload by workload.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/model/usage.hpp"
#include "eksplan/model/workload.hpp"

namespace eksplan::sizing {

/// What is known of the pods of a workload, or of one container in each of them.
struct Measured {
  model::UsageAmounts mean;         ///< of the pods, rounded up
  model::UsageAmounts high;         ///< the largest percentile of any pod, where a file has one
  model::UsageAmounts most;         ///< the most of any pod
  model::UsageAmounts recommended;  ///< by a file

  bool operator==(const Measured&) const = default;
};

struct WorkloadUsage {
  model::ObjectId id;
  Measured pod;
  std::map<std::string, Measured> containers;  ///< by name, where files tell them apart
  std::int64_t pods = 0;                       ///< that were measured; 0 = not known
  std::string used_source;         ///< file, or "a and b" for CPU and memory; empty = not measured
  std::string recommended_source;  ///< likewise
  std::optional<units::HourlyRate> reported_cost;   ///< of all its pods, as a file has it
  std::optional<units::HourlyRate> reported_slack;  ///< likewise

  bool operator==(const WorkloadUsage&) const = default;
};

/// What became of the rows of one series: those joined and those not add up to all rows.
struct JoinedSeries {
  std::string file;
  model::UsageFormat format = model::UsageFormat::report_table;
  std::int64_t rows = 0;
  std::int64_t joined = 0;
  std::vector<std::size_t> unjoined;  ///< indices of rows that no workload owns
  std::set<std::string> clusters;     ///< that joined rows name
};

struct Joined {
  std::vector<WorkloadUsage> workloads;  ///< by id; those that something is known of
  std::vector<JoinedSeries> series;      ///< as given

  const WorkloadUsage* find(const model::ObjectId& id) const;
};

/// Joins rows to `workloads`, which are sorted by id. Rows of other clusters than `cluster` do not
/// count in a series that names it; empty = not known.
///
/// Where several files know the same of a workload, one of them counts, for CPU and for memory
/// each: of usage the one that stands for most of the time (percentiles, then a mean, then a
/// sample), then one that tells containers apart; of recommendations one that tells containers
/// apart, then by the order of model::UsageFormat; of equals the first by name. The same pod twice
/// in one file counts once, with the larger amounts. So the order of files and of rows changes
/// nothing.
Joined join(std::span<const model::UsageSeries> series,
            std::span<const model::Workload* const> workloads, std::string_view cluster);

}  // namespace eksplan::sizing
