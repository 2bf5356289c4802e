#pragma once
/// Samples of one time series to a mean, a percentile and a maximum. Private to this room.

#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/base/checked.hpp"

namespace eksplan::usage {

struct Sample {
  base::int128 time = 0;   ///< nanoseconds
  base::int128 value = 0;  ///< in billionths
};

/// In billionths. `high` and `most` are absent where there is only one value.
struct Statistics {
  base::int128 mean = 0;
  std::optional<base::int128> high;
  std::optional<base::int128> most;
};

inline constexpr std::int64_t kHighPercentile = 95;

/// Of a gauge; nothing without samples.
std::optional<Statistics> gauge_statistics(const std::vector<Sample>& samples);

/// Of the rate by the second of a counter, whose samples are in the order of time: the mean is the
/// whole increase by the whole time; percentile and maximum are of the steps from sample to sample.
/// A value below the one before means that the counter began again at 0. Nothing with less than two
/// samples.
std::optional<Statistics> counter_statistics(const std::vector<Sample>& samples);

}  // namespace eksplan::usage
