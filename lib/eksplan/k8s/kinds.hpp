#pragma once
/// The table of kinds: a kind that eksplan reads is one row and one function.

#include <map>
#include <span>
#include <string>
#include <string_view>

#include "eksplan/k8s/admission.hpp"
#include "eksplan/k8s/object.hpp"
#include "eksplan/model/inventory.hpp"

namespace eksplan::k8s {

/// An Argo Rollout that runs the pods of a Deployment (spec.workloadRef).
struct RolloutRef {
  std::string name;
  std::optional<std::int64_t> replicas;
};

/// What is read first, because the reading of workloads depends on it.
struct Surroundings {
  LimitRanges limit_ranges;
  std::map<std::string, model::HorizontalPodAutoscaler> scalers;  ///< by scaler_key of the target
  std::map<std::string, RolloutRef> rollouts;  ///< by scaler_key of the Deployment
};

std::string scaler_key(std::string_view namespace_name, std::string_view kind,
                       std::string_view name);

/// What a reader of a kind is given.
struct ObjectInput {
  const doc::Node& node;
  const Object& object;
  const Surroundings& around;
  const ObjectIndex& index;  ///< every object of the input
  Reading reading;
};

/// Where the value at `path` stands; the object's own place when there is none.
model::Place place_at(const doc::Fields& fields, std::string_view path, const ObjectInput& in);

enum class Role : std::uint8_t {
  before,      ///< read first: LimitRange
  autoscaler,  ///< read first: HPA, ScaledObject
  workload,    ///< runs pods and is counted
  other,       ///< bears on workloads
  uncounted,   ///< makes pods in a way that is not read: named in a warning
  harmless,    ///< runs no pods, though it may hold a template of one
};

struct Kind {
  std::string_view name;
  std::string_view group_kind;  ///< "apps/Deployment": the identity, whatever the apiVersion
  std::span<const std::string_view> groups;  ///< of apiVersion, "" for v1
  bool namespaced = true;
  Role role = Role::other;
  void (*read)(const ObjectInput&,
               model::Inventory&) = nullptr;  ///< none for before, uncounted and harmless
};

/// The group of an apiVersion: "apps" of apps/v1, "" of v1.
std::string_view group_of(std::string_view api_version);

/// The row of a kind; null when it is not in the table. A Deployment of another group is not a
/// Deployment.
const Kind* find_kind(std::string_view api_version, std::string_view kind);

/// Whether any group in the table has a kind of this name.
bool is_known_kind_name(std::string_view kind);

}  // namespace eksplan::k8s
