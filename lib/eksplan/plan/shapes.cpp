#include "eksplan/plan/shapes.hpp"

#include <algorithm>
#include <compare>
#include <map>
#include <set>
#include <utility>

namespace eksplan::plan {
namespace {

// Items with equal keys are one shape.
struct ShapeKey {
  Amounts demand;
  std::vector<bool> allowed_kinds;
  std::optional<std::int64_t>
      fargate_price;  // whether or not it is used, so that every placement packs equal shapes
  std::vector<std::size_t> clashes;  // touchy items that it may not share a node with
  std::optional<std::size_t> own;    // an item with limits of its own is a shape of its own

  auto operator<=>(const ShapeKey&) const = default;
};

class Shaper {
 public:
  Shaper(const demand::Demand& demand, const NodeOptions& nodes,
         const std::vector<FargateAnswer>& fargate, const Options& options)
      : demand_(&demand), nodes_(&nodes), fargate_(&fargate), options_(&options) {
    for (std::size_t item = 0; item < demand.items.size(); ++item) {
      if (nodes.kinds.touchy()[item] && !demand.items[item].is_daemon &&
          demand.items[item].replicas > 0) {
        touchy_.push_back(item);
      }
    }
  }

  ShapedDemand run() {
    add_options();
    std::int64_t pods = 0;
    for (std::size_t item = 0; item < demand_->items.size(); ++item) {
      const auto& wanted = demand_->items[item];
      if (wanted.is_daemon || wanted.replicas == 0) {
        continue;
      }
      if (wanted.replicas > kMostPods - pods) {
        result_.too_many.push_back(item);
        continue;
      }
      pods += wanted.replicas;
      if (options_->placement == PlacementMode::fargate && (*fargate_)[item].available) {
        result_.on_fargate.push_back(item);
      } else {
        add_item(item);
      }
    }
    add_conflicts();
    return std::move(result_);
  }

 private:
  void add_options() {
    auto& instance = result_.instance;
    instance.dimensions = kFirstExtended + nodes_->extended.size();
    for (const auto& option : nodes_->options) {
      instance.options.push_back({.capacity = option.capacity,
                                  .price = nodes_->candidates[option.candidate].node_price,
                                  .group_class = nodes_->group_class(option)});
    }
    instance.max_groups =
        static_cast<std::size_t>(std::max<std::int64_t>(options_->max_node_groups, 0));
    instance.min_bins = std::clamp<std::int64_t>(options_->min_nodes, 0, kMostPods);
  }

  std::vector<std::size_t> clashes_of(std::size_t item) const {
    std::vector<std::size_t> clashes;
    for (const auto other : touchy_) {
      if (other != item && rules::exclude_each_other(demand_->items[item].workload,
                                                     demand_->items[other].workload)) {
        clashes.push_back(other);
      }
    }
    return clashes;
  }

  ShapeKey key_of(std::size_t item, const std::optional<std::int64_t>& cap) const {
    const auto& workload = demand_->items[item].workload;
    ShapeKey key{amounts_of(workload.pod.requests, nodes_->extended),
                 {},
                 std::nullopt,
                 clashes_of(item),
                 std::nullopt};
    for (std::size_t kind = 0; kind < nodes_->kinds.size(); ++kind) {
      key.allowed_kinds.push_back(!nodes_->kinds.facts(kind).refusals[item].has_value());
    }
    if ((*fargate_)[item].available) {
      key.fargate_price = static_cast<std::int64_t>((*fargate_)[item].per_pod->hourly().nanos());
    }
    if (cap || nodes_->kinds.touchy()[item]) {
      key.own = item;
    }
    return key;
  }

  void add_item(std::size_t item) {
    const auto cap = rules::per_node_cap(demand_->items[item].workload);
    const auto key = key_of(item, cap);
    const auto [found, added] = numbers_.emplace(key, result_.instance.shapes.size());
    if (added) {
      pack::Shape shape{.demand = key.demand, .lots = {}, .allowed = {}, .per_bin_cap = cap};
      for (const auto& option : nodes_->options) {
        shape.allowed.push_back(key.allowed_kinds[option.kind]);
      }
      if (options_->placement == PlacementMode::cheapest) {
        shape.alone_price = key.fargate_price;
      }
      result_.instance.shapes.push_back(std::move(shape));
      result_.items.emplace_back();
    }
    result_.instance.shapes[found->second].lots.push_back({demand_->items[item].replicas});
    result_.items[found->second].push_back(item);
    if (nodes_->kinds.touchy()[item]) {
      shape_of_.emplace(item, found->second);
    }
  }

  // Shapes of several items are equal in what they clash with, so the key speaks for all of them.
  void add_conflicts() {
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    for (const auto& [key, shape] : numbers_) {
      for (const auto item : key.clashes) {
        const auto other = shape_of_.find(item);
        if (other != shape_of_.end()) {
          pairs.emplace(std::min(shape, other->second), std::max(shape, other->second));
        }
      }
    }
    for (const auto& [first, second] : pairs) {
      result_.instance.conflicts.push_back({first, second});
    }
  }

  const demand::Demand* demand_;
  const NodeOptions* nodes_;
  const std::vector<FargateAnswer>* fargate_;
  const Options* options_;
  ShapedDemand result_;
  std::vector<std::size_t> touchy_;  // items to place that may clash
  std::map<ShapeKey, std::size_t> numbers_;
  std::map<std::size_t, std::size_t> shape_of_;  // by touchy item
};

}  // namespace

ShapedDemand shape_demand(const demand::Demand& demand, const NodeOptions& nodes,
                          const std::vector<FargateAnswer>& fargate, const Options& options) {
  return Shaper(demand, nodes, fargate, options).run();
}

}  // namespace eksplan::plan
