#include "eksplan/pack/fluid.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/fluid_cuts.hpp"
#include "eksplan/pack/fluid_proof.hpp"
#include "eksplan/pack/fluid_rows.hpp"
#include "eksplan/pack/relaxation.hpp"

namespace eksplan::pack {
namespace {

using base::int128;

constexpr std::size_t kFluidCutRounds = 3;

int128 all_alone(const FluidRows& rows, const Load& load) {
  int128 cost = 0;
  for (const auto shape : rows.active()) {
    cost += int128{load.alone[shape]} * load.counts[shape];
  }
  return cost;
}

// By place in the active shapes: of one item, in a bin or alone, times 2^shift.
std::vector<int128> find_worths(const FluidRows& rows, const Load& load, const RowPrices& proof) {
  std::vector<int128> worths;
  worths.reserve(rows.active().size());
  for (const auto shape : rows.active()) {
    auto worth = worth_in_bins(rows, proof, shape);
    if (load.alone[shape] != kUnlimited) {
      worth = std::min(worth, int128{load.alone[shape]} << proof.shift);
    }
    worths.push_back(worth);
  }
  return worths;
}

int128 proven_cost(const FluidRows& rows, const Load& load, const RowPrices& proof,
                   const std::vector<int128>& worths) {
  int128 sum = 0;
  for (std::size_t row = 0; row < rows.size(); ++row) {
    sum += proof.prices[row] * rows.floor_of(row);
  }
  for (std::size_t place = 0; place < worths.size(); ++place) {
    sum += worths[place] * load.counts[rows.active()[place]];
  }
  return sum >> proof.shift;
}

// A cost is a sum of prices, so the bound may go up to the next sum of that kind. Where everything
// can be alone there may be no bin at all: the rows that ask for bins then say nothing about that
// one case.
std::int64_t finish_bound(const FluidRows& rows, const Load& load, int128 in_rows,
                          bool bins_certain) {
  if (!bins_certain) {
    in_rows = std::min(in_rows, all_alone(rows, load));
  }
  const auto total = in_rows + forced_alone(rows.problem(), load);
  const auto divisor = common_divisor(rows.problem(), load);
  return static_cast<std::int64_t>(base::div_ceil(total, divisor) * divisor);
}

void set_guides(const FluidRows& rows, const RowPrices& proof, const std::vector<int128>& worths,
                Fluid& result) {
  const auto& problem = rows.problem();
  const auto largest = *std::max_element(problem.prices.begin(), problem.prices.end());
  result.worth_shift = std::clamp(54 - base::binary_digits(largest), 0, proof.shift);
  for (std::size_t place = 0; place < worths.size(); ++place) {
    result.worth[rows.active()[place]] =
        static_cast<std::int64_t>(worths[place] >> (proof.shift - result.worth_shift));
  }
  for (std::size_t option = 0; option < problem.options; ++option) {
    const auto offered = static_cast<double>(sum_of_offers(rows, proof, option).value_or(0));
    result.slack[option] =
        1.0 - offered / static_cast<double>(int128{problem.prices[option]} << proof.shift);
  }
}

std::vector<std::size_t> active_shapes(const Problem& problem, const Load& load) {
  std::vector<std::size_t> active;
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    if (load.counts[shape] > 0 && problem.placeable[shape]) {
      active.push_back(shape);
    }
  }
  return active;
}

// Room for every product in 128 bits: the whole cost times 2^shift stays below 2^120.
int proof_shift(const Problem& problem, const Load& load) {
  int128 items = 1;
  for (const auto count : load.counts) {
    items += count;
  }
  const auto largest = *std::max_element(problem.prices.begin(), problem.prices.end());
  return std::clamp(120 - base::binary_digits(largest) - base::binary_digits(items), 0, 50);
}

}  // namespace

std::int64_t common_divisor(const Problem& problem, const Load& load) {
  std::int64_t divisor = 0;
  for (const auto price : problem.prices) {
    divisor = std::gcd(divisor, price);
  }
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    if (load.counts[shape] > 0 && load.alone[shape] != kUnlimited) {
      divisor = std::gcd(divisor, load.alone[shape]);
    }
  }
  return std::max<std::int64_t>(divisor, 1);
}

// Items that no bin holds cost what they cost alone.
int128 forced_alone(const Problem& problem, const Load& load) {
  int128 cost = 0;
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    if (load.counts[shape] > 0 && !problem.placeable[shape] && load.alone[shape] != kUnlimited) {
      cost += int128{load.alone[shape]} * load.counts[shape];
    }
  }
  return cost;
}

Fluid fluid(const Problem& problem, const Load& load, FluidCuts wanted) {
  Fluid result;
  result.worth.assign(problem.shapes, 0);
  result.slack.assign(problem.options, 0.0);
  result.bought.assign(problem.options, 0.0);
  const auto active = active_shapes(problem, load);
  if (active.empty()) {
    result.lower_bound = static_cast<std::int64_t>(forced_alone(problem, load));
    return result;
  }
  const bool bins_certain = std::any_of(active.begin(), active.end(), [&](std::size_t shape) {
    return load.alone[shape] == kUnlimited;
  });
  const bool limited = std::any_of(problem.limits.begin(), problem.limits.end(),
                                   [](std::int64_t limit) { return limit != kUnlimited; });
  FluidRows rows(problem, active, limited ? 1 : std::max<std::int64_t>(problem.min_bins, 1));
  const auto cuts = wanted == FluidCuts::none ? std::vector<FluidRow>{} : possible_cuts(rows, load);
  const int shift = proof_shift(problem, load);
  for (std::size_t round = 0; round <= kFluidCutRounds; ++round) {
    const auto guess = Relaxation(rows, load).solve();
    const auto proof = prove(rows, guess, shift);
    if (!proof) {
      break;
    }
    const auto worths = find_worths(rows, load, *proof);
    const auto relaxed = proven_cost(rows, load, *proof, worths);
    const auto bound = finish_bound(rows, load, relaxed, bins_certain);
    if (bound > result.lower_bound || round == 0) {
      result.lower_bound = bound;
      result.relaxed_bound = static_cast<std::int64_t>(relaxed);
      set_guides(rows, *proof, worths, result);
      result.bought = guess.option_counts;
    }
    if (round == kFluidCutRounds || cuts.empty() || !add_cuts(cuts, load, guess, rows)) {
      break;
    }
  }
  return result;
}

}  // namespace eksplan::pack
