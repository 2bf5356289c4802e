#include "eksplan/pack/evict.hpp"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <utility>

#include "eksplan/base/checked.hpp"

namespace eksplan::pack {
namespace {

constexpr std::int64_t kMostItemsOfShape =
    2000;  // of one shape in a bin, to look for lots that make them

// Lots of the shape that are in bins and together have exactly `items` items.
std::optional<std::vector<std::size_t>> lots_of(const Shape& shape, const std::vector<bool>& alone,
                                                std::int64_t items) {
  if (items > kMostItemsOfShape) {
    return std::nullopt;
  }
  const auto wanted = static_cast<std::size_t>(items);
  std::vector<std::size_t> last(wanted + 1, shape.lots.size());  // lot with which a sum was reached
  std::vector<bool> reached(wanted + 1, false);
  reached[0] = true;
  for (std::size_t lot = 0; lot < shape.lots.size() && !reached[wanted]; ++lot) {
    const auto count = shape.lots[lot].count;
    if (alone[lot] || count <= 0 || count > items) {
      continue;
    }
    const auto step = static_cast<std::size_t>(count);
    for (auto sum = wanted; sum >= step; --sum) {
      if (!reached[sum] && reached[sum - step]) {
        reached[sum] = true;
        last[sum] = lot;
      }
    }
  }
  if (!reached[wanted]) {
    return std::nullopt;
  }
  std::vector<std::size_t> lots;
  for (auto sum = wanted; sum > 0; sum -= static_cast<std::size_t>(shape.lots[lots.back()].count)) {
    lots.push_back(last[sum]);
  }
  return lots;
}

bool cheaper_alone(const Instance& instance, std::span<const Content> contents,
                   std::int64_t price) {
  base::int128 cost = 0;
  for (const auto& content : contents) {
    const auto& alone_price = instance.shapes[content.shape].alone_price;
    if (!alone_price) {
      return false;
    }
    cost += base::int128{*alone_price} * content.items;
  }
  return cost < price && !contents.empty();
}

bool take_out(const Instance& instance, std::span<const Content> contents,
              std::vector<std::vector<bool>>& alone) {
  std::vector<std::pair<std::size_t, std::size_t>> taken;
  for (const auto& content : contents) {
    const auto lots = lots_of(instance.shapes[content.shape], alone[content.shape], content.items);
    if (!lots) {
      return false;
    }
    for (const auto lot : *lots) {
      taken.emplace_back(content.shape, lot);
    }
  }
  for (const auto& [shape, lot] : taken) {
    alone[shape][lot] = true;
  }
  return true;
}

}  // namespace

void evict(const Instance& instance, const Problem& problem, std::vector<std::vector<bool>>& alone,
           Draft& draft) {
  auto bins = draft.bin_count();
  const auto may_go = [&] { return bins == 1 || bins > problem.min_bins; };
  for (auto& row : draft.bins) {
    const auto contents = draft.contents_of(row);
    const auto price = problem.prices[row.option];
    while (row.count > 0 && may_go() && cheaper_alone(instance, contents, price) &&
           take_out(instance, contents, alone)) {
      --row.count;
      --bins;
      draft.cost -= price;
    }
  }
  draft.bins.erase(std::remove_if(draft.bins.begin(), draft.bins.end(),
                                  [](const DraftBins& row) { return row.count == 0; }),
                   draft.bins.end());
}

std::optional<std::vector<std::vector<bool>>> alone_beside(const Instance& instance,
                                                           const Draft& draft) {
  std::vector<std::int64_t> left;
  std::vector<std::vector<bool>> alone;
  for (const auto& shape : instance.shapes) {
    left.push_back(shape.count());
    alone.emplace_back(shape.lots.size(), false);
  }
  for (const auto& row : draft.bins) {
    for (const auto& content : draft.contents_of(row)) {
      left[content.shape] -= content.items * row.count;
    }
  }
  for (std::size_t shape = 0; shape < left.size(); ++shape) {
    const auto lots = lots_of(instance.shapes[shape], alone[shape], left[shape]);
    if (!lots || (left[shape] > 0 && !instance.shapes[shape].alone_price)) {
      return std::nullopt;
    }
    for (const auto lot : *lots) {
      alone[shape][lot] = true;
    }
  }
  return alone;
}

}  // namespace eksplan::pack
