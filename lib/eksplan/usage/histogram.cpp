#include "eksplan/usage/histogram.hpp"

#include <algorithm>
#include <utility>

namespace eksplan::usage {
namespace {

// A bucket's start is 1.05 times the one before and the first width. With these many parts of a
// unit, rounding does not show after 400 steps.
constexpr base::int128 kScale = 1'000'000'000;

std::optional<std::int64_t> whole_units(base::int128 scaled) {
  return base::narrow(base::div_half_up(scaled, kScale));
}

}  // namespace

Histogram::Histogram(std::int64_t first, std::vector<Bucket> buckets)
    : buckets_(std::move(buckets)) {
  std::erase_if(buckets_, [](const Bucket& bucket) { return bucket.weight <= 0; });
  std::ranges::sort(buckets_, {}, &Bucket::index);
  for (const auto& bucket : buckets_) {
    total_ += bucket.weight;
  }
  while (total_ >= (base::int128{1} << 30U)) {
    total_ = 0;
    for (auto& bucket : buckets_) {
      bucket.weight /= 2;
      total_ += bucket.weight;
    }
  }
  const auto last = buckets_.empty() ? 0 : buckets_.back().index;
  starts_.push_back(0);
  for (std::int64_t i = 0; i <= last; ++i) {
    starts_.push_back(base::mul_div_half_up(starts_.back(), 21, 20) + first * kScale);
  }
}

std::optional<std::int64_t> Histogram::percentile(std::int64_t percent) const {
  base::int128 seen = 0;
  for (const auto& bucket : buckets_) {
    seen += bucket.weight;
    if (seen > 0 && seen * 100 >= total_ * percent) {
      return whole_units(starts_[static_cast<std::size_t>(bucket.index) + 1]);
    }
  }
  return std::nullopt;
}

std::optional<std::int64_t> Histogram::mean() const {
  if (total_ == 0) {
    return std::nullopt;
  }
  base::int128 sum = 0;
  for (const auto& bucket : buckets_) {
    const auto index = static_cast<std::size_t>(bucket.index);
    sum += bucket.weight * ((starts_[index] + starts_[index + 1]) / 2);
  }
  return whole_units(base::div_half_up(sum, total_));
}

}  // namespace eksplan::usage
