#include "scenes.hpp"
#include <catch2/catch.hpp>

namespace eksplan::rules {
namespace {

using model::FindingSeverity;
using test::SceneBuilder;

model::VerticalPodAutoscaler vertical(std::string mode,
                                      std::vector<std::string> resources = {"cpu", "memory"}) {
  model::VerticalPodAutoscaler made;
  made.id = {"shop", "VerticalPodAutoscaler", "cart"};
  made.target_kind = "Deployment";
  made.target_name = "cart";
  made.update_mode = {std::move(mode), test::line(50)};
  made.controlled_resources = std::move(resources);
  return made;
}

model::HorizontalPodAutoscaler horizontal(std::vector<std::string> metrics) {
  model::HorizontalPodAutoscaler made;
  made.id = {"shop", "HorizontalPodAutoscaler", "cart"};
  made.target_kind = "Deployment";
  made.target_name = "cart";
  made.min_replicas = 2;
  made.max_replicas = 10;
  made.resource_metrics = std::move(metrics);
  return made;
}

TEST_CASE("a VPA on Fargate resizes by restart only", "[rules][autoscaling]") {
  const auto of = [](std::string mode) {
    SceneBuilder scene;
    scene.add(test::deployment());
    scene.inventory.vertical_autoscalers = {vertical(std::move(mode))};
    return scene.findings("fargate-vpa-mode").size();
  };
  CHECK(of("Off") == 1);
  CHECK(of("Initial") == 1);
  CHECK(of("Auto") == 0);
  CHECK(of("Recreate") == 0);
  CHECK(of("InPlaceOrRecreate") == 0);
  SceneBuilder nodes;
  nodes.on_nodes(test::deployment());
  nodes.inventory.vertical_autoscalers = {vertical("Off")};
  CHECK(nodes.findings("fargate-vpa-mode").empty());
}

TEST_CASE("what a schedule would save is told by namespace", "[rules][autoscaling]") {
  const auto rate = [](std::int64_t nanos) {
    return units::HourlyRate::per_hour(units::Money::from_nanos(nanos));
  };
  SceneBuilder scene;
  scene.add(test::deployment());
  scene.schedule_savings = {{.object = {{}, "Namespace", "shop-dev"},
                             .at = test::line(3),
                             .workloads = 2,
                             .on_fargate = rate(10'000'000),
                             .on_nodes = rate(50'000'000),
                             .emptied_nodes = 1},
                            {.object = {{}, "Namespace", "shop-test"},
                             .at = test::line(7),
                             .workloads = 1,
                             .on_fargate = rate(10'000'000),
                             .on_nodes = {},
                             .emptied_nodes = 0}};
  const auto found = scene.findings("schedule-saving");
  REQUIRE(found.size() == 2);
  CHECK(found[0].message ==
        "2 workloads run at all hours; without nights and weekends they would save $7.30 a month "
        "on Fargate and at least $36.50 a month by 1 node that empties");
  CHECK(found[0].saving_hourly == rate(60'000'000));
  CHECK(found[1].message ==
        "1 workload runs at all hours; without nights and weekends it would save $7.30 a month on "
        "Fargate");
}

struct Conflict {
  std::string mode;
  std::vector<std::string> controlled;
  std::vector<std::string> metrics;
  std::size_t findings;
};

TEST_CASE("a VPA and an HPA may not go by the same resource", "[rules][autoscaling]") {
  const auto row = GENERATE(values<Conflict>({
      {"Auto", {"cpu", "memory"}, {"cpu"}, 1},
      {"Initial", {"cpu", "memory"}, {"memory"}, 1},
      {"Auto", {"memory"}, {"cpu"}, 0},
      {"Auto", {"cpu", "memory"}, {}, 0},
      {"Off", {"cpu", "memory"}, {"cpu"}, 0},
  }));
  SceneBuilder scene;
  scene.on_nodes(test::deployment());
  scene.inventory.vertical_autoscalers = {vertical(row.mode, row.controlled)};
  scene.inventory.autoscalers = {horizontal(row.metrics)};
  CHECK(scene.findings("fargate-vpa-hpa-conflict").size() == row.findings);
  scene.inventory.autoscalers[0].target_name = "web";
  CHECK(scene.findings("fargate-vpa-hpa-conflict").empty());
}

TEST_CASE("an HPA on Fargate has a range of costs", "[rules][autoscaling]") {
  SceneBuilder scene;
  scene.add(test::deployment(), 2);
  scene.inventory.autoscalers = {horizontal({"cpu"})};
  const auto finding = scene.only("fargate-hpa-cost-range");
  CHECK(finding.severity == FindingSeverity::cost);
  CHECK(finding.message ==
        "shop/Deployment/cart has 2 pods ($18.02 a month) to 10 ($90.10 a month) on Fargate");
  scene.inventory.autoscalers[0].min_replicas = 10;
  CHECK(scene.findings("fargate-hpa-cost-range").empty());
  SceneBuilder nodes;
  nodes.on_nodes(test::deployment(), 2);
  nodes.inventory.autoscalers = {horizontal({"cpu"})};
  CHECK(nodes.findings("fargate-hpa-cost-range").empty());
}

TEST_CASE("what is switched off on Fargate saves its whole price", "[rules][autoscaling]") {
  auto workload = test::deployment();
  workload.annotations["downscaler/uptime"] = "Mon-Fri 08:00-18:00 UTC";
  workload.annotation_places["downscaler/uptime"] = test::line(6);
  SceneBuilder scene;
  scene.add(workload);
  CHECK(scene.only("fargate-schedule-saves-fully").at == test::line(6));
  SceneBuilder other;
  other.on_nodes(workload).add(test::deployment());
  CHECK(other.findings("fargate-schedule-saves-fully").empty());
}

}  // namespace
}  // namespace eksplan::rules
