#pragma once
/// May pods of a workload run on a node of a given kind: the kube-scheduler's node filters, and
/// what a node keeps for itself.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/model/instance_type.hpp"
#include "eksplan/model/object_id.hpp"
#include "eksplan/model/pod.hpp"
#include "eksplan/model/workload.hpp"
#include "eksplan/units/resources.hpp"

namespace eksplan::rules {

/// What pods can use of a node (facts and formulas: pricing-data/README.md, "What a node keeps for
/// itself").
struct Allocatable {
  units::MilliCpu cpu;
  units::Bytes memory;
  units::Bytes ephemeral_storage;
  std::int64_t pods = 0;
  std::map<std::string, std::int64_t> extended;  ///< nvidia.com/gpu, aws.amazon.com/neuron ...
  bool memory_measured = false;                  ///< false: the 7.5 % estimate

  bool operator==(const Allocatable&) const = default;
};

inline constexpr units::Bytes kRootVolume =
    units::Bytes::gib(20);  ///< default of managed node groups

/// Managed node group without a custom AMI: kube-reserved by the computed ENI pod count (110 when
/// the type's network is not known), pods capped at 110 below 30 vCPU and 250 from 30 vCPU, 100 MiB
/// hard eviction, memory as measured or 7.5 % below nominal. Ephemeral storage is the root volume
/// less 1 GiB and 10 %. No amount is below 0.
Allocatable allocatable(const model::InstanceType& type, units::Bytes root_volume = kRootVolume);

/// EBS volumes that pods can have attached on a node of this type, beside its root volume: what the
/// EBS CSI driver tells the scheduler when every network interface of the type is in use. Types
/// with fewer than 32 attachments share them between volumes, interfaces and local disks; the first
/// interface and the disks are counted already (EC2 user guide, "Amazon EBS volume limits for EC2
/// instances"; EC2 API, EbsInfo.MaximumEbsAttachments). Where the figure is not known: 25 on Nitro,
/// 39 on others, the defaults of Kubernetes.
std::int64_t ebs_attachments(const model::InstanceType& type);

/// What constraints by host name: every node has a value of its own.
inline constexpr std::string_view kHostnameLabel = "kubernetes.io/hostname";

/// A node as the scheduler's filters see it.
struct NodeKind {
  model::Labels labels{};
  std::vector<model::Taint> taints{};
};

/// Labels that a managed node of this type has by itself: kubernetes.io/arch, kubernetes.io/os,
/// node.kubernetes.io/instance-type, eks.amazonaws.com/capacityType, topology.kubernetes.io/region,
/// and their old spellings; topology.kubernetes.io/zone when `zone` is not empty.
model::Labels well_known_labels(const model::InstanceType& type, model::Purchase purchase,
                                std::string_view region, std::string_view zone);

/// Keys of such labels: what a plan cannot choose freely. Any other label is the plan's to put on a
/// node group.
bool is_well_known_label(std::string_view key);

/// Why a pod may not run on a node, in the words of a person: "nodeSelector wants disktype=ssd".
struct Refusal {
  std::string_view
      filter;  ///< the scheduler's plugin: NodeAffinity, TaintToleration, NodeResourcesFit
  std::string reason;
};

/// nodeSelector, required node affinity, taints and tolerations, OS. Resources are not looked at.
/// Nodes here run Linux and have no name yet: a node affinity by metadata.name wants a name that no
/// planned node has.
std::optional<Refusal> refuses(const NodeKind& node, const model::PodSpec& pod);

/// Whether a spread constraint of a pod takes nodes of a kind into account, by its
/// nodeAffinityPolicy and nodeTaintsPolicy (Kubernetes, "Pod Topology Spread Constraints"): zones
/// without any such node are none that it compares.
bool counts_nodes(const model::TopologySpread& spread, const NodeKind& node,
                  const model::PodSpec& pod);

/// Whether one requirement holds for a set of labels (labels.Requirement.Matches of Kubernetes; Gt
/// and Lt compare integers).
bool matches(const model::LabelRequirement& requirement, const model::Labels& labels);

/// All requirements together; a selector without any matches everything.
bool matches(const model::LabelSelector& selector, const model::Labels& labels);

/// Whether `labels` has every one of `wanted`.
bool has_all(const model::Labels& labels, const model::Labels& wanted);

/// "kubernetes.io/arch In [amd64, arm64]", "gpu Exists".
std::string requirement_text(const model::LabelRequirement& requirement);

/// Whether one of `tolerations` covers `taint` (Toleration.ToleratesTaint of Kubernetes).
bool tolerates(const std::vector<model::Toleration>& tolerations, const model::Taint& taint);

/// "dedicated=gpu:NoSchedule"; without a value "dedicated:NoSchedule".
std::string taint_text(const model::Taint& taint);

/// Most pods of this workload that one node may hold by its own constraints: 1 for required
/// anti-affinity to itself or a host port, maxSkew for a hard hostname spread that counts its own
/// pods; nothing = no such bound. A spread may let nodes hold more as long as all hold as many; the
/// cap is the strict reading, which every arrival order respects.
std::optional<std::int64_t> per_node_cap(const model::Workload& workload);

/// The part of it that every schedule respects: without the spread.
std::optional<std::int64_t> certain_node_cap(const model::Workload& workload);

/// A port of the node that a pod takes. Refers to the pod.
struct HostPort {
  std::int64_t port;
  std::string_view protocol;  ///< "TCP" where none is given
  std::string_view ip;        ///< 0.0.0.0 = every address
};

/// Of containers and sidecars; the scheduler leaves out init containers that end.
std::vector<HostPort> host_ports(const model::PodSpec& pod);

/// Pods with these ports may not share a node.
bool clash(const HostPort& a, const HostPort& b);

/// Whether pods of the two workloads may never share a node: same host port, or required
/// anti-affinity of one to the other by hostname. Of a namespace only its name is known here: a
/// namespaceSelector that asks for other labels than kubernetes.io/metadata.name is taken to select
/// it.
bool exclude_each_other(const model::Workload& a, const model::Workload& b);

}  // namespace eksplan::rules
