#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/rules/rule_table.hpp"
#include "eksplan/rules/scene_support.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::ClusterNodeGroup;
using model::FindingSeverity;

/// Quotas of 2021 name 30 groups of 450 nodes in place of 10 of 100; the day between is not known.
constexpr Date kLargerQuotasFrom{2021, 1, 1};

constexpr Date kArmFrom{2020, 8, 17};
constexpr Date kLaunchTemplatesFrom{2020, 8, 17};
constexpr Date kSpotFrom{2020, 12, 1};
constexpr Date kTaintsFrom{2021, 5, 11};
constexpr Date kBottlerocketFrom{2021, 10, 28};
constexpr Date kWindowsFrom{2022, 12, 15};
constexpr Date kCniPoliciesFrom{2023, 8, 29};
constexpr Date kAutoModeFrom{2024, 12, 1};

constexpr std::array<Interval, 1> warn_until(Date day) {
  return {{{.since = kFargateLaunch, .until = day, .severity = FindingSeverity::warn}}};
}

constexpr auto kArm = warn_until(kArmFrom);
constexpr auto kLaunchTemplates = warn_until(kLaunchTemplatesFrom);
constexpr auto kSpot = warn_until(kSpotFrom);
constexpr auto kTaints = warn_until(kTaintsFrom);
constexpr auto kBottlerocket = warn_until(kBottlerocketFrom);
constexpr auto kWindows = warn_until(kWindowsFrom);
constexpr auto kCniPolicies = warn_until(kCniPoliciesFrom);
constexpr auto kUntilPodIdentity = warn_until(kPodIdentityFrom);
constexpr std::array<Interval, 2> kAutoMode{
    {{.since = kFargateLaunch, .until = kAutoModeFrom, .severity = FindingSeverity::warn},
     {.since = kAutoModeFrom, .severity = FindingSeverity::cost}}};

template <class Predicate>
std::vector<Hit> for_managed_groups(const Scene& scene, std::string_view words,
                                    Predicate predicate) {
  std::vector<Hit> hits;
  for (const auto& group : scene.cluster().node_groups) {
    if (group.managed && predicate(group)) {
      hits.push_back({.at = group.at,
                      .path = group.path,
                      .message = std::string(words),
                      .object = {"", "NodeGroup", group.name}});
    }
  }
  return hits;
}

/// Workloads that a rule keeps off Fargate and that want nodes of a kind.
std::vector<Hit> for_blocked(const Scene& scene, std::string_view rule, std::string_view words) {
  std::vector<Hit> hits;
  for (const auto& subject : scene.subjects()) {
    if (std::ranges::find(subject.verdict->blocked_by, rule) != subject.verdict->blocked_by.end()) {
      hits.push_back(hit_at(*subject.workload, subject.workload->pod.path, std::string(words)));
    }
  }
  return hits;
}

std::vector<Hit> joined(std::vector<Hit> a, std::vector<Hit> b) {
  a.insert(a.end(), std::make_move_iterator(b.begin()), std::make_move_iterator(b.end()));
  return a;
}

std::vector<Hit> arm(const Scene& scene) {
  return joined(for_managed_groups(scene, "managed node groups have no Arm instances yet",
                                   [](const auto& group) { return group.arm; }),
                for_blocked(scene, "fargate-arm64",
                            "the pods want Arm nodes, which managed node groups do not have yet"));
}

std::vector<Hit> spot(const Scene& scene) {
  return joined(for_managed_groups(scene, "managed node groups have no Spot instances yet",
                                   [](const auto& group) { return group.spot; }),
                for_blocked(scene, "fargate-spot-selector",
                            "the pods want Spot nodes, which managed node groups do not have yet"));
}

std::vector<Hit> windows(const Scene& scene) {
  return joined(
      for_managed_groups(scene, "managed node groups do not run Windows yet",
                         [](const auto& group) { return group.windows; }),
      for_blocked(scene, "fargate-windows",
                  "the pods want Windows nodes, which managed node groups do not run yet"));
}

std::vector<Hit> launch_template(const Scene& scene) {
  return for_managed_groups(scene, "managed node groups take no launch template yet",
                            [](const auto& group) { return group.launch_template; });
}

std::vector<Hit> taints(const Scene& scene) {
  return for_managed_groups(scene, "managed node groups set no taints yet",
                            [](const auto& group) { return !group.taints.empty(); });
}

std::vector<Hit> bottlerocket(const Scene& scene) {
  return for_managed_groups(scene, "managed node groups do not run Bottlerocket yet",
                            [](const auto& group) { return group.bottlerocket; });
}

std::vector<Hit> quotas(const Scene& scene) {
  const bool early = scene.profile().as_of < kLargerQuotasFrom;
  const std::int64_t most_nodes = early ? 100 : 450;
  const std::ptrdiff_t most_groups = early ? 10 : 30;
  std::vector<Hit> hits;
  for (const auto& group : scene.cluster().node_groups) {
    const auto nodes = group.max_size.value_or(0);
    if (group.managed && nodes > most_nodes) {
      hits.push_back({.at = group.at,
                      .path = group.path,
                      .message = fmt::format("the group may grow to {} nodes; the quota is {}",
                                             nodes, most_nodes),
                      .object = {"", "NodeGroup", group.name}});
    }
  }
  const auto managed =
      std::ranges::count_if(scene.cluster().node_groups, &ClusterNodeGroup::managed);
  if (managed > most_groups) {
    hits.push_back(cluster_hit(scene, "",
                               fmt::format("the cluster has {} managed node groups; the quota is "
                                           "{}",
                                           managed, most_groups)));
  }
  return hits;
}

bool runs_policy_engine(const Scene& scene) {
  return scene.cluster().uses.contains(model::ClusterUse::custom_cni) ||
         std::ranges::any_of(scene.subjects(), [](const Subject& subject) {
           return find_program(subject.workload->pod.spec, {"calico/node", "cilium/cilium",
                                                            "weave-npc", "kube-router"}) != nullptr;
         });
}

std::vector<Hit> unenforced_policies(const Scene& scene) {
  std::vector<Hit> hits;
  if (runs_policy_engine(scene)) {
    return hits;
  }
  for (const auto& policy : scene.inventory().network_policies) {
    hits.push_back({.at = policy.at,
                    .path = "spec",
                    .message = "nothing in the cluster enforces the policy yet",
                    .object = policy.id});
  }
  return hits;
}

std::vector<Hit> early_pod_identities(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& identity : scene.cluster().pod_identities) {
    hits.push_back(
        {.at = identity.at,
         .path = "iam.podIdentityAssociations",
         .message = fmt::format("service account {}/{} gets no credentials: EKS has no "
                                "Pod Identity yet",
                                identity.namespace_name, identity.service_account),
         .object = {identity.namespace_name, "ServiceAccount", identity.service_account}});
  }
  return hits;
}

std::vector<Hit> auto_mode(const Scene& scene) {
  if (!scene.cluster().auto_mode) {
    return {};
  }
  return {cluster_hit(scene, "autoModeConfig.enabled",
                      scene.profile().as_of < kAutoModeFrom
                          ? "EKS has no Auto Mode yet"
                          : "EKS Auto Mode adds a fee for each instance to the price of EC2")};
}

constexpr std::string_view kHistory = "EKS user guide, document history";

constexpr std::array<Rule, 10> kNodeGroupRules{{
    {.id = "nodes-arm",
     .title = "Managed node groups have Arm instances since August 2020",
     .intervals = kArm,
     .basis = Basis::documented,
     .fix = "run self-managed Arm nodes",
     .source = kHistory,
     .find_all = arm,
     .trigger = "a managed node group of Arm instances, or pods that want Arm nodes"},
    {.id = "nodes-launch-template",
     .title = "Managed node groups take launch templates and custom images since August 2020",
     .intervals = kLaunchTemplates,
     .basis = Basis::documented,
     .fix = "run self-managed nodes",
     .source = kHistory,
     .find_all = launch_template,
     .trigger = "a managed node group with a launch template or an image of its own"},
    {.id = "nodes-spot",
     .title = "Managed node groups have Spot instances since December 2020",
     .intervals = kSpot,
     .basis = Basis::documented,
     .fix = "run self-managed Spot nodes",
     .source = "EKS user guide, document history; aws/containers-roadmap#583",
     .find_all = spot,
     .trigger = "a managed node group of Spot instances, or pods that want Spot nodes"},
    {.id = "nodes-taints",
     .title = "Managed node groups set taints since May 2021",
     .intervals = kTaints,
     .basis = Basis::documented,
     .fix = "taint the nodes yourself, or run self-managed nodes",
     .source = kHistory,
     .find_all = taints,
     .trigger = "a managed node group with taints"},
    {.id = "nodes-bottlerocket",
     .title = "Managed node groups run Bottlerocket since October 2021",
     .intervals = kBottlerocket,
     .basis = Basis::documented,
     .fix = "run self-managed nodes",
     .source = kHistory,
     .find_all = bottlerocket,
     .trigger = "a managed node group of Bottlerocket nodes"},
    {.id = "nodes-windows",
     .title = "Managed node groups run Windows since December 2022",
     .intervals = kWindows,
     .basis = Basis::documented,
     .fix = "run self-managed Windows nodes",
     .source = "EKS user guide, Managed node groups and document history",
     .find_all = windows,
     .trigger = "a managed node group of Windows nodes, or pods that want Windows"},
    {.id = "nodes-quota",
     .title = "A cluster has at most 30 managed node groups of 450 nodes",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "ask AWS for a higher quota, or divide the group",
     .source = "EKS user guide, service quotas",
     .find_all = quotas,
     .trigger = "more than 30 managed node groups, or one that may grow beyond 450 nodes (10 and "
                "100 before 2021)"},
    {.id = "nodes-network-policy",
     .title = "The VPC CNI enforces network policies on nodes since August 2023",
     .intervals = kCniPolicies,
     .basis = Basis::documented,
     .fix = "run the Calico DaemonSet",
     .source = kHistory,
     .find_all = unenforced_policies,
     .trigger = "a NetworkPolicy where neither the input nor --uses custom-cni shows a policy "
                "engine"},
    {.id = "nodes-pod-identity",
     .title = "EKS has Pod Identity since November 2023",
     .intervals = kUntilPodIdentity,
     .basis = Basis::documented,
     .fix = "use IAM roles for service accounts",
     .source = kHistory,
     .find_all = early_pod_identities,
     .trigger = "a Pod Identity association"},
    {.id = "nodes-auto-mode",
     .title = "EKS Auto Mode came in December 2024 and has a fee of its own",
     .intervals = kAutoMode,
     .basis = Basis::documented,
     .fix = "compare the fee with the cost of running nodes yourself",
     .source = "EKS user guide, document history; awslabs/eks-node-viewer",
     .find_all = auto_mode,
     .trigger = "a cluster with EKS Auto Mode"},
}};

}  // namespace

std::span<const Rule> node_group_rules() {
  return kNodeGroupRules;
}

}  // namespace eksplan::rules
