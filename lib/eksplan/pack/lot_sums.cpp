#include "eksplan/pack/lot_sums.hpp"

#include <algorithm>
#include <numeric>

namespace eksplan::pack {
namespace {

constexpr std::int64_t kMostItemsSummed = 4000;

}  // namespace

LotSums::LotSums(const std::vector<Lot>& lots, std::int64_t items) : items_(items) {
  const auto all = std::accumulate(lots.begin(), lots.end(), std::int64_t{0},
                                   [](std::int64_t sum, Lot lot) { return sum + lot.count; });
  if (lots.empty() || all != items || items > kMostItemsSummed) {
    return;
  }
  std::vector<bool> possible(static_cast<std::size_t>(items) + 1, false);
  possible[0] = true;
  for (const auto lot : lots) {
    const auto count = static_cast<std::size_t>(lot.count);
    for (std::size_t sum = possible.size(); sum-- > count;) {
      possible[sum] = possible[sum] || possible[sum - count];
    }
  }
  for (std::size_t sum = 0; sum < possible.size(); ++sum) {
    if (possible[sum]) {
      sums_.push_back(static_cast<std::int64_t>(sum));
    }
  }
}

std::int64_t LotSums::at_most(std::int64_t count) const {
  if (sums_.empty()) {
    return count;
  }
  return *std::prev(std::upper_bound(sums_.begin(), sums_.end(), std::max<std::int64_t>(count, 0)));
}

std::int64_t LotSums::at_least(std::int64_t count) const {
  if (sums_.empty()) {
    return count;
  }
  const auto found = std::lower_bound(sums_.begin(), sums_.end(), count);
  return found == sums_.end() ? items_ + 1 : *found;
}

LotSums lot_sums(const Load& load, std::size_t shape) {
  return {load.lots.empty() ? std::vector<Lot>{} : load.lots[shape], load.counts[shape]};
}

}  // namespace eksplan::pack
