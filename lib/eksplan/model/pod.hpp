#pragma once
/// A pod template as far as cost, placement and Fargate's limits depend on it. Field names follow
/// the Kubernetes API.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "eksplan/model/object_id.hpp"
#include "eksplan/units/quantity.hpp"
#include "eksplan/units/resources.hpp"

namespace eksplan::model {

/// Resource names and amounts as written (cpu, memory, ephemeral-storage, nvidia.com/gpu,
/// hugepages-2Mi ...).
using ResourceList = std::map<std::string, Located<units::Quantity>>;

struct ContainerPort {
  std::int64_t container_port = 0;
  std::int64_t host_port = 0;  ///< 0 = none
  std::string host_ip;
  std::string protocol = "TCP";
  Place at;  ///< of hostPort, else hostIP, else the port

  bool operator==(const ContainerPort&) const = default;
};

/// A command, an argument or the value of an environment variable.
struct ContainerText {
  std::string path;  ///< within the container: "args[1]", "env[0].value"
  std::string value;
  Place at;

  bool operator==(const ContainerText&) const = default;
};

struct Container {
  std::string name;
  std::string image;
  Place at;
  ResourceList requests;  ///< as admitted: missing ones filled from limits and LimitRange
  ResourceList limits;    ///< as admitted: missing ones filled from LimitRange
  bool written_requests =
      false;                     ///< the manifest itself names a request or limit for cpu or memory
  bool restarts_always = false;  ///< an init container that is a sidecar (restartPolicy: Always)
  std::vector<ContainerPort> ports;
  std::optional<Located<bool>> privileged;
  std::optional<Located<bool>> allow_privilege_escalation;
  std::vector<Located<std::string>> added_capabilities;
  std::vector<ContainerText> texts;  ///< those that hold a word some rule looks for, in order

  bool operator==(const Container&) const = default;
};

/// What backs a volume. `other` covers every type not named, with its API field name in
/// Volume::type.
enum class VolumeSource : std::uint8_t {
  empty_dir,
  config_map,
  secret,
  projected,
  downward_api,
  persistent_volume_claim,
  ephemeral,
  host_path,
  nfs,
  csi,
  aws_elastic_block_store,
  other
};

struct Volume {
  std::string name;
  VolumeSource source = VolumeSource::empty_dir;
  std::string type;                           ///< the API field: "hostPath"
  std::string claim;                          ///< persistentVolumeClaim.claimName
  std::string driver;                         ///< csi.driver
  std::string host_path;                      ///< hostPath.path
  bool in_memory = false;                     ///< emptyDir.medium: Memory
  std::optional<units::Quantity> size_limit;  ///< emptyDir.sizeLimit
  std::optional<std::string>
      storage_class;  ///< ephemeral.volumeClaimTemplate.spec.storageClassName
  std::optional<units::Bytes>
      requested;  ///< ephemeral.volumeClaimTemplate.spec.resources.requests.storage
  std::vector<std::string> access_modes;  ///< ephemeral.volumeClaimTemplate.spec.accessModes
  Place at;

  bool operator==(const Volume&) const = default;
};

enum class SelectorOperator : std::uint8_t { in, not_in, exists, does_not_exist, gt, lt };

/// One requirement on labels: of a node (matchExpressions, matchFields) or of a pod (label
/// selectors).
struct LabelRequirement {
  std::string key;
  SelectorOperator op = SelectorOperator::in;
  std::vector<std::string> values;
  Place at;

  bool operator==(const LabelRequirement&) const = default;
};

/// All requirements of a term hold together; an empty term matches nothing (Kubernetes).
struct NodeSelectorTerm {
  std::vector<LabelRequirement> expressions;
  std::vector<LabelRequirement> fields;  ///< matchFields: metadata.name only

  bool operator==(const NodeSelectorTerm&) const = default;
};

/// matchLabels and matchExpressions together; absent selects nothing, empty selects everything.
struct LabelSelector {
  std::vector<LabelRequirement> requirements;

  bool operator==(const LabelSelector&) const = default;
};

/// requiredDuringSchedulingIgnoredDuringExecution of podAffinity or podAntiAffinity, one term.
struct PodAffinityTerm {
  std::optional<LabelSelector> selector;
  std::vector<std::string>
      namespaces;               ///< empty = the pod's own (unless namespace_selector is set)
  bool all_namespaces = false;  ///< namespaceSelector: {}
  std::optional<LabelSelector> namespace_selector;
  std::vector<std::string> match_label_keys{};  ///< labels in which the other pod is to be like its
                                                ///< own
  std::vector<std::string> mismatch_label_keys{};  ///< labels in which it is to be unlike
  std::string topology_key;
  Place at;

  bool operator==(const PodAffinityTerm&) const = default;
};

struct TopologySpread {
  std::int64_t max_skew = 1;
  std::string topology_key;
  bool do_not_schedule = true;
  std::optional<LabelSelector> selector;
  std::vector<std::string> match_label_keys{};  ///< only pods that are like it in these are counted
  std::optional<std::int64_t> min_domains;
  bool honors_affinity = true;  ///< nodeAffinityPolicy: nodes that its selectors refuse are no part
  bool honors_taints = false;   ///< nodeTaintsPolicy: nor are those whose taints it cannot bear
  Place at;

  bool operator==(const TopologySpread&) const = default;
};

enum class TaintEffect : std::uint8_t { no_schedule, prefer_no_schedule, no_execute };

struct Taint {
  std::string key;
  std::string value;
  TaintEffect effect = TaintEffect::no_schedule;

  auto operator<=>(const Taint&) const = default;
};

struct Toleration {
  std::string key;      ///< empty with `exists` = every key
  bool exists = false;  ///< operator: Exists
  std::string value;
  std::optional<TaintEffect> effect;  ///< none = every effect
  Place at;

  bool operator==(const Toleration&) const = default;
};

struct PodSpec {
  std::vector<Container> init_containers;  ///< in order; it decides the effective request
  std::vector<Container> containers;
  std::vector<Volume> volumes;
  ResourceList pod_requests;  ///< spec.resources.requests (pod-level resources)
  ResourceList pod_limits;
  ResourceList overhead;

  std::map<std::string, Located<std::string>> node_selector;
  bool has_required_node_affinity = false;
  std::vector<NodeSelectorTerm> required_node_affinity;  ///< terms are alternatives; none while the
                                                         ///< flag is set = nothing matches
  std::vector<PodAffinityTerm> required_pod_affinity;
  std::vector<PodAffinityTerm> required_pod_anti_affinity;
  std::vector<TopologySpread> topology_spread;
  bool has_preferences =
      false;  ///< preferred affinity or ScheduleAnyway spread: ignored, and said to be
  std::vector<Toleration> tolerations;

  std::optional<Located<bool>> host_network;
  std::optional<Located<bool>> host_pid;
  std::optional<Located<bool>> host_ipc;
  std::optional<Located<std::string>> os_name;
  std::optional<Located<std::string>> scheduler_name;
  std::optional<Located<std::string>> priority_class_name;
  std::optional<Located<std::string>> runtime_class_name;
  std::string service_account_name;
  std::string node_name;  ///< set in a dump of a running pod

  bool operator==(const PodSpec&) const = default;
};

/// What the scheduler charges for one pod (Kubernetes' effective request, input-formats 5.5): the
/// larger of the running containers' sum and the largest init step, or the pod-level value; rounded
/// up once, CPU to 1m, the rest to 1.
struct PodRequests {
  units::MilliCpu cpu;
  units::Bytes memory;
  units::Bytes ephemeral_storage;
  std::map<std::string, std::int64_t>
      extended;  ///< every other resource with an amount above 0, limits included

  bool operator==(const PodRequests&) const = default;
};

struct PodTemplate {
  Labels labels;
  Labels annotations;
  AnnotationPlaces annotation_places;
  PodSpec spec;
  std::string path;      ///< path of the pod spec in its object: "spec.template.spec"
  Place at;              ///< of the pod spec
  PodRequests requests;  ///< with spec.overhead: what a node is charged
  PodRequests requests_without_overhead;  ///< what Fargate sizes by
  bool uses_limit_range = false;          ///< a LimitRange filled something in

  bool operator==(const PodTemplate&) const = default;
};

}  // namespace eksplan::model
