#include <limits>

#include "scenes.hpp"
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

test::SceneBuilder scene_asking(std::int64_t ephemeral_gib, std::string_view profile = "current") {
  test::SceneBuilder scene(profile);
  scene.add(asking(test::requests(250, 256, ephemeral_gib)), 2);
  return scene;
}

TEST_CASE("billed ephemeral storage is told with its price", "[rules]") {
  auto scene = scene_asking(100);
  const auto finding = scene.only("fargate-ephemeral-billed");
  CHECK(finding.severity == FindingSeverity::cost);
  CHECK(finding.at == test::line(12));
  CHECK(finding.object == model::ObjectId{"shop", "Deployment", "cart"});
  CHECK(finding.message ==
        "the pod asks for 100Gi of ephemeral storage; 95Gi above the free 20Gi are billed: $7.70 a "
        "month for each pod");
  CHECK(finding.saving == units::HourlyRate::per_hour(*units::parse_price("0.02109")));

  scene.prices.fargate_ephemeral_gib.reset();
  CHECK(scene.only("fargate-ephemeral-billed").message ==
        "the pod asks for 100Gi of ephemeral storage; 95Gi above the free 20Gi are billed");
  CHECK_FALSE(scene.only("fargate-ephemeral-billed").saving);
}

TEST_CASE("ephemeral storage is billed above what comes free, and since it can be bought",
          "[rules]") {
  const std::string rule = "fargate-ephemeral-billed";
  CHECK(scene_asking(13).findings(rule).empty());
  CHECK(scene_asking(14).findings(rule).size() == 1);
  CHECK(scene_asking(14, "2023-08-01").findings(rule).size() == 1);
  CHECK(scene_asking(14, "2023-07-31").findings(rule).empty());
  test::SceneBuilder on_nodes;
  on_nodes.on_nodes(asking(test::requests(250, 256, 100)));
  CHECK(on_nodes.findings(rule).empty());
}

TEST_CASE("ephemeral storage cannot be asked for below Kubernetes 1.23", "[rules]") {
  const std::string rule = "fargate-ephemeral-k8s-version";
  const auto scene_on = [](int minor, std::int64_t gib, std::string_view profile) {
    auto scene = scene_asking(gib, profile);
    scene.inventory.cluster.version = model::KubernetesVersion{1, minor};
    return scene;
  };
  const auto finding = scene_on(22, 30, "current").only(rule);
  CHECK(finding.severity == FindingSeverity::warn);
  CHECK(finding.basis == Basis::documented);
  CHECK(finding.message ==
        "the pod asks for 30Gi of ephemeral storage, and the cluster runs Kubernetes 1.22, where "
        "every pod on Fargate has 20Gi");
  CHECK(scene_on(23, 30, "current").findings(rule).empty());
  CHECK(scene_on(22, 0, "current").findings(rule).empty());
  CHECK(scene_on(22, 10, "2023-08-01").findings(rule).size() == 1);
  CHECK(scene_on(22, 10, "2023-07-31").findings(rule).empty());
  CHECK(scene_asking(30).findings(rule).empty());
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

struct DeviceRefusal {
  std::string resource;
  std::string rule;
  FindingSeverity severity;
};

TEST_CASE("devices keep a pod off Fargate", "[rules]") {
  const auto row = GENERATE(values<DeviceRefusal>({
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

model::Workload limited(std::vector<std::pair<std::string, std::string>> limits) {
  auto workload = test::deployment();
  workload.pod.spec.containers[0].limits = test::resources(std::move(limits));
  return workload;
}

struct LimitRow {
  std::string cpu;
  std::string memory;
  std::string message;  ///< empty: nothing to say
  std::string path;
  std::uint32_t line;
};

TEST_CASE("limits other than the requests are warned about, one finding a container", "[rules]") {
  const auto row = GENERATE(values<LimitRow>({
      {"250m", "256Mi", "", "", 0},
      {"0.25", "262144Ki", "", "", 0},
      {"500m", "256Mi", "container app asks for 250m of cpu with a limit of 500m", "limits.cpu",
       40},
      {"250m", "512Mi", "container app asks for 256Mi of memory with a limit of 512Mi",
       "limits.memory", 41},
      {"1", "1Gi",
       "container app asks for 250m of cpu with a limit of 1 and 256Mi of memory with a limit of "
       "1Gi",
       "limits.cpu", 40},
  }));
  CAPTURE(row.cpu, row.memory);
  const auto profile = GENERATE(values<std::string>({"2020-02", "current"}));
  const auto verdict = check(limited({{"cpu", row.cpu}, {"memory", row.memory}}), {}, profile);
  CHECK(verdict.eligible);
  const auto found = test::findings_of(verdict, "fargate-requests-not-equal-limits");
  REQUIRE(found.size() == (row.message.empty() ? 0 : 1));
  if (!found.empty()) {
    CHECK(found[0].severity == FindingSeverity::warn);
    CHECK(found[0].basis == Basis::documented);
    CHECK(found[0].message == row.message);
    CHECK(found[0].path == "spec.template.spec.containers[0].resources." + row.path);
    CHECK(found[0].at == test::line(row.line));
  }
}

TEST_CASE("a limit without a request of its resource, and of another one, is not compared",
          "[rules]") {
  auto workload = limited({{"cpu", "250m"}, {"ephemeral-storage", "10Gi"}});
  workload.pod.spec.containers[0].requests.merge(test::resources({{"ephemeral-storage", "5Gi"}}));
  CHECK(check(workload).findings.empty());
  workload.pod.spec.containers[0].limits = test::resources({{"cpu", "250m"}, {"memory", "300Mi"}});
  workload.pod.spec.containers[0].requests = test::resources({{"cpu", "250m"}});
  CHECK(check(workload).findings.empty());
}

TEST_CASE("init containers have limits to compare as well", "[rules]") {
  auto workload = test::deployment();
  workload.pod.spec.init_containers = {test::container("migrate")};
  workload.pod.spec.init_containers[0].requests = test::resources({{"cpu", "100m"}});
  workload.pod.spec.init_containers[0].limits = test::resources({{"cpu", "200m"}});
  const auto finding = only_finding(check(workload), "fargate-requests-not-equal-limits");
  CHECK(finding.message == "init container migrate asks for 100m of cpu with a limit of 200m");
  CHECK(finding.path == "spec.template.spec.initContainers[0].resources.limits.cpu");
}

TEST_CASE("a limit above the size that the requests buy is warned about", "[rules]") {
  const std::string rule = "fargate-cannot-burst";
  CHECK(test::findings_of(check(limited({{"cpu", "250m"}, {"memory", "512Mi"}})), rule).empty());
  const auto memory = only_finding(check(limited({{"memory", "513Mi"}})), rule);
  CHECK(memory.severity == FindingSeverity::warn);
  CHECK(memory.path == "spec.template.spec.containers[0].resources.limits.memory");
  CHECK(memory.at == test::line(40));
  CHECK(memory.message ==
        "container app may use 513Mi of memory by limit, but the requests buy 0.25 vCPU / 0.5 GB "
        "for the whole pod");
  CHECK(only_finding(check(limited({{"cpu", "251m"}, {"memory", "4Gi"}}), {}, "2020-02"), rule)
            .message ==
        "container app may use 251m of cpu and 4Gi of memory by limit, but the requests buy 0.25 "
        "vCPU / 0.5 GB for the whole pod");
}

TEST_CASE("limits that only together are above the size are told of the pod", "[rules]") {
  const std::string rule = "fargate-cannot-burst";
  auto workload = limited({{"cpu", "150m"}});
  workload.pod.spec.containers.push_back(workload.pod.spec.containers[0]);
  workload.pod.spec.containers[1].limits = test::resources({{"cpu", "100m"}});
  CHECK(test::findings_of(check(workload), rule).empty());

  workload.pod.spec.init_containers = {test::container("migrate")};
  workload.pod.spec.init_containers[0].limits = test::resources({{"cpu", "200m"}});
  CHECK(test::findings_of(check(workload), rule).empty());
  workload.pod.spec.init_containers[0].restarts_always = true;
  const auto together = only_finding(check(workload), rule);
  CHECK(together.message ==
        "the containers together may use 450m of cpu by limit, but the requests buy 0.25 vCPU / "
        "0.5 GB for the whole pod");
  CHECK(together.path == "spec.template.spec");
  CHECK(together.at == test::line(12));

  workload.pod.spec.pod_limits = test::resources({{"cpu", "250m"}});
  CHECK(test::findings_of(check(workload), rule).empty());
  workload.pod.spec.pod_limits = test::resources({{"cpu", "300m"}});
  const auto whole = only_finding(check(workload), rule);
  CHECK(whole.message ==
        "the pod may use 300m of cpu by limit, but the requests buy 0.25 vCPU / 0.5 GB for the "
        "whole pod");
  CHECK(whole.path == "spec.template.spec.resources.limits.cpu");
}

TEST_CASE("a pod without a size has nothing to burst out of", "[rules]") {
  auto workload = asking(test::requests(17000, 1024));
  workload.pod.spec.containers[0].limits = test::resources({{"cpu", "20"}});
  CHECK(test::findings_of(check(workload), "fargate-cannot-burst").empty());
}

TEST_CASE("an immense limit is told and does not overflow", "[rules]") {
  auto workload = limited({{"cpu", "900E"}, {"memory", "900E"}});
  workload.pod.spec.containers.push_back(workload.pod.spec.containers[0]);
  CHECK(test::findings_of(check(workload), "fargate-cannot-burst").size() == 2);
  CHECK(test::findings_of(check(workload), "fargate-requests-not-equal-limits").size() == 2);
}

}  // namespace
}  // namespace eksplan::rules
