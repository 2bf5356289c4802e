#pragma once
/// An object of the input, found and named but not read yet.

#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "eksplan/k8s/reading.hpp"
#include "eksplan/model/object_id.hpp"

namespace eksplan::k8s {

struct Kind;

/// Who an object is, the same for every apiVersion that has served its kind.
std::string object_key(std::string_view group_kind, std::string_view namespace_name,
                       std::string_view name);

struct Object {
  std::size_t node = 0;  ///< index in Framed::nodes
  std::uint32_t file = 0;
  const Kind* kind = nullptr;  ///< null = not in the table of kinds
  std::string api_version;
  model::ObjectId id;
  std::string key;         ///< object_key; empty without a name
  std::string controller;  ///< key of metadata.ownerReferences[controller: true]; empty = none
  std::string controller_kind;
  model::Place at;  ///< of metadata.name, else of the object
};

/// Look-up by Object::key.
using ObjectIndex = std::unordered_map<std::string_view, std::size_t>;

/// Views point into `objects`.
ObjectIndex index_objects(const std::vector<Object>& objects);

/// For each object, whether another object of the input stands for it: its controller, or the
/// controller of that one and so on, runs pods or is an autoscaler that is read. A ReplicaSet or
/// Job that is not in the input stands for what made it, by its name.
std::vector<bool> stood_for(const std::vector<Object>& objects, const ObjectIndex& index);

}  // namespace eksplan::k8s
