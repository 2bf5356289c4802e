#include "eksplan/pack/fluid_rows.hpp"

#include <algorithm>
#include <utility>

namespace eksplan::pack {
namespace {

// Beyond this many classes the rest is one class: its options then count for every shape that may
// use one of them, which can only lower the bound.
constexpr std::size_t kMostClasses = 24;

}  // namespace

FluidRows::FluidRows(const Problem& problem, std::vector<std::size_t> active,
                     std::int64_t least_bins)
    : problem_(&problem),
      active_(std::move(active)),
      classes_(std::min(problem.columns, kMostClasses)) {
  classes_of_.resize(problem.kinds);
  rows_of_.resize(classes_);
  std::vector<std::vector<bool>> used(classes_, std::vector<bool>(problem.dimensions, false));
  std::vector<bool> known(problem.kinds, false);
  for (const auto shape : active_) {
    if (!known[problem.kind[shape]]) {
      known[problem.kind[shape]] = true;
      find_classes(shape);
    }
    for (const auto i : classes_of(shape)) {
      for (std::size_t d = 0; d < problem.dimensions; ++d) {
        used[i][d] = used[i][d] || problem.demand(shape)[d] > 0;
      }
    }
  }
  for (std::size_t i = 0; i < classes_; ++i) {
    for (std::size_t d = 0; d < problem.dimensions; ++d) {
      if (used[i][d]) {
        add({.kind = RowKind::resource, .option_class = i, .dimension = d});
      }
    }
  }
  if (least_bins > 0) {
    add({.kind = RowKind::bins, .least = least_bins});
  }
}

void FluidRows::find_classes(std::size_t shape) {
  std::vector<bool> may(classes_, false);
  for (std::size_t option = 0; option < problem_->options; ++option) {
    may[class_of(option)] = may[class_of(option)] || problem_->fit(shape, option);
  }
  for (std::size_t i = 0; i < classes_; ++i) {
    if (may[i]) {
      classes_of_[problem_->kind[shape]].push_back(i);
    }
  }
}

void FluidRows::add(const FluidRow& row) {
  for (std::size_t i = 0; i < classes_; ++i) {
    if (row.kind != RowKind::bins && (row.kind != RowKind::resource || row.option_class == i)) {
      rows_of_[i].push_back(rows_.size());
    }
  }
  rows_.push_back(row);
}

std::size_t FluidRows::class_of(std::size_t option) const {
  return std::min(problem_->column[option], classes_ - 1);
}

std::int64_t FluidRows::offer(std::size_t row, std::size_t option) const {
  const auto& r = rows_[row];
  switch (r.kind) {
    case RowKind::resource:
      return class_of(option) == r.option_class ? problem_->capacity(option)[r.dimension] : 0;
    case RowKind::rounded:
      return problem_->capacity(option)[r.dimension] / r.step;
    case RowKind::copies:
      return problem_->copies(r.shape, option);
    case RowKind::bins:
      return 1;
  }
  return 0;
}

std::int64_t FluidRows::need(std::size_t row, std::size_t shape, std::size_t option_class) const {
  const auto& r = rows_[row];
  switch (r.kind) {
    case RowKind::resource:
      return option_class == r.option_class ? problem_->demand(shape)[r.dimension] : 0;
    case RowKind::rounded:
      return problem_->demand(shape)[r.dimension] / r.step;
    case RowKind::copies:
      return shape == r.shape ? 1 : 0;
    case RowKind::bins:
      return 0;
  }
  return 0;
}

std::int64_t FluidRows::floor_of(std::size_t row) const {
  return rows_[row].kind == RowKind::bins ? rows_[row].least : 0;
}

}  // namespace eksplan::pack
