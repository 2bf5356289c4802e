#include "nodes.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <utility>

namespace eksplan::bench {
namespace {

std::int64_t held(const Node& node, std::size_t shape) {
  std::int64_t items = 0;
  for (const auto& content : node.contents) {
    items += content.shape == shape ? content.items : 0;
  }
  return items;
}

bool some_option_holds(const pack::Instance& instance, const Room& room, std::size_t shape) {
  for (std::size_t option = 0; option < instance.options.size(); ++option) {
    if (room.takes(empty_node(instance, option), option, shape)) {
      return true;
    }
  }
  return false;
}

std::vector<pack::BinPattern> merged(const std::vector<Node>& nodes) {
  const auto by_shape = [](const auto& a, const auto& b) { return a.shape < b.shape; };
  std::map<std::pair<std::size_t, std::vector<std::pair<std::size_t, std::int64_t>>>, std::int64_t>
      counts;
  for (const auto& node : nodes) {
    auto contents = node.contents;
    std::sort(contents.begin(), contents.end(), by_shape);
    std::vector<std::pair<std::size_t, std::int64_t>> key;
    for (const auto& content : contents) {
      key.emplace_back(content.shape, content.items);
    }
    counts[{node.option, std::move(key)}] += node.count;
  }
  std::vector<pack::BinPattern> bins;
  for (const auto& [key, count] : counts) {
    pack::BinPattern bin{key.first, count, {}};
    for (const auto& [shape, items] : key.second) {
      bin.contents.push_back({shape, items});
    }
    bins.push_back(std::move(bin));
  }
  return bins;
}

/// The cheapest that some shape may run on; nothing when there is none.
std::optional<std::size_t> cheapest_option(const pack::Instance& instance) {
  std::optional<std::size_t> best;
  for (std::size_t option = 0; option < instance.options.size(); ++option) {
    const bool of_use =
        std::any_of(instance.shapes.begin(), instance.shapes.end(),
                    [&](const pack::Shape& shape) { return shape.allowed[option]; });
    if (of_use && (!best || instance.options[option].price < instance.options[*best].price)) {
      best = option;
    }
  }
  return best;
}

void reach_least_bins(const pack::Instance& instance, pack::Packing& packing) {
  std::int64_t bins = 0;
  for (const auto& bin : packing.bins) {
    bins += bin.count;
  }
  const auto option = cheapest_option(instance);
  if (option && bins < instance.min_bins) {
    packing.bins.push_back({*option, instance.min_bins - bins, {}});
  }
}

}  // namespace

Node empty_node(const pack::Instance& instance, std::size_t option, std::int64_t count) {
  return {pack::Vector(instance.dimensions, 0), {}, option, count};
}

Room::Room(const pack::Instance& instance)
    : instance_(&instance), enemies_(instance.shapes.size()) {
  for (const auto& conflict : instance.conflicts) {
    enemies_[conflict.first].push_back(conflict.second);
    enemies_[conflict.second].push_back(conflict.first);
  }
}

bool Room::is_kept_out(const Node& node, std::size_t option, std::size_t shape) const {
  const auto& enemies = enemies_[shape];
  return !instance_->shapes[shape].allowed[option] ||
         (!enemies.empty() &&
          std::any_of(node.contents.begin(), node.contents.end(), [&](const auto& content) {
            return std::ranges::find(enemies, content.shape) != enemies.end();
          }));
}

std::int64_t Room::copies(const Node& node, std::size_t option, std::size_t shape) const {
  if (!takes(node, option, shape)) {
    return 0;
  }
  const auto& wanted = instance_->shapes[shape];
  const auto& capacity = instance_->options[option].capacity;
  auto most = wanted.per_bin_cap ? *wanted.per_bin_cap - held(node, shape)
                                 : std::numeric_limits<std::int64_t>::max();
  for (std::size_t d = 0; d < instance_->dimensions; ++d) {
    if (wanted.demand[d] > 0) {
      most = std::min(most, (capacity[d] - node.used[d]) / wanted.demand[d]);
    }
  }
  return most;
}

bool Room::takes(const Node& node, std::size_t option, std::size_t shape) const {
  const auto& wanted = instance_->shapes[shape];
  const auto& capacity = instance_->options[option].capacity;
  for (std::size_t d = 0; d < instance_->dimensions; ++d) {
    if (node.used[d] + wanted.demand[d] > capacity[d]) {
      return false;
    }
  }
  return !is_kept_out(node, option, shape) &&
         (!wanted.per_bin_cap || held(node, shape) < *wanted.per_bin_cap);
}

void put(const pack::Instance& instance, std::size_t shape, std::int64_t items, Node& node) {
  for (std::size_t d = 0; d < instance.dimensions; ++d) {
    node.used[d] += instance.shapes[shape].demand[d] * items;
  }
  // The shape that came last is most often the one that comes again.
  const auto there = std::find_if(node.contents.rbegin(), node.contents.rend(),
                                  [&](const auto& content) { return content.shape == shape; });
  if (there != node.contents.rend()) {
    there->items += items;
  } else {
    node.contents.push_back({shape, items});
  }
}

Counts items_for_nodes(const pack::Instance& instance) {
  const Room room(instance);
  Counts counts(instance.shapes.size(), 0);
  for (std::size_t shape = 0; shape < counts.size(); ++shape) {
    if (some_option_holds(instance, room, shape)) {
      counts[shape] = instance.shapes[shape].count();
    }
  }
  return counts;
}

std::int64_t hopeless_items(const pack::Instance& instance) {
  std::int64_t items = 0;
  for (const auto count : packing_of(instance, {}).unplaced) {
    items += count;
  }
  return items;
}

pack::Packing packing_of(const pack::Instance& instance, const std::vector<Node>& nodes) {
  pack::Packing packing;
  packing.bins = merged(nodes);
  reach_least_bins(instance, packing);
  for (const auto& bin : packing.bins) {
    packing.cost += instance.options[bin.option].price * bin.count;
  }
  const auto on_nodes = items_for_nodes(instance);
  for (std::size_t i = 0; i < instance.shapes.size(); ++i) {
    const auto& shape = instance.shapes[i];
    const bool alone = on_nodes[i] == 0 && shape.alone_price.has_value();
    packing.alone.emplace_back(shape.lots.size(), alone);
    packing.cost += alone ? *shape.alone_price * shape.count() : 0;
    packing.unplaced.push_back(on_nodes[i] == 0 && !alone ? shape.count() : 0);
  }
  return packing;
}

}  // namespace eksplan::bench
