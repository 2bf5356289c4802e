#pragma once
/// The rules of a SARIF run. Private to this room.

#include <string>
#include <string_view>
#include <vector>

#include "eksplan/report/result.hpp"

namespace eksplan::report {

/// Ids of the rules that have findings, sorted, each once.
std::vector<std::string> rules_with_findings(const Result& result);

/// "FargateVolumeEbs" for "fargate-volume-ebs".
std::string camel_case(std::string_view rule_id);

/// error, warning or note.
std::string_view sarif_level(model::FindingSeverity severity);

/// A reportingDescriptor (SARIF 2.1.0, 3.49) as JSON. Of a rule that is in no table only its id and
/// name are known.
std::string sarif_rule(const std::string& rule_id);

}  // namespace eksplan::report
