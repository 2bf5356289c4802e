#include "eksplan/plan/zones.hpp"

#include <algorithm>
#include <cstdint>
#include <set>

#include "eksplan/model/pod.hpp"

namespace eksplan::plan {
namespace {

// Calls `visit` with each requirement on the zone that pods have; node selectors count as In.
template <class Visit>
void visit_zone_requirements(const demand::Demand& demand, const Visit& visit) {
  for (const auto& item : demand.items) {
    const auto& pod = item.workload.pod.spec;
    for (const auto& [key, value] : pod.node_selector) {
      if (is_zone_label(key)) {
        visit(model::LabelRequirement{key, model::SelectorOperator::in, {value.value}, {}});
      }
    }
    for (const auto& term : pod.required_node_affinity) {
      for (const auto& requirement : term.expressions) {
        if (is_zone_label(requirement.key)) {
          visit(requirement);
        }
      }
    }
  }
}

}  // namespace

bool is_zone_label(std::string_view key) {
  return key == "topology.kubernetes.io/zone" || key == "failure-domain.beta.kubernetes.io/zone" ||
         key == "topology.ebs.csi.aws.com/zone";
}

bool zones_matter(const demand::Demand& demand) {
  bool matter = false;
  visit_zone_requirements(demand, [&](const model::LabelRequirement&) { matter = true; });
  return matter;
}

std::vector<std::string> choose_zones(const demand::Demand& demand, const catalog::Region& region,
                                      std::int64_t wanted) {
  std::set<std::string> named;
  const auto known = [&](const std::string& zone) {
    return std::find(region.zones.begin(), region.zones.end(), zone) != region.zones.end();
  };
  for (const bool single : {true, false}) {  // what must be first, so that choices can be met by it
    visit_zone_requirements(demand, [&](const model::LabelRequirement& requirement) {
      const auto& values = requirement.values;
      const bool met = std::any_of(values.begin(), values.end(),
                                   [&](const auto& v) { return named.count(v) != 0; });
      const auto first = std::find_if(values.begin(), values.end(), known);
      const bool wants_in =
          requirement.op == model::SelectorOperator::in && (values.size() == 1) == single;
      if (wants_in && !met && first != values.end()) {
        named.insert(*first);
      }
    });
  }
  for (const auto zone : region.zones) {
    if (static_cast<std::int64_t>(named.size()) < std::max<std::int64_t>(wanted, 1)) {
      named.emplace(zone);
    }
  }
  if (named.empty()) {
    named.emplace();
  }
  return {named.begin(), named.end()};
}

}  // namespace eksplan::plan
