#pragma once
/// Results made by hand.

#include <cstdint>
#include <string>

#include "eksplan/saved/result.hpp"

namespace eksplan::compare {

inline units::Money dollars(std::int64_t thousandths) {
  return units::Money::from_nanos(base::int128{thousandths} * 1'000'000);
}

/// A workload on nodes that costs so many thousandths of a dollar an hour.
saved::Workload workload(const std::string& name, std::int64_t thousandths);

/// A result of these workloads; idle, overhead and fixed cost 10, 20 and 100 thousandths an hour.
saved::Result result_of(std::vector<saved::Workload> workloads);

saved::Finding finding(const std::string& rule, const std::string& object);

}  // namespace eksplan::compare
