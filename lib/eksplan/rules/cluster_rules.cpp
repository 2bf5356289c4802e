#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"
#include "eksplan/rules/scene.hpp"
#include "eksplan/rules/scene_support.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::ClusterUse;
using model::FindingSeverity;

// --- where the cluster is ---------------------------------------------------

constexpr std::array<std::string_view, 4> kFirstRegions{"ap-northeast-1", "eu-west-1", "us-east-1",
                                                        "us-east-2"};

/// The first list with more than four regions is of this day.
constexpr Date kMoreRegionsFrom{2020, 4, 27};

/// Whether EKS sells Fargate in the region on that day; nothing when it is not known.
std::optional<bool> has_fargate(const RegionFacts& region, Date day) {
  if (day < kMoreRegionsFrom) {
    return std::ranges::find(kFirstRegions, region.name) != kFirstRegions.end();
  }
  if (region.name.starts_with("us-gov-")) {
    return false;
  }
  return region.fargate_today;
}

std::vector<Hit> region_without_fargate(const Scene& scene) {
  const auto& region = scene.region();
  if (scene.on_fargate().empty() || region.name.empty()) {
    return {};
  }
  const auto sold = has_fargate(region, scene.profile().as_of);
  if (!sold) {
    auto hit = cluster_hit(
        scene, "", fmt::format("it is not known whether region {} has Fargate", region.name));
    hit.severity = FindingSeverity::warn;
    hit.basis = Basis::inferred;
    return {hit};
  }
  if (*sold) {
    return {};
  }
  auto hit = cluster_hit(scene, "", fmt::format("region {} has no Fargate for EKS", region.name));
  if (scene.profile().as_of < kMoreRegionsFrom) {
    hit.fix = "choose us-east-1, us-east-2, eu-west-1 or ap-northeast-1, or run the pods on nodes";
  }
  return {hit};
}

bool is_number(std::string_view text) {
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos;
}

/// What kind of place at the edge a zone is, by its name (us-east-1-bos-1a,
/// us-east-1-wl1-bos-wlz-1) or id (use1-bos1-az1); empty for the zones of a region (us-east-1a,
/// use1-az1).
std::string_view edge_of(std::string_view zone) {
  const auto parts = base::split(zone, '-');
  if (parts.front() == "op" || zone.find(":outpost") != std::string_view::npos) {
    return "an Outpost";
  }
  if (std::ranges::any_of(parts, [](std::string_view part) { return part.starts_with("wlz"); })) {
    return "a Wavelength Zone";
  }
  const bool by_name = std::any_of(parts.begin(), parts.end() - 1, is_number);
  const bool by_id = parts.size() == 3 && parts.back().starts_with("az");
  return by_name || by_id ? "a Local Zone" : "";
}

/// Whether Fargate may put pods into the subnet: some profile names it, or names none.
bool is_for_fargate(const model::Subnet& subnet, const model::Cluster& cluster) {
  const auto& profiles = cluster.fargate_profiles;
  return profiles.empty() || std::ranges::any_of(profiles, [&](const auto& profile) {
           return profile.subnets.empty() ||
                  std::ranges::find(profile.subnets, subnet.id) != profile.subnets.end();
         });
}

std::vector<Hit> at_the_edge(const Scene& scene) {
  if (scene.on_fargate().empty()) {
    return {};
  }
  const auto& cluster = scene.cluster();
  std::vector<Hit> hits;
  if (const auto edge = edge_of(cluster.zone); !edge.empty()) {
    hits.push_back(cluster_hit(
        scene, "",
        fmt::format("the cluster is in {}, {}, where Fargate is not", cluster.zone, edge)));
  }
  for (const auto& subnet : cluster.subnets) {
    const auto edge = edge_of(subnet.zone);
    if (!edge.empty() && is_for_fargate(subnet, cluster)) {
      hits.push_back(cluster_hit(scene, subnet.path,
                                 fmt::format("subnet {} is in {}, {}, where Fargate is not",
                                             subnet.id, subnet.zone, edge)));
      hits.back().at = subnet.at;
    }
  }
  return hits;
}

// --- its version ------------------------------------------------------------

constexpr model::KubernetesVersion kFirstVersion{1, 14};
constexpr std::int64_t kFirstPlatform = 5;

std::vector<Hit> old_version(const Scene& scene) {
  const auto& cluster = scene.cluster();
  if (scene.on_fargate().empty() || !cluster.version) {
    return {};
  }
  const auto& version = *cluster.version;
  if (version < kFirstVersion) {
    return {cluster_hit(scene, "metadata.version",
                        fmt::format("the cluster runs Kubernetes {}.{}, and Fargate needs 1.14",
                                    version.major, version.minor))};
  }
  if (version == kFirstVersion &&
      cluster.platform_version.value_or(kFirstPlatform) < kFirstPlatform) {
    return {cluster_hit(scene, "metadata.version",
                        fmt::format("the cluster has platform version eks.{}, and Fargate needs "
                                    "eks.{}",
                                    *cluster.platform_version, kFirstPlatform))};
  }
  return {};
}

/// EKS ended Kubernetes 1.13 in the middle of 2020, so every cluster has 1.14 or later from here.
/// The day is inferred: the guides at hand do not state it.
constexpr Date kOldVersionsUntil{2020, 6, 30};

// --- what it uses -----------------------------------------------------------

bool matters(const Scene& scene, ClusterUse use) {
  return !scene.on_fargate().empty() && scene.cluster().uses.contains(use);
}

std::vector<Hit> hit_when_used(const Scene& scene, ClusterUse use, std::string_view message) {
  if (!matters(scene, use)) {
    return {};
  }
  return {cluster_hit(scene, "", std::string(message))};
}

std::vector<Hit> instance_needs(const Scene& scene) {
  constexpr std::array<std::pair<ClusterUse, std::string_view>, 4> kNeeds{
      {{ClusterUse::bottlerocket, "Bottlerocket"},
       {ClusterUse::custom_ami, "its own machine image"},
       {ClusterUse::ssh, "SSH to nodes"},
       {ClusterUse::kubelet_arguments, "its own kubelet arguments"}}};
  std::vector<std::string> needs;
  for (const auto& [use, words] : kNeeds) {
    if (matters(scene, use)) {
      needs.emplace_back(words);
    }
  }
  if (needs.empty()) {
    return {};
  }
  return {cluster_hit(
      scene, "",
      fmt::format("the cluster wants {}, which Fargate does not have", base::and_list(needs)))};
}

std::vector<Hit> dedicated_hosts(const Scene& scene) {
  return hit_when_used(scene, ClusterUse::dedicated_hosts,
                       "the cluster wants dedicated hosts, on which Fargate does not run pods");
}

std::vector<Hit> zonal_shift(const Scene& scene) {
  return hit_when_used(scene, ClusterUse::zonal_shift,
                       "the cluster uses ARC zonal shift, which does not move pods on Fargate");
}

std::vector<Hit> custom_cni(const Scene& scene) {
  return hit_when_used(
      scene, ClusterUse::custom_cni,
      "the cluster uses a CNI of its own, and pods on Fargate always have the VPC CNI");
}

constexpr std::array<Interval, 1> kOldVersionBlock{
    {{.since = kFargateLaunch, .until = kOldVersionsUntil, .severity = FindingSeverity::block}}};
constexpr std::array<Interval, 1> kZonalShiftNote{
    {{.since = kGuideOf2024, .severity = FindingSeverity::note}}};

constexpr std::string_view kRunOnNodes = "run the pods that need it on nodes";

constexpr std::array<Rule, 7> kClusterRules{{
    {.id = "fargate-region",
     .title = "Some regions have no Fargate for EKS",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "choose another region, or run the pods on nodes",
     .source = "EKS user guide of February 2020, Fargate considerations; AWS GovCloud user guide, "
               "EKS; region list of pricing-data",
     .find_all = region_without_fargate,
     .trigger = "pods on Fargate in a region outside us-east-1, us-east-2, eu-west-1 and "
                "ap-northeast-1 until April 2020, in us-gov-* or another region without it since"},
    {.id = "fargate-outposts-edge",
     .title = "Fargate is not on Outposts, in Wavelength Zones or in Local Zones",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "use subnets in the zones of the region, or run the pods on nodes",
     .source = "EKS user guide, EKS on Outposts and Fargate considerations",
     .find_all = at_the_edge,
     .trigger = "pods on Fargate in a cluster or a subnet whose zone is an Outpost, a Wavelength "
                "Zone or a Local Zone"},
    {.id = "fargate-k8s-version",
     .title = "Fargate started with Kubernetes 1.14 on platform version eks.5",
     .intervals = kOldVersionBlock,
     .basis = Basis::documented,
     .fix = "upgrade the cluster",
     .source = "EKS user guide of February 2020, Platform versions",
     .find_all = old_version,
     .trigger = "pods on Fargate in a cluster below Kubernetes 1.14, or on 1.14 with a platform "
                "version below eks.5"},
    {.id = "fargate-static-instance-needs",
     .title = "Fargate leaves no choice of machine image, kubelet arguments or SSH",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = kRunOnNodes,
     .source = kComparison,
     .find_all = instance_needs,
     .trigger = "pods on Fargate in a cluster whose description wants Bottlerocket, a custom AMI, "
                "SSH or kubelet arguments"},
    {.id = "fargate-dedicated-host",
     .title = "Fargate has no dedicated hosts",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = kRunOnNodes,
     .source = kComparison,
     .find_all = dedicated_hosts,
     .trigger = "pods on Fargate in a cluster whose description wants dedicated hosts"},
    {.id = "fargate-custom-cni",
     .title = "Fargate nodes always run the VPC CNI",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "run the pods that need the other CNI on nodes",
     .source = "EKS user guide, Calico and comparison of compute options",
     .find_all = custom_cni,
     .trigger = "pods on Fargate in a cluster whose description names another CNI"},
    {.id = "fargate-zonal-shift",
     .title = "ARC zonal shift leaves pods on Fargate where they are",
     .intervals = kZonalShiftNote,
     .basis = Basis::documented,
     .fix = "run pods that have to leave an impaired zone on nodes",
     .source = "EKS user guide, ARC zonal shift",
     .find_all = zonal_shift,
     .trigger = "pods on Fargate in a cluster whose description wants zonal shift"},
}};

}  // namespace

std::span<const Rule> cluster_rules() {
  return kClusterRules;
}

}  // namespace eksplan::rules
