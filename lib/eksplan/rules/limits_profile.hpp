#pragma once
/// Which of AWS's rules hold: the day they are looked at, and the brief's own size limit.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include "eksplan/base/parsed.hpp"

namespace eksplan::rules {

/// A calendar day; compares in time order.
struct Date {
  int year = 0;
  unsigned month = 0;
  unsigned day = 0;
  constexpr auto operator<=>(const Date&) const = default;
};

inline constexpr Date kForever{9999, 12, 31};

/// "2026-02-28"; a day that does not exist is a fault.
base::Parsed<Date> parse_date(std::string_view text);

/// `standard`: at most 4 vCPU / 30 GB, everything else as AWS has it today; `current`: as AWS has it today;
/// `2020-02`: AWS as of 2020-02-27; or any day.
struct LimitsProfile {
  std::string name = "standard";
  Date as_of = kForever;
  bool brief_size_limit = true;  ///< 4 vCPU / 30 GB whatever the day allows

  bool operator==(const LimitsProfile&) const = default;
};

base::Parsed<LimitsProfile> parse_limits_profile(std::string_view text);

}  // namespace eksplan::rules
