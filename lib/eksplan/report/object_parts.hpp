#pragma once
/// Names of objects between what a run knows and what a result says. Private to this room.

#include "eksplan/model/object_id.hpp"
#include "eksplan/saved/result.hpp"

namespace eksplan::report {

inline saved::ObjectName saved_name(const model::ObjectId& id) {
  return {id.namespace_name, id.kind, id.name};
}

inline model::ObjectId object_id(const saved::ObjectName& name) {
  return {name.namespace_name, name.kind, name.name};
}

inline model::ObjectId object_id(const saved::Workload& workload) {
  return {workload.namespace_name, workload.kind, workload.name};
}

}  // namespace eksplan::report
