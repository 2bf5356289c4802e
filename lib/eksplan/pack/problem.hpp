#pragma once
/// An Instance made ready for solving: flat, without the options that another one beats, with every
/// yes or no about shapes and options answered once.

#include <cstddef>
#include <cstdint>
#include <limits>
#include <vector>

#include "eksplan/pack/instance.hpp"

namespace eksplan::pack {

inline constexpr std::int64_t kUnlimited = std::numeric_limits<std::int64_t>::max();

/// All of a capacity, where parts of different ones are compared.
inline constexpr std::int64_t kWhole = std::int64_t{1} << 62U;

/// Shapes keep their index in the Instance; options are renumbered, `original` leads back.
struct Problem {
  std::size_t dimensions = 0;
  std::size_t shapes = 0;
  std::size_t options = 0;
  std::size_t groups = 0;
  std::vector<Amount> demands;       ///< [shape * dimensions + dimension]
  std::vector<Amount> capacities;    ///< [option * dimensions + dimension]
  std::vector<std::int64_t> prices;  ///< by option
  std::vector<std::int64_t> limits;  ///< by option, kUnlimited without one
  std::vector<std::size_t> group;    ///< by option
  std::vector<std::size_t> column;   ///< by option: equal numbers = allowed for the same shapes
  std::size_t columns = 0;
  std::vector<std::size_t> original;  ///< by option: index in Instance::options
  std::vector<std::int64_t> caps;     ///< by shape: most items in one bin, kUnlimited without a cap
  std::vector<std::vector<std::size_t>> conflicts;  ///< by shape, both ways, sorted
  std::vector<std::uint8_t>
      fits;  ///< [option * shapes + shape]: allowed, and one item fits in an empty bin
  std::vector<std::uint8_t>
      tightest;  ///< [option * shapes + shape]: dimension of which an item takes most
  std::vector<bool> placeable;    ///< by shape: fits somewhere
  std::vector<std::size_t> kind;  ///< by shape: equal numbers = fit in the same options
  std::size_t kinds = 0;
  std::size_t group_limit = 0;  ///< 0 = none
  std::int64_t min_bins = 0;

  const Amount* demand(std::size_t shape) const { return &demands[shape * dimensions]; }

  const Amount* capacity(std::size_t option) const { return &capacities[option * dimensions]; }

  bool fit(std::size_t shape, std::size_t option) const {
    return fits[option * shapes + shape] != 0;
  }

  /// How many items of `shape` one empty bin of `option` holds, at most `cap`; 0 when it is not
  /// allowed there.
  std::int64_t copies(std::size_t shape, std::size_t option) const;
};

/// Drops an option (with a group limit: a group) when another is allowed for at least the same
/// shapes, holds at least as much, costs no more and has no limit: whatever uses the dropped one
/// can use the other instead.
Problem reduce(const Instance& instance);

/// The same with `options` only, renumbered in that order, and so are columns; groups and kinds
/// keep their numbers.
Problem only(const Problem& problem, const std::vector<std::size_t>& options);

}  // namespace eksplan::pack
