#pragma once
/// What is said about findings, gates and skipped objects, the same in every format for people.
/// Private to this room.

#include <cstdint>
#include <string>
#include <vector>

#include "eksplan/report/result.hpp"

namespace eksplan::report {

/// "2 block, 3 warn, 1 ignored"; empty when there are none.
std::string counts_text(const Result& result);

/// "db.yaml:41:11", with the column where it is known; empty without a file.
std::string file_position(const FindingRow& row);

/// "db.yaml:41, spec.volumes[0]": what is known of the two.
std::string place_text(const FindingRow& row);

/// "AWS: Pod not supported on Fargate: ..."; empty without AWS's words.
std::string aws_text(const FindingRow& row);

/// "saves $4.21 a month"; empty when it saves nothing, nobody knows, or the finding
/// says so itself.
std::string saving_text(const FindingRow& row, std::int64_t month_hours);

std::string ignored_text(const model::IgnoreNote& note);  ///< "ignored: runs once a year"

std::string gate_value_text(const GateValue& value);  ///< "1,259.8", "block"

/// "max-monthly: 259.8 against a limit of 250", "fail-on block: 3".
std::string gate_text(const Gate& gate);

/// "12 ConfigMap and 1 Role".
std::string skipped_text(const std::vector<model::SkippedKind>& skipped);

}  // namespace eksplan::report
