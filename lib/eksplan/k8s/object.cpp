#include "eksplan/k8s/object.hpp"

#include <fmt/format.h>

#include "eksplan/k8s/kinds.hpp"

namespace eksplan::k8s {
namespace {

// Deeper than any chain of owners that controllers make; ends a chain that bites its own tail.
constexpr int kMaxOwners = 16;

bool counts_for_others(const Object& object) {
  return object.kind != nullptr &&
         (object.kind->role == Role::workload || object.kind->role == Role::autoscaler);
}

bool has_counted_owner(const Object& object, const std::vector<Object>& objects,
                       const ObjectIndex& index) {
  const auto* current = &object;
  for (int i = 0; i < kMaxOwners && !current->controller.empty(); ++i) {
    const auto owner = index.find(current->controller);
    if (owner == index.end()) {
      return false;
    }
    current = &objects[owner->second];
    if (counts_for_others(*current)) {
      return true;
    }
  }
  return false;
}

}  // namespace

std::string object_key(std::string_view group_kind, std::string_view namespace_name,
                       std::string_view name) {
  return fmt::format("{}|{}|{}", group_kind, namespace_name, name);
}

ObjectIndex index_objects(const std::vector<Object>& objects) {
  ObjectIndex index;
  index.reserve(objects.size());
  for (std::size_t i = 0; i < objects.size(); ++i) {
    if (!objects[i].key.empty()) {
      index.insert_or_assign(objects[i].key, i);
    }
  }
  return index;
}

std::vector<bool> stood_for(const std::vector<Object>& objects, const ObjectIndex& index) {
  std::vector<bool> result;
  result.reserve(objects.size());
  for (const auto& object : objects) {
    result.push_back(has_counted_owner(object, objects, index));
  }
  return result;
}

}  // namespace eksplan::k8s
