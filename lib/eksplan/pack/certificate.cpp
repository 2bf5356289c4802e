#include "eksplan/pack/certificate.hpp"

#include <algorithm>
#include <map>
#include <numeric>
#include <tuple>
#include <utility>

#include "eksplan/base/checked.hpp"

namespace eksplan::pack {
namespace {

using base::int128;

constexpr std::int64_t kSearchSteps = 2'000'000;
constexpr std::int64_t kTableSteps = 2'000'000'000;
constexpr int128 kMost = int128{1} << 62U;        // of every number in a certificate
constexpr int128 kMostTotal = int128{1} << 110U;  // of all items together

// The shapes that count: with items, and in some bin.
std::vector<std::size_t> counted_shapes(const Problem& problem, const Load& load) {
  std::vector<std::size_t> shapes;
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    if (load.counts[shape] > 0 && problem.placeable[shape]) {
      shapes.push_back(shape);
    }
  }
  return shapes;
}

// One option of a problem with what a certificate says of it.
class ClaimCheck {
 public:
  ClaimCheck(const Problem& problem, const Load& load, const Certificate& certificate,
             std::size_t option)
      : problem_(&problem), claim_(&certificate.bins[option]), option_(option) {
    for (const auto shape : counted_shapes(problem, load)) {
      const auto most = std::min(problem.copies(shape, option), load.counts[shape]);
      const auto worth = certificate.worths[shape];
      if (most > 0 && worth > 0) {
        items_.push_back({shape, most, worth, pays(shape)});
      }
    }
    total_ = std::accumulate(claim_->shares.begin(), claim_->shares.end(), int128{0});
  }

  bool holds() {
    switch (claim_->kind) {
      case BinClaim::Kind::shares:
        return holds_by_shares();
      case BinClaim::Kind::search:
        return holds_by_search();
      case BinClaim::Kind::table:
        return false;  // tables answer for many options at once
    }
    return false;
  }

 private:
  struct Item {
    std::size_t shape = 0;
    std::int64_t most = 0;
    int128 worth = 0;
    int128 pays = 0;
  };

  int128 pays(std::size_t shape) const {
    int128 sum = 0;
    for (std::size_t d = 0; d < problem_->dimensions; ++d) {
      const auto capacity = problem_->capacity(option_)[d];
      sum += capacity > 0 ? int128{claim_->shares[d]} * problem_->demand(shape)[d] / capacity : 0;
    }
    return sum;
  }

  static int128 excess(const Item& item) { return std::max(item.worth - item.pays, int128{0}); }

  bool holds_by_shares() const {
    int128 sum = total_;
    for (const auto& item : items_) {
      sum += excess(item) * item.most;
    }
    return sum <= claim_->most;
  }

  // Items with the most to gain are decided first. A branch ends where even the rest at its best
  // stays within the claim.
  bool holds_by_search() {
    std::stable_sort(items_.begin(), items_.end(), [](const Item& a, const Item& b) {
      return static_cast<double>(a.worth) * (static_cast<double>(b.pays) + 1.0) >
             static_cast<double>(b.worth) * (static_cast<double>(a.pays) + 1.0);
    });
    steps_ = kSearchSteps;
    room_.assign(problem_->capacity(option_), problem_->capacity(option_) + problem_->dimensions);
    return explore(0, 0, total_) && steps_ > 0;
  }

  std::int64_t fitting(const Item& item) const {
    auto fit = item.most;
    for (std::size_t d = 0; d < room_.size(); ++d) {
      const auto one = problem_->demand(item.shape)[d];
      fit = one > 0 ? std::min(fit, room_[d] / one) : fit;
    }
    return fit;
  }

  bool excluded(std::size_t shape) const {
    return std::any_of(inside_.begin(), inside_.end(), [&](std::size_t other) {
      const auto& enemies = problem_->conflicts[other];
      return std::find(enemies.begin(), enemies.end(), shape) != enemies.end();
    });
  }

  // False: a bin is worth more than claimed, or there is no time left.
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
    const auto most = excluded(item.shape) ? 0 : fitting(item);
    for (auto count = most; count > 0; --count) {
      inside_.push_back(item.shape);
      change_room(item.shape, -count);
      const bool fine = explore(next + 1, worth + item.worth * count, unpaid - item.pays * count);
      change_room(item.shape, count);
      inside_.pop_back();
      if (!fine) {
        return false;
      }
    }
    return explore(next + 1, worth, unpaid);
  }

  void change_room(std::size_t shape, std::int64_t items) {
    for (std::size_t d = 0; d < room_.size(); ++d) {
      room_[d] += problem_->demand(shape)[d] * items;
    }
  }

  const Problem* problem_;
  const BinClaim* claim_;
  std::size_t option_;
  std::vector<Item> items_;
  int128 total_ = 0;
  Vector room_;
  std::vector<std::size_t> inside_;
  std::int64_t steps_ = 0;
};

int bits(std::int64_t value) {
  int count = 0;
  for (; value > 0; value /= 2) {
    ++count;
  }
  return count;
}

// All options of one column whose claims rest on the same grid: what bins hold at most in two
// dimensions, by what there is of each.
class TableCheck {
 public:
  TableCheck(const Problem& problem, const Load& load, const Certificate& certificate,
             std::vector<std::size_t> options)
      : problem_(&problem), certificate_(&certificate), options_(std::move(options)) {
    for (const auto shape : counted_shapes(problem, load)) {
      std::int64_t most = 0;
      for (const auto option : options_) {
        most = std::max(most, std::min(problem.copies(shape, option), load.counts[shape]));
      }
      if (most > 0 && certificate.worths[shape] > 0) {
        items_.push_back({shape, most});
        bundles_ += bits(most);
      }
    }
  }

  bool holds() {
    const auto& grid = certificate_->bins[options_.front()];
    if (grid.first_unit < 1 || grid.second_unit < 1 || grid.first == grid.second ||
        std::max(grid.first, grid.second) >= problem_->dimensions) {
      return false;
    }
    for (const auto option : options_) {
      height_ = std::max(height_, rows(option) + 1);
      width_ = std::max(width_, columns(option) + 1);
    }
    if (int128{height_} * width_ * (bundles_ + 1) > kTableSteps) {
      return false;
    }
    fill();
    return std::all_of(options_.begin(), options_.end(), [&](std::size_t option) {
      const auto cell = rows(option) * width_ + columns(option);
      return best_[static_cast<std::size_t>(cell)] <= certificate_->bins[option].most;
    });
  }

 private:
  struct Item {
    std::size_t shape = 0;
    std::int64_t most = 0;
  };

  std::int64_t rows(std::size_t option) const {
    const auto& grid = certificate_->bins[options_.front()];
    return problem_->capacity(option)[grid.first] / grid.first_unit;
  }

  std::int64_t columns(std::size_t option) const {
    const auto& grid = certificate_->bins[options_.front()];
    return problem_->capacity(option)[grid.second] / grid.second_unit;
  }

  // One bundle of items after the other; every number of items up to the most is a sum of bundles.
  void fill() {
    const auto& grid = certificate_->bins[options_.front()];
    best_.assign(static_cast<std::size_t>(height_ * width_), 0);
    for (const auto& item : items_) {
      const auto* demand = problem_->demand(item.shape);
      auto rest = item.most;
      for (std::int64_t bundle = 1; rest > 0; bundle *= 2) {
        const auto size = std::min(bundle, rest);
        rest -= size;
        const auto down = int128{demand[grid.first] / grid.first_unit} * size;
        const auto right = int128{demand[grid.second] / grid.second_unit} * size;
        if (down < height_ && right < width_) {
          add_bundle(static_cast<std::int64_t>(down), static_cast<std::int64_t>(right),
                     int128{certificate_->worths[item.shape]} * size);
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

  const Problem* problem_;
  const Certificate* certificate_;
  std::vector<std::size_t> options_;
  std::vector<Item> items_;
  std::int64_t bundles_ = 0;
  std::int64_t height_ = 0;
  std::int64_t width_ = 0;
  std::vector<int128> best_;
};

bool claims_hold(const Problem& problem, const Load& load, const Certificate& certificate) {
  using Key = std::tuple<std::size_t, std::size_t, std::size_t, Amount, Amount>;
  std::map<Key, std::vector<std::size_t>> tables;
  for (std::size_t option = 0; option < problem.options; ++option) {
    const auto& claim = certificate.bins[option];
    if (claim.kind == BinClaim::Kind::table) {
      tables[{problem.column[option], claim.first, claim.second, claim.first_unit,
              claim.second_unit}]
          .push_back(option);
    } else if (!ClaimCheck(problem, load, certificate, option).holds()) {
      return false;
    }
  }
  return std::all_of(tables.begin(), tables.end(), [&](const auto& table) {
    return TableCheck(problem, load, certificate, table.second).holds();
  });
}

bool within(std::int64_t value) {
  return value >= 0 && value <= kMost;
}

bool sizes_hold(const Problem& problem, const Certificate& certificate) {
  return certificate.worths.size() == problem.shapes &&
         certificate.surcharges.size() == problem.options &&
         certificate.bins.size() == problem.options && certificate.shift >= 0 &&
         certificate.shift <= 40 && within(certificate.bin_price) &&
         std::all_of(certificate.worths.begin(), certificate.worths.end(), within) &&
         std::all_of(certificate.surcharges.begin(), certificate.surcharges.end(), within) &&
         std::all_of(certificate.bins.begin(), certificate.bins.end(), [&](const BinClaim& claim) {
           return within(claim.most) && claim.shares.size() == problem.dimensions &&
                  std::all_of(claim.shares.begin(), claim.shares.end(), within);
         });
}

bool alone_prices_hold(const Load& load, const Certificate& certificate,
                       const std::vector<std::size_t>& shapes) {
  return std::all_of(shapes.begin(), shapes.end(), [&](std::size_t shape) {
    return load.alone[shape] == kUnlimited || certificate.worths[shape] <= int128{load.alone[shape]}
                                                                               << certificate.shift;
  });
}

// What a bin of the option may hold without shrinking the bound.
int128 allowance(const Problem& problem, const Certificate& certificate, std::size_t option) {
  const auto surcharge = problem.limits[option] == kUnlimited ? 0 : certificate.surcharges[option];
  return (int128{problem.prices[option]} << certificate.shift) + surcharge - certificate.bin_price;
}

// All items and bins at their worth, less what limits give back.
std::optional<int128> total_worth(const Problem& problem, const Load& load,
                                  const Certificate& certificate,
                                  const std::vector<std::size_t>& shapes) {
  bool limited = false;
  int128 sum = 0;
  bool lost = false;
  for (const auto shape : shapes) {
    lost = lost || __builtin_add_overflow(
                       sum, int128{certificate.worths[shape]} * load.counts[shape], &sum);
  }
  lost = lost || sum > kMostTotal;
  for (std::size_t option = 0; option < problem.options && !lost; ++option) {
    if (problem.limits[option] != kUnlimited) {
      limited = true;
      lost = __builtin_sub_overflow(
          sum, int128{certificate.surcharges[option]} * problem.limits[option], &sum);
    } else if (certificate.surcharges[option] != 0) {
      return std::nullopt;
    }
  }
  const auto bins = limited ? 1 : std::max<std::int64_t>(problem.min_bins, 1);
  if (lost || sum < 0) {
    return std::nullopt;
  }
  return sum + int128{certificate.bin_price} * bins;
}

std::int64_t divisor_of_prices(const Problem& problem, const Load& load) {
  std::int64_t divisor = 0;
  for (const auto price : problem.prices) {
    divisor = std::gcd(divisor, price);
  }
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    const bool can_be_alone = load.counts[shape] > 0 && load.alone[shape] != kUnlimited;
    divisor = can_be_alone ? std::gcd(divisor, load.alone[shape]) : divisor;
  }
  return std::max<std::int64_t>(divisor, 1);
}

// With everything alone there may be no bin; items that no bin holds are alone in any case.
std::optional<std::int64_t> whole_bound(const Problem& problem, const Load& load, int128 in_bins) {
  int128 forced = 0;
  int128 alone = 0;
  bool bins_certain = false;
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    if (load.counts[shape] == 0) {
      continue;
    }
    if (load.alone[shape] == kUnlimited) {
      bins_certain = bins_certain || problem.placeable[shape];
    } else {
      (problem.placeable[shape] ? alone : forced) += int128{load.alone[shape]} * load.counts[shape];
    }
  }
  const auto sum = forced + (bins_certain ? in_bins : std::min(in_bins, alone));
  const auto divisor = divisor_of_prices(problem, load);
  return base::narrow(base::div_ceil(std::max(sum, int128{0}), divisor) * divisor);
}

}  // namespace

std::optional<std::int64_t> check(const Problem& problem, const Load& load,
                                  const Certificate& certificate) {
  const auto shapes = counted_shapes(problem, load);
  if (!sizes_hold(problem, certificate) || !alone_prices_hold(load, certificate, shapes)) {
    return std::nullopt;
  }
  const auto total = total_worth(problem, load, certificate, shapes);
  if (!total || !claims_hold(problem, load, certificate)) {
    return std::nullopt;
  }
  int128 worst_most = 1;
  int128 worst_allowed = 1;
  for (std::size_t option = 0; option < problem.options; ++option) {
    const auto allowed = allowance(problem, certificate, option);
    if (allowed <= 0 || allowed > kMost) {
      return std::nullopt;
    }
    const int128 most = certificate.bins[option].most;
    if (most * worst_allowed > worst_most * allowed) {
      worst_most = most;
      worst_allowed = allowed;
    }
  }
  // total * allowed / most without leaving 128 bits
  auto shrunk = *total;
  if (worst_most > worst_allowed) {
    shrunk = shrunk / worst_most * worst_allowed + shrunk % worst_most * worst_allowed / worst_most;
  }
  return whole_bound(problem, load, base::div_ceil(shrunk, int128{1} << certificate.shift));
}

bool proves(const Problem& problem, const Load& load, const Certificate& certificate,
            std::int64_t bound) {
  const auto proven = check(problem, load, certificate);
  return proven.has_value() && *proven >= bound;
}

}  // namespace eksplan::pack
