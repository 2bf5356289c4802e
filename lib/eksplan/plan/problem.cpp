#include "eksplan/plan/problem.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/lower_bound.hpp"
#include "eksplan/pack/packing.hpp"
#include "eksplan/pack/solve.hpp"

namespace eksplan::plan {
namespace {

constexpr std::int64_t kLittleEffort = 50;

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
      nodes_(
          find_node_options(demand, catalogue, options, volumes_, label_sets(demand, inventory))),
      left_out_(leave_out_of(demand, fargate, options.placement)),
      relations_(relations_on(nodes_, demand, left_out_.any)),
      shaping_{demand, nodes_, fargate, relations_, volumes_},
      arrangement_(arrange({demand, nodes_, relations_, volumes_, left_out_.any})),
      relaxed_{shaping_, {}, options} {
  for (std::size_t item = 0; item < demand.items.size(); ++item) {
    whereabouts_.push_back(arrangement_.on_nodes[item] ? Whereabouts::nodes
                                                       : Whereabouts::anywhere);
  }
  if (options.placement == PlacementMode::cheapest) {
    ties_ = find_ties(shaping_, left_out_.any, whereabouts_);
  }
  reshape();
  relaxed_.parcels = loose_parcels({demand, nodes_, relations_, volumes_, left_out_.any});
}

void Problem::reshape() {
  shaped_ = shape_demand(shaping_, arrangement_.parcels, whereabouts_, Strictness::strict);
}

// Both ways of keeping what belongs together are tried; the cheaper one stays.
void Problem::settle_ties(const std::vector<bool>& on_fargate) {
  const auto packed = [&](const std::vector<Whereabouts>& whereabouts) {
    const auto shaped =
        shape_demand(shaping_, arrangement_.parcels, whereabouts, Strictness::strict);
    return pack::solve(packing_instance(shaped, nodes_, *options_), {.effort = options_->effort});
  };
  auto all_on_nodes = whereabouts_;
  tie_to_nodes(ties_, all_on_nodes);
  auto some_on_fargate = whereabouts_;
  tie_to_fargate(ties_, on_fargate, some_on_fargate);
  const bool fargate_is_better = is_better(packed(some_on_fargate), packed(all_on_nodes));
  whereabouts_ = fargate_is_better ? std::move(some_on_fargate) : std::move(all_on_nodes);
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

pack::Instance Problem::instance() const {
  return packing_instance(shaped_, nodes_, *options_);
}

PackedParts Problem::parts(const Options& wishes) const {
  return {.shaped = shaped_,
          .nodes = nodes_,
          .demand = *demand_,
          .options = wishes,
          .relaxed = is_restricted() ? &relaxed_ : nullptr};
}

bool Problem::settle_if_parted(const pack::Packing& packing) {
  const auto on_fargate = items_alone(shaped_, packing, demand_->items.size());
  if (!are_parted(ties_, on_fargate)) {
    return false;
  }
  settle_ties(on_fargate);
  reshape();
  return true;
}

// What a short search parts is settled before a longer one begins.
RoomyPacking Problem::solve() {
  const bool settled =
      !ties_.empty() && settle_if_parted(pack::solve(
                            instance(), {.effort = std::min(options_->effort, kLittleEffort)}));
  auto roomy = with_headroom(instance(), parts(*options_));
  if (!settled && settle_if_parted(*roomy.packing)) {
    roomy = with_headroom(instance(), parts(*options_));
  }
  return roomy;
}

std::optional<BoundProof> Problem::prove(RoomyPacking& roomy) const {
  const bool restricted = is_restricted();
  const auto& packing = *roomy.packing;
  if (restricted && (unplaced(packing) > 0 || !arrangement_.refused.empty())) {
    return std::nullopt;
  }
  const auto loose = restricted ? relaxed_shapes(relaxed_, shaped_, packing) : ShapedDemand{};
  const auto& shaped = restricted ? loose : shaped_;
  const auto instance = packing_instance(shaped, nodes_, *options_);
  const auto left_out =
      restricted ? std::vector<std::int64_t>(instance.shapes.size(), 0) : packing.unplaced;
  const auto level = options_->effort < 100    ? pack::BoundLevel::fluid
                     : options_->effort < 1000 ? pack::BoundLevel::quick
                                               : pack::BoundLevel::normal;
  const auto bound = pack::lower_bound(instance, left_out, roomy.packed_cost, {.level = level});
  if (bound.bound > roomy.lower_bound) {
    roomy.lower_bound = bound.bound;
    roomy.bound = pack::name(bound.kind);
  }
  if (!bound.proof) {
    return std::nullopt;
  }
  auto proof = bound_proof(shaped, nodes_, instance, *bound.proof);
  proof.proven = units::HourlyRate::per_hour(units::Money::from_nanos(bound.proof->bound));
  return proof;
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
