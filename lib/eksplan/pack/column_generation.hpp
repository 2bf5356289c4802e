#pragma once
/// Column generation: the cheapest mix of patterns when bins may be cut, and worths of items that
/// prove how little it can cost. Every step of the way proves a bound, so it may be cut off
/// anywhere.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "eksplan/pack/certificate.hpp"
#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/master.hpp"
#include "eksplan/pack/pricing.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {

/// Worths of items with what bins of every option can hold at most: whatever is bought, the sum of
/// `most` over the bins and of worths over what is alone is no less than the worth of all items.
struct WorthPoint {
  Worths worths;                         ///< by place, times 2^shift
  std::int64_t bin_price = 0;            ///< what each bin is worth by itself, times 2^shift
  std::vector<std::int64_t> surcharges;  ///< by option, times 2^shift; 0 where it has no limit
  std::vector<OptionWorth> options;
};

struct ColumnEffort {
  int rounds = 60;
  std::int64_t work = 400'000'000;  ///< items, cells and steps looked at; about a second
  double reach =
      0;  ///< worths move by this part from the best ones known, step by step; 0 = freely
};

struct Columns {
  base::int128 bound = 0;          ///< of what bins can hold, before it is finished; 0 = nothing
  Certificate certificate;         ///< of that bound
  std::vector<WorthPoint> points;  ///< all worths that were looked at, the best last
  std::vector<CutBins> bins;       ///< the cheapest mix of the patterns found
  double mix_cost = 0;             ///< what that mix costs, with what it leaves alone
  int rounds = 0;
  std::int64_t work = 0;
};

/// `guide`: worths by shape times 2^guide_shift to begin with. `packing`: serves the load with what
/// it leaves over alone; its patterns are the first columns. Stops as soon as the finished bound
/// reaches `enough`.
Columns generate_columns(const Scope& scope, const Fluid& guide, const Draft& packing,
                         std::int64_t enough, const ColumnEffort& effort);

}  // namespace eksplan::pack
