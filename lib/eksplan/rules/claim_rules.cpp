#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;

/// "volume data mounts claim pg-data", "claim template data", "ephemeral volume scratch".
std::string subject(const MountedClaim& claim) {
  if (claim.ephemeral) {
    return fmt::format("ephemeral volume {}", claim.volume_name);
  }
  if (claim.per_pod) {
    return fmt::format("claim template {}", claim.claim.name);
  }
  return fmt::format("claim {} of volume {}", claim.claim.name, claim.volume_name);
}

/// Why the claim is what it is: its PersistentVolume or its class.
std::string reason(const ClaimBinding& binding) {
  return binding.volume.empty() || binding.provisioner.empty()
             ? fmt::format("storage class {} of {}", binding.storage_class, binding.provisioner)
             : fmt::format("PersistentVolume {} of {}", binding.volume, binding.provisioner);
}

/// Fargate's scheduler names the PersistentVolume that it refuses; without one the claim waits to
/// be bound.
std::string refused_claim(const MountedClaim& claim) {
  return claim.binding.volume.empty()
             ? fmt::format("volumes not supported: {} not supported because: PVC {} not bound",
                           claim.volume_name, claim.claim.name)
             : fmt::format(
                   "volumes not supported: {} not supported because: PVC {} bound to invalid PV {} "
                   "with CSI "
                   "Driver: {}",
                   claim.volume_name, claim.claim.name, claim.binding.volume,
                   claim.binding.provisioner);
}

Hit claim_hit(const MountedClaim& claim, std::string_view what) {
  return refused(claim.at, claim.path,
                 fmt::format("{} is {} ({})", subject(claim), what, reason(claim.binding)),
                 refused_claim(claim));
}

std::vector<Hit> claims_of_driver(const RuleContext& context, std::string_view driver,
                                  std::string_view what) {
  std::vector<Hit> hits;
  for (const auto& claim : context.claims) {
    if (claim.binding.provisioner == driver) {
      hits.push_back(claim_hit(claim, what));
    }
  }
  return hits;
}

std::vector<Hit> ebs(const RuleContext& context) {
  const auto& pod = context.workload.pod;
  std::vector<Hit> hits;
  for (std::size_t i = 0; i < pod.spec.volumes.size(); ++i) {
    const auto& volume = pod.spec.volumes[i];
    if (volume.source == model::VolumeSource::aws_elastic_block_store) {
      hits.push_back(refused(
          volume.at, fmt::format("{}.volumes[{}].awsElasticBlockStore", pod.path, i),
          fmt::format("volume {} is an EBS volume", volume.name),
          fmt::format("volumes not supported: {} is of an unsupported volume Type", volume.name)));
    }
  }
  for (const auto& claim : context.claims) {
    if (claim.binding.storage == ClaimStorage::ebs) {
      hits.push_back(claim_hit(claim, "EBS"));
    }
  }
  return hits;
}

std::vector<Hit> efs(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& claim : context.claims) {
    if (claim.binding.storage == ClaimStorage::efs) {
      hits.push_back(
          {.at = claim.at,
           .path = claim.path,
           .message = fmt::format("{} is EFS ({})", subject(claim), reason(claim.binding))});
      if (context.profile.as_of < kEfsFrom) {
        hits.back().fix = "keep the data in S3 or DynamoDB, or run the pod on nodes";
      }
    }
  }
  return hits;
}

std::vector<Hit> efs_on_demand(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& claim : context.claims) {
    if (claim.binding.storage == ClaimStorage::efs && claim.binding.volume.empty()) {
      hits.push_back(refused(
          claim.at, claim.path,
          fmt::format("{} has no PersistentVolume, and storage class {} would have to make one",
                      subject(claim), claim.binding.storage_class),
          refused_claim(claim)));
    }
  }
  return hits;
}

std::vector<Hit> fsx_lustre(const RuleContext& context) {
  return claims_of_driver(context, kFsxLustreDriver, "FSx for Lustre");
}

std::vector<Hit> s3(const RuleContext& context) {
  return claims_of_driver(context, kS3Driver, "an S3 bucket");
}

std::string unknown_reason(const MountedClaim& claim) {
  if (!claim.in_input) {
    return "is not in the input";
  }
  if (!claim.binding.volume.empty()) {
    return fmt::format(
        "is bound to PersistentVolume {}, of which the input does not say what it is",
        claim.binding.volume);
  }
  if (!claim.binding.storage_class.empty()) {
    return fmt::format("has storage class {}, which is not in the input",
                       claim.binding.storage_class);
  }
  return claim.claim.storage_class
             ? "wants no storage class, and no PersistentVolume in the input fits it"
             : "names no storage class, and the input has no default one";
}

Hit unknown_claim(const MountedClaim& claim) {
  Hit hit{.at = claim.at, .path = claim.path};
  hit.message = fmt::format("{} {}", subject(claim), unknown_reason(claim));
  if (claim.binding.storage == ClaimStorage::ebs_assumed) {
    hit.message +=
        "; eksplan cannot tell what backs it and takes it for EBS, EKS's default, which Fargate "
        "does not mount";
    return hit;
  }
  const auto& modes = claim.claim.access_modes;
  if (std::ranges::find(modes, "ReadWriteMany") != modes.end()) {
    hit.message +=
        "; eksplan cannot tell what backs it, and as it is ReadWriteMany does not take it for EBS";
    hit.severity = FindingSeverity::warn;
    return hit;
  }
  hit.message += "; eksplan cannot tell what backs it and keeps the pod off Fargate";
  return hit;
}

std::vector<Hit> unknown_class(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& claim : context.claims) {
    if (claim.binding.storage == ClaimStorage::ebs_assumed ||
        claim.binding.storage == ClaimStorage::unknown) {
      hits.push_back(unknown_claim(claim));
    }
  }
  return hits;
}

std::vector<Hit> raw_block(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& claim : context.claims) {
    if (claim.claim.block_mode) {
      hits.push_back({.at = claim.at,
                      .path = claim.path,
                      .message = fmt::format("{} is a raw block device", subject(claim))});
    }
  }
  return hits;
}

constexpr std::array<Interval, 2> kEfsIntervals{
    {{.since = kFargateLaunch, .until = kEfsFrom, .severity = FindingSeverity::block},
     {.since = kEfsFrom, .severity = FindingSeverity::note}}};

/// The driver became an add-on of EKS on this day.
constexpr Date kS3DriverFrom{2023, 11, 27};
constexpr std::array<Interval, 1> kS3Intervals{
    {{.since = kS3DriverFrom, .severity = FindingSeverity::block}}};

constexpr std::string_view kInvalidVolume =
    "volumes not supported: NAME not supported because: PVC C bound to invalid PV P with CSI "
    "Driver: DRIVER";

constexpr std::array<Rule, 7> kClaimRules{{
    {.id = "fargate-volume-ebs",
     .title = "Fargate mounts no EBS volumes",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "run the pod on nodes, or use EFS with a PersistentVolume made beforehand",
     .source = "EKS user guide, EBS CSI driver; kubernetes-sigs/aws-ebs-csi-driver#810; "
               "aws/containers-roadmap#1113",
     .find = ebs,
     .trigger = "a claim, claim template or ephemeral volume of an EBS class or volume, or "
                "volumes[].awsElasticBlockStore",
     .aws_wording = kInvalidVolume},
    {.id = "fargate-volume-efs",
     .title = "EFS works on Fargate since August 2020, with the driver built in",
     .intervals = kEfsIntervals,
     .basis = Basis::documented,
     .fix = "nothing to install; EFS is a cost of its own",
     .source = "EKS user guide, EFS CSI driver and document history of 2020-08-17; "
               "aws/containers-roadmap#53",
     .find = efs,
     .trigger = "a claim of a class or PersistentVolume of efs.csi.aws.com"},
    {.id = "fargate-efs-dynamic",
     .title = "Fargate makes no EFS volumes on demand",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "make the PersistentVolume beforehand (static provisioning)",
     .source = "EKS user guide, EFS CSI driver; airbytehq/airbyte#15470",
     .find = efs_on_demand,
     .trigger = "a claim of a class of efs.csi.aws.com without a PersistentVolume made beforehand",
     .aws_wording = "volumes not supported: NAME not supported because: PVC C not bound"},
    {.id = "fargate-pvc-unknown-class",
     .title = "A claim without a known storage class is most likely EBS on EKS",
     .intervals = kAlwaysBlock,
     .basis = Basis::inferred,
     .fix = "give the claim and its StorageClass as input",
     .source = "EKS user guide, Storage classes",
     .find = unknown_class,
     .trigger = "a claim whose class and PersistentVolume the input does not hold, or that names "
                "none while the input has no default class"},
    {.id = "fargate-volume-fsx-lustre",
     .title = "Fargate mounts no FSx for Lustre file systems",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "run the pod on nodes",
     .source = "EKS user guide, FSx for Lustre CSI driver and comparison of compute options",
     .find = fsx_lustre,
     .trigger = "a claim of a class or PersistentVolume of fsx.csi.aws.com",
     .aws_wording = kInvalidVolume},
    {.id = "fargate-volume-s3-csi",
     .title = "Fargate mounts no S3 buckets",
     .intervals = kS3Intervals,
     .basis = Basis::documented,
     .fix = "run the pod on nodes, or reach the bucket through an SDK",
     .source = "EKS user guide, Mountpoint for Amazon S3 CSI driver",
     .find = s3,
     .trigger = "a claim of a class or PersistentVolume of s3.csi.aws.com",
     .aws_wording = kInvalidVolume},
    {.id = "fargate-raw-block",
     .title = "Fargate has no raw block devices",
     .intervals = kAlwaysBlock,
     .basis = Basis::inferred,
     .fix = "run the pod on nodes",
     .source = "follows from there being no EBS volumes",
     .find = raw_block,
     .trigger = "a claim with volumeMode: Block"},
}};

}  // namespace

std::span<const Rule> claim_rules() {
  return kClaimRules;
}

}  // namespace eksplan::rules
