#include "eksplan/usage/samples.hpp"

#include <algorithm>
#include <cstddef>

namespace eksplan::usage {
namespace {

constexpr base::int128 kNanosPerSecond = 1'000'000'000;

// The smallest value that at least `percent` of the values do not exceed.
base::int128 percentile(std::vector<base::int128> values, std::int64_t percent) {
  std::ranges::sort(values);
  const auto rank = base::div_ceil(static_cast<base::int128>(values.size()) * percent, 100);
  return values[static_cast<std::size_t>(std::max<base::int128>(rank, 1)) - 1];
}

void put_spread(const std::vector<base::int128>& values, Statistics& statistics) {
  if (values.size() > 1) {
    statistics.high = percentile(values, kHighPercentile);
    statistics.most = *std::ranges::max_element(values);
  }
}

}  // namespace

std::optional<Statistics> gauge_statistics(const std::vector<Sample>& samples) {
  if (samples.empty()) {
    return std::nullopt;
  }
  base::int128 sum = 0;
  std::vector<base::int128> values;
  values.reserve(samples.size());
  for (const auto& sample : samples) {
    sum += sample.value;
    values.push_back(sample.value);
  }
  Statistics statistics;
  statistics.mean = base::div_half_up(sum, static_cast<base::int128>(samples.size()));
  put_spread(values, statistics);
  return statistics;
}

std::optional<Statistics> counter_statistics(const std::vector<Sample>& samples) {
  if (samples.size() < 2) {
    return std::nullopt;
  }
  base::int128 increase = 0;
  std::vector<base::int128> rates;
  for (std::size_t i = 1; i < samples.size(); ++i) {
    const auto& before = samples[i - 1];
    const auto& after = samples[i];
    const auto step = after.value >= before.value ? after.value - before.value : after.value;
    increase += step;
    rates.push_back(base::mul_div_half_up(step, kNanosPerSecond, after.time - before.time));
  }
  Statistics statistics;
  statistics.mean =
      base::mul_div_half_up(increase, kNanosPerSecond, samples.back().time - samples.front().time);
  put_spread(rates, statistics);
  return statistics;
}

}  // namespace eksplan::usage
