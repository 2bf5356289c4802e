#include "eksplan/pack/claim_check.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

namespace eksplan::pack {
namespace {

using base::int128;

constexpr std::int64_t kSearchSteps = 4'000'000;      // for one option
constexpr std::int64_t kAllSearchSteps = 40'000'000;  // for all of them together
constexpr std::int64_t kTableSteps = 2'000'000'000;
constexpr int128 kMost = int128{1} << 62U;        // of every number in a claim
constexpr int128 kMostTotal = int128{1} << 110U;  // of all items together

// One option and what is said of its bins.
class OptionCheck {
 public:
  OptionCheck(const Claims& claims, const Claims::ClaimedOption& option)
      : claims_(&claims), option_(&option), claim_(option.claim) {
    for (std::size_t place = 0; place < claims.shapes.size(); ++place) {
      const auto worth = claims.shapes[place].worth;
      if (option.most[place] > 0 && worth > 0) {
        items_.push_back({place, option.most[place], worth, pays(place)});
      }
    }
    total_ = std::accumulate(claim_->shares.begin(), claim_->shares.end(), int128{0});
  }

  bool holds_by_shares() const {
    int128 sum = total_;
    for (const auto& item : items_) {
      sum += excess(item) * item.most;
    }
    return sum <= claim_->most;
  }

  // Items with the most to gain are decided first. A branch ends where even the rest at its best
  // stays within the claim. Takes what it needs from `steps`.
  bool holds_by_search(std::int64_t& steps) {
    std::stable_sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
      return static_cast<double>(a.worth) * (static_cast<double>(b.pays) + 1.0) >
             static_cast<double>(b.worth) * (static_cast<double>(a.pays) + 1.0);
    });
    const auto most = std::min(kSearchSteps, steps);
    steps_ = most;
    room_.assign(option_->capacity, option_->capacity + claims_->dimensions);
    const bool holds = explore(0, 0, total_) && steps_ > 0;
    steps -= most - std::max<std::int64_t>(steps_, 0);
    return holds;
  }

 private:
  struct Item {
    std::size_t place = 0;
    std::int64_t most = 0;
    int128 worth = 0;
    int128 pays = 0;
  };

  const Amount* demand(std::size_t place) const { return claims_->shapes[place].demand; }

  int128 pays(std::size_t place) const {
    int128 sum = 0;
    for (std::size_t d = 0; d < claims_->dimensions; ++d) {
      const auto capacity = option_->capacity[d];
      sum += capacity > 0 ? int128{claim_->shares[d]} * demand(place)[d] / capacity : 0;
    }
    return sum;
  }

  static int128 excess(const Item& item) { return std::max(item.worth - item.pays, int128{0}); }

  std::int64_t fitting(const Item& item) const {
    auto fit = item.most;
    for (std::size_t d = 0; d < room_.size(); ++d) {
      const auto one = demand(item.place)[d];
      fit = one > 0 ? std::min(fit, room_[d] / one) : fit;
    }
    return fit;
  }

  bool excluded(std::size_t place) const {
    return std::any_of(inside_.begin(), inside_.end(), [&](std::size_t other) {
      const auto& enemies = claims_->shapes[other].conflicts;
      return std::find(enemies.begin(), enemies.end(), place) != enemies.end();
    });
  }

  // False: a bin is worth more than claimed, or there are no steps left.
  bool explore(std::size_t next, int128 worth, int128 unpaid) {
    if (worth > claim_->most || --steps_ <= 0) {
      return false;
    }
    int128 best = worth + unpaid;
    for (std::size_t i = next; i < items_.size() && best <= claim_->most; ++i) {
      --steps_;
      best += excess(items_[i]) * fitting(items_[i]);
    }
    if (next == items_.size() || best <= claim_->most) {
      return true;
    }
    const auto& item = items_[next];
    const auto most = excluded(item.place) ? 0 : fitting(item);
    for (auto count = most; count > 0; --count) {
      inside_.push_back(item.place);
      change_room(item.place, -count);
      const bool fine = explore(next + 1, worth + item.worth * count, unpaid - item.pays * count);
      change_room(item.place, count);
      inside_.pop_back();
      if (!fine) {
        return false;
      }
    }
    return explore(next + 1, worth, unpaid);
  }

  void change_room(std::size_t place, std::int64_t items) {
    for (std::size_t d = 0; d < room_.size(); ++d) {
      room_[d] += demand(place)[d] * items;
    }
  }

  const Claims* claims_;
  const Claims::ClaimedOption* option_;
  const BinClaim* claim_;
  std::vector<Item> items_;
  int128 total_ = 0;
  Vector room_;
  std::vector<std::size_t> inside_;
  std::int64_t steps_ = 0;
};

// All options of one column whose claims rest on the same grid: what bins hold at most in two
// dimensions, by what there is of each.
class TableCheck {
 public:
  TableCheck(const Claims& claims, std::vector<const Claims::ClaimedOption*> options)
      : claims_(&claims), options_(std::move(options)), grid_(options_.front()->claim) {
    for (std::size_t place = 0; place < claims.shapes.size(); ++place) {
      std::int64_t most = 0;
      for (const auto* option : options_) {
        most = std::max(most, option->most[place]);
      }
      if (most > 0 && claims.shapes[place].worth > 0) {
        items_.push_back({place, most});
        bundles_ += base::binary_digits(most);
      }
    }
  }

  bool holds() {
    if (grid_->first_unit < 1 || grid_->second_unit < 1 || grid_->first == grid_->second ||
        std::max(grid_->first, grid_->second) >= claims_->dimensions) {
      return false;
    }
    for (const auto* option : options_) {
      height_ = std::max(height_, rows(*option) + 1);
      width_ = std::max(width_, columns(*option) + 1);
    }
    if (int128{height_} * width_ * (bundles_ + 1) > kTableSteps) {
      return false;
    }
    fill();
    return std::all_of(options_.begin(), options_.end(), [&](const auto* option) {
      const auto cell = rows(*option) * width_ + columns(*option);
      return best_[static_cast<std::size_t>(cell)] <= option->claim->most;
    });
  }

 private:
  struct Item {
    std::size_t place = 0;
    std::int64_t most = 0;
  };

  std::int64_t rows(const Claims::ClaimedOption& option) const {
    return option.capacity[grid_->first] / grid_->first_unit;
  }

  std::int64_t columns(const Claims::ClaimedOption& option) const {
    return option.capacity[grid_->second] / grid_->second_unit;
  }

  // One bundle of items after the other; every number of items up to the most is a sum of bundles.
  void fill() {
    best_.assign(static_cast<std::size_t>(height_ * width_), 0);
    for (const auto& item : items_) {
      const auto& shape = claims_->shapes[item.place];
      auto rest = item.most;
      for (std::int64_t bundle = 1; rest > 0; bundle *= 2) {
        const auto size = std::min(bundle, rest);
        rest -= size;
        const auto down = int128{shape.demand[grid_->first] / grid_->first_unit} * size;
        const auto right = int128{shape.demand[grid_->second] / grid_->second_unit} * size;
        if (down < height_ && right < width_) {
          add_bundle(static_cast<std::int64_t>(down), static_cast<std::int64_t>(right),
                     int128{shape.worth} * size);
        }
      }
    }
  }

  void add_bundle(std::int64_t down, std::int64_t right, int128 worth) {
    for (auto row = height_ - 1; row >= down; --row) {
      for (auto column = width_ - 1; column >= right; --column) {
        auto& here = best_[static_cast<std::size_t>(row * width_ + column)];
        const auto from = (row - down) * width_ + column - right;
        here = std::max(here, best_[static_cast<std::size_t>(from)] + worth);
      }
    }
  }

  const Claims* claims_;
  std::vector<const Claims::ClaimedOption*> options_;
  const BinClaim* grid_;
  std::vector<Item> items_;
  std::int64_t bundles_ = 0;
  std::int64_t height_ = 0;
  std::int64_t width_ = 0;
  std::vector<int128> best_;
};

bool claims_hold(const Claims& claims) {
  using Key = std::tuple<std::size_t, std::size_t, std::size_t, Amount, Amount>;
  std::map<Key, std::vector<const Claims::ClaimedOption*>> tables;
  auto steps = kAllSearchSteps;
  for (const auto& option : claims.options) {
    const auto& claim = *option.claim;
    if (claim.kind == BinClaim::Kind::table) {
      tables[{option.column, claim.first, claim.second, claim.first_unit, claim.second_unit}]
          .push_back(&option);
      continue;
    }
    OptionCheck check(claims, option);
    if (claim.kind == BinClaim::Kind::shares ? !check.holds_by_shares()
                                             : !check.holds_by_search(steps)) {
      return false;
    }
  }
  return std::all_of(tables.begin(), tables.end(),
                     [&](const auto& table) { return TableCheck(claims, table.second).holds(); });
}

bool is_claimable(std::int64_t value) {
  return value >= 0 && value <= kMost;
}

bool numbers_hold(const Claims& claims) {
  const auto sound = [&](const Claims::ClaimedOption& option) {
    const auto& shares = option.claim->shares;
    return is_claimable(option.surcharge) && is_claimable(option.claim->most) &&
           shares.size() == claims.dimensions &&
           std::all_of(shares.begin(), shares.end(), is_claimable) &&
           (option.surcharge == 0 || option.max_count.has_value());
  };
  const auto worth_paying = [&](const Claims::ClaimedShape& shape) {
    return is_claimable(shape.worth) &&
           (!shape.alone || shape.worth <= int128{*shape.alone} << claims.shift);
  };
  return claims.shift >= 0 && claims.shift <= 40 && is_claimable(claims.bin_price) &&
         std::all_of(claims.options.begin(), claims.options.end(), sound) &&
         std::all_of(claims.shapes.begin(), claims.shapes.end(), worth_paying);
}

// All items and bins at their worth, less what limits give back.
std::optional<int128> total_worth(const Claims& claims) {
  int128 sum = 0;
  bool lost = false;
  for (const auto& shape : claims.shapes) {
    lost = lost || __builtin_add_overflow(sum, int128{shape.worth} * shape.count, &sum);
  }
  lost = lost || sum > kMostTotal;
  bool limited = false;
  for (const auto& option : claims.options) {
    if (option.max_count) {
      limited = true;
      lost =
          lost || __builtin_sub_overflow(sum, int128{option.surcharge} * *option.max_count, &sum);
    }
  }
  if (lost || sum < 0) {
    return std::nullopt;
  }
  // Limits may make the least number of bins impossible.
  return sum +
         int128{claims.bin_price} * (limited ? 1 : std::max<std::int64_t>(claims.min_bins, 1));
}

// If no bin holds more than k times what it may without losing, items and bins at a k-th of their
// worth never cost less than what is charged for them.
std::optional<int128> shrunk(const Claims& claims, int128 total) {
  int128 worst_most = 1;
  int128 worst_allowed = 1;
  for (const auto& option : claims.options) {
    const auto allowed =
        (int128{option.price} << claims.shift) + option.surcharge - claims.bin_price;
    if (allowed <= 0 || allowed > kMost) {
      return std::nullopt;
    }
    const int128 most = option.claim->most;
    if (most * worst_allowed > worst_most * allowed) {
      worst_most = most;
      worst_allowed = allowed;
    }
  }
  if (worst_most <= worst_allowed) {
    return total;
  }
  // total * allowed / most without leaving 128 bits
  return total / worst_most * worst_allowed + total % worst_most * worst_allowed / worst_most;
}

std::int64_t divisor_of_prices(const Claims& claims) {
  std::int64_t divisor = 0;
  for (const auto& option : claims.options) {
    divisor = std::gcd(divisor, option.price);
  }
  for (const auto& shape : claims.shapes) {
    divisor = std::gcd(divisor, shape.alone.value_or(0));
  }
  return std::max<std::int64_t>(divisor, 1);
}

// A cost is a sum of prices, so the bound may go up to the next multiple of what divides them all.
// With everything alone there may be no bin; items that no bin holds are alone in any case.
std::optional<std::int64_t> whole_bound(const Claims& claims, int128 in_bins) {
  int128 all_alone = 0;
  bool bins_certain = false;
  for (const auto& shape : claims.shapes) {
    bins_certain = bins_certain || !shape.alone;
    all_alone += int128{shape.alone.value_or(0)} * shape.count;
  }
  in_bins = bins_certain ? in_bins : std::min(in_bins, all_alone);
  const auto divisor = divisor_of_prices(claims);
  const auto rounded = base::div_ceil(std::max(in_bins, int128{0}), divisor) * divisor;
  return base::narrow(rounded + claims.forced);
}

}  // namespace

std::optional<std::int64_t> bound_by(const Claims& claims) {
  if (!numbers_hold(claims)) {
    return std::nullopt;
  }
  const auto total = total_worth(claims);
  if (!total || !claims_hold(claims)) {
    return std::nullopt;
  }
  const auto in_bins = shrunk(claims, *total);
  return in_bins ? whole_bound(claims, base::div_ceil(*in_bins, int128{1} << claims.shift))
                 : std::nullopt;
}

}  // namespace eksplan::pack
