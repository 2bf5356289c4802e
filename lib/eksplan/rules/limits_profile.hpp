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

/// The end of time: an interval that ends here does not end.
inline constexpr Date kForever{9999, 12, 31};

/// EKS on Fargate starts (Kubernetes 1.14, platform version eks.5). Only the month is documented.
inline constexpr Date kFargateLaunch{2019, 12, 1};

/// "2026-02-28": four, two and two digits; another form or a day that does not exist is a fault.
base::Parsed<Date> parse_date(std::string_view text);

/// `standard`: at most 4 vCPU / 30 GB, everything else as AWS has it today; `current`: as AWS has
/// it today; `2020-02`: AWS as of 2020-02-27; or any day.
struct LimitsProfile {
  std::string name = "standard";
  Date as_of = kForever;
  bool brief_size_limit = true;  ///< 4 vCPU / 30 GB whatever the day allows

  bool operator==(const LimitsProfile&) const = default;
};

/// One of the three names, or a date of kFargateLaunch or later. The fault of any other text says
/// what was probably meant.
base::Parsed<LimitsProfile> parse_limits_profile(std::string_view text);

}  // namespace eksplan::rules
