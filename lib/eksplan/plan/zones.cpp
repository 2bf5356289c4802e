#include "eksplan/plan/zones.hpp"

#include <algorithm>
#include <cstdint>
#include <set>

#include "eksplan/model/pod.hpp"
#include "eksplan/rules/pod_relations.hpp"

namespace eksplan::plan {
namespace {

// Calls `visit` with each requirement on the zone that pods have; node selectors count as In.
template <class Visit>
void visit_zone_requirements(const demand::Demand& demand, const Visit& visit) {
  for (const auto& item : demand.items) {
    const auto& pod = item.workload.pod.spec;
    for (const auto& [key, value] : pod.node_selector) {
      if (rules::is_zone_label(key)) {
        visit(model::LabelRequirement{key, model::SelectorOperator::in, {value.value}, {}});
      }
    }
    for (const auto& term : pod.required_node_affinity) {
      for (const auto& requirement : term.expressions) {
        if (rules::is_zone_label(requirement.key)) {
          visit(requirement);
        }
      }
    }
  }
}

template <class Visit>
void visit_volume_zones(const VolumeWishes& volumes, const Visit& visit) {
  for (const auto& [item, wish] : volumes) {
    visit(wish.zones);
    for (const auto& [ordinal, zones] : wish.by_ordinal) {
      visit(zones);
    }
  }
}

std::int64_t zones_needed(const demand::Demand& demand) {
  std::int64_t needed = 0;
  for (const auto& item : demand.items) {
    if (item.is_daemon || item.replicas == 0) {
      continue;
    }
    if (rules::keeps_apart(item.workload, item.workload, rules::Topology::zone)) {
      needed = std::max(needed, item.replicas);
    }
    for (const auto& spread : item.workload.pod.spec.topology_spread) {
      if (spread.do_not_schedule &&
          rules::topology_of(spread.topology_key) == rules::Topology::zone) {
        needed = std::max(needed, spread.min_domains.value_or(0));
      }
    }
  }
  return needed;
}

}  // namespace

bool zones_matter(const demand::Demand& demand, const VolumeWishes& volumes) {
  bool matter = pin_zones(volumes);
  visit_zone_requirements(demand, [&](const model::LabelRequirement&) { matter = true; });
  return matter || std::ranges::any_of(demand.items, [](const demand::Item& item) {
           return (item.is_daemon || item.replicas > 0) && rules::has_zone_wish(item.workload);
         });
}

std::vector<std::string> choose_zones(const demand::Demand& demand, const VolumeWishes& volumes,
                                      const ZoneOrder& order, const Options& options) {
  std::set<std::string> named;
  const auto& region_zones = order.zones;
  for (const bool single : {true, false}) {  // what must be first, so that choices can be met by it
    const auto name = [&](const std::vector<std::string>& values) {
      const bool met = std::any_of(values.begin(), values.end(),
                                   [&](const auto& v) { return named.count(v) != 0; });
      const auto first = std::find_first_of(region_zones.begin(), region_zones.end(),
                                            values.begin(), values.end());
      if ((values.size() == 1) == single && !met && first != region_zones.end()) {
        named.emplace(*first);
      }
    };
    visit_zone_requirements(demand, [&](const model::LabelRequirement& requirement) {
      if (requirement.op == model::SelectorOperator::in) {
        name(requirement.values);
      }
    });
    visit_volume_zones(volumes, name);
  }
  const auto wanted =
      options.more_zones ? std::max(options.zones, zones_needed(demand)) : options.zones;
  const auto is_bare = [&](std::string_view zone) {
    return std::ranges::find(order.bare, zone) != order.bare.end();
  };
  for (const auto zone : region_zones) {
    const auto usable =
        std::ranges::count_if(named, [&](const std::string& chosen) { return !is_bare(chosen); });
    if (usable < std::max<std::int64_t>(wanted, 1)) {
      named.emplace(zone);
    }
  }
  if (named.empty()) {
    named.emplace();
  }
  return {named.begin(), named.end()};
}

}  // namespace eksplan::plan
