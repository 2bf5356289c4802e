#pragma once
/// What every form says of the cluster as a whole: its name, its region, its versions, its zone.

#include <string>
#include <string_view>

#include "eksplan/base/parsed.hpp"
#include "eksplan/cluster/fields.hpp"

namespace eksplan::cluster {

/// "1.33", also with a patch number ("1.33.2") or a leading v.
base::Parsed<model::KubernetesVersion> parse_version(std::string_view text);

/// 5 of "eks.5".
base::Parsed<std::int64_t> parse_platform_version(std::string_view text);

/// Whether a zone is a Local Zone or a Wavelength Zone by its name: us-west-2-lax-1a has a number
/// before its last part, us-west-2a has not.
bool is_edge_zone(std::string_view zone);

/// Takes the name at `path`. A cluster of another name in the same input is reported.
void read_name(const doc::Fields& fields, std::string_view path, const Reading& reading);

/// Takes the name of the cluster that a part of it (a node group, a profile) gives, if none is
/// known.
void read_owner(const doc::Fields& fields, std::string_view path, const Reading& reading);

/// Takes the Kubernetes version at `path`. eksctl's words for a version that it chooses itself
/// (default, latest, auto) say nothing.
void read_version(const doc::Fields& fields, std::string_view path, const Reading& reading);

/// Takes the platform version at `path`; that of a cluster on an Outpost counts otherwise and is
/// left out.
void read_platform_version(const doc::Fields& fields, std::string_view path,
                           const Reading& reading);

/// Takes the region out of the ARN at `path`: arn:aws:eks:eu-west-1:...
void read_region_of_arn(const doc::Fields& fields, std::string_view path, const Reading& reading);

}  // namespace eksplan::cluster
