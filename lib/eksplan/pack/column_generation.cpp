#include "eksplan/pack/column_generation.hpp"

#include <algorithm>
#include <cmath>
#include <optional>
#include <utility>

namespace eksplan::pack {
namespace {

using base::int128;

constexpr std::int64_t kMasterSteps = 20'000;  // of one solve
constexpr std::size_t kColumnsPerRound = 60;
constexpr double kWeights[] = {0.85, 0.4, 0.0};  // of the best worths so far, then of the mix's own
constexpr double kLargestSurcharge = 7;          // times the price
constexpr double kBoundSlack = 1e-7;
constexpr double kMoved = 1e-6;     // the part by which a bound must rise to go on from there
constexpr double kSmallest = 1e-9;  // worths that are 0 may rise by this

// By how much the bin that can hold most shrinks the bound: most / allowed.
struct Excess {
  int128 most = 1;
  int128 allowed = 1;
};

class Generator {
 public:
  Generator(const Scope& scope, std::int64_t enough, const ColumnEffort& effort)
      : scope_(&scope), enough_(enough), effort_(effort), master_(scope), pricer_(scope) {}

  Columns run(const Fluid& guide, const Draft& packing);

 private:
  void seed(const Draft& packing);
  WorthPoint point_of(const MasterPrices& prices) const;
  WorthPoint point_of(const Fluid& guide) const;
  WorthPoint between(const WorthPoint& mix, double weight) const;
  void clamp(WorthPoint& point) const;
  std::vector<std::int64_t> allowances(const WorthPoint& point) const;
  int128 bound_of(const WorthPoint& point, const std::vector<std::int64_t>& allowed) const;
  std::size_t look_at(WorthPoint point, const WorthPoint& mix, bool closely = true);
  void run_freely(Columns& result);
  void run_near_best(Columns& result);
  void keep_near_best(double reach);
  std::size_t add_patterns(const std::vector<Pattern>& patterns, const WorthPoint& mix);
  bool loose(const WorthPoint& point, const Priced& priced,
             const std::vector<std::int64_t>& allowed) const;
  bool finished() const;

  std::int64_t work() const { return pricer_.work() + master_.steps() * master_work_; }

  const Scope* scope_;
  std::int64_t enough_;
  ColumnEffort effort_;
  Master master_;
  Pricer pricer_;
  std::int64_t master_work_ = 0;  // of one step
  std::vector<WorthPoint> points_;
  std::size_t best_ = 0;  // point with the best bound
  int128 bound_ = 0;
  bool proofs_are_loose_ = false;  // at the last point
};

// The packing itself, and for each shape the option that holds its items at the least price.
void Generator::seed(const Draft& packing) {
  for (const auto& row : packing.bins) {
    const auto contents = packing.contents_of(row);
    master_.add(row.option, {contents.begin(), contents.end()});
  }
  const auto& problem = *scope_->problem;
  for (std::size_t place = 0; place < scope_->places(); ++place) {
    std::optional<std::size_t> best;
    const auto items = [&](std::size_t option) { return int128{scope_->most_of(place, option)}; };
    for (std::size_t option = 0; option < problem.options; ++option) {
      if (items(option) > 0 && (!best || problem.prices[option] * items(*best) <
                                             problem.prices[*best] * items(option))) {
        best = option;
      }
    }
    master_.add(*best, {{scope_->shapes[place], scope_->most_of(place, *best)}});
  }
}

// No more than what they cost alone, and no more than what bins with nothing else would bear.
void Generator::clamp(WorthPoint& point) const {
  const auto allowed = allowances(point);
  for (std::size_t place = 0; place < scope_->places(); ++place) {
    int128 most = kLargestWorth;
    if (scope_->alone(place) != kUnlimited) {
      most = std::min(most, int128{scope_->alone(place)} << scope_->shift);
    }
    for (std::size_t option = 0; option < scope_->problem->options; ++option) {
      const auto items = scope_->most_of(place, option);
      most = items > 0 ? std::min(most, int128{allowed[option] / items}) : most;
    }
    point.worths[place] =
        std::clamp<std::int64_t>(point.worths[place], 0, static_cast<std::int64_t>(most));
  }
}

WorthPoint Generator::point_of(const MasterPrices& prices) const {
  const double scale = std::ldexp(master_.unit(), scope_->shift);
  const auto whole = [&](double value) {
    return static_cast<std::int64_t>(std::floor(std::clamp(value * scale, 0.0, 0x1p61)));
  };
  WorthPoint point;
  for (const auto price : prices.items) {
    point.worths.push_back(whole(price));
  }
  point.surcharges.assign(scope_->problem->options, 0);
  std::int64_t cheapest = kLargestWorth;
  for (std::size_t option = 0; option < scope_->problem->options; ++option) {
    const auto price = static_cast<double>(scope_->problem->prices[option]) / master_.unit();
    if (scope_->shift > 0) {
      point.surcharges[option] =
          whole(std::fmin(prices.surcharges[option], kLargestSurcharge * price));
    }
    cheapest = std::min(cheapest, scope_->price(option));
  }
  point.bin_price = std::min(whole(prices.bin), cheapest - 1);
  return point;
}

WorthPoint Generator::point_of(const Fluid& guide) const {
  WorthPoint point;
  for (const auto shape : scope_->shapes) {
    const double worth =
        std::ldexp(static_cast<double>(guide.worth[shape]), scope_->shift - guide.worth_shift);
    point.worths.push_back(static_cast<std::int64_t>(std::fmin(worth, 0x1p61)));
  }
  point.surcharges.assign(scope_->problem->options, 0);
  return point;
}

WorthPoint Generator::between(const WorthPoint& mix, double weight) const {
  const auto& best = points_[best_];
  const auto middle = [&](std::int64_t a, std::int64_t b) {
    return static_cast<std::int64_t>(weight * static_cast<double>(a) +
                                     (1.0 - weight) * static_cast<double>(b));
  };
  auto point = mix;
  for (std::size_t place = 0; weight > 0 && place < scope_->places(); ++place) {
    point.worths[place] = middle(best.worths[place], mix.worths[place]);
  }
  for (std::size_t option = 0; weight > 0 && option < scope_->problem->options; ++option) {
    point.surcharges[option] = middle(best.surcharges[option], mix.surcharges[option]);
  }
  point.bin_price = weight > 0 ? middle(best.bin_price, mix.bin_price) : point.bin_price;
  clamp(point);
  return point;
}

std::vector<std::int64_t> Generator::allowances(const WorthPoint& point) const {
  std::vector<std::int64_t> result;
  for (std::size_t option = 0; option < scope_->problem->options; ++option) {
    result.push_back(scope_->price(option) + point.surcharges[option] - point.bin_price);
  }
  return result;
}

// If no bin holds more than k times what it is allowed to, then items and bins at a k-th of their
// worth never cost less than what is charged for them.
int128 Generator::bound_of(const WorthPoint& point,
                           const std::vector<std::int64_t>& allowed) const {
  int128 total = int128{point.bin_price} * scope_->least_bins;
  for (std::size_t place = 0; place < scope_->places(); ++place) {
    total += int128{point.worths[place]} * scope_->count(place);
  }
  for (const auto option : scope_->limited) {
    total -= int128{point.surcharges[option]} * scope_->problem->limits[option];
  }
  Excess worst;
  for (std::size_t option = 0; option < allowed.size(); ++option) {
    const int128 most = point.options[option].most;
    if (most * worst.allowed > worst.most * allowed[option]) {
      worst = {most, allowed[option]};
    }
  }
  total = std::max(total, int128{0});
  if (worst.most > worst.allowed) {
    total = total / worst.most * worst.allowed + total % worst.most * worst.allowed / worst.most;
  }
  return total;
}

// The patterns that would make the mix cheaper, those that pay most first.
std::size_t Generator::add_patterns(const std::vector<Pattern>& patterns, const WorthPoint& mix) {
  std::vector<std::size_t> place_of(scope_->problem->shapes, 0);
  for (std::size_t place = 0; place < scope_->places(); ++place) {
    place_of[scope_->shapes[place]] = place;
  }
  const auto allowed = allowances(mix);
  std::vector<std::pair<double, std::size_t>> gains;
  for (std::size_t option = 0; option < patterns.size(); ++option) {
    double worth = 0;
    for (const auto& content : patterns[option].contents) {
      worth += static_cast<double>(mix.worths[place_of[content.shape]]) *
               static_cast<double>(content.items);
    }
    const double ratio = worth / static_cast<double>(allowed[option]);
    if (ratio > 1.0 + kBoundSlack) {
      gains.emplace_back(-ratio, option);
    }
  }
  std::sort(gains.begin(), gains.end());
  gains.resize(std::min(gains.size(), kColumnsPerRound));
  std::size_t added = 0;
  for (const auto& [ratio, option] : gains) {
    added += master_.add(option, patterns[option].contents) ? 1U : 0U;
  }
  return added;
}

// What bins are proven to hold at most exceeds what is known to be in one by more than that exceeds
// what is allowed, and by more than half of what separates the bound from the mix.
bool Generator::loose(const WorthPoint& point, const Priced& priced,
                      const std::vector<std::int64_t>& allowed) const {
  double most = 1.0;
  double found = 1.0;
  for (std::size_t option = 0; option < allowed.size(); ++option) {
    const auto allowance = static_cast<double>(allowed[option]);
    most = std::fmax(most, static_cast<double>(point.options[option].most) / allowance);
    found = std::fmax(found, static_cast<double>(priced.patterns[option].worth) / allowance);
  }
  const double cost = std::ldexp(master_.cost(), scope_->shift);
  return most - found > std::fmax(found - 1.0, 0.5 * (1.0 - static_cast<double>(bound_) / cost));
}

std::size_t Generator::look_at(WorthPoint point, const WorthPoint& mix, bool closely) {
  const auto allowed = allowances(point);
  auto priced =
      closely ? pricer_.price(point.worths, allowed) : pricer_.glance(point.worths, allowed);
  point.options = std::move(priced.options);
  const auto bound = bound_of(point, allowed);
  proofs_are_loose_ = loose(point, priced, allowed);
  points_.push_back(std::move(point));
  if (points_.size() == 1 || bound > bound_) {
    bound_ = bound;
    best_ = points_.size() - 1;
  }
  return add_patterns(priced.patterns, mix);
}

bool Generator::finished() const {
  const auto bound = base::div_ceil(bound_, int128{1} << scope_->shift);
  return finish_bound(*scope_, bound) >= enough_;
}

void Generator::run_freely(Columns& result) {
  std::size_t step = 0;
  bool solved = true;
  while (solved && result.rounds < effort_.rounds && work() < effort_.work && !finished()) {
    ++result.rounds;
    solved = master_.solve(kMasterSteps);
    const auto mix = point_of(master_.prices());
    const double cost = std::ldexp(master_.cost(), scope_->shift);
    if (static_cast<double>(bound_) >= cost * (1.0 - kBoundSlack)) {
      break;
    }
    auto added = look_at(between(mix, kWeights[step]), mix);
    if (added > 0) {
      added += add_patterns(pricer_.patterns(between(mix, 0.0).worths), mix);
    }
    step = added > 0 ? 0 : step + 1;
    const bool stuck = step == std::size(kWeights);
    if (stuck || proofs_are_loose_) {
      const bool harder = pricer_.try_harder();
      if (stuck && !harder) {
        break;
      }
      step = stuck ? 0 : step;
    }
  }
}

// Worths move little from the best ones known, so few options are of interest, and the others need
// no more than a glance. Where nothing more is to be found there, the best ones have moved.
void Generator::run_near_best(Columns& result) {
  auto reach = effort_.reach;
  auto center = bound_;
  keep_near_best(reach);
  while (result.rounds < effort_.rounds && work() < effort_.work && !finished()) {
    ++result.rounds;
    if (!master_.solve(kMasterSteps)) {
      return;
    }
    const auto mix = point_of(master_.prices());
    if (look_at(between(mix, 0.5), mix, false) > 0 || look_at(between(mix, 0.0), mix, false) > 0 ||
        look_at(between(mix, 0.0), mix, true) > 0) {
      continue;
    }
    const bool moved = static_cast<double>(bound_) > static_cast<double>(center) * (1.0 + kMoved);
    if (moved) {
      center = bound_;
    } else if (proofs_are_loose_ && pricer_.try_harder()) {
      continue;
    } else if (master_.pressed() && reach > effort_.reach / 10) {
      reach /= 3;
    } else {
      return;
    }
    keep_near_best(reach);
  }
}

void Generator::keep_near_best(double reach) {
  const double scale = std::ldexp(master_.unit(), scope_->shift);
  std::vector<Range> prices;
  for (const auto worth : points_[best_].worths) {
    const double price = static_cast<double>(worth) / scale;
    prices.push_back({price * (1.0 - reach), price * (1.0 + reach) + kSmallest});
  }
  master_.keep_within(prices);
}

Columns Generator::run(const Fluid& guide, const Draft& packing) {
  seed(packing);
  master_work_ = static_cast<std::int64_t>(scope_->places()) * 40 + 500;
  Columns result;
  auto first = point_of(guide);
  clamp(first);
  const bool solved = master_.solve(kMasterSteps);
  const auto mix = point_of(master_.prices());
  look_at(std::move(first), mix, effort_.reach == 0);
  if (solved && effort_.reach > 0) {
    run_near_best(result);
  } else if (solved) {
    run_freely(result);
  }
  result.bound = bound_;
  result.work = work();
  result.mix_cost = master_.cost();
  result.bins = master_.bins();
  std::rotate(points_.begin() + static_cast<std::ptrdiff_t>(best_),
              points_.begin() + static_cast<std::ptrdiff_t>(best_) + 1, points_.end());
  result.points = std::move(points_);
  return result;
}

Certificate certificate_of(const Scope& scope, const WorthPoint& point) {
  Certificate certificate;
  certificate.shift = scope.shift;
  certificate.worths.assign(scope.problem->shapes, 0);
  for (std::size_t place = 0; place < scope.places(); ++place) {
    certificate.worths[scope.shapes[place]] = point.worths[place];
  }
  certificate.bin_price = point.bin_price;
  certificate.surcharges = point.surcharges;
  for (const auto& option : point.options) {
    BinClaim claim;
    claim.kind = static_cast<BinClaim::Kind>(option.proof);
    claim.most = option.most;
    claim.shares = option.shares;
    claim.first = option.grid.first;
    claim.second = option.grid.second;
    claim.first_unit = option.grid.first_unit;
    claim.second_unit = option.grid.second_unit;
    certificate.bins.push_back(std::move(claim));
  }
  return certificate;
}

}  // namespace

Columns generate_columns(const Scope& scope, const Fluid& guide, const Draft& packing,
                         std::int64_t enough, const ColumnEffort& effort) {
  auto columns = Generator(scope, enough, effort).run(guide, packing);
  columns.certificate = certificate_of(scope, columns.points.back());
  return columns;
}

}  // namespace eksplan::pack
