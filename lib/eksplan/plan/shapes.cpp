#include "eksplan/plan/shapes.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "eksplan/pack/instance.hpp"

namespace eksplan::plan {
namespace {

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
      if (sent_to_fargate(item)) {
        auto& where = (*fargate_)[item].available ? result_.on_fargate : result_.pending;
        where.push_back(item);
      } else {
        add_item(item);
      }
    }
    add_conflicts();
    return std::move(result_);
  }

 private:
  // Where no price is asked for. A profile takes its pods also when they cannot run on Fargate.
  bool sent_to_fargate(std::size_t item) const {
    const auto& answer = (*fargate_)[item];
    switch (options_->placement) {
      case PlacementMode::fargate:
        return answer.available;
      case PlacementMode::profiles:
        return answer.profile.has_value();
      case PlacementMode::cheapest:
      case PlacementMode::nodes:
        break;
    }
    return false;
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

  ShapeTraits traits_of(std::size_t item) const {
    const auto& workload = demand_->items[item].workload;
    ShapeTraits traits;
    traits.demand = amounts_of(workload.pod.requests, nodes_->extended);
    for (std::size_t kind = 0; kind < nodes_->kinds.size(); ++kind) {
      traits.allowed_kinds.push_back(!nodes_->kinds.facts(kind).refusals[item].has_value());
    }
    if ((*fargate_)[item].available) {
      traits.fargate_price = static_cast<std::int64_t>((*fargate_)[item].per_pod->hourly().nanos());
    }
    traits.per_node_cap = rules::per_node_cap(workload);
    traits.clashes = clashes_of(item);
    if (traits.per_node_cap || nodes_->kinds.touchy()[item]) {
      traits.own = item;
    }
    return traits;
  }

  void add_item(std::size_t item) {
    auto traits = traits_of(item);
    const auto [found, added] = numbers_.emplace(traits, result_.shapes.size());
    if (added) {
      result_.shapes.push_back({std::move(traits), {}});
    }
    result_.shapes[found->second].items.push_back(item);
    if (nodes_->kinds.touchy()[item]) {
      shape_of_.emplace(item, found->second);
    }
  }

  // Items of one shape are equal in what they clash with, so the traits speak for all of them.
  void add_conflicts() {
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    for (std::size_t shape = 0; shape < result_.shapes.size(); ++shape) {
      for (const auto item : result_.shapes[shape].traits.clashes) {
        const auto other = shape_of_.find(item);
        if (other != shape_of_.end()) {
          pairs.emplace(std::min(shape, other->second), std::max(shape, other->second));
        }
      }
    }
    result_.conflicts.assign(pairs.begin(), pairs.end());
  }

  const demand::Demand* demand_;
  const NodeOptions* nodes_;
  const std::vector<FargateAnswer>* fargate_;
  const Options* options_;
  ShapedDemand result_;
  std::vector<std::size_t> touchy_;  // items to place that may clash
  std::map<ShapeTraits, std::size_t> numbers_;
  std::map<std::size_t, std::size_t> shape_of_;  // by touchy item
};

pack::Shape packed_shape(const ItemShape& shape, const demand::Demand& demand,
                         const NodeOptions& nodes, PlacementMode placement) {
  pack::Shape packed;
  packed.demand = shape.traits.demand;
  packed.per_bin_cap = shape.traits.per_node_cap;
  if (placement == PlacementMode::cheapest) {
    packed.alone_price = shape.traits.fargate_price;
  }
  for (const auto& option : nodes.options) {
    packed.allowed.push_back(shape.traits.allowed_kinds[option.kind]);
  }
  for (const auto item : shape.items) {
    packed.lots.push_back({demand.items[item].replicas});
  }
  return packed;
}

}  // namespace

ShapedDemand shape_demand(const demand::Demand& demand, const NodeOptions& nodes,
                          const std::vector<FargateAnswer>& fargate, const Options& options) {
  return Shaper(demand, nodes, fargate, options).run();
}

pack::Instance packing_instance(const ShapedDemand& shaped, const demand::Demand& demand,
                                const NodeOptions& nodes, const Options& options) {
  pack::Instance instance;
  instance.dimensions = kFirstExtended + nodes.extended.size();
  for (const auto& option : nodes.options) {
    instance.options.push_back({.capacity = option.capacity,
                                .price = nodes.candidates[option.candidate].node_price,
                                .group_class = nodes.group_class(option)});
  }
  for (const auto& shape : shaped.shapes) {
    instance.shapes.push_back(packed_shape(shape, demand, nodes, options.placement));
  }
  for (const auto& [first, second] : shaped.conflicts) {
    instance.conflicts.push_back({first, second});
  }
  instance.max_groups =
      static_cast<std::size_t>(std::max<std::int64_t>(options.max_node_groups, 0));
  instance.min_bins = std::clamp<std::int64_t>(options.min_nodes, 0, kMostPods);
  return instance;
}

}  // namespace eksplan::plan
