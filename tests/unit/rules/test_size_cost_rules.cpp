#include "scenes.hpp"
#include "workloads.hpp"
#include <catch2/catch.hpp>

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;
using test::SceneBuilder;

model::Workload asking(std::int64_t cpu_millis, std::int64_t memory_mib) {
  auto workload = test::deployment();
  workload.pod.requests = test::requests(cpu_millis, memory_mib);
  workload.pod.requests_without_overhead = workload.pod.requests;
  return workload;
}

SceneBuilder scene_of(model::Workload workload, std::int64_t pods = 1,
                      std::string_view profile = "current") {
  SceneBuilder scene(profile);
  scene.add(std::move(workload), pods);
  return scene;
}

units::HourlyRate dollars(std::string_view text) {
  return units::HourlyRate::per_hour(*units::parse_price(text));
}

constexpr std::string_view kJustOver = "fargate-just-over-tier";
constexpr std::string_view kUnused = "fargate-unused-tier-room";
constexpr std::string_view kMinimum = "fargate-minimum-size-waste";
constexpr std::string_view kInit = "fargate-init-dominates";

struct TrimRow {
  std::int64_t cpu_millis;
  std::int64_t memory_mib;
  std::string fix;  ///< empty: nothing to say
};

TEST_CASE("the smallest trim to the cheapest size in reach is told with its price", "[rules]") {
  const auto row = GENERATE(values<TrimRow>({
      // memory alone, at most 256Mi of it
      {250, 256, ""},
      {250, 257, "ask for 1Mi less memory: -$1.62 a month"},
      {250, 512, "ask for 256Mi less memory: -$1.62 a month"},
      {250, 513, ""},
      {250, 1793, "ask for 1Mi less memory: -$10.63 a month"},
      {4000, 30465, "ask for 1Mi less memory: -$124.69 a month"},
      // cpu alone, at most a tenth of the way to the next vCPU step
      {251, 200, "ask for 1m less cpu: -$9.01 a month"},
      {275, 200, "ask for 25m less cpu: -$9.01 a month"},
      {276, 200, ""},
      {1100, 2800, "ask for 100m less cpu: -$32.80 a month"},
      {1101, 2800, ""},
      // both, and the cheapest of what they reach
      {260, 800, "ask for 10m less cpu and 32Mi less memory: -$10.63 a month"},
      {1100, 3000, "ask for 100m less cpu and 184Mi less memory: -$32.80 a month"},
      {4001, 30465, "ask for 1m less cpu and 1Mi less memory: -$124.69 a month"},
      // the smallest size has nothing below it
      {100, 100, ""},
  }));
  CAPTURE(row.cpu_millis, row.memory_mib);
  const auto scene = scene_of(asking(row.cpu_millis, row.memory_mib));
  const auto found = scene.findings(kJustOver);
  REQUIRE(found.size() == (row.fix.empty() ? 0 : 1));
  if (!found.empty()) {
    CHECK(found[0].fix == row.fix);
    CHECK(found[0].severity == FindingSeverity::cost);
  }
}

TEST_CASE("a trim is told of all pods together", "[rules]") {
  const auto finding = scene_of(asking(250, 1793), 3).only(kJustOver);
  CHECK(finding.object == model::ObjectId{"shop", "Deployment", "cart"});
  CHECK(finding.at == test::line(12));
  CHECK(finding.path == "spec.template.spec");
  CHECK(finding.basis == Basis::documented);
  CHECK(finding.message ==
        "the pod asks for 250m cpu and 1793Mi memory, which with 256Mi for the system is a little "
        "more than 0.25 vCPU / 2 GB has; it is billed as 0.5 vCPU / 3 GB");
  CHECK(finding.fix == "ask for 1Mi less memory: -$31.90 a month for 3 pods");
  CHECK(finding.saving == dollars("0.043695"));
}

TEST_CASE("without prices a trim comes without money", "[rules]") {
  auto scene = scene_of(asking(250, 1793), 3);
  scene.prices.fargate_vcpu.reset();
  const auto finding = scene.only(kJustOver);
  CHECK(finding.fix == "ask for 1Mi less memory");
  CHECK_FALSE(finding.saving);
}

TEST_CASE("a trim that saves nothing is not told", "[rules]") {
  auto scene = scene_of(asking(250, 257));
  scene.prices.fargate_gib = dollars("0");
  CHECK(scene.findings(kJustOver).empty());
}

TEST_CASE("a trim goes by the sizes of the profile", "[rules]") {
  CHECK(scene_of(asking(8000, 20225), 1, "current").only(kJustOver).fix ==
        "ask for 1Mi less memory: -$12.98 a month");
  CHECK(scene_of(asking(8000, 20225), 1, "2020-02").findings(kJustOver).empty());
}

TEST_CASE("what costs nothing on Fargate is told no price", "[rules]") {
  for (const auto rule : {kJustOver, kUnused, kMinimum, kInit}) {
    CAPTURE(rule);
    CHECK(scene_of(asking(251, 700), 0).findings(rule).empty());
    SceneBuilder scene;
    scene.on_nodes(asking(251, 700), 5).on_nodes(asking(1, 1), 5);
    CHECK(scene.findings(rule).empty());
  }
}

struct UnusedRow {
  std::int64_t cpu_millis;
  std::int64_t memory_mib;
  std::string message;  ///< empty: nothing to say
};

TEST_CASE("a quarter of the size that nobody asks for is told with its price", "[rules]") {
  const auto row = GENERATE(values<UnusedRow>({
      {300, 300,
       "of the 0.5 vCPU / 1 GB that is billed, the pod does not ask for 200m cpu (40 %) and 468Mi "
       "memory (45 %): $7.39 a month, 41 % of the price of each pod"},
      {375, 768,
       "of the 0.5 vCPU / 1 GB that is billed, the pod does not ask for 125m cpu (25 %): $3.69 a "
       "month, 20 % of the price of each pod"},
      {376, 768, ""},
      {500, 512,
       "of the 0.5 vCPU / 1 GB that is billed, the pod does not ask for 256Mi memory (25 %): $0.81 "
       "a month, 4 % of the price of each pod"},
      {500, 513, ""},
      {376, 513, ""},
      {250, 256, ""},
  }));
  CAPTURE(row.cpu_millis, row.memory_mib);
  const auto found = scene_of(asking(row.cpu_millis, row.memory_mib), 2).findings(kUnused);
  REQUIRE(found.size() == (row.message.empty() ? 0 : 1));
  if (!found.empty()) {
    CHECK(found[0].message == row.message);
    CHECK(found[0].severity == FindingSeverity::cost);
    CHECK_FALSE(found[0].saving);
  }
}

TEST_CASE("without prices unasked room comes without money", "[rules]") {
  auto scene = scene_of(asking(300, 300));
  scene.prices = {};
  CHECK(scene.only(kUnused).message ==
        "of the 0.5 vCPU / 1 GB that is billed, the pod does not ask for 200m cpu (40 %) and 468Mi "
        "memory (45 %)");
}

struct TinyRow {
  std::int64_t cpu_millis;
  std::int64_t memory_mib;
  bool tiny;
};

TEST_CASE("a pod of half the smallest size or less is told so, and of no other room", "[rules]") {
  const auto row = GENERATE(values<TinyRow>(
      {{125, 128, true}, {10, 16, true}, {0, 0, true}, {126, 128, false}, {125, 129, false}}));
  CAPTURE(row.cpu_millis, row.memory_mib);
  const auto scene = scene_of(asking(row.cpu_millis, row.memory_mib), 2);
  CHECK(scene.findings(kMinimum).size() == (row.tiny ? 1 : 0));
  CHECK(scene.findings(kUnused).size() == (row.tiny ? 0 : 1));
}

TEST_CASE("the price of the smallest size is told", "[rules]") {
  auto scene = scene_of(asking(100, 64), 2);
  CHECK(scene.only(kMinimum).message ==
        "the pod asks for 100m cpu and 64Mi memory, at most half of what the smallest size, 0.25 "
        "vCPU / 0.5 GB, has for it; each such pod costs $9.01 a month");
  CHECK(scene.only(kMinimum).severity == FindingSeverity::cost);
  scene.prices = {};
  CHECK(scene.only(kMinimum).message ==
        "the pod asks for 100m cpu and 64Mi memory, at most half of what the smallest size, 0.25 "
        "vCPU / 0.5 GB, has for it");
}

model::Container init_asking(const std::string& name, const std::string& cpu,
                             const std::string& memory) {
  auto container = test::container(name);
  container.requests = test::resources({{"cpu", cpu}, {"memory", memory}});
  container.at = test::line(16);
  return container;
}

TEST_CASE("init containers that decide the size are told with what they cost", "[rules]") {
  auto workload = asking(1000, 4096);
  workload.pod.spec.init_containers = {init_asking("warm-up", "100m", "64Mi"),
                                       init_asking("migrate", "1", "4Gi")};
  auto scene = scene_of(workload, 2);
  const auto finding = scene.only(kInit);
  CHECK(finding.severity == FindingSeverity::cost);
  CHECK(finding.at == test::line(16));
  CHECK(finding.path == "spec.template.spec.initContainers[1].resources.requests");
  CHECK(finding.message ==
        "init container migrate makes the pod 1 vCPU / 5 GB for all its life; what runs afterwards "
        "fits 0.25 vCPU / 0.5 GB");
  CHECK(finding.fix ==
        "lower the requests of init containers to 250m cpu and 256Mi memory: -$73.53 a month for 2 "
        "pods");
  CHECK(finding.saving == dollars("0.100725"));
  scene.prices = {};
  CHECK(scene.only(kInit).fix ==
        "lower the requests of init containers to 250m cpu and 256Mi memory");
  CHECK_FALSE(scene.only(kInit).saving);
}

TEST_CASE("init containers that leave the size as it is are not told of", "[rules]") {
  auto within = asking(250, 256);
  within.pod.spec.init_containers = {init_asking("migrate", "250m", "256Mi")};
  CHECK(scene_of(within).findings(kInit).empty());

  auto same_size = asking(250, 700);
  same_size.pod.spec.containers[0].requests =
      test::resources({{"cpu", "250m"}, {"memory", "500Mi"}});
  same_size.pod.spec.init_containers = {init_asking("migrate", "250m", "700Mi")};
  CHECK(scene_of(same_size).findings(kInit).empty());

  auto whole_pod = asking(1000, 4096);
  whole_pod.pod.spec.init_containers = {init_asking("migrate", "1", "4Gi")};
  whole_pod.pod.spec.pod_requests = test::resources({{"cpu", "1"}, {"memory", "4Gi"}});
  CHECK(scene_of(whole_pod).findings(kInit).empty());
}

TEST_CASE("a sidecar runs as long as the pod and is no init container", "[rules]") {
  auto sidecar = init_asking("mesh", "750m", "1Gi");
  sidecar.restarts_always = true;
  auto only_sidecar = asking(1000, 1280);
  only_sidecar.pod.spec.init_containers = {sidecar};
  CHECK(scene_of(only_sidecar).findings(kInit).empty());

  auto beside_sidecar = asking(1250, 1280);
  beside_sidecar.pod.spec.init_containers = {sidecar, init_asking("migrate", "500m", "64Mi")};
  const auto finding = scene_of(beside_sidecar).only(kInit);
  CHECK(finding.path == "spec.template.spec.initContainers[1].resources.requests");
  CHECK(finding.message ==
        "init container migrate makes the pod 2 vCPU / 4 GB for all its life; what runs afterwards "
        "fits 1 vCPU / 2 GB");
}

}  // namespace
}  // namespace eksplan::rules
