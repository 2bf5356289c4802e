#include <limits>

#include "workloads.hpp"
#include <catch2/catch.hpp>

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;
using test::check;
using test::only_finding;

model::Workload asking(model::PodRequests requests) {
  auto workload = test::deployment();
  workload.pod.requests = requests;
  workload.pod.requests_without_overhead = requests;
  return workload;
}

TEST_CASE("a pod that only the standard profile refuses is told the size of today", "[rules]") {
  auto requests = test::requests(4001, 30464);
  requests.memory = requests.memory + units::Bytes::from_count(1);
  const auto verdict = check(asking(requests), {}, "standard");
  CHECK_FALSE(verdict.eligible);
  CHECK_FALSE(verdict.size);
  CHECK(verdict.size_current ==
        model::FargateSize{units::MilliCpu::from_millis(8000), units::Bytes::gib(32)});
  const auto finding = only_finding(verdict, "fargate-pod-too-large");
  CHECK(finding.severity == FindingSeverity::block);
  CHECK(finding.basis == Basis::documented);
  CHECK(finding.at == test::line(12));
  CHECK(finding.path == "spec.template.spec");
  CHECK(finding.message ==
        "the pod asks for 4001m cpu and 31943819265 bytes memory; with 256Mi for the system that "
        "is 1m of cpu and 1 "
        "byte of memory more than the largest size of profile standard, 4 vCPU / 30 GB; profile "
        "current has 8 vCPU / "
        "32 GB for it");
  CHECK(finding.aws_message ==
        "Your pod's cpu/memory requirements exceed the max Fargate configuration");
  CHECK(finding.fix ==
        "ask for 1m of cpu and 1 byte of memory less, split the pod, or run it on nodes; with "
        "--limits-profile current "
        "it fits as it is");
}

TEST_CASE("the same pod has a size under profile current", "[rules]") {
  const auto verdict = check(asking(test::requests(4001, 30465)), {}, "current");
  CHECK(verdict.eligible);
  CHECK(verdict.size ==
        model::FargateSize{units::MilliCpu::from_millis(8000), units::Bytes::gib(32)});
  CHECK_FALSE(verdict.size_current);
}

TEST_CASE("a pod that is too large for every profile has no size of today", "[rules]") {
  const auto verdict = check(asking(test::requests(16000, 122880)), {}, "standard");
  CHECK_FALSE(verdict.size);
  CHECK_FALSE(verdict.size_current);
  const auto finding =
      only_finding(check(asking(test::requests(16000, 122880))), "fargate-pod-too-large");
  CHECK(finding.message ==
        "the pod asks for 16 cpu and 120Gi memory; with 256Mi for the system that is 256Mi of "
        "memory more than the "
        "largest size of profile current, 16 vCPU / 120 GB");
  CHECK(finding.fix == "ask for 256Mi of memory less, split the pod, or run it on nodes");
}

TEST_CASE(
    "the brief's limit holds in the profile standard alone; a date goes by the sizes of its day",
    "[rules]") {
  const auto workload = asking(test::requests(4001, 1024));
  CHECK_FALSE(check(workload, {}, "standard").eligible);
  CHECK_FALSE(check(workload, {}, "2022-09-30").eligible);
  CHECK_FALSE(check(workload, {}, "2022-09-30").size_current);
  CHECK(check(workload, {}, "2022-10-01").eligible);
  CHECK(only_finding(check(workload, {}, "2020-02"), "fargate-pod-too-large").message ==
        "the pod asks for 4001m cpu and 1Gi memory; with 256Mi for the system that is 1m of cpu "
        "more than the largest "
        "size of profile 2020-02, 4 vCPU / 30 GB; profile current has 8 vCPU / 16 GB for it");
}

TEST_CASE("the largest request of all is refused in words", "[rules]") {
  auto requests = test::requests(0, 0);
  requests.cpu = units::MilliCpu::from_millis(std::numeric_limits<std::int64_t>::max());
  requests.memory = units::Bytes::from_count(std::numeric_limits<std::int64_t>::max());
  requests.ephemeral_storage = requests.memory;
  const auto verdict = check(asking(requests));
  CHECK(test::blocked_by(verdict) ==
        std::vector<std::string>{"fargate-ephemeral-over-limit", "fargate-pod-too-large"});
}

TEST_CASE("the overhead of a runtime class does not count in the size", "[rules]") {
  auto workload = test::deployment();
  workload.pod.requests = test::requests(260, 300);
  workload.pod.spec.overhead = test::resources({{"cpu", "10m"}, {"memory", "44Mi"}});
  const auto verdict = check(workload);
  CHECK(verdict.size ==
        model::FargateSize{units::MilliCpu::from_millis(250), units::Bytes::mib(512)});
  CHECK(only_finding(verdict, "fargate-runtime-class").path == "spec.template.spec.overhead");
  CHECK(verdict.eligible);
}

TEST_CASE("a pod without requests is warned about", "[rules]") {
  auto workload = asking({});
  workload.pod.spec.containers[0].requests.clear();
  const auto verdict = check(workload);
  CHECK(verdict.eligible);
  CHECK(only_finding(verdict, "fargate-no-requests").severity == FindingSeverity::warn);
  CHECK(only_finding(verdict, "fargate-no-requests").message ==
        "no container asks for cpu or memory, so the pod gets 0.25 vCPU / 0.5 GB, of which 256Mi "
        "are the system's");

  workload.pod.spec.containers[0].limits = test::resources({{"memory", "64Mi"}});
  CHECK(test::findings_of(check(workload), "fargate-no-requests").empty());
  workload.pod.spec.containers[0].limits.clear();
  workload.pod.spec.pod_requests = test::resources({{"cpu", "1"}});
  CHECK(check(workload).findings.empty());
}

TEST_CASE("a container without requests beside others is warned about, init containers are not",
          "[rules]") {
  auto workload = test::deployment();
  workload.pod.spec.containers.push_back(test::container("proxy"));
  workload.pod.spec.init_containers = {test::container("migrate"), test::container("mesh")};
  workload.pod.spec.init_containers[1].restarts_always = true;
  const auto found = test::findings_of(check(workload), "fargate-partial-requests");
  REQUIRE(found.size() == 2);
  CHECK(found[0].path == "spec.template.spec.initContainers[1]");
  CHECK(found[0].message == "init container mesh asks for neither cpu nor memory, while others do");
  CHECK(found[1].path == "spec.template.spec.containers[1]");
  CHECK(found[1].message == "container proxy asks for neither cpu nor memory, while others do");
}

TEST_CASE("that AWS is silent on sidecars is noted", "[rules]") {
  auto workload = test::deployment();
  workload.pod.spec.init_containers = {workload.pod.spec.containers[0]};
  workload.pod.spec.init_containers[0].name = "mesh";
  CHECK(check(workload).findings.empty());
  workload.pod.spec.init_containers[0].restarts_always = true;
  const auto finding = only_finding(check(workload), "fargate-sidecar-sizing-inferred");
  CHECK(finding.severity == FindingSeverity::note);
  CHECK(finding.path == "spec.template.spec.initContainers[0].restartPolicy");
  CHECK(check(workload, {}, "2024-01-22").findings.empty());
}

struct EphemeralLimit {
  std::int64_t gib;
  std::string profile;
  std::string message;
};

TEST_CASE("ephemeral storage has the limit of its day", "[rules]") {
  const auto row = GENERATE(values<EphemeralLimit>({
      {10, "2020-02", ""},
      {11, "2020-02",
       "the pod asks for 11Gi of ephemeral storage, 1Gi more than the 10Gi a pod can have"},
      {20, "2020-05-06",
       "the pod asks for 20Gi of ephemeral storage, 10Gi more than the 10Gi a pod can have"},
      {20, "2020-05-07", ""},
      {21, "2023-07-31",
       "the pod asks for 21Gi of ephemeral storage, 1Gi more than the 20Gi a pod can have"},
      {21, "2023-08-01", ""},
      {154, "current", ""},
      {176, "current",
       "the pod asks for 176Gi of ephemeral storage, 1Gi more than the 175Gi a pod can have"},
      {176, "standard",
       "the pod asks for 176Gi of ephemeral storage, 1Gi more than the 175Gi a pod can have"},
  }));
  CAPTURE(row.gib, row.profile);
  const auto verdict = check(asking(test::requests(250, 256, row.gib)), {}, row.profile);
  const auto found = test::findings_of(verdict, "fargate-ephemeral-over-limit");
  CHECK(verdict.eligible == row.message.empty());
  REQUIRE(found.size() == (row.message.empty() ? 0 : 1));
  if (!found.empty()) {
    CHECK(found[0].message == row.message);
    CHECK(found[0].severity == FindingSeverity::block);
  }
}

TEST_CASE("a request whose provisioned storage passes the limit is only warned about", "[rules]") {
  const auto verdict = check(asking(test::requests(250, 256, 160)));
  CHECK(verdict.eligible);
  const auto finding = only_finding(verdict, "fargate-ephemeral-over-limit");
  CHECK(finding.severity == FindingSeverity::warn);
  CHECK(finding.basis == Basis::inferred);
  CHECK(finding.message ==
        "the pod asks for 160Gi of ephemeral storage, for which Fargate provisions 181Gi; 175Gi "
        "may be the limit of "
        "either");
}

TEST_CASE("billed ephemeral storage is told", "[rules]") {
  const auto finding =
      only_finding(check(asking(test::requests(250, 256, 100))), "fargate-ephemeral-billed");
  CHECK(finding.severity == FindingSeverity::cost);
  CHECK(finding.message ==
        "the pod asks for 100Gi of ephemeral storage; 95Gi above the free 20Gi are billed");
  CHECK(check(asking(test::requests(250, 256, 13))).findings.empty());
}

TEST_CASE("a volume in memory is warned about", "[rules]") {
  auto workload = test::deployment();
  workload.pod.spec.volumes = {test::volume("tmp", model::VolumeSource::empty_dir),
                               test::volume("shm", model::VolumeSource::empty_dir)};
  CHECK(check(workload).findings.empty());
  workload.pod.spec.volumes[1].in_memory = true;
  const auto verdict = check(workload);
  CHECK(verdict.eligible);
  const auto finding = only_finding(verdict, "fargate-emptydir-memory");
  CHECK(finding.severity == FindingSeverity::warn);
  CHECK(finding.path == "spec.template.spec.volumes[1].emptyDir.medium");
  CHECK(finding.message == "volume shm is kept in the memory of the pod");
}

struct DeviceRow {
  std::string resource;
  std::string rule;
  FindingSeverity severity;
};

TEST_CASE("devices keep a pod off Fargate", "[rules]") {
  const auto row = GENERATE(values<DeviceRow>({
      {"nvidia.com/gpu", "fargate-gpu", FindingSeverity::block},
      {"nvidia.com/mig-1g.5gb", "fargate-gpu", FindingSeverity::block},
      {"amd.com/gpu", "fargate-gpu", FindingSeverity::block},
      {"gpu.intel.com/i915", "fargate-gpu", FindingSeverity::block},
      {"aws.amazon.com/neuron", "fargate-neuron", FindingSeverity::block},
      {"aws.amazon.com/neuroncore", "fargate-neuron", FindingSeverity::block},
      {"hugepages-2Mi", "fargate-hugepages", FindingSeverity::warn},
      {"example.com/dongle", "fargate-extended-resource", FindingSeverity::warn},
      {"smarter-devices/fuse", "fargate-extended-resource", FindingSeverity::warn},
  }));
  CAPTURE(row.resource);
  auto workload = test::deployment();
  workload.pod.spec.containers[0].limits = test::resources({{row.resource, "1"}});
  // as admitted: a limit is the request as well
  workload.pod.spec.containers[0].requests.merge(test::resources({{row.resource, "1"}}));
  const auto verdict = check(workload);
  CHECK(test::blocked_by(verdict) == std::vector<std::string>{row.rule});
  const auto finding = only_finding(verdict, row.rule);
  CHECK(finding.severity == row.severity);
  CHECK(finding.at == test::line(40));
  CHECK(finding.message == "container app asks for " + row.resource);

  workload.pod.spec.containers[0].limits = test::resources({{row.resource, "0"}});
  workload.pod.spec.containers[0].requests =
      test::resources({{row.resource, "0"}, {"cpu", "250m"}});
  CHECK(check(workload).eligible);
}

TEST_CASE("the path of a device is complete, whoever asks for it", "[rules]") {
  auto workload = test::pod();
  workload.pod.spec.init_containers = {test::container("warm-up")};
  workload.pod.spec.init_containers[0].limits = test::resources({{"nvidia.com/gpu", "1"}});
  workload.pod.spec.pod_requests = test::resources({{"hugepages-2Mi", "64Mi"}});
  const auto verdict = check(workload);
  CHECK(only_finding(verdict, "fargate-gpu").path ==
        "spec.initContainers[0].resources.limits[\"nvidia.com/gpu\"]");
  CHECK(only_finding(verdict, "fargate-hugepages").path == "spec.resources.requests.hugepages-2Mi");
  CHECK(only_finding(verdict, "fargate-hugepages").message == "the pod asks for hugepages-2Mi");
}

}  // namespace
}  // namespace eksplan::rules
