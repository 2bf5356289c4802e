#include "eksplan/pack/fluid_proof.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>

namespace eksplan::pack {

using base::int128;

std::optional<int128> sum_of_offers(const FluidRows& rows, const RowPrices& proof,
                                    std::size_t option) {
  int128 sum = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    int128 part = 0;
    if (__builtin_mul_overflow(proof.prices[row], int128{rows.offer(row, option)}, &part) ||
        __builtin_add_overflow(sum, part, &sum)) {
      return std::nullopt;
    }
  }
  return sum;
}

namespace {

constexpr double kLargest = 1e36;  // still fits in 128 bits

// By how much the worst option offers more than its price: 1 or less is a proof.
std::optional<double> worst_excess(const FluidRows& rows, const RowPrices& proof) {
  double worst = 0;
  for (std::size_t option = 0; option < rows.problem().options; ++option) {
    const auto sum = sum_of_offers(rows, proof, option);
    if (!sum) {
      return std::nullopt;
    }
    const int128 price = int128{rows.problem().prices[option]} << proof.shift;
    const double excess = static_cast<double>(*sum) / static_cast<double>(price);
    worst =
        std::fmax(worst, *sum <= price ? std::fmin(excess, 1.0) : std::fmax(excess, 1.0 + 1e-12));
  }
  return worst;
}

void set_prices(const std::vector<double>& wanted, double factor, RowPrices& proof) {
  proof.prices.clear();
  for (const double price : wanted) {
    proof.prices.push_back(static_cast<int128>(std::floor(std::fmin(price * factor, kLargest))));
  }
}

}  // namespace

std::optional<RowPrices> prove(const FluidRows& rows, const Guess& guess, int shift) {
  RowPrices proof;
  proof.shift = shift;
  double factor = std::ldexp(1.0, shift);
  for (int attempt = 0; attempt < 8; ++attempt) {
    set_prices(guess.row_prices, factor, proof);
    const auto excess = worst_excess(rows, proof);
    if (!excess) {
      return std::nullopt;
    }
    if (*excess <= 1.0) {
      return proof;
    }
    factor *= (1.0 - 1e-13 * static_cast<double>(1U << static_cast<unsigned>(attempt))) / *excess;
  }
  return std::nullopt;
}

int128 worth_in_bins(const FluidRows& rows, const RowPrices& proof, std::size_t shape) {
  std::optional<int128> least;
  for (const auto option_class : rows.classes_of(shape)) {
    int128 worth = 0;
    for (const auto row : rows.rows_of(option_class)) {
      if (proof.prices[row] != 0) {
        worth += proof.prices[row] * rows.need(row, shape, option_class);
      }
    }
    least = least ? std::min(*least, worth) : worth;
  }
  return least.value_or(0);
}

}  // namespace eksplan::pack
