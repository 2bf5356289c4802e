#include "workloads.hpp"
#include <catch2/catch.hpp>

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;
using model::VolumeSource;
using test::check;
using test::only_finding;

model::Workload with_volume(model::Volume volume) {
  auto workload = test::deployment();
  workload.pod.spec.volumes = {std::move(volume)};
  return workload;
}

model::Workload with_claim(std::string claim) {
  return with_volume(test::claim_volume("data", std::move(claim)));
}

TEST_CASE("volumes that a Fargate pod has by itself are fine", "[rules]") {
  const auto source = GENERATE(
      values<VolumeSource>({VolumeSource::empty_dir, VolumeSource::config_map, VolumeSource::secret,
                            VolumeSource::projected, VolumeSource::downward_api}));
  CHECK(check(with_volume(test::volume("v", source))).findings.empty());
}

TEST_CASE("a hostPath is refused in the words of its day", "[rules]") {
  const auto workload = with_volume(test::volume("docker", VolumeSource::host_path));
  const auto finding = only_finding(check(workload), "fargate-volume-hostpath");
  CHECK(finding.severity == FindingSeverity::block);
  CHECK(finding.basis == Basis::observed);
  CHECK(finding.at == test::line(50));
  CHECK(finding.path == "spec.template.spec.volumes[0].hostPath");
  CHECK(finding.message == "volume docker is a hostPath, a part of the node");
  CHECK(finding.aws_message ==
        "Pod not supported on Fargate: volumes not supported: docker is of an unsupported volume "
        "Type");
  CHECK(only_finding(check(workload, {}, "2020-02"), "fargate-volume-hostpath").aws_message ==
        "Pod not supported on Fargate: volumes not supported: docker");
  CHECK(only_finding(check(workload, {}, "2020-08-16"), "fargate-volume-hostpath").aws_message ==
        "Pod not supported on Fargate: volumes not supported: docker");
  CHECK(only_finding(check(workload, {}, "2020-08-17"), "fargate-volume-hostpath").aws_message ==
        finding.aws_message);
}

TEST_CASE("an inline CSI volume is refused", "[rules]") {
  auto volume = test::volume("secrets", VolumeSource::csi);
  volume.driver = "secrets-store.csi.k8s.io";
  const auto verdict = check(with_volume(volume));
  CHECK(test::blocked_by(verdict) == std::vector<std::string>{"fargate-volume-inline-csi"});
  const auto finding = only_finding(verdict, "fargate-volume-inline-csi");
  CHECK(finding.path == "spec.template.spec.volumes[0].csi");
  CHECK(finding.message ==
        "volume secrets needs the CSI driver secrets-store.csi.k8s.io on the node");
}

TEST_CASE("other volume types count as refused, which is inferred", "[rules]") {
  auto volume = test::volume("export", VolumeSource::other);
  volume.type = "glusterfs";
  const auto verdict = check(with_volume(volume));
  CHECK_FALSE(verdict.eligible);
  const auto finding = only_finding(verdict, "fargate-volume-other");
  CHECK(finding.severity == FindingSeverity::warn);
  CHECK(finding.basis == Basis::inferred);
  CHECK(finding.path == "spec.template.spec.volumes[0].glusterfs");
  CHECK(finding.message ==
        "volume export is of type glusterfs, which Fargate is not known to take");
}

TEST_CASE("NFS is warned about and not refused", "[rules]") {
  const auto verdict = check(with_volume(test::volume("home", VolumeSource::nfs)));
  CHECK(verdict.eligible);
  const auto finding = only_finding(verdict, "fargate-volume-nfs");
  CHECK(finding.severity == FindingSeverity::warn);
  CHECK(finding.message == "volume home is NFS, of which AWS says nothing");

  auto volume = test::persistent_volume("nfs-1", "nfs");
  volume.claim_namespace = "shop";
  volume.claim_name = "home";
  model::Inventory inventory = test::storage({test::claim("home", "")}, {}, {volume});
  CHECK(test::rules_of(check(with_claim("home"), inventory)) ==
        std::vector<std::string>{"fargate-volume-nfs"});
  CHECK(check(with_claim("home"), inventory).eligible);
}

TEST_CASE("an EBS volume is refused wherever it is named", "[rules]") {
  const auto workload = with_volume(test::volume("data", VolumeSource::aws_elastic_block_store));
  const auto finding = only_finding(check(workload), "fargate-volume-ebs");
  CHECK(finding.severity == FindingSeverity::block);
  CHECK(finding.path == "spec.template.spec.volumes[0].awsElasticBlockStore");
  CHECK(finding.message == "volume data is an EBS volume");
  CHECK(
      finding.aws_message ==
      "Pod not supported on Fargate: volumes not supported: data is of an unsupported volume Type");
}

TEST_CASE("a claim of an EBS class is refused", "[rules]") {
  const auto provisioner = GENERATE(values<std::string>(
      {"ebs.csi.aws.com", "kubernetes.io/aws-ebs", "ebs.csi.eks.amazonaws.com"}));
  const model::Inventory inventory =
      test::storage({test::claim("pg", "fast")}, {test::storage_class("fast", provisioner)});
  const auto verdict = check(with_claim("pg"), inventory);
  CHECK(test::blocked_by(verdict) == std::vector<std::string>{"fargate-volume-ebs"});
  const auto finding = only_finding(verdict, "fargate-volume-ebs");
  CHECK(finding.at == test::line(50));
  CHECK(finding.path == "spec.template.spec.volumes[0]");
  CHECK(finding.message ==
        "claim pg of volume data is EBS (storage class fast of " + provisioner + ")");
  CHECK(finding.aws_message ==
        "Pod not supported on Fargate: volumes not supported: data not supported because: PVC pg "
        "not bound");
}

TEST_CASE("a claim bound to an EBS volume is refused in AWS's words", "[rules]") {
  auto bound = test::claim("pg", "fast");
  bound.claim.volume_name = "pvc-0a1b";
  const model::Inventory inventory =
      test::storage({bound}, {}, {test::persistent_volume("pvc-0a1b", "ebs.csi.aws.com")});
  const auto finding = only_finding(check(with_claim("pg"), inventory), "fargate-volume-ebs");
  CHECK(finding.message ==
        "claim pg of volume data is EBS (PersistentVolume pvc-0a1b of ebs.csi.aws.com)");
  CHECK(finding.aws_message ==
        "Pod not supported on Fargate: volumes not supported: data not supported because: PVC pg "
        "bound to invalid PV "
        "pvc-0a1b with CSI Driver: ebs.csi.aws.com");
}

TEST_CASE("a claim template of an EBS class is refused at the template", "[rules]") {
  const model::Inventory inventory =
      test::storage({}, {test::storage_class("fast", "ebs.csi.aws.com")});
  const auto verdict = check(test::stateful_set("fast"), inventory);
  CHECK(test::blocked_by(verdict) == std::vector<std::string>{"fargate-volume-ebs"});
  const auto finding = only_finding(verdict, "fargate-volume-ebs");
  CHECK(finding.at == test::line(60));
  CHECK(finding.path == "spec.volumeClaimTemplates[0]");
  CHECK(finding.message == "claim template data is EBS (storage class fast of ebs.csi.aws.com)");
}

TEST_CASE("an ephemeral volume of an EBS class is refused", "[rules]") {
  auto scratch = test::volume("scratch", VolumeSource::ephemeral);
  scratch.storage_class = "fast";
  const model::Inventory inventory =
      test::storage({}, {test::storage_class("fast", "ebs.csi.aws.com")});
  const auto verdict = check(with_volume(scratch), inventory);
  CHECK(test::blocked_by(verdict) ==
        std::vector<std::string>{"fargate-volume-ebs", "fargate-volume-other"});
  CHECK(only_finding(verdict, "fargate-volume-ebs").message ==
        "ephemeral volume scratch is EBS (storage class fast of ebs.csi.aws.com)");
  CHECK(only_finding(verdict, "fargate-volume-other").path ==
        "spec.template.spec.volumes[0].ephemeral");
}

const std::string kCannotTell =
    "eksplan cannot tell what backs it and takes it for EBS, EKS's default, which Fargate does not "
    "mount";

TEST_CASE("a claim without a known class is taken for EBS", "[rules]") {
  const model::Inventory inventory =
      test::storage({test::claim("cache", std::nullopt), test::claim("pg", "fast")});
  for (const auto* const profile : {"standard", "current", "2020-02"}) {
    CAPTURE(profile);
    const auto verdict = check(with_claim("cache"), inventory, profile);
    CHECK(test::blocked_by(verdict) == std::vector<std::string>{"fargate-pvc-unknown-class"});
    const auto finding = only_finding(verdict, "fargate-pvc-unknown-class");
    CHECK(finding.severity == FindingSeverity::warn);
    CHECK(finding.basis == Basis::inferred);
    CHECK(finding.message ==
          "claim cache of volume data names no storage class, and the input has no default one; " +
              kCannotTell);
    CHECK(finding.aws_message.empty());
  }
  CHECK(only_finding(check(with_claim("pg"), inventory), "fargate-pvc-unknown-class").message ==
        "claim pg of volume data has storage class fast, which is not in the input; " +
            kCannotTell);
  CHECK(only_finding(check(with_claim("elsewhere"), inventory), "fargate-pvc-unknown-class")
            .message == "claim elsewhere of volume data is not in the input; " + kCannotTell);
  CHECK(
      only_finding(check(test::stateful_set(std::nullopt), inventory), "fargate-pvc-unknown-class")
          .message ==
      "claim template data names no storage class, and the input has no default one; " +
          kCannotTell);
}

TEST_CASE("the default class of the input decides about a claim without one", "[rules]") {
  auto shared = test::storage_class("shared", "efs.csi.aws.com");
  shared.is_default = true;
  model::Inventory inventory = test::storage({test::claim("cache", std::nullopt)}, {shared});
  CHECK(test::blocked_by(check(with_claim("cache"), inventory)) ==
        std::vector<std::string>{"fargate-efs-dynamic"});
  inventory.storage_classes[0].provisioner = "ebs.csi.aws.com";
  CHECK(test::blocked_by(check(with_claim("cache"), inventory)) ==
        std::vector<std::string>{"fargate-volume-ebs"});
}

TEST_CASE("a shared claim without a class is not taken for EBS and not refused", "[rules]") {
  auto shared = test::claim("media", std::nullopt);
  shared.claim.access_modes = {"ReadWriteMany"};
  const auto verdict = check(with_claim("media"), test::storage({shared}));
  CHECK(verdict.eligible);
  const auto finding = only_finding(verdict, "fargate-pvc-unknown-class");
  CHECK(finding.severity == FindingSeverity::warn);
  CHECK(finding.message ==
        "claim media of volume data names no storage class, and the input has no default one; "
        "eksplan cannot tell what backs it, and as it is ReadWriteMany does not take it for EBS");
}

TEST_CASE("a claim that wants no class and finds no volume is refused, which is inferred",
          "[rules]") {
  const auto verdict = check(with_claim("old"), test::storage({test::claim("old", "")}));
  CHECK(test::blocked_by(verdict) == std::vector<std::string>{"fargate-pvc-unknown-class"});
  CHECK(only_finding(verdict, "fargate-pvc-unknown-class").message ==
        "claim old of volume data wants no storage class, and no PersistentVolume in the input "
        "fits it; eksplan cannot tell what backs it and keeps the pod off Fargate");
}

TEST_CASE("EFS works since August 2020, with a volume made beforehand", "[rules]") {
  auto bound = test::claim("media", "shared");
  bound.claim.volume_name = "media-pv";
  const model::Inventory inventory =
      test::storage({bound}, {test::storage_class("shared", "efs.csi.aws.com")},
                    {test::persistent_volume("media-pv", "efs.csi.aws.com")});
  const auto today = check(with_claim("media"), inventory);
  CHECK(today.eligible);
  const auto note = only_finding(today, "fargate-volume-efs");
  CHECK(note.severity == FindingSeverity::note);
  CHECK(note.message ==
        "claim media of volume data is EFS (PersistentVolume media-pv of efs.csi.aws.com)");
  CHECK(note.fix == "nothing to install; EFS is a cost of its own");

  CHECK(check(with_claim("media"), inventory, "2020-08-17").eligible);
  const auto early = check(with_claim("media"), inventory, "2020-08-16");
  CHECK(test::blocked_by(early) == std::vector<std::string>{"fargate-volume-efs"});
  CHECK(only_finding(early, "fargate-volume-efs").severity == FindingSeverity::block);
  CHECK(only_finding(early, "fargate-volume-efs").fix ==
        "keep the data in S3 or DynamoDB, or run the pod on nodes");
}

TEST_CASE("EFS on demand is refused", "[rules]") {
  const model::Inventory inventory = test::storage(
      {test::claim("media", "shared")}, {test::storage_class("shared", "efs.csi.aws.com")});
  const auto verdict = check(with_claim("media"), inventory);
  CHECK(test::rules_of(verdict) ==
        std::vector<std::string>{"fargate-volume-efs", "fargate-efs-dynamic"});
  CHECK(test::blocked_by(verdict) == std::vector<std::string>{"fargate-efs-dynamic"});
  const auto finding = only_finding(verdict, "fargate-efs-dynamic");
  CHECK(finding.message ==
        "claim media of volume data has no PersistentVolume, and storage class shared would have "
        "to make one");
  CHECK(finding.aws_message ==
        "Pod not supported on Fargate: volumes not supported: data not supported because: PVC "
        "media not bound");
}

TEST_CASE("drivers of other file systems are refused", "[rules]") {
  const auto check_driver = [](const std::string& driver, std::string_view profile) {
    return check(with_claim("bulk"),
                 test::storage({test::claim("bulk", "c")}, {test::storage_class("c", driver)}),
                 profile);
  };
  CHECK(test::blocked_by(check_driver("fsx.csi.aws.com", "2020-02")) ==
        std::vector<std::string>{"fargate-volume-fsx-lustre"});
  CHECK(only_finding(check_driver("fsx.csi.aws.com", "current"), "fargate-volume-fsx-lustre")
            .message ==
        "claim bulk of volume data is FSx for Lustre (storage class c of fsx.csi.aws.com)");
  CHECK(test::blocked_by(check_driver("s3.csi.aws.com", "2023-11-27")) ==
        std::vector<std::string>{"fargate-volume-s3-csi"});
  CHECK(check_driver("s3.csi.aws.com", "2023-11-26").findings.empty());
  const auto foreign = check_driver("csi.example.com", "current");
  CHECK(test::blocked_by(foreign) == std::vector<std::string>{"fargate-volume-other"});
  CHECK(only_finding(foreign, "fargate-volume-other").message ==
        "volume data needs csi.example.com, which Fargate is not known to have");
}

TEST_CASE("a raw block device is refused, which is inferred", "[rules]") {
  auto raw = test::claim("disk", "fast");
  raw.claim.block_mode = true;
  const auto verdict = check(
      with_claim("disk"), test::storage({raw}, {test::storage_class("fast", "ebs.csi.aws.com")}));
  CHECK(test::blocked_by(verdict) ==
        std::vector<std::string>{"fargate-raw-block", "fargate-volume-ebs"});
  CHECK(only_finding(verdict, "fargate-raw-block").severity == FindingSeverity::warn);

  raw.claim.block_mode = false;
  CHECK(test::blocked_by(
            check(with_claim("disk"),
                  test::storage({raw}, {test::storage_class("fast", "ebs.csi.aws.com")}))) ==
        std::vector<std::string>{"fargate-volume-ebs"});
}

TEST_CASE("the node part of the EBS driver is told to stay on nodes", "[rules]") {
  auto workload = test::deployment();
  workload.kind = model::WorkloadKind::daemon_set;
  workload.id = {"kube-system", "DaemonSet", "ebs-csi-node"};
  for (const auto* const profile : {"2020-02", "current"}) {
    const auto verdict = check(workload, {}, profile);
    CHECK(test::blocked_by(verdict) ==
          std::vector<std::string>{"fargate-daemonset", "fargate-ebs-csi-node"});
    const auto finding = only_finding(verdict, "fargate-ebs-csi-node");
    CHECK(finding.severity == FindingSeverity::block);
    CHECK(finding.basis == Basis::documented);
    CHECK(finding.path == "kind");
    CHECK(finding.message ==
          "the node part of the EBS CSI driver runs on nodes only; of the driver, the controller "
          "alone may run on Fargate");
  }

  workload.id.name = "storage-node";
  CHECK(test::findings_of(check(workload), "fargate-ebs-csi-node").empty());
  workload.pod.spec.containers[0].image =
      "public.ecr.aws/ebs-csi-driver/aws-ebs-csi-driver:v1.30.0";
  CHECK(test::findings_of(check(workload), "fargate-ebs-csi-node").size() == 1);

  workload.kind = model::WorkloadKind::deployment;
  workload.id = {"kube-system", "Deployment", "ebs-csi-controller"};
  CHECK(check(workload).eligible);
}

}  // namespace
}  // namespace eksplan::rules
