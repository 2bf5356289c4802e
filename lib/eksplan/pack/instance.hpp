#pragma once
/// Vector packing with bin types: the bare integer problem behind a node plan. Knows nothing of
/// Kubernetes or AWS.
///
/// Items come in shapes (a demand vector and a count), bins in options (a capacity vector and a
/// price). Every item goes into a bin of an allowed option, or, where its shape has an `alone`
/// price, is served alone for that price. The goal is the least total price.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace eksplan::pack {

using Amount = std::int64_t;
using Vector = std::vector<Amount>;  ///< one entry per dimension, each 0 or more

/// A kind of bin.
struct Option {
  Vector capacity;
  std::int64_t price = 0;         ///< above 0, in the unit of every price here
  std::uint32_t group_class = 0;  ///< options of one class are one group of bins (see max_groups)
  std::optional<std::int64_t> max_count{};  ///< no more than this many may be bought
};

/// Items of a shape that are served alone together or not at all ("lot"): one workload's pods.
struct Lot {
  std::int64_t count = 0;
};

/// A kind of item.
struct Shape {
  Vector demand;
  std::vector<Lot> lots;                      ///< their counts add up to the number of items
  std::vector<bool> allowed;                  ///< by option
  std::optional<std::int64_t> per_bin_cap{};  ///< at most this many of the shape in one bin
  std::optional<std::int64_t> alone_price{};  ///< price of serving one item alone, 0 or more

  std::int64_t count() const;
};

/// Two shapes of which no items may share a bin; first < second.
struct Conflict {
  std::size_t first = 0;
  std::size_t second = 0;
};

/// Options that no shape is allowed in are not bought, not even to reach min_bins. The number of
/// items times the largest price must stay below 2^62.
struct Instance {
  std::size_t dimensions = 0;
  std::vector<Option> options;
  std::vector<Shape> shapes;
  std::vector<Conflict> conflicts;
  std::size_t max_groups = 0;  ///< bins of at most this many different group classes; 0 = no limit
  std::int64_t min_bins =
      0;  ///< at least this many bins, if there is any (and max_count lets one buy them)
};

/// A lot that may be alone as well as in bins, and has items.
struct FreeLot {
  std::size_t shape = 0;
  std::size_t lot = 0;
  std::int64_t count = 0;
  std::int64_t price = 0;  ///< of the whole lot alone
};

/// Of a shape; none where it has no alone price.
std::vector<FreeLot> free_lots(const Instance& instance, std::size_t shape);

/// Of all lots that are alone by [shape][lot].
std::int64_t alone_cost(const Instance& instance, const std::vector<std::vector<bool>>& alone);

/// The lesser of `least` and the part of `unit` that an item takes of a bin in the dimension of
/// which it takes most, rounded down; all of it where the item does not fit.
std::int64_t least_share(std::int64_t least, std::int64_t unit, const Vector& capacity,
                         const Vector& demand);

/// An empty bin of the option may take an item of the shape.
bool fits(const Instance& instance, std::size_t shape, std::size_t option);

}  // namespace eksplan::pack
