#pragma once
/// What of a problem a load touches, as the bounds need it.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/fluid.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

/// Items that are to be served and that some bin holds. Shapes are spoken of by their place in
/// `shapes`.
struct Scope {
  const Problem* problem = nullptr;
  const Load* load = nullptr;
  std::vector<std::size_t> shapes;   ///< with items that some bin holds
  std::vector<std::int64_t> most;    ///< [option * places + place]: items one bin holds at most
  std::int64_t least_bins = 0;       ///< wherever there is a bin at all
  bool bins_certain = false;         ///< some shape cannot be served alone
  std::vector<std::size_t> limited;  ///< options that may be bought so often only
  int shift = 0;                     ///< worths are integers times 2^shift; their sums over a bin
                                     ///< stay below 2^62

  std::size_t places() const { return shapes.size(); }

  std::int64_t count(std::size_t place) const { return load->counts[shapes[place]]; }

  std::int64_t alone(std::size_t place) const { return load->alone[shapes[place]]; }

  std::int64_t most_of(std::size_t place, std::size_t option) const {
    return most[option * shapes.size() + place];
  }

  std::int64_t price(std::size_t option) const { return problem->prices[option] << shift; }
};

Scope scope_of(const Problem& problem, const Load& load);

/// What everything that bins could hold costs alone; only where bins are not certain.
base::int128 all_alone(const Scope& scope);

/// A cost is a sum of prices, so a bound may go up to the next sum of that kind: a multiple of what
/// divides every price. Where everything can be alone there may be no bin at all, and what asks for
/// bins says nothing about that one case. `in_bins`: the bound without items that no bin holds.
std::int64_t finish_bound(const Scope& scope, base::int128 in_bins);

/// The draft's bins, and whatever it does not hold alone.
base::int128 cost_with_alone(const Problem& problem, const Load& load, const Draft& draft);

}  // namespace eksplan::pack
