#pragma once
/// What is known of the EKS cluster itself: its Fargate profiles, its node groups, its version, and
/// what no manifest shows.

#include <compare>
#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "eksplan/model/object_id.hpp"
#include "eksplan/model/pod.hpp"

namespace eksplan::model {

/// "1.29".
struct KubernetesVersion {
  int major = 1;
  int minor = 0;

  auto operator<=>(const KubernetesVersion&) const = default;
};

/// One alternative of a Fargate profile: the namespace and every label must match.
struct ProfileSelector {
  std::string namespace_name;  ///< may hold * and ?; empty = missing, which EKS refuses
  Labels labels;               ///< of the pod; keys and values may hold * and ?
  Place at;                    ///< line 0 when it comes from an option

  bool operator==(const ProfileSelector&) const = default;
};

struct FargateProfile {
  std::string name;
  std::vector<ProfileSelector> selectors;  ///< any of them
  std::vector<std::string> subnets;        ///< ids; empty = all private ones
  Labels tags;
  bool described_twice = false;  ///< and not with the same content; the last one counts
  std::string path;              ///< in its document: "fargateProfiles[0]"; empty = an option
  Place at;

  bool operator==(const FargateProfile&) const = default;
};

/// A node group that the cluster has, managed or not.
struct ClusterNodeGroup {
  std::string name;
  bool managed = true;
  bool spot = false;
  bool windows = false;
  bool arm = false;  ///< an AMI type or an instance type of Graviton
  bool bottlerocket = false;
  bool launch_template = false;
  std::vector<std::string> instance_types;
  std::optional<std::int64_t> min_size;
  std::optional<std::int64_t> desired_size;
  std::optional<std::int64_t> max_size;
  Labels labels;
  std::vector<Taint> taints;
  std::string path;
  Place at;

  bool operator==(const ClusterNodeGroup&) const = default;
};

struct Subnet {
  std::string id;
  std::optional<bool> is_public;  ///< gives public addresses or has a route to an internet gateway
  std::optional<std::int64_t> free_addresses;
  std::string zone;
  std::string path;
  Place at;

  bool operator==(const Subnet&) const = default;
};

/// An EKS Pod Identity association.
struct PodIdentity {
  std::string namespace_name;
  std::string service_account;
  Place at;

  bool operator==(const PodIdentity&) const = default;
};

/// What a cluster uses or its owner wants, and no manifest shows.
enum class ClusterUse : std::uint8_t {
  custom_cni,           ///< Calico, Cilium ... in place of the VPC CNI
  dedicated_hosts,      ///< dedicated tenancy or hosts
  bottlerocket,         ///< Bottlerocket nodes
  custom_ami,           ///< an own machine image
  ssh,                  ///< SSH to nodes
  kubelet_arguments,    ///< own arguments of the kubelet
  zonal_shift,          ///< ARC zonal shift
  cost_tags,            ///< cost tags on pods
  tenant_isolation,     ///< isolation between tenants
  public_pod_addresses  ///< pods with public addresses
};

/// Lists are sorted by name; what is absent is not known.
struct Cluster {
  bool described = false;  ///< something in the input or an option describes the cluster
  std::string name;
  std::string region;
  std::string zone;  ///< of all nodes, when it is an Outpost, a Local Zone or a Wavelength Zone
  std::optional<KubernetesVersion> version;
  std::optional<std::int64_t> platform_version;  ///< 5 for "eks.5"
  Place version_at;
  std::vector<FargateProfile> fargate_profiles;
  std::vector<ClusterNodeGroup> node_groups;
  bool node_groups_known = false;  ///< the description lists every group, if any
  std::vector<Subnet> subnets;
  std::vector<PodIdentity> pod_identities;
  /// namespace/name of service accounts that get a role by IRSA outside the manifests.
  std::set<std::string> role_accounts;
  /// namespace/name of service accounts whose pods call AWS, as the user says.
  std::set<std::string> aws_accounts;
  bool auto_mode = false;                             ///< EKS Auto Mode is on
  std::optional<bool> vpc_dns;                        ///< DNS resolution and host names are on
  std::optional<std::string> alb_controller_version;  ///< "1.1.3"
  std::optional<std::int64_t> fargate_vcpu_quota;     ///< vCPU of Fargate in the region
  std::set<ClusterUse> uses;

  bool operator==(const Cluster&) const = default;
};

}  // namespace eksplan::model
