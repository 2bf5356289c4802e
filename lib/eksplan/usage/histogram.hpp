#pragma once
/// kube-resource-report's histograms: buckets that each are 5 % wider than the one before. A value
/// is taken as the end of its bucket, as the report itself does. Private to this room.

#include <cstdint>
#include <optional>
#include <vector>

#include "eksplan/base/checked.hpp"

namespace eksplan::usage {

struct Bucket {
  std::int64_t index = 0;
  base::int128 weight = 0;  ///< in any unit, 0 or more
};

/// A bucket beyond this holds more than any machine has.
inline constexpr std::int64_t kMostBuckets = 400;

class Histogram {
 public:
  /// `first` is where bucket 0, which begins at 0, ends.
  Histogram(std::int64_t first, std::vector<Bucket> buckets);

  /// End of the first bucket up to which at least `percent` of the weight lie; nothing without
  /// weight, or when it is too large to count.
  std::optional<std::int64_t> percentile(std::int64_t percent) const;

  /// Mean of the buckets' middles by weight.
  std::optional<std::int64_t> mean() const;

 private:
  std::vector<base::int128> starts_;  // in units / kScale, by index; one more than is needed
  std::vector<Bucket> buckets_;       // by index, with weights that sum to less than 2^30
  base::int128 total_ = 0;
};

}  // namespace eksplan::usage
