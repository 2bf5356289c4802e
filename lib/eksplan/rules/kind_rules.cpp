#include <array>

#include <fmt/format.h>

#include "eksplan/rules/node_fit.hpp"
#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;
using model::WorkloadKind;

std::vector<Hit> daemon_set(const RuleContext& context) {
  const auto& workload = context.workload;
  if (workload.kind == WorkloadKind::daemon_set) {
    return {{.at = workload.at, .path = "kind", .message = "a DaemonSet has no pods on Fargate"}};
  }
  if (workload.daemon_pod) {
    return {{.at = workload.at,
             .path = "metadata.ownerReferences",
             .message = "the pod belongs to a DaemonSet, which has no pods on Fargate"}};
  }
  return {};
}

/// What is known of a node that Fargate makes for a pod.
NodeKind fargate_node() {
  return {.labels = {{"eks.amazonaws.com/compute-type", "fargate"},
                     {"kubernetes.io/arch", "amd64"},
                     {"kubernetes.io/os", "linux"},
                     {"beta.kubernetes.io/arch", "amd64"},
                     {"beta.kubernetes.io/os", "linux"}},
          .taints = {{.key = "eks.amazonaws.com/compute-type", .value = "fargate"}}};
}

std::vector<Hit> tolerates_all(const RuleContext& context) {
  const auto& workload = context.workload;
  if (workload.kind != WorkloadKind::daemon_set || refuses(fargate_node(), workload.pod.spec)) {
    return {};
  }
  const auto taint = fargate_node().taints.front();
  const auto& tolerations = workload.pod.spec.tolerations;
  for (std::size_t i = 0; i < tolerations.size(); ++i) {
    if (tolerates({tolerations[i]}, taint)) {
      return {{.at = tolerations[i].at,
               .path = fmt::format("{}.tolerations[{}]", workload.pod.path, i),
               .message = "the DaemonSet tolerates the taint of Fargate nodes, so each of them "
                          "gets a pod that stays "
                          "Pending"}};
    }
  }
  return {};
}

std::vector<Hit> stateful_set(const RuleContext& context) {
  if (context.workload.kind != WorkloadKind::stateful_set) {
    return {};
  }
  return {{.at = context.workload.at, .path = "kind", .message = "the workload keeps state"}};
}

constexpr std::array<Interval, 2> kStateful{
    {{.since = kFargateLaunch, .until = kEfsFrom, .severity = FindingSeverity::warn},
     {.since = kEfsFrom, .severity = FindingSeverity::note}}};

constexpr std::array<Rule, 3> kRules{{
    {.id = "fargate-daemonset",
     .title = "Fargate runs no DaemonSets",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "run the daemon as a sidecar of the pods that need it, and keep the DaemonSet on nodes",
     .source = "EKS user guide, Fargate considerations; aws/containers-roadmap#971",
     .find = daemon_set},
    {.id = "fargate-daemonset-tolerates-all",
     .title = "A DaemonSet that tolerates every taint gets pods on Fargate nodes that never start",
     .intervals = kAlwaysWarn,
     .basis = Basis::observed,
     .fix = "require eks.amazonaws.com/compute-type NotIn [fargate] by node affinity",
     .source =
         "kubernetes-sigs/aws-efs-csi-driver#328, #340; aws/amazon-cloudwatch-agent-operator#183; "
         "aws/aws-cdk#11609; tigera/operator#2874",
     .find = tolerates_all},
    {.id = "fargate-stateful-advice",
     .title = "AWS advised against stateful applications on Fargate until EFS worked there",
     .intervals = kStateful,
     .basis = Basis::documented,
     .fix = "keep data in S3, DynamoDB or EFS, or run the pods on nodes",
     .source = "EKS user guide of February 2020, Fargate considerations",
     .find = stateful_set},
}};

}  // namespace

std::span<const Rule> kind_rules() {
  return kRules;
}

}  // namespace eksplan::rules
