#pragma once
/// What every packing must satisfy, as rows "what the bins offer >= what the items in bins need".
/// Each row is valid by itself; prices on rows prove a lower bound.

#include <cstddef>
#include <cstdint>
#include <vector>

#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

enum class RowKind : std::uint8_t {
  resource,  ///< one dimension, summed over the bins of one class of options
  rounded,   ///< one dimension counted in whole steps: floor(demand / step) fits floor(capacity /
             ///< step) times
  copies,    ///< a bin holds no more items of one shape than fit in it when it is empty
  bins       ///< at least so many bins
};

struct FluidRow {
  RowKind kind = RowKind::resource;
  std::size_t option_class = 0;  ///< resource
  std::size_t dimension = 0;     ///< resource, rounded
  Amount step = 1;               ///< rounded
  std::size_t shape = 0;         ///< copies
  std::int64_t least = 0;        ///< bins
};

/// The rows of one problem with all their numbers.
class FluidRows {
 public:
  /// Resource rows for the shapes in `active`, and a row of at least `least_bins` bins when that is
  /// above 0.
  FluidRows(const Problem& problem, std::vector<std::size_t> active, std::int64_t least_bins);

  void add(const FluidRow& row);

  const std::vector<FluidRow>& rows() const { return rows_; }

  std::size_t size() const { return rows_.size(); }

  std::size_t classes() const { return classes_; }

  std::size_t class_of(std::size_t option) const;

  const std::vector<std::size_t>& active() const { return active_; }

  const Problem& problem() const { return *problem_; }

  /// Classes in which `shape` may be.
  const std::vector<std::size_t>& classes_of(std::size_t shape) const {
    return classes_of_[problem_->kind[shape]];
  }

  /// Rows in which an item in a bin of this class can need anything.
  const std::vector<std::size_t>& rows_of(std::size_t option_class) const {
    return rows_of_[option_class];
  }

  std::int64_t offer(std::size_t row, std::size_t option) const;
  std::int64_t need(std::size_t row, std::size_t shape, std::size_t option_class) const;
  std::int64_t floor_of(std::size_t row) const;  ///< what is needed whatever the items do

 private:
  void find_classes(std::size_t shape);

  const Problem* problem_;
  std::vector<std::size_t> active_;
  std::size_t classes_ = 0;
  std::vector<std::vector<std::size_t>> classes_of_;  // by kind of shape
  std::vector<FluidRow> rows_;
  std::vector<std::vector<std::size_t>> rows_of_;
};

}  // namespace eksplan::pack
