#pragma once
/// Fargate profiles, which all forms write alike.

#include <string_view>
#include <vector>

#include "eksplan/cluster/fields.hpp"

namespace eksplan::cluster {

/// The names of the fields of a Fargate profile.
struct ProfileWords {
  std::string_view name;
  std::string_view subnets;
};

/// The profile that `fields` is the mapping of, with its selectors: {namespace, labels}.
model::FargateProfile read_profile(const doc::Fields& fields, const ProfileWords& words,
                                   const std::vector<doc::Node>& selectors, const Reading& reading);

}  // namespace eksplan::cluster
