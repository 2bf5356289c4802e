#include <algorithm>
#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/rules/load_balancers.hpp"
#include "eksplan/rules/rule_table.hpp"
#include "eksplan/rules/scene_support.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;

constexpr std::string_view kRoleAnnotation = "eks.amazonaws.com/role-arn";
constexpr std::string_view kKube2IamAnnotation = "iam.amazonaws.com/role";
constexpr std::string_view kMetadataAddress = "169.254.169.254";

std::string qualified_account(const model::Workload& workload) {
  return fmt::format("{}/{}", workload.id.namespace_name, account_name(workload));
}

bool has_role(const model::Workload& workload, const Scene& scene) {
  if (scene.cluster().role_accounts.contains(qualified_account(workload))) {
    return true;
  }
  const auto* const account = account_of(workload, scene);
  return account != nullptr && !annotation(account->annotations, kRoleAnnotation).empty();
}

/// Programs that do nothing without calls to AWS.
const model::Container* find_caller_of_aws(const model::PodSpec& spec) {
  return find_program(
      spec, {"aws-load-balancer-controller", "aws-alb-ingress-controller", "aws-ebs-csi-driver",
             "aws-efs-csi-driver", "karpenter/controller", "cloudwatch-agent"});
}

std::vector<Hit> irsa_missing(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto* const subject : scene.on_fargate()) {
    const auto& workload = *subject->workload;
    const bool listed = scene.cluster().aws_accounts.contains(qualified_account(workload));
    const auto* const caller = listed ? nullptr : find_caller_of_aws(workload.pod.spec);
    if ((!listed && caller == nullptr) || has_role(workload, scene)) {
      continue;
    }
    auto hit = hit_at(workload, workload.pod.path + ".serviceAccountName",
                      fmt::format("{} calls AWS, and service account {} has no role in the input",
                                  listed ? "the pod" : fmt::format("container {}", caller->name),
                                  qualified_account(workload)));
    if (!listed) {
      hit.severity = FindingSeverity::note;
      hit.basis = Basis::inferred;
    }
    hits.push_back(std::move(hit));
  }
  return hits;
}

std::vector<Hit> pod_identity(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& identity : scene.cluster().pod_identities) {
    for (const auto* const subject : scene.on_fargate()) {
      const auto& workload = *subject->workload;
      if (workload.id.namespace_name == identity.namespace_name &&
          account_name(workload) == identity.service_account) {
        hits.push_back(
            hit_at(workload, workload.pod.path + ".serviceAccountName",
                   fmt::format("service account {} has a Pod Identity association, which "
                               "gives pods on Fargate no credentials",
                               qualified_account(workload))));
      }
    }
  }
  return hits;
}

std::vector<Hit> kube2iam(const RuleContext& context) {
  const auto& pod = context.workload.pod;
  const auto role = annotation(pod.annotations, kKube2IamAnnotation);
  if (role.empty()) {
    return {};
  }
  const auto at = pod.annotation_places.find(std::string(kKube2IamAnnotation));
  return {{.at = at == pod.annotation_places.end() ? pod.at : at->second,
           .path = child_path("metadata.annotations", kKube2IamAnnotation),
           .message = fmt::format("the pod expects kube2iam to give it the role {}", role)}};
}

std::vector<Hit> metadata_address(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& at : containers_of(context.workload.pod)) {
    for (const auto& text : at.container.texts) {
      if (text.value.find(kMetadataAddress) != std::string::npos) {
        hits.push_back({.at = text.at,
                        .path = fmt::format("{}.{}", at.path(), text.path),
                        .message = fmt::format("{} asks the instance metadata service ({})",
                                               at.text(), kMetadataAddress)});
      }
    }
  }
  return hits;
}

std::vector<Hit> multi_tenant(const Scene& scene) {
  if (scene.on_fargate().empty() ||
      !scene.cluster().uses.contains(model::ClusterUse::tenant_isolation)) {
    return {};
  }
  return {cluster_hit(scene, "",
                      scene.profile().as_of < kGuideOf2024
                          ? "AWS gives no guarantee that isolates tenants by pod"
                          : "each Fargate pod has a virtual machine of its own, and AWS still "
                            "advises a cluster for each tenant")};
}

constexpr std::array<Interval, 2> kNoteThenWarn{
    {{.since = kFargateLaunch, .until = kGuideOf2024, .severity = FindingSeverity::note},
     {.since = kGuideOf2024, .severity = FindingSeverity::warn}}};
constexpr std::array<Interval, 1> kPodIdentity{
    {{.since = kPodIdentityFrom, .severity = FindingSeverity::block}}};

constexpr std::array<Rule, 5> kIdentityRules{{
    {.id = "fargate-imds",
     .title = "Fargate pods have no instance metadata service",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "set the region in the environment, and get credentials by IRSA",
     .source = "EKS user guide, Fargate considerations",
     .find = metadata_address,
     .trigger = "169.254.169.254 in a command, an argument or an environment variable"},
    {.id = "fargate-irsa-missing",
     .title = "Containers cannot use the pod execution role: they need a role of their own",
     .intervals = kNoteThenWarn,
     .basis = Basis::documented,
     .fix = "annotate the service account with eks.amazonaws.com/role-arn",
     .source = "EKS user guide, Fargate considerations and IAM roles for service accounts",
     .find_all = irsa_missing,
     .trigger = "pods on Fargate whose service account --aws-service-accounts names, or that run a "
                "program that calls AWS, without a role"},
    {.id = "fargate-pod-identity",
     .title = "EKS Pod Identity does not reach Fargate pods",
     .intervals = kPodIdentity,
     .basis = Basis::documented,
     .fix = "use IAM roles for service accounts",
     .source = "EKS user guide, EKS Pod Identity; EKS best practices guide, multi account "
               "strategy; aws/containers-roadmap#2274",
     .find_all = pod_identity,
     .trigger = "a Pod Identity association for the service account of Fargate pods"},
    {.id = "fargate-kube2iam",
     .title = "kube2iam needs a DaemonSet and the metadata service, and Fargate has neither",
     .intervals = kAlwaysWarn,
     .basis = Basis::inferred,
     .fix = "use IAM roles for service accounts",
     .source = "EKS user guide, Fargate considerations: no DaemonSets, no metadata service",
     .find = kube2iam,
     .trigger = "the annotation iam.amazonaws.com/role"},
    {.id = "fargate-multi-tenant",
     .title = "Fargate alone does not isolate tenants",
     .intervals = kAlwaysNote,
     .basis = Basis::documented,
     .fix = "give each tenant a cluster",
     .source = "EKS user guide, Fargate considerations",
     .find_all = multi_tenant,
     .trigger = "the option --uses tenant-isolation, while pods run on Fargate"},
}};

}  // namespace

std::span<const Rule> identity_rules() {
  return kIdentityRules;
}

}  // namespace eksplan::rules
