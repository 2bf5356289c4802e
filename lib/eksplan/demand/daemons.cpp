#include "eksplan/demand/daemons.hpp"

#include <utility>
#include <vector>

namespace eksplan::demand {

model::ObjectId owner_of(const model::Workload& daemon_pod) {
  const auto& name = daemon_pod.id.name;
  return {daemon_pod.id.namespace_name, "DaemonSet", name.substr(0, name.rfind('-'))};
}

model::Workload without_node_names(model::Workload daemon_pod) {
  auto& spec = daemon_pod.pod.spec;
  std::vector<model::NodeSelectorTerm> kept;
  bool any_node = false;
  for (auto& term : spec.required_node_affinity) {
    any_node = any_node || (!term.fields.empty() && term.expressions.empty());
    term.fields.clear();
    if (!term.expressions.empty()) {
      kept.push_back(std::move(term));
    }
  }
  spec.required_node_affinity = any_node ? std::vector<model::NodeSelectorTerm>{} : std::move(kept);
  spec.has_required_node_affinity = spec.has_required_node_affinity && !any_node;
  return daemon_pod;
}

}  // namespace eksplan::demand
