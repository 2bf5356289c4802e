#pragma once
/// A solution of an Instance.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/pack/instance.hpp"

namespace eksplan::pack {

/// `count` equal bins of one option with the same contents.
struct BinPattern {
  std::size_t option = 0;
  std::int64_t count = 1;

  struct Content {
    std::size_t shape = 0;
    std::int64_t items = 0;
    bool operator==(const Content&) const = default;
  };

  std::vector<Content> contents;  ///< by shape, each once, none with 0 items

  bool operator==(const BinPattern&) const = default;
};

/// What proves the lower bound.
enum class Bound : std::uint8_t { none, fluid, column_generation, node_count, optimal };

std::string_view name(Bound bound);  ///< "fluid", "column-generation", ...

struct Packing {
  std::vector<BinPattern> bins;          ///< by option, then contents
  std::vector<std::vector<bool>> alone;  ///< [shape][lot]: the lot is served alone
  std::vector<std::int64_t>
      unplaced;  ///< [shape]: items that no option and no alone price can serve, or for which
                 ///< max_groups or max_count leave no room
  std::int64_t cost = 0;         ///< of the bins and of what is served alone
  std::int64_t lower_bound = 0;  ///< no packing of the same items costs less; never above `cost`
  Bound bound = Bound::none;
  std::int64_t steps = 0;  ///< places for items looked at: how much was done to find the packing

  bool operator==(const Packing&) const = default;
};

}  // namespace eksplan::pack
