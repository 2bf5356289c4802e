#include "first_fit.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/base/checked.hpp"

namespace eksplan::bench {
namespace {

constexpr std::int64_t kWhole = 1'000'000'000;

std::int64_t share_of(const pack::Instance& instance, std::size_t shape, std::size_t option) {
  std::int64_t share = 0;
  for (std::size_t d = 0; d < std::min(kWeighed, instance.dimensions); ++d) {
    const auto capacity = std::max<std::int64_t>(instance.options[option].capacity[d], 1);
    share += static_cast<std::int64_t>(base::int128{instance.shapes[shape].demand[d]} * kWhole /
                                       capacity);
  }
  return share;
}

/// Puts `items` of one shape on the first nodes with room; what is left over is returned. Nodes of
/// one state stay one run, so that a run is split at most once.
std::int64_t fill(const pack::Instance& instance, const Room& room, std::size_t shape,
                  std::int64_t items, std::vector<Node>& runs) {
  for (std::size_t i = 0; i < runs.size() && items > 0; ++i) {
    const auto each = room.copies(runs[i], runs[i].option, shape);
    if (each == 0) {
      continue;
    }
    const auto full = std::min(runs[i].count, items / each);
    const auto part = full < runs[i].count ? items - full * each : 0;
    items -= full * each + part;
    auto rest = runs[i];
    rest.count -= full + (part > 0 ? 1 : 0);
    std::vector<Node> changed;
    for (const auto& [count, copies] : {std::pair(full, each), std::pair(std::int64_t{1}, part)}) {
      if (count > 0 && copies > 0) {
        changed.push_back(runs[i]);
        changed.back().count = count;
        put(instance, shape, copies, changed.back());
      }
    }
    if (rest.count > 0) {
      changed.push_back(std::move(rest));
    }
    runs[i] = changed.front();
    runs.insert(runs.begin() + static_cast<std::ptrdiff_t>(i) + 1, changed.begin() + 1,
                changed.end());
    i += changed.size() - 1;
  }
  return items;
}

}  // namespace

std::vector<std::size_t> by_share(const pack::Instance& instance, const Counts& items,
                                  std::size_t option) {
  std::vector<std::pair<std::int64_t, std::size_t>> ranked;
  for (std::size_t shape = 0; shape < items.size(); ++shape) {
    if (items[shape] > 0) {
      ranked.emplace_back(-share_of(instance, shape, option), shape);
    }
  }
  std::sort(ranked.begin(), ranked.end());
  std::vector<std::size_t> order;
  for (const auto& [share, shape] : ranked) {
    order.push_back(shape);
  }
  return order;
}

FirstFit first_fit_decreasing(const pack::Instance& instance, const Counts& items,
                              std::size_t option) {
  const Room room(instance);
  FirstFit result{{}, items};
  const auto empty = empty_node(instance, option);
  for (const auto shape : by_share(instance, items, option)) {
    const auto most = room.copies(empty, option, shape);
    if (most == 0) {
      continue;
    }
    auto left = fill(instance, room, shape, items[shape], result.nodes);
    result.left[shape] = 0;
    if (left == 0) {
      continue;
    }
    result.nodes.push_back(empty_node(instance, option, (left + most - 1) / most));
    std::vector<Node> fresh{std::move(result.nodes.back())};
    result.nodes.pop_back();
    fill(instance, room, shape, left, fresh);
    result.nodes.insert(result.nodes.end(), fresh.begin(), fresh.end());
  }
  return result;
}

std::int64_t price_of(const pack::Instance& instance, const std::vector<Node>& nodes) {
  std::int64_t price = 0;
  for (const auto& node : nodes) {
    price += instance.options[node.option].price * node.count;
  }
  return price;
}

}  // namespace eksplan::bench
