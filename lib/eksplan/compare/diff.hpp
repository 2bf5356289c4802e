#pragma once
/// What changed between two results: money, workload by workload, with the reasons, and what moved
/// beside them. All of it is differences of figures that stand in the results, so that
/// diff(base, head) is exactly cost(head) - cost(base), and swapping the sides negates it.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/saved/result.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::compare {

/// Money by the hour and by the month of Context::month_hours; below 0 where it got cheaper.
struct Delta {
  units::Money hourly;
  units::Money monthly;

  bool operator==(const Delta&) const = default;
};

enum class ChangeKind : std::uint8_t { added, removed, changed };

std::string_view name(ChangeKind kind);  ///< "added"

/// A workload that is in one result only, or that asks for something else, or runs elsewhere.
struct Change {
  std::string workload;  ///< "namespace/Kind/name": the same one wherever its file is
  ChangeKind kind = ChangeKind::changed;
  std::optional<std::size_t> before;  ///< index into the base's workloads; none: added
  std::optional<std::size_t> after;   ///< into the head's; none: removed
  Delta delta;
  std::vector<std::string> why;  ///< "replicas 3 → 5"; never empty

  bool operator==(const Change&) const = default;
};

/// Money that moved without anybody having changed the workload that pays it.
struct SharedEffect {
  std::string_view name;  ///< "unchangedWorkloads", "idle", "overhead" or "fixed"
  Delta delta;

  bool operator==(const SharedEffect&) const = default;
};

/// A line of the bill of which another quantity, or one at another price, is bought. Lines of the
/// same thing for different workloads are one.
struct BillChange {
  std::string category;
  std::string item;
  std::string group;   ///< of nodes; may be empty
  std::string detail;  ///< may be empty
  std::string unit;
  units::Decimal before;  ///< quantity
  units::Decimal after;
  Delta delta;

  bool operator==(const BillChange&) const = default;
};

struct Diff {
  Delta total;
  std::vector<Change> changes;       ///< the largest change of money first, then by workload
  std::vector<SharedEffect> shared;  ///< all four; with `changes` they add up to `total`
  std::vector<BillChange> bill;      ///< by category, item, group, detail; adds up to `total`
  std::vector<std::size_t> new_findings;   ///< of the head, in its order; ignored ones are not
  std::vector<std::size_t> gone_findings;  ///< of the base, likewise
};

/// Both results must have a plan.
Diff diff(const saved::Result& base, const saved::Result& head);

/// Where the two were made with other settings, one sentence each ("region: us-east-1 in the base,
/// eu-west-1 in the head"): figures of such results must not be compared.
std::vector<std::string> other_settings(const saved::Result& base, const saved::Result& head);

}  // namespace eksplan::compare
