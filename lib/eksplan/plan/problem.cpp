#include "eksplan/plan/problem.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/pack/solve.hpp"
#include "eksplan/plan/ties.hpp"

namespace eksplan::plan {
namespace {

LeftOut leave_out_of(const demand::Demand& demand, const std::vector<FargateAnswer>& fargate,
                     PlacementMode placement) {
  const std::vector<bool> none(demand.items.size(), false);
  const auto relations =
      placement == PlacementMode::fargate ? find_relations(demand, none) : Relations{};
  return leave_out(demand, fargate, relations, placement);
}

// Pods that no node takes are nobody's company.
Relations relations_on(const NodeOptions& nodes, const demand::Demand& demand,
                       const std::vector<bool>& left_out) {
  auto relations = find_relations(demand, left_out);
  for (auto& [item, near] : relations.near) {
    std::erase_if(near.targets, [&](std::size_t target) { return !nodes.take(target, demand); });
  }
  return relations;
}

std::int64_t unplaced(const pack::Packing& packing) {
  std::int64_t items = 0;
  for (const auto count : packing.unplaced) {
    items += count;
  }
  return items;
}

bool is_better(const pack::Packing& a, const pack::Packing& b) {
  return std::pair(unplaced(a), a.cost) < std::pair(unplaced(b), b.cost);
}

std::vector<bool> items_alone(const ShapedDemand& shaped, const pack::Packing& packing,
                              std::size_t items) {
  std::vector<bool> alone(items, false);
  for (std::size_t s = 0; s < shaped.shapes.size(); ++s) {
    for (std::size_t lot = 0; lot < shaped.shapes[s].items.size(); ++lot) {
      alone[shaped.shapes[s].items[lot]] = packing.alone[s][lot];
    }
  }
  return alone;
}

}  // namespace

Problem::Problem(const demand::Demand& demand, const model::Inventory& inventory,
                 const catalog::Catalogue& catalogue, const std::vector<FargateAnswer>& fargate,
                 const Options& options)
    : demand_(&demand),
      options_(&options),
      volumes_(find_volume_wishes(demand, inventory, catalogue.region().zones)),
      nodes_(find_node_options(demand, catalogue, options, volumes_)),
      left_out_(leave_out_of(demand, fargate, options.placement)),
      relations_(relations_on(nodes_, demand, left_out_.any)),
      shaping_{demand, nodes_, fargate, relations_, volumes_},
      arrangement_(arrange({demand, nodes_, relations_, volumes_, left_out_.any})),
      relaxed_{shaping_, {}, options} {
  for (std::size_t item = 0; item < demand.items.size(); ++item) {
    whereabouts_.push_back(arrangement_.on_nodes[item] ? Whereabouts::nodes
                                                       : Whereabouts::anywhere);
  }
  settle_ties();
  shaped_ = shape_demand(shaping_, arrangement_.parcels, whereabouts_, Strictness::strict);
  relaxed_.parcels = loose_parcels({demand, nodes_, relations_, volumes_, left_out_.any});
}

// Both ways of keeping what belongs together are tried; the cheaper one stays.
void Problem::settle_ties() {
  if (options_->placement != PlacementMode::cheapest) {
    return;
  }
  const auto ties = find_ties(shaping_, left_out_.any, whereabouts_);
  if (ties.empty()) {
    return;
  }
  const auto solve_with = [&](const std::vector<Whereabouts>& whereabouts) {
    auto shaped = shape_demand(shaping_, arrangement_.parcels, whereabouts, Strictness::strict);
    auto packing =
        pack::solve(packing_instance(shaped, nodes_, *options_), {.effort = options_->effort});
    return std::pair(std::move(shaped), std::move(packing));
  };
  const auto [shaped, free] = solve_with(whereabouts_);
  auto on_nodes = whereabouts_;
  tie_to_nodes(ties, on_nodes);
  auto on_fargate = whereabouts_;
  tie_to_fargate(ties, items_alone(shaped, free, demand_->items.size()), on_fargate);
  const bool fargate_is_better =
      is_better(solve_with(on_fargate).second, solve_with(on_nodes).second);
  whereabouts_ = fargate_is_better ? std::move(on_fargate) : std::move(on_nodes);
}

bool Problem::is_restricted() const {
  const auto limited = [&](std::size_t item) {
    return whereabouts_[item] != Whereabouts::anywhere ||
           rules::per_node_cap(demand_->items[item].workload) !=
               rules::certain_node_cap(demand_->items[item].workload);
  };
  if (arrangement_.parcels != relaxed_.parcels || !relations_.apart_by_node.empty() ||
      !relations_.near.empty()) {
    return true;
  }
  return std::ranges::any_of(arrangement_.parcels, [&](const Parcel& parcel) {
    return limited(parcel.pods.front().item.value);
  });
}

RoomyPacking Problem::solve() const {
  const auto instance = packing_instance(shaped_, nodes_, *options_);
  return with_headroom(instance, {.shaped = shaped_,
                                  .nodes = nodes_,
                                  .demand = *demand_,
                                  .options = *options_,
                                  .relaxed = is_restricted() ? &relaxed_ : nullptr});
}

Assignment Problem::assign(const pack::Packing& packing) const {
  auto assignment = plan::assign(shaped_, packing, nodes_, *demand_);
  for (const auto item : left_out_.on_fargate) {
    assignment.on_fargate[item] = true;
  }
  for (const auto* const list : {&left_out_.too_many, &left_out_.pending}) {
    for (const auto item : *list) {
      assignment.unplaced[item] = demand_->items[item].replicas;
    }
  }
  for (const auto& [item, refused] : arrangement_.refused) {
    assignment.unplaced[item] += refused.pods;
  }
  return assignment;
}

std::string_view Problem::bound_to_nodes(std::size_t item) const {
  if (options_->placement != PlacementMode::cheapest || whereabouts_[item] != Whereabouts::nodes) {
    return "cheaper";
  }
  return arrangement_.on_nodes[item] ? "scheduling" : "inseparable";
}

}  // namespace eksplan::plan
