#pragma once
/// Small workloads for tests of the demand.

#include <string>
#include <vector>

#include "eksplan/demand/demand.hpp"

namespace eksplan::demand {

inline model::Workload workload(model::WorkloadKind kind, const std::string& kind_name,
                                const std::string& namespace_name, const std::string& name) {
  model::Workload result;
  result.id = {namespace_name, kind_name, name};
  result.kind = kind;
  return result;
}

inline model::Workload deployment(const std::string& namespace_name, const std::string& name) {
  return workload(model::WorkloadKind::deployment, "Deployment", namespace_name, name);
}

inline std::vector<std::string> ids(const Demand& demand) {
  std::vector<std::string> result;
  for (const auto& item : demand.items) {
    result.push_back(item.workload.id.text());
  }
  return result;
}

}  // namespace eksplan::demand
