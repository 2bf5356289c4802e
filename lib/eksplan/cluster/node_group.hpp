#pragma once
/// Node groups as far as all forms say the same: machine types, images, taints; and those of the
/// EKS API, which Terraform spells in its own way.

#include <optional>
#include <string_view>
#include <vector>

#include "eksplan/cluster/fields.hpp"

namespace eksplan::cluster {

/// Whether an instance type has a Graviton processor: the letters after the generation have a g
/// (m7g.large, c6gn.xlarge), or it is an a1.
bool is_arm_type(std::string_view instance_type);

/// Any of them; a node group has one architecture.
bool has_arm_type(const std::vector<std::string>& instance_types);

/// The effect that Kubernetes (NoSchedule) or the EKS API (NO_SCHEDULE) calls so; another word at
/// `at` is an error.
std::optional<model::TaintEffect> parse_effect(const doc::Node& at, std::string_view text,
                                               const Reading& reading);

/// The taints in the list at `path`: {key, value, effect}.
std::vector<model::Taint> taints_at(const doc::Fields& fields, std::string_view path,
                                    const Reading& reading);

/// The names of the fields of a managed node group.
struct GroupWords {
  std::string_view name;
  std::string_view capacity_type;
  std::string_view instance_types;
  std::string_view ami_type;
  std::string_view taints;
  std::string_view launch_template;
  std::string_view remote_access;
  std::string_view min_size;  ///< within the scaling configuration, as the next two
  std::string_view desired_size;
  std::string_view max_size;
};

/// A managed node group; `scaling` is its scaling configuration, if there.
model::ClusterNodeGroup read_api_group(const doc::Fields& fields, const GroupWords& words,
                                       const std::optional<doc::Node>& scaling,
                                       const Reading& reading);

}  // namespace eksplan::cluster
