#pragma once
/// What the numbers of bins in every packing obey.

#include <cstdint>
#include <vector>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/column_generation.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {

/// Items weigh so much, and a bin holds no more than so much: offers over all bins, and weights of
/// the items alone, reach the weight of all items.
struct CountRow {
  std::vector<std::int64_t> weights;  ///< by place
  std::vector<std::int64_t> offers;   ///< by option
  base::int128 need = 0;
};

/// From worths (any numbers will do) and what bins of each option can hold of them at most.
CountRow row_of_worths(const Scope& scope, Worths worths, std::vector<std::int64_t> most);

/// From resources (for each set of options that some shape is confined to), from resources counted
/// in whole steps, and from caps.
std::vector<CountRow> resource_rows(const Scope& scope);

}  // namespace eksplan::pack
