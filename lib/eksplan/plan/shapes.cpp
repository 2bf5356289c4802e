#include "eksplan/plan/shapes.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/instance.hpp"

namespace eksplan::plan {
namespace {

class Shaper {
 public:
  Shaper(const ShapingInput& input, const std::vector<Whereabouts>& whereabouts,
         Strictness strictness)
      : in_(&input), whereabouts_(&whereabouts), strict_(strictness == Strictness::strict) {}

  ShapedDemand run(const std::vector<Parcel>& parcels) {
    find_touchy(parcels);
    for (const auto& parcel : parcels) {
      add(parcel);
    }
    add_conflicts();
    return std::move(result_);
  }

 private:
  const model::Workload& workload(std::size_t item) const {
    return in_->demand.items[item].workload;
  }

  // Items to place that may clash.
  void find_touchy(const std::vector<Parcel>& parcels) {
    std::set<std::size_t> touchy;
    for (const auto& parcel : parcels) {
      for (const auto& of : parcel.pods) {
        if (in_->nodes.kinds.touchy()[of.item.value]) {
          touchy.insert(of.item.value);
        }
      }
    }
    touchy_.assign(touchy.begin(), touchy.end());
    if (strict_) {
      for (const auto& [a, b] : in_->relations.apart_by_node) {
        spread_apart_[a].push_back(b);
        spread_apart_[b].push_back(a);
      }
    }
  }

  std::vector<std::size_t> find_clashes(std::size_t item) const {
    std::vector<std::size_t> clashes;
    for (const auto other : in_->nodes.kinds.clashes(item)) {
      if (std::ranges::binary_search(touchy_, other)) {
        clashes.push_back(other);
      }
    }
    if (const auto spread = spread_apart_.find(item); spread != spread_apart_.end()) {
      clashes.insert(clashes.end(), spread->second.begin(), spread->second.end());
      std::ranges::sort(clashes);
      clashes.erase(std::unique(clashes.begin(), clashes.end()), clashes.end());
    }
    return clashes;
  }

  // An item may come in many parcels.
  const std::vector<std::size_t>& clashes_of(std::size_t item) {
    const auto [found, added] = clashes_.try_emplace(item);
    if (added) {
      found->second = find_clashes(item);
    }
    return found->second;
  }

  Amounts demand_of(const Parcel& parcel) const {
    if (is_single(parcel) && parcel.shared_attachments == 0) {
      return in_->nodes.amounts_of_pod(parcel.pods.front().item.value, in_->demand);
    }
    std::vector<base::int128> sum(kFirstExtended + in_->nodes.extended.size(), 0);
    for (const auto& of : parcel.pods) {
      const auto amounts = in_->nodes.amounts_of_pod(of.item.value, in_->demand);
      for (std::size_t d = 0; d < sum.size(); ++d) {
        sum[d] += base::int128{amounts[d]} * of.pods;
      }
    }
    if (const auto attachments = in_->nodes.attachments_dimension()) {
      sum[*attachments] += parcel.shared_attachments;
    }
    Amounts amounts;
    for (const auto amount : sum) {
      amounts.push_back(base::narrow(amount).value_or(std::numeric_limits<std::int64_t>::max()));
    }
    return amounts;
  }

  // DaemonSets that an item wants beside its pods are on some kinds of nodes alone.
  bool has_company(std::size_t kind, std::size_t item) const {
    if (!strict_ || in_->relations.near.empty()) {
      return true;
    }
    const auto near = in_->relations.near.find(item);
    if (near == in_->relations.near.end() || near->second.daemons.empty()) {
      return true;
    }
    const auto& there = in_->nodes.kinds.facts(kind).daemons;
    return std::ranges::any_of(near->second.daemons, [&](std::size_t daemon) {
      return std::ranges::find(there, daemon) != there.end();
    });
  }

  std::vector<bool> allowed_kinds(const Parcel& parcel) const {
    std::vector<bool> allowed;
    for (std::size_t kind = 0; kind < in_->nodes.kinds.size(); ++kind) {
      allowed.push_back(std::ranges::all_of(parcel.pods, [&](const PodsOf& of) {
        return !in_->nodes.kinds.facts(kind).refusals[of.item.value] &&
               has_company(kind, of.item.value);
      }));
    }
    return allowed;
  }

  // Asked for several times in a row.
  std::optional<std::int64_t> cap_of(std::size_t item) {
    if (capped_ != item) {
      capped_ = item;
      cap_ =
          strict_ ? rules::per_node_cap(workload(item)) : rules::certain_node_cap(workload(item));
    }
    return cap_;
  }

  bool is_single(const Parcel& parcel) const {
    return parcel.pods.size() == 1 && parcel.pods.front().pods == 1;
  }

  ShapeTraits traits_of(const Parcel& parcel) {
    const auto lead = parcel.pods.front().item.value;
    ShapeTraits traits;
    traits.demand = demand_of(parcel);
    traits.allowed_kinds = allowed_kinds(parcel);
    traits.zones = parcel.zones;
    traits.whereabouts = is_single(parcel) ? (*whereabouts_)[lead] : Whereabouts::nodes;
    const auto& answer = in_->fargate[lead];
    if (answer.available && is_single(parcel)) {
      traits.fargate_price = static_cast<std::int64_t>(answer.per_pod->hourly().nanos());
    }
    for (const auto& of : parcel.pods) {
      add_limits(of, traits);
    }
    std::ranges::sort(traits.clashes);
    traits.clashes.erase(std::unique(traits.clashes.begin(), traits.clashes.end()),
                         traits.clashes.end());
    return traits;
  }

  void add_limits(const PodsOf& of, ShapeTraits& traits) {
    const auto item = of.item.value;
    if (const auto cap = cap_of(item)) {
      const auto units = *cap / of.pods;
      traits.per_node_cap = traits.per_node_cap ? std::min(*traits.per_node_cap, units) : units;
    }
    const auto& clashes = clashes_of(item);
    traits.clashes.insert(traits.clashes.end(), clashes.begin(), clashes.end());
    const bool limited =
        cap_of(item) || in_->nodes.kinds.touchy()[item] || spread_apart_.contains(item);
    if (limited && !traits.own) {
      traits.own = item;
    }
  }

  void add(const Parcel& parcel) {
    auto traits = traits_of(parcel);
    const auto [found, added] = numbers_.emplace(traits, result_.shapes.size());
    if (added) {
      result_.shapes.push_back({std::move(traits), {}, {}});
    }
    auto& shape = result_.shapes[found->second];
    shape.items.push_back(parcel.pods.front().item.value);
    shape.parcels.push_back(parcel);
    for (const auto& of : parcel.pods) {
      const auto item = of.item.value;
      if (cap_of(item) || in_->nodes.kinds.touchy()[item] || spread_apart_.contains(item)) {
        shapes_of_[item].insert(found->second);
      }
    }
  }

  static bool can_meet(const ShapeTraits& a, const ShapeTraits& b) {
    if (a.zones.empty() || b.zones.empty()) {
      return true;
    }
    for (std::size_t zone = 0; zone < a.zones.size(); ++zone) {
      if (a.zones[zone] && b.zones[zone]) {
        return true;
      }
    }
    return false;
  }

  // Parcels of one shape are equal in what they clash with, so the traits speak for all of them.
  void add_conflicts() {
    std::set<std::pair<std::size_t, std::size_t>> pairs;
    const auto exclude = [&](std::size_t a, std::size_t b) {
      if (a != b && can_meet(result_.shapes[a].traits, result_.shapes[b].traits)) {
        pairs.emplace(std::min(a, b), std::max(a, b));
      }
    };
    for (std::size_t shape = 0; shape < result_.shapes.size(); ++shape) {
      for (const auto item : result_.shapes[shape].traits.clashes) {
        if (const auto others = shapes_of_.find(item); others != shapes_of_.end()) {
          for (const auto other : others->second) {
            exclude(shape, other);
          }
        }
      }
    }
    // A cap counts the pods of an item in all its shapes; where it has several they keep apart.
    for (const auto& [item, shapes] : shapes_of_) {
      for (const auto a : shapes) {
        for (const auto b : shapes) {
          if (strict_ && cap_of(item)) {
            exclude(a, b);
          }
        }
      }
    }
    result_.conflicts.assign(pairs.begin(), pairs.end());
  }

  const ShapingInput* in_;
  const std::vector<Whereabouts>* whereabouts_;
  bool strict_;
  ShapedDemand result_;
  std::vector<std::size_t> touchy_;
  std::map<std::size_t, std::vector<std::size_t>> spread_apart_;
  std::map<std::size_t, std::vector<std::size_t>> clashes_;
  std::map<ShapeTraits, std::size_t> numbers_;
  std::optional<std::size_t> capped_;  // the item that `cap_` is of
  std::optional<std::int64_t> cap_;
  std::map<std::size_t, std::set<std::size_t>> shapes_of_;  // by item with limits of its own
};

pack::Shape packed_shape(const ItemShape& shape, const NodeOptions& nodes,
                         PlacementMode placement) {
  pack::Shape packed;
  packed.demand = shape.traits.demand;
  packed.per_bin_cap = shape.traits.per_node_cap;
  const auto where = shape.traits.whereabouts;
  if (placement == PlacementMode::cheapest && where != Whereabouts::nodes) {
    packed.alone_price = shape.traits.fargate_price;
  }
  for (const auto& option : nodes.options) {
    packed.allowed.push_back(where != Whereabouts::fargate && shape.may_use(option));
  }
  for (const auto& parcel : shape.parcels) {
    packed.lots.push_back({parcel.units});
  }
  return packed;
}

}  // namespace

bool ItemShape::may_use(const NodeOption& option) const {
  return traits.allowed_kinds[option.kind] &&
         (traits.zones.empty() || !option.zone || traits.zones[*option.zone]);
}

ShapedDemand shape_demand(const ShapingInput& input, const std::vector<Parcel>& parcels,
                          const std::vector<Whereabouts>& whereabouts, Strictness strictness) {
  return Shaper(input, whereabouts, strictness).run(parcels);
}

pack::Instance packing_instance(const ShapedDemand& shaped, const NodeOptions& nodes,
                                const Options& options) {
  pack::Instance instance;
  instance.dimensions = kFirstExtended + nodes.extended.size();
  for (const auto& option : nodes.options) {
    instance.options.push_back({.capacity = option.capacity,
                                .price = nodes.candidates[option.candidate].node_price,
                                .group_class = nodes.group_class(option)});
  }
  for (const auto& shape : shaped.shapes) {
    instance.shapes.push_back(packed_shape(shape, nodes, options.placement));
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
