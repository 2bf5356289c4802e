#include "eksplan/k8s/object.hpp"

#include <array>

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

/// An owner that a dump often leaves out, and the kind that makes it: its name is the maker's and a
/// suffix of these characters (pod-template-hash; CronJob: minutes since 1970).
struct Made {
  std::string_view made;
  std::string_view maker;
  std::string_view suffix;
};

constexpr std::array<Made, 2> kMade{{
    {"apps/ReplicaSet|", "apps/Deployment|", "bcdfghjklmnpqrstvwxz2456789"},
    {"batch/Job|", "batch/CronJob|", "0123456789"},
}};

// Whether an owner that is not in the input was made by something that is.
bool maker_is_counted(std::string_view owner, const std::vector<Object>& objects,
                      const ObjectIndex& index) {
  for (const auto& made : kMade) {
    const auto dash = owner.rfind('-');
    if (owner.substr(0, made.made.size()) != made.made || dash == std::string_view::npos) {
      continue;
    }
    const auto suffix = owner.substr(dash + 1);
    if (suffix.empty() || suffix.find_first_not_of(made.suffix) != std::string_view::npos) {
      continue;
    }
    const auto name = owner.substr(made.made.size(), dash - made.made.size());
    const auto maker = index.find(fmt::format("{}{}", made.maker, name));
    return maker != index.end() && counts_for_others(objects[maker->second]);
  }
  return false;
}

bool has_counted_owner(const Object& object, const std::vector<Object>& objects,
                       const ObjectIndex& index) {
  const auto* current = &object;
  for (int i = 0; i < kMaxOwners && !current->controller.empty(); ++i) {
    const auto owner = index.find(current->controller);
    if (owner == index.end()) {
      return maker_is_counted(current->controller, objects, index);
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
