#pragma once
/// Everything the manifests or a dump say about one cluster.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "eksplan/model/cluster.hpp"
#include "eksplan/model/workload.hpp"

namespace eksplan::model {

struct PersistentVolumeClaim {
  ObjectId id;
  VolumeClaim claim;

  bool operator==(const PersistentVolumeClaim&) const = default;
};

struct PersistentVolume {
  std::string name;
  std::string
      driver;  ///< CSI driver, or "kubernetes.io/aws-ebs", or the field name of another source
  std::string storage_class;
  units::Bytes capacity;
  std::vector<std::string> zones;    ///< from node affinity; empty = any
  std::vector<std::string> hosts{};  ///< a local volume: the nodes it is on; empty = any
  std::string claim_namespace;       ///< claimRef
  std::string claim_name;
  Place at;

  bool operator==(const PersistentVolume&) const = default;
};

struct StorageClass {
  std::string name;
  std::string provisioner;
  std::map<std::string, std::string> parameters;  ///< type: gp3, iops: "3000" ...
  bool is_default = false;
  Place at;

  bool operator==(const StorageClass&) const = default;
};

/// What an autoscaler keeps at a level: cpu or memory of its target's pods. Metrics that do not
/// come from pods are not known to a plan.
struct ScalingTarget {
  std::string resource;   ///< "cpu" or "memory"
  std::string container;  ///< of that container alone; empty = of the pod
  /// Percent of the request, or else an average amount per pod: nanocores or bytes.
  std::optional<std::int64_t> utilization_percent;
  std::optional<std::int64_t> average_amount;

  bool operator==(const ScalingTarget&) const = default;
};

/// A trigger of KEDA that wants a number of pods from each `start` until the next `end`, two cron
/// lines in a time zone.
struct CronTrigger {
  std::string start{};
  std::string end{};
  std::string time_zone{};
  std::int64_t pods = 0;
  Place at{};

  bool operator==(const CronTrigger&) const = default;
};

struct HorizontalPodAutoscaler {
  ObjectId id;
  std::string target_kind;
  std::string target_name;
  std::optional<std::int64_t> min_replicas;
  std::int64_t max_replicas = 1;
  std::optional<std::int64_t> desired_replicas;  ///< status.desiredReplicas in a dump
  std::vector<std::string> resource_metrics;     ///< "cpu", "memory" when scaled on them
  std::vector<ScalingTarget> targets;            ///< those of cpu and memory, in order
  std::vector<CronTrigger> cron;                 ///< of a ScaledObject
  /// With cron triggers and no others: the pods while none of them holds. Nothing else scales it.
  std::optional<std::int64_t> resting_replicas;
  /// behavior.scaleDown.stabilizationWindowSeconds; absent = 300.
  std::optional<Located<std::int64_t>> scale_down_window_seconds;
  Place at;

  bool operator==(const HorizontalPodAutoscaler&) const = default;
};

/// autoscaling.k8s.io/VerticalPodAutoscaler.
struct VerticalPodAutoscaler {
  ObjectId id;
  std::string target_kind;
  std::string target_name;
  Located<std::string> update_mode;               ///< "Auto" when absent, at the object then
  std::vector<std::string> controlled_resources;  ///< "cpu", "memory": what it changes of any
                                                  ///< container; both when nothing is said
  Place at;

  bool operator==(const VerticalPodAutoscaler&) const = default;
};

struct Service {
  ObjectId id;
  std::string type = "ClusterIP";
  std::string load_balancer_class;
  bool external_traffic_local = false;
  Labels annotations;
  AnnotationPlaces annotation_places;
  Labels selector;
  Place at;
  Place type_at;              ///< of spec.type; of the object when absent
  Place external_traffic_at;  ///< of spec.externalTrafficPolicy; of the object when absent

  bool operator==(const Service&) const = default;
};

struct Ingress {
  ObjectId id;
  std::string class_name;  ///< spec.ingressClassName, else the old annotation; may be empty
  Labels annotations;
  AnnotationPlaces annotation_places;
  std::vector<std::string> backend_services;  ///< names, sorted, each once
  Place at;

  bool operator==(const Ingress&) const = default;
};

struct IngressClass {
  std::string name;
  std::string controller;
  bool is_default = false;

  bool operator==(const IngressClass&) const = default;
};

struct ServiceAccount {
  ObjectId id;
  Labels labels;
  Labels annotations;
  Place at;

  bool operator==(const ServiceAccount&) const = default;
};

struct NetworkPolicy {
  ObjectId id;
  LabelSelector pod_selector;
  Place at;

  bool operator==(const NetworkPolicy&) const = default;
};

struct PodDisruptionBudget {
  ObjectId id;
  std::optional<LabelSelector> selector;
  std::string min_available;  ///< as written: "1", "50%"; empty = absent
  std::string max_unavailable;
  Place at;
  Place min_available_at;  ///< of the object when absent
  Place max_unavailable_at;

  bool operator==(const PodDisruptionBudget&) const = default;
};

/// vpcresources.k8s.aws/SecurityGroupPolicy: security groups for pods.
struct SecurityGroupPolicy {
  ObjectId id;
  std::optional<LabelSelector> pod_selector;
  std::optional<LabelSelector> service_account_selector;  ///< on the account's own labels
  Place at;

  bool operator==(const SecurityGroupPolicy&) const = default;
};

struct NamespaceObject {
  std::string name;
  Labels labels;
  Labels annotations;
  AnnotationPlaces annotation_places;
  Place at;

  bool operator==(const NamespaceObject&) const = default;
};

struct PriorityClass {
  std::string name;
  std::int64_t value = 0;

  bool operator==(const PriorityClass&) const = default;
};

/// A node of a running cluster, from a dump.
struct ClusterNode {
  std::string name;
  Labels labels;
  std::vector<Taint> taints;
  std::string instance_type;  ///< from its label
  bool is_fargate = false;
  Place at;

  bool operator==(const ClusterNode&) const = default;
};

/// Objects that do not run pods, counted by kind.
struct SkippedKind {
  std::string kind;
  std::int64_t count = 0;

  bool operator==(const SkippedKind&) const = default;
};

/// Lists are sorted by id or name, so the order of the input does not show; `files` alone keeps the
/// order of reading and is only used to print places.
struct Inventory {
  std::vector<std::string> files;
  std::vector<Workload> workloads;
  std::vector<PersistentVolumeClaim> claims;
  std::vector<PersistentVolume> volumes;
  std::vector<StorageClass> storage_classes;
  std::vector<HorizontalPodAutoscaler> autoscalers;
  std::vector<VerticalPodAutoscaler> vertical_autoscalers;
  std::vector<Service> services;
  std::vector<Ingress> ingresses;
  std::vector<IngressClass> ingress_classes;
  std::vector<ServiceAccount> service_accounts;
  std::vector<NetworkPolicy> network_policies;
  std::vector<PodDisruptionBudget> disruption_budgets;
  std::vector<SecurityGroupPolicy> security_group_policies;
  std::vector<NamespaceObject> namespaces;
  std::vector<PriorityClass> priority_classes;
  std::vector<ClusterNode> nodes;
  /// The ConfigMap aws-logging in aws-observability: Fargate's log router is on.
  std::optional<Place> fargate_log_router;
  Cluster cluster;
  std::vector<SkippedKind> skipped;

  bool operator==(const Inventory&) const = default;
};

}  // namespace eksplan::model
