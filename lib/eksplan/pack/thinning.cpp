#include "eksplan/pack/thinning.hpp"

#include <algorithm>
#include <cstddef>
#include <functional>
#include <numeric>
#include <utility>
#include <vector>

#include "eksplan/base/checked.hpp"

namespace eksplan::pack {
namespace {

/// By shape: less than half of the bins, by their cost, are of options that hold an item of it.
std::vector<bool> particular_shapes(const Instance& instance, const Packing& packing) {
  const auto counts = bin_counts(packing.bins);
  base::int128 all = 0;
  for (const auto& [option, count] : counts) {
    all += base::int128{instance.options[option].price} * count;
  }
  std::vector<bool> particular;
  for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
    base::int128 holding = 0;
    for (const auto& [option, count] : counts) {
      if (fits(instance, shape, option)) {
        holding += base::int128{instance.options[option].price} * count;
      }
    }
    particular.push_back(2 * holding < all);
  }
  return particular;
}

/// So many items in all: of the lots that are not alone, by size, one in `parts`, that small lots
/// and large ones are as frequent as before; the last one that is taken may be cut.
void limit_lots(Shape& shape, const std::vector<bool>& alone, std::int64_t items, std::size_t parts,
                std::size_t sample) {
  std::vector<std::size_t> by_size;
  for (std::size_t lot = 0; lot < shape.lots.size(); ++lot) {
    if (!alone[lot]) {
      by_size.push_back(lot);
    }
  }
  std::ranges::stable_sort(by_size, std::greater{},
                           [&](std::size_t lot) { return shape.lots[lot].count; });
  const auto lots = std::exchange(shape.lots, std::vector<Lot>(shape.lots.size()));
  const auto stride = std::min(parts, by_size.size());
  for (std::size_t round = 0; round < stride; ++round) {
    for (auto i = (stride / 2 + sample + round) % stride; i < by_size.size(); i += stride) {
      const auto taken = std::min(lots[by_size[i]].count, items);
      shape.lots[by_size[i]].count = taken;
      items -= taken;
    }
  }
}

}  // namespace

Thinned thinned(const Instance& instance, const Packing& packing, std::int64_t items,
                std::size_t sample) {
  Thinned result{instance, {}, 1, {}};
  const auto particular = particular_shapes(instance, packing);
  std::vector<std::int64_t> counts(instance.shapes.size(), 0);
  std::vector<BinPattern> others;
  for (const auto& bin : packing.bins) {
    if (std::ranges::any_of(bin.contents, [&](const BinPattern::Content& content) {
          return particular[content.shape];
        })) {
      result.kept = changed(std::move(result.kept), bin.option, bin.count);
      continue;
    }
    others.push_back({bin.option, bin.count, {}});
    for (const auto& content : bin.contents) {
      counts[content.shape] += content.items * bin.count;
    }
  }
  const auto all = std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
  result.parts = std::max<std::int64_t>((all + items - 1) / items, 1);
  std::int64_t carried = 0;
  for (std::size_t shape = 0; shape < counts.size(); ++shape) {
    carried += counts[shape];
    limit_lots(result.instance.shapes[shape], packing.alone[shape], carried / result.parts,
               static_cast<std::size_t>(result.parts), sample);
    result.instance.shapes[shape].alone_price.reset();
    carried %= result.parts;
  }
  result.packing.alone = packing.alone;
  result.packing.unplaced.assign(counts.size(), 0);
  for (const auto& [option, count] : bin_counts(others)) {
    result.packing.bins.push_back({option, (count + result.parts - 1) / result.parts, {}});
  }
  return result;
}

Mix multiplied(const Thinned& part, const Mix& mix, std::int64_t per_mille) {
  auto all = part.kept;
  for (const auto& [option, count] : mix) {
    all = changed(std::move(all), option, (count * part.parts * per_mille + 999) / 1000);
  }
  return all;
}

}  // namespace eksplan::pack
