#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/rules/fargate_profiles.hpp"
#include "eksplan/rules/node_fit.hpp"
#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"
#include "eksplan/rules/scene_support.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;

std::vector<Hit> private_subnet_nat(const Scene& scene) {
  if (scene.on_fargate().empty()) {
    return {};
  }
  const auto& nat = scene.prices().nat_gateway;
  const auto price =
      nat ? fmt::format(", {} each and more for each GB", monthly_text(*nat, scene.prices())) : "";
  return {cluster_hit(scene, "",
                      fmt::format("pods on Fargate run in private subnets, which reach the outside "
                                  "through NAT gateways{}",
                                  price))};
}

std::vector<Hit> public_address(const Scene& scene) {
  if (scene.on_fargate().empty() ||
      !scene.cluster().uses.contains(model::ClusterUse::public_pod_addresses)) {
    return {};
  }
  return {cluster_hit(scene, "", "pods on Fargate have no public addresses")};
}

/// Free addresses of the private subnets that a profile uses; nothing unless all are known.
std::optional<std::int64_t> free_addresses(const model::FargateProfile& profile,
                                           const model::Cluster& cluster) {
  std::int64_t sum = 0;
  bool any = false;
  for (const auto& subnet : cluster.subnets) {
    const bool used = profile.subnets.empty()
                          ? !subnet.is_public.value_or(false)
                          : std::ranges::find(profile.subnets, subnet.id) != profile.subnets.end();
    if (!used) {
      continue;
    }
    if (!subnet.free_addresses) {
      return std::nullopt;
    }
    any = true;
    sum += *subnet.free_addresses;
  }
  return any ? std::optional(sum) : std::nullopt;
}

std::vector<Hit> address_per_pod(const Scene& scene) {
  const auto& cluster = scene.cluster();
  std::map<std::size_t, std::int64_t> pods;
  for (const auto* const subject : scene.on_fargate()) {
    const auto chosen = chosen_profile(cluster, subject->profiles, subject->workload->pod.labels);
    if (chosen) {
      pods[*chosen] += subject->pods;
    }
  }
  std::vector<Hit> hits;
  for (const auto& [index, count] : pods) {
    const auto& profile = cluster.fargate_profiles[index];
    const auto free = free_addresses(profile, cluster);
    if (free && count > *free) {
      hits.push_back({.at = profile.at,
                      .path = profile.path,
                      .message = fmt::format("{} of the profile want an address each, and its "
                                             "subnets have {} free",
                                             base::plural(count, "pod", "pods"), *free),
                      .object = {"", "FargateProfile", profile.name}});
    }
  }
  return hits;
}

std::vector<Hit> vpc_dns(const Scene& scene) {
  if (scene.on_fargate().empty() || scene.cluster().vpc_dns.value_or(true)) {
    return {};
  }
  return {cluster_hit(scene, "", "DNS resolution or DNS host names are off in the VPC")};
}

std::vector<Hit> network_policy(const Scene& scene) {
  std::vector<Hit> hits;
  for (const auto& policy : scene.inventory().network_policies) {
    const auto pods =
        only_on_fargate(scene.selected(policy.id.namespace_name, policy.pod_selector));
    if (!pods.empty()) {
      hits.push_back({.at = policy.at,
                      .path = "spec.podSelector",
                      .message = fmt::format("the policy is not enforced on the pods of {} on "
                                             "Fargate",
                                             subjects_text(pods)),
                      .object = policy.id});
    }
  }
  return hits;
}

bool selects_account(const model::SecurityGroupPolicy& policy, const Subject& subject,
                     const Scene& scene) {
  const auto* const account = account_of(*subject.workload, scene);
  return account != nullptr && matches(*policy.service_account_selector, account->labels);
}

std::vector<Hit> security_group_policy(const Scene& scene) {
  std::vector<Hit> hits;
  const model::LabelSelector everything;
  for (const auto& policy : scene.inventory().security_group_policies) {
    auto pods = only_on_fargate(scene.selected(
        policy.id.namespace_name, policy.pod_selector || !policy.service_account_selector
                                      ? policy.pod_selector
                                      : everything));
    if (policy.service_account_selector) {
      std::erase_if(
          pods, [&](const Subject* subject) { return !selects_account(policy, *subject, scene); });
    }
    if (!pods.empty()) {
      hits.push_back(
          {.at = policy.at,
           .path = "spec",
           .message = fmt::format("the policy gives security groups to the pods of {} on "
                                  "Fargate",
                                  subjects_text(pods)),
           .object = policy.id});
    }
  }
  return hits;
}

constexpr Date kPodGroupsFrom{2021, 6, 1};
constexpr std::array<Interval, 2> kPodGroups{
    {{.since = kFargateLaunch, .until = kPodGroupsFrom, .severity = FindingSeverity::block},
     {.since = kPodGroupsFrom, .severity = FindingSeverity::note}}};
constexpr std::array<Interval, 1> kBlockSinceGuideOf2024{
    {{.since = kGuideOf2024, .severity = FindingSeverity::block}}};

constexpr std::array<Rule, 6> kNetworkRules{{
    {.id = "fargate-private-subnet-nat",
     .title = "Fargate pods in private subnets need NAT gateways or VPC endpoints",
     .intervals = kAlwaysCost,
     .basis = Basis::documented,
     .fix = "use VPC endpoints for what AWS offers them for, and one NAT gateway where its zone "
            "may fail",
     .source = kConsiderations,
     .find_all = private_subnet_nat,
     .trigger = "any pod on Fargate"},
    {.id = "fargate-public-ip",
     .title = "Fargate pods have no public addresses",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "reach the pods through a load balancer",
     .source = kConsiderations,
     .find_all = public_address,
     .trigger = "the option --uses public-pod-addresses, while pods run on Fargate"},
    {.id = "fargate-ip-per-pod",
     .title = "Each Fargate pod takes an address of its subnets",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "add subnets, also of a secondary range (allowed since May 2020)",
     .source = "EKS user guide, Fargate considerations; EKS best practices guide, IPv6",
     .find_all = address_per_pod,
     .trigger = "more pods of a profile than free addresses in its subnets, where these are known"},
    {.id = "fargate-vpc-dns",
     .title = "Fargate wants DNS resolution and DNS host names in the VPC",
     .intervals = kBlockSinceGuideOf2024,
     .basis = Basis::documented,
     .fix = "turn both on",
     .source = kConsiderations,
     .find_all = vpc_dns,
     .trigger = "the option --no-vpc-dns, while pods run on Fargate"},
    {.id = "fargate-network-policy",
     .title = "Network policies are not enforced on Fargate pods",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "use security groups for pods, or run the pods on nodes",
     .source = "EKS user guide, Calico (2020) and Kubernetes network policies",
     .find_all = network_policy,
     .trigger = "a NetworkPolicy that selects Fargate pods"},
    {.id = "fargate-security-group-policy",
     .title = "Security groups for pods work on Fargate since June 2021",
     .intervals = kPodGroups,
     .basis = Basis::documented,
     .fix = "include the cluster's own security group, for DNS and the API server",
     .source = "EKS user guide, Security groups for Pods and document history of 2021-06-01",
     .find_all = security_group_policy,
     .trigger = "a SecurityGroupPolicy that selects Fargate pods"},
}};

}  // namespace

std::span<const Rule> network_rules() {
  return kNetworkRules;
}

}  // namespace eksplan::rules
