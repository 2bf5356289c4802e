#pragma once
/// A packing in the making: patterns of bins over the options of a Problem.

#include <cstddef>
#include <cstdint>
#include <span>
#include <vector>

#include "eksplan/pack/packing.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {

using Content = BinPattern::Content;

/// Equal bins; their contents are a stretch of Draft::contents, by shape.
struct DraftBins {
  std::size_t option = 0;
  std::int64_t count = 1;
  std::size_t begin = 0;
  std::size_t end = 0;
};

struct Draft {
  std::vector<DraftBins> bins;
  std::vector<Content> contents;
  std::int64_t cost = 0;      ///< of the bins
  std::int64_t unplaced = 0;  ///< items left over

  std::span<const Content> contents_of(const DraftBins& row) const {
    return std::span(contents).subspan(row.begin, row.end - row.begin);
  }

  void add(std::size_t option, std::int64_t count, std::span<const Content> what,
           const Problem& problem);
  std::int64_t bin_count() const;
};

/// Fewer items left over, then cheaper.
bool better(const Draft& a, const Draft& b);

/// By option: how many more bins may be bought.
std::vector<std::int64_t> room_under_limits(const Problem& problem, const Draft& draft);

/// Gives every bin the cheapest of `options` that holds its contents.
void give_cheapest_options(const Problem& problem, std::span<const std::size_t> options,
                           Draft& draft);

/// Adds empty bins of the cheapest of `options` up to the least number of bins, if there is any
/// bin.
void fill_up_to_least_bins(const Problem& problem, std::span<const std::size_t> options,
                           Draft& draft);

}  // namespace eksplan::pack
