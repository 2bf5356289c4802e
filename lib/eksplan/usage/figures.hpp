#pragma once
/// Figures as the sources write them: decimal digits in, whole units out. Each rounds once, to the
/// nearest unit, because sources print binary fractions (0.30000000000000004); quantities of
/// Kubernetes round up, as Kubernetes does. Negative amounts and what is no number are faults.

#include <cstdint>
#include <string_view>

#include "eksplan/base/parsed.hpp"
#include "eksplan/units/money.hpp"
#include "eksplan/units/nano_cpu.hpp"
#include "eksplan/units/resources.hpp"

namespace eksplan::usage {

base::Parsed<units::NanoCpu> parse_cores(std::string_view text);    ///< "0.021", "1e-05"
base::Parsed<units::Bytes> parse_bytes(std::string_view text);      ///< "134217728.0"
base::Parsed<units::Bytes> parse_mebibytes(std::string_view text);  ///< "20480"
base::Parsed<std::int64_t> parse_count(std::string_view text);      ///< "3", "3.0"
base::Parsed<units::NanoCpu> parse_cpu(std::string_view text);      ///< "380444n", "21m"
base::Parsed<units::Bytes> parse_memory(std::string_view text);     ///< "3304Ki", "262144k"

/// Dollars for kube-resource-report's month of 730.5 hours, as a rate rounded half away from zero.
base::Parsed<units::HourlyRate> parse_monthly(std::string_view text);

}  // namespace eksplan::usage
