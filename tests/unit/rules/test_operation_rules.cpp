#include "scenes.hpp"
#include <catch2/catch.hpp>

#include "eksplan/rules/cron_gap.hpp"

namespace eksplan::rules {
namespace {

using model::FindingSeverity;
using test::SceneBuilder;

model::Workload job() {
  auto workload = test::deployment();
  workload.id = {"shop", "Job", "export"};
  workload.kind = model::WorkloadKind::job;
  workload.job.emplace();
  return workload;
}

model::Workload cron_job(std::string schedule) {
  auto workload = job();
  workload.id.kind = "CronJob";
  workload.kind = model::WorkloadKind::cron_job;
  workload.job->schedule = std::move(schedule);
  workload.job->schedule_at = test::line(8);
  return workload;
}

model::PodDisruptionBudget budget(std::string min_available, std::string max_unavailable) {
  model::PodDisruptionBudget made;
  made.id = {"shop", "PodDisruptionBudget", "cart"};
  made.selector.emplace();
  made.selector->requirements = {test::wants("app", model::SelectorOperator::in, {"cart"})};
  made.min_available = std::move(min_available);
  made.max_unavailable = std::move(max_unavailable);
  made.min_available_at = test::line(60);
  made.max_unavailable_at = test::line(61);
  return made;
}

TEST_CASE("a finished Job on Fargate is billed until it is deleted", "[rules][operation]") {
  SceneBuilder scene;
  scene.add(job());
  const auto finding = scene.only("fargate-job-ttl");
  CHECK(finding.severity == FindingSeverity::cost);
  CHECK(finding.message ==
        "a finished pod stays and is billed until it is deleted: $9.01 a month each");
  CHECK(finding.fix == "set ttlSecondsAfterFinished");
  auto tidy = job();
  tidy.job->ttl_seconds_after_finished = 60;
  SceneBuilder other;
  other.add(tidy).on_nodes(job());
  CHECK(count(other, "fargate-job-ttl") == 0);
}

TEST_CASE("a CronJob that keeps one finished Job is tidy enough", "[rules][operation]") {
  SceneBuilder scene;
  scene.add(cron_job("0 3 * * *"));
  CHECK(scene.only("fargate-job-ttl").message ==
        "3 finished pods stay and are billed until they are deleted: $9.01 a month each");
  auto tidy = cron_job("0 3 * * *");
  tidy.job->successful_history_limit = 1;
  SceneBuilder other;
  other.add(tidy);
  CHECK(count(other, "fargate-job-ttl") == 0);
  tidy.job->successful_history_limit = 2;
  SceneBuilder two;
  two.add(tidy);
  CHECK(count(two, "fargate-job-ttl") == 1);
}

TEST_CASE("before July 2021 Jobs have no time to live", "[rules][operation]") {
  for (const auto& [day, fix] : {std::pair{"2021-07-18", "delete finished Jobs with a script"},
                                 std::pair{"2021-07-19", "set ttlSecondsAfterFinished"}}) {
    SceneBuilder scene(day);
    scene.add(job());
    CHECK(scene.only("fargate-job-ttl").fix == fix);
  }
}

TEST_CASE("a run of less than a minute is billed for a minute", "[rules][operation]") {
  auto workload = cron_job("0 3 * * *");
  workload.job->active_deadline_seconds = 59;
  SceneBuilder scene;
  scene.add(workload);
  CHECK(scene.only("fargate-cronjob-minimum").message ==
        "each run lasts 59 seconds at most, and Fargate bills at least 60 s and the image pull");
  workload.job->active_deadline_seconds = 60;
  SceneBuilder other;
  other.add(workload);
  CHECK(count(other, "fargate-cronjob-minimum") == 0);
}

struct Gap {
  std::string schedule;
  std::optional<int> minutes;
};

TEST_CASE("how often a cron line starts within an hour", "[rules][operation]") {
  const auto row = GENERATE(values<Gap>({
      {"* * * * *", 1},
      {"*/1 * * * *", 1},
      {"*/2 * * * *", 2},
      {"*/3 * * * *", 3},
      {"0 3 * * *", std::nullopt},
      {"0,30 * * * *", 30},
      {"0,1 * * * *", 1},
      {"10-20/5 * * * *", 5},
      {"58/1 * * * *", 1},
      {"TZ=UTC */2 * * * *", 2},
      {"CRON_TZ=Europe/Berlin 7 * * * *", std::nullopt},
      {"@hourly", std::nullopt},
      {"", std::nullopt},
      {"99 * * * *", std::nullopt},
      {"*/0 * * * *", std::nullopt},
  }));
  CAPTURE(row.schedule);
  CHECK(shortest_gap_minutes(row.schedule) == row.minutes);
}

TEST_CASE("a CronJob of every two minutes waits each time", "[rules][operation]") {
  SceneBuilder scene;
  scene.add(cron_job("*/2 * * * *"));
  const auto finding = scene.only("fargate-start-latency");
  CHECK(finding.at == test::line(8));
  CHECK(finding.severity == FindingSeverity::note);
  SceneBuilder other;
  other.add(cron_job("*/3 * * * *"));
  CHECK(count(other, "fargate-start-latency") == 0);
}

TEST_CASE("an HPA that scales down within a minute waits each time it scales up",
          "[rules][operation]") {
  SceneBuilder scene;
  scene.add(test::deployment());
  model::HorizontalPodAutoscaler scaler;
  scaler.id = {"shop", "HorizontalPodAutoscaler", "cart"};
  scaler.target_kind = "Deployment";
  scaler.target_name = "cart";
  scaler.scale_down_window_seconds = model::Located<std::int64_t>{59, test::line(70)};
  scene.inventory.autoscalers = {scaler};
  CHECK(scene.only("fargate-start-latency").at == test::line(70));
  scene.inventory.autoscalers[0].scale_down_window_seconds->value = 60;
  CHECK(count(scene, "fargate-start-latency") == 0);
  scene.inventory.autoscalers[0].scale_down_window_seconds.reset();
  CHECK(count(scene, "fargate-start-latency") == 0);
}

TEST_CASE("two pods on Fargate want a disruption budget", "[rules][operation]") {
  SceneBuilder scene;
  scene.add(test::deployment(), 2);
  CHECK(scene.only("fargate-pdb-missing").severity == FindingSeverity::warn);
  scene.inventory.disruption_budgets = {budget("1", "")};
  CHECK(count(scene, "fargate-pdb-missing") == 0);
  scene.inventory.disruption_budgets[0].id.namespace_name = "ops";
  CHECK(count(scene, "fargate-pdb-missing") == 1);
  SceneBuilder one;
  one.add(test::deployment(), 1).on_nodes(test::deployment(), 5);
  CHECK(count(one, "fargate-pdb-missing") == 0);
}

struct Blocking {
  std::string min_available;
  std::string max_unavailable;
  std::int64_t pods;
  bool blocks;
};

TEST_CASE("which budgets allow no eviction", "[rules][operation]") {
  const auto row = GENERATE(values<Blocking>({
      {"", "0", 3, true},
      {"", "0%", 3, true},
      {"", "1", 3, false},
      {"", "10%", 3, false},
      {"100%", "", 3, true},
      {"99%", "", 3, true},
      {"60%", "", 3, false},
      {"3", "", 3, true},
      {"2", "", 3, false},
      {"1", "", 1, true},
      {"0", "", 3, false},
      {"none", "", 3, false},
  }));
  CAPTURE(row.min_available, row.max_unavailable, row.pods);
  SceneBuilder scene;
  scene.inventory.disruption_budgets = {budget(row.min_available, row.max_unavailable)};
  scene.add(test::deployment(), row.pods);
  CHECK(count(scene, "fargate-pdb-blocks") == (row.blocks ? 1 : 0));
  CHECK(count(scene, "nodes-pdb-blocks") == 0);
  SceneBuilder nodes;
  nodes.inventory.disruption_budgets = scene.inventory.disruption_budgets;
  nodes.on_nodes(test::deployment(), row.pods);
  CHECK(count(nodes, "fargate-pdb-blocks") == 0);
  CHECK(count(nodes, "nodes-pdb-blocks") == (row.blocks ? 1 : 0));
}

TEST_CASE("a budget that blocks is told with its words and what follows", "[rules][operation]") {
  SceneBuilder scene;
  scene.inventory.disruption_budgets = {budget("100%", "")};
  scene.add(test::deployment(), 2);
  const auto finding = scene.only("fargate-pdb-blocks");
  CHECK(finding.at == test::line(60));
  CHECK(finding.message ==
        "minAvailable: 100% of 2 pods lets no pod of shop/Deployment/cart be evicted, so AWS "
        "deletes them on the day of a patch");
}

TEST_CASE("a bare pod does not come back", "[rules][operation]") {
  SceneBuilder scene;
  auto bare = test::pod();
  scene.add(bare);
  CHECK(count(scene, "fargate-bare-pod") == 1);
  auto owned = test::pod();
  owned.owned = true;
  SceneBuilder other;
  other.add(owned).on_nodes(bare).add(test::deployment());
  CHECK(count(other, "fargate-bare-pod") == 0);
}

TEST_CASE("what AWS patches is known from the guide of 2024", "[rules][operation]") {
  for (const auto& [day, findings] : {std::pair{"2024-12-17", 0U}, std::pair{"2024-12-18", 1U}}) {
    SceneBuilder scene(day);
    scene.inventory.disruption_budgets = {budget("", "0")};
    auto web = test::deployment();
    web.id.name = "web";
    web.pod.labels = {{"app", "web"}};
    scene.add(test::deployment(), 2).add(web, 2).add(test::pod());
    CHECK(count(scene, "fargate-pdb-missing") == findings);
    CHECK(count(scene, "fargate-pdb-blocks") == findings);
    CHECK(count(scene, "fargate-bare-pod") == findings);
  }
}

TEST_CASE("the log router costs since it came", "[rules][operation]") {
  for (const auto& [day, findings] : {std::pair{"2020-11-30", 0U}, std::pair{"2020-12-01", 1U}}) {
    SceneBuilder scene(day);
    scene.inventory.fargate_log_router = test::line(2);
    CHECK(count(scene, "fargate-logging-cost") == 0);
    scene.add(test::deployment());
    CHECK(count(scene, "fargate-logging-cost") == findings);
  }
}

TEST_CASE("a log collector on nodes sees nothing of Fargate pods", "[rules][operation]") {
  auto collector = test::deployment();
  collector.id = {"ops", "DaemonSet", "logs"};
  collector.kind = model::WorkloadKind::daemon_set;
  collector.pod.spec.containers[0].image = "public.ecr.aws/aws-observability/aws-for-fluent-bit:2";
  SceneBuilder scene;
  scene.add(collector);
  CHECK(count(scene, "fargate-log-daemonset") == 0);
  scene.add(test::deployment());
  CHECK(scene.only("fargate-log-daemonset").fix ==
        "turn on Fargate's log router, or run a log sidecar in the pods on Fargate");
  collector.pod.spec.containers[0].image = "example.com/agent:2";
  SceneBuilder other;
  other.add(collector).add(test::deployment());
  CHECK(count(other, "fargate-log-daemonset") == 0);
}

TEST_CASE("a hundred pods a region were allowed until vCPUs were counted", "[rules][operation]") {
  const auto of = [](std::string_view day, std::int64_t pods) {
    SceneBuilder scene(day);
    scene.add(test::deployment(), pods);
    return count(scene, "fargate-quota-concurrency");
  };
  CHECK(of("2022-09-07", 100) == 0);
  CHECK(of("2022-09-07", 101) == 1);
  CHECK(of("2022-09-08", 101) == 0);
}

TEST_CASE("a quota of vCPUs is held against the sizes of the pods", "[rules][operation]") {
  SceneBuilder scene;
  scene.inventory.cluster.fargate_vcpu_quota = 2;
  scene.add(test::deployment(), 8);
  CHECK(count(scene, "fargate-quota-concurrency") == 0);
  scene.add(test::deployment(), 1);
  CHECK(scene.only("fargate-quota-concurrency").message ==
        "the pods on Fargate take 2.25 vCPU; the quota of the region is 2");
}

}  // namespace
}  // namespace eksplan::rules
