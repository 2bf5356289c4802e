#pragma once
/// What a rule says about a workload.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "eksplan/model/object_id.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::model {

/// block = Fargate refuses the pod; warn = runs, but not as written; cost = affects the bill; note
/// = information.
enum class FindingSeverity : std::uint8_t { block, warn, cost, note };

std::string_view name(FindingSeverity severity);

/// How sure the rule is: an AWS document says so; seen in the wild; inferred by us.
enum class Basis : std::uint8_t { documented, observed, inferred };

std::string_view name(Basis basis);

/// Why a finding is not held against anybody: the user's own words.
struct IgnoreNote {
  std::string reason;
  bool in_source = true;  ///< an annotation of the object; false: the configuration

  bool operator==(const IgnoreNote&) const = default;
};

struct Finding {
  std::string_view rule;  ///< rule id: "fargate-volume-ebs"
  FindingSeverity severity = FindingSeverity::note;
  Basis basis = Basis::documented;
  ObjectId object;
  Place at;
  std::string path;         ///< within the object: "spec.template.spec.volumes[0]"
  std::string message;      ///< lower case, no full stop
  std::string aws_message;  ///< AWS's own wording, to search for; may be empty
  std::string fix;
  std::optional<units::HourlyRate> saving;  ///< of all pods of the workload, when it is mended
  std::optional<IgnoreNote> ignored{};

  bool operator==(const Finding&) const = default;
};

}  // namespace eksplan::model
