#include "eksplan/pack/bound_proof.hpp"

#include <algorithm>
#include <cmath>
#include <functional>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/fluid_cuts.hpp"
#include "eksplan/pack/fluid_rows.hpp"
#include "eksplan/pack/knapsack.hpp"
#include "eksplan/pack/relaxation.hpp"

namespace eksplan::pack {
namespace {

using base::int128;

constexpr int kProofCutRounds = 3;

bool makes_needless(const Instance& instance, std::size_t winner, std::size_t loser) {
  const auto& a = instance.options[winner];
  const auto& b = instance.options[loser];
  return !a.max_count && a.price <= b.price &&
         std::equal(a.capacity.begin(), a.capacity.end(), b.capacity.begin(),
                    std::greater_equal<>()) &&
         std::all_of(instance.shapes.begin(), instance.shapes.end(), [&](const Shape& shape) {
           return shape.allowed[winner] || !shape.allowed[loser];
         });
}

std::optional<std::size_t> winner_over(const Instance& instance, const Problem& problem,
                                       std::size_t loser) {
  for (const auto option : problem.original) {
    if (makes_needless(instance, option, loser)) {
      return option;
    }
  }
  return std::nullopt;
}

bool serves_some(const Instance& instance, std::size_t option) {
  return std::any_of(instance.shapes.begin(), instance.shapes.end(),
                     [&](const Shape& shape) { return shape.allowed[option]; });
}

// Prices of the relaxation's rows as worths and shares of the scope.
class FluidClaims {
 public:
  FluidClaims(const Scope& scope, const FluidRows& rows, const Guess& guess)
      : scope_(&scope), rows_(&rows), guess_(&guess) {}

  Certificate claims() const {
    const auto& problem = *scope_->problem;
    Certificate certificate;
    certificate.shift = scope_->shift;
    certificate.bin_price = bin_price();
    certificate.surcharges.assign(problem.options, 0);
    certificate.worths.assign(problem.shapes, 0);
    Worths worths;
    for (std::size_t place = 0; place < scope_->places(); ++place) {
      worths.push_back(worth(place));
      certificate.worths[scope_->shapes[place]] = worths.back();
    }
    for (std::size_t option = 0; option < problem.options; ++option) {
      BinClaim claim;
      claim.shares = shares(option);
      claim.most = most_by_shares(*scope_, option, worths, claim.shares);
      certificate.bins.push_back(std::move(claim));
    }
    return certificate;
  }

 private:
  std::int64_t whole(double value) const {
    return static_cast<std::int64_t>(
        std::floor(std::clamp(std::ldexp(value, scope_->shift), 0.0, 0x1p61)));
  }

  std::int64_t bin_price() const {
    double price = 0;
    for (std::size_t row = 0; row < rows_->size(); ++row) {
      price += rows_->rows()[row].kind == RowKind::bins ? guess_->row_prices[row] : 0.0;
    }
    auto cheapest = kLargestWorth;
    for (std::size_t option = 0; option < scope_->problem->options; ++option) {
      cheapest = std::min(cheapest, scope_->price(option));
    }
    return std::min(whole(price), cheapest - 1);
  }

  std::int64_t worth(std::size_t place) const {
    const auto shape = scope_->shapes[place];
    std::optional<double> least;
    for (const auto option_class : rows_->classes_of(shape)) {
      double cost = 0;
      for (const auto row : rows_->rows_of(option_class)) {
        cost +=
            guess_->row_prices[row] * static_cast<double>(rows_->need(row, shape, option_class));
      }
      least = std::fmin(least.value_or(cost), cost);
    }
    int128 most = whole(least.value_or(0.0));
    if (scope_->alone(place) != kUnlimited) {
      most = std::min(most, int128{scope_->alone(place)} << scope_->shift);
    }
    return static_cast<std::int64_t>(most);
  }

  Shares shares(std::size_t option) const {
    const auto& problem = *scope_->problem;
    Shares result(problem.dimensions, 0);
    for (std::size_t row = 0; row < rows_->size(); ++row) {
      const auto& said = rows_->rows()[row];
      if (said.kind == RowKind::resource || said.kind == RowKind::rounded) {
        result[said.dimension] +=
            whole(guess_->row_prices[row] * static_cast<double>(rows_->offer(row, option)));
      }
    }
    return result;
  }

  const Scope* scope_;
  const FluidRows* rows_;
  const Guess* guess_;
};

}  // namespace

std::optional<Proof> to_proof(const Instance& instance, const Problem& problem,
                              const Certificate& certificate, std::int64_t bound) {
  Proof proof;
  proof.bound = bound;
  proof.shift = certificate.shift;
  proof.worths = certificate.worths;
  proof.bin_price = certificate.bin_price;
  std::vector<bool> kept(instance.options.size(), false);
  for (std::size_t option = 0; option < problem.options; ++option) {
    kept[problem.original[option]] = true;
    proof.claims.push_back(
        {problem.original[option], certificate.surcharges[option], certificate.bins[option]});
  }
  std::sort(proof.claims.begin(), proof.claims.end(),
            [](const auto& a, const auto& b) { return a.option < b.option; });
  for (std::size_t option = 0; option < kept.size(); ++option) {
    if (kept[option] || !serves_some(instance, option)) {
      continue;
    }
    const auto winner = winner_over(instance, problem, option);
    if (!winner) {
      return std::nullopt;
    }
    proof.dominated.emplace_back(option, *winner);
  }
  return proof;
}

void prefer_shares(const Scope& scope, Certificate& certificate) {
  const auto allowed = [&](std::size_t option) {
    return int128{scope.price(option)} + certificate.surcharges[option] - certificate.bin_price;
  };
  int128 worst_most = 1;
  int128 worst_allowed = 1;
  for (std::size_t option = 0; option < certificate.bins.size(); ++option) {
    const int128 most = certificate.bins[option].most;
    if (most * worst_allowed > worst_most * allowed(option)) {
      worst_most = most;
      worst_allowed = allowed(option);
    }
  }
  Worths worths;
  for (const auto shape : scope.shapes) {
    worths.push_back(certificate.worths[shape]);
  }
  CutKnapsack knapsack(scope);
  knapsack.set_worths(worths);
  for (std::size_t option = 0; option < certificate.bins.size(); ++option) {
    auto& claim = certificate.bins[option];
    if (claim.kind == BinClaim::Kind::shares) {
      continue;
    }
    auto shares = knapsack.solve(option).shares;
    const auto most = most_by_shares(scope, option, worths, shares);
    if (most * worst_allowed <= worst_most * allowed(option)) {
      claim = BinClaim{};
      claim.most = most;
      claim.shares = std::move(shares);
    }
  }
}

std::vector<Certificate> fluid_certificates(const Scope& scope) {
  if (scope.places() == 0) {
    return {};
  }
  std::vector<Certificate> result;
  FluidRows rows(*scope.problem, scope.shapes, scope.least_bins);
  const auto cuts = possible_cuts(rows, *scope.load);
  auto guess = Relaxation(rows, *scope.load).solve();
  result.push_back(FluidClaims(scope, rows, guess).claims());
  bool cut = false;
  for (int round = 0; round < kProofCutRounds && add_cuts(cuts, *scope.load, guess, rows);
       ++round) {
    guess = Relaxation(rows, *scope.load).solve();
    cut = true;
  }
  if (cut) {
    result.push_back(FluidClaims(scope, rows, guess).claims());
  }
  return result;
}

}  // namespace eksplan::pack
