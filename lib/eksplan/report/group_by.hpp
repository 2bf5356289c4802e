#pragma once
/// What cost is rolled up by: `--group-by`.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "eksplan/base/parsed.hpp"
#include "eksplan/model/workload.hpp"

namespace eksplan::report {

enum class GroupKey : std::uint8_t { namespace_name, kind, label, annotation };

struct GroupBy {
  GroupKey key = GroupKey::namespace_name;
  std::string name;  ///< of the label or annotation

  bool operator==(const GroupBy&) const = default;

  /// As the option is written: "label:team".
  std::string text() const;
};

/// "namespace", "kind", "label:KEY" or "annotation:KEY".
base::Parsed<GroupBy> parse_group_by(std::string_view text);

/// The group of a workload; nothing when it has no such label or annotation. Labels and annotations
/// of the workload count before those of its pods.
std::optional<std::string> group_of(const model::Workload& workload, const GroupBy& group_by);

}  // namespace eksplan::report
