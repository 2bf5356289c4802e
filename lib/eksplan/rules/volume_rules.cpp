#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"
#include "eksplan/rules/scene_support.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::Volume;
using model::VolumeSource;

struct VolumeAt {
  const Volume& volume;
  std::string path;
};

std::vector<VolumeAt> volumes_of(const RuleContext& context,
                                 std::initializer_list<VolumeSource> sources) {
  const auto& pod = context.workload.pod;
  std::vector<VolumeAt> found;
  for (std::size_t i = 0; i < pod.spec.volumes.size(); ++i) {
    const auto& volume = pod.spec.volumes[i];
    if (std::ranges::find(sources, volume.source) != sources.end()) {
      found.push_back({volume, fmt::format("{}.volumes[{}]", pod.path, i)});
    }
  }
  return found;
}

std::vector<Hit> host_path(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& at : volumes_of(context, {VolumeSource::host_path})) {
    hits.push_back(
        refused(at.volume.at, at.path + ".hostPath",
                fmt::format("volume {} is a hostPath, a part of the node", at.volume.name),
                refused_volume(context, at.volume)));
  }
  return hits;
}

std::vector<Hit> inline_csi(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& at : volumes_of(context, {VolumeSource::csi})) {
    hits.push_back(refused(at.volume.at, at.path + ".csi",
                           fmt::format("volume {} needs the CSI driver {} on the node",
                                       at.volume.name, at.volume.driver),
                           refused_volume(context, at.volume)));
  }
  return hits;
}

/// Drivers that a row of their own names, here or among the claims.
bool has_own_rule(const MountedClaim& claim) {
  constexpr std::array<std::string_view, 3> kNamed{kFsxLustreDriver, kS3Driver, "nfs"};
  return claim.binding.storage != ClaimStorage::other ||
         std::ranges::find(kNamed, claim.binding.provisioner) != kNamed.end();
}

std::vector<Hit> other_volume(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& at : volumes_of(context, {VolumeSource::ephemeral, VolumeSource::other})) {
    const auto type = at.volume.type.empty() ? "ephemeral" : at.volume.type;
    hits.push_back(
        refused(at.volume.at, child_path(at.path, type),
                fmt::format("volume {} is of type {}, which Fargate is not known to take",
                            at.volume.name, type),
                refused_volume(context, at.volume)));
  }
  for (const auto& claim : context.claims) {
    if (!has_own_rule(claim)) {
      hits.push_back(
          {.at = claim.at,
           .path = claim.path,
           .message = fmt::format("volume {} needs {}, which Fargate is not known to have",
                                  claim.volume_name, claim.binding.provisioner)});
    }
  }
  return hits;
}

std::vector<Hit> nfs(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& at : volumes_of(context, {VolumeSource::nfs})) {
    hits.push_back(
        {.at = at.volume.at,
         .path = at.path + ".nfs",
         .message = fmt::format("volume {} is NFS, of which AWS says nothing", at.volume.name)});
  }
  for (const auto& claim : context.claims) {
    if (claim.binding.provisioner == "nfs") {
      hits.push_back({.at = claim.at,
                      .path = claim.path,
                      .message = fmt::format("volume {} is NFS, of which AWS says nothing",
                                             claim.volume_name)});
    }
  }
  return hits;
}

/// A DaemonSet that brings the EBS driver to nodes, by its usual name or its image.
std::vector<Hit> ebs_csi_node(const RuleContext& context) {
  const auto& workload = context.workload;
  const bool is_node_part = workload.kind == model::WorkloadKind::daemon_set &&
                            (workload.id.name == "ebs-csi-node" ||
                             find_program(workload.pod.spec, {"aws-ebs-csi-driver"}) != nullptr);
  if (!is_node_part) {
    return {};
  }
  return {{.at = workload.at,
           .path = "kind",
           .message = "the node part of the EBS CSI driver runs on nodes only; of the driver, the "
                      "controller alone may run on Fargate"}};
}

constexpr std::string_view kUnsupportedType =
    "volumes not supported: NAME is of an unsupported volume Type";

constexpr std::array<Rule, 5> kVolumeRules{{
    {.id = "fargate-volume-hostpath",
     .title = "Fargate mounts no path of the node",
     .intervals = kAlwaysBlock,
     .basis = Basis::observed,
     .fix = "use an emptyDir, or run the pod on nodes",
     .source = "pachyderm/pachyderm#4522; freegroup/kube-s3#14",
     .find = host_path,
     .trigger = "volumes[].hostPath",
     .aws_wording = kUnsupportedType},
    {.id = "fargate-volume-inline-csi",
     .title = "Fargate mounts no inline CSI volumes",
     .intervals = kAlwaysBlock,
     .basis = Basis::observed,
     .fix = "fetch the content in a sidecar or an init container, or with External Secrets",
     .source = "cert-manager/csi-driver#267; cert-manager/website#324",
     .find = inline_csi,
     .trigger = "volumes[].csi",
     .aws_wording = kUnsupportedType},
    {.id = "fargate-volume-other",
     .title = "Fargate is only known to mount emptyDir, configMap, secret, projected, downwardAPI "
              "and EFS claims",
     .intervals = kAlwaysBlock,
     .basis = Basis::inferred,
     .fix = "run the pod on nodes",
     .source = "freegroup/kube-s3#14; the list of what is allowed is inferred",
     .find = other_volume,
     .trigger = "a volume that is no emptyDir, configMap, secret, projected, downwardAPI, claim or "
                "NFS, or a claim of a driver that no other rule names",
     .aws_wording = kUnsupportedType},
    {.id = "fargate-volume-nfs",
     .title = "AWS does not say whether NFS volumes work on Fargate",
     .intervals = kAlwaysWarn,
     .basis = Basis::inferred,
     .fix = "prefer a PersistentVolume of EFS",
     .source = "camunda/camunda-platform-helm#394",
     .find = nfs,
     .trigger = "volumes[].nfs, or a claim of an NFS PersistentVolume"},
    {.id = "fargate-ebs-csi-node",
     .title = "Fargate runs the controller of the EBS CSI driver, and not its node part",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "keep the DaemonSet on nodes; pods on Fargate have no EBS volumes",
     .source = "EKS user guide, EBS CSI driver",
     .find = ebs_csi_node,
     .trigger = "a DaemonSet named ebs-csi-node or with the image aws-ebs-csi-driver"},
}};

}  // namespace

std::span<const Rule> volume_rules() {
  return kVolumeRules;
}

}  // namespace eksplan::rules
