#include <chrono>

#include "sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/demand/job_runs.hpp"
#include "eksplan/demand/pods_over_time.hpp"

namespace eksplan::demand {
namespace {

using namespace std::chrono_literals;

const std::string kOffice = "Mon-Fri 08:00-18:00 UTC";

Item item(model::Workload workload, std::int64_t replicas) {
  workload.replicas = {.spec = replicas,
                       .min = replicas,
                       .expected = replicas,
                       .max = replicas,
                       .source = model::ReplicaSource::spec};
  return {std::move(workload), replicas, false};
}

Item scheduled(const std::string& name, std::int64_t replicas, const model::Labels& annotations) {
  auto one = item(deployment("shop", name), replicas);
  one.workload.annotations = annotations;
  return one;
}

Item cron_job(const std::string& schedule, const std::string& run_time) {
  auto one = item(workload(model::WorkloadKind::cron_job, "CronJob", "shop", "nightly"), 2);
  one.workload.job = model::JobTimes{};
  one.workload.job->schedule = schedule;
  if (!run_time.empty()) {
    one.workload.annotations[std::string(kRunTimeAnnotation)] = run_time;
  }
  return one;
}

PodsOverTime only(const Item& one, const ScheduleOptions& options = {},
                  const model::Inventory& inventory = {}) {
  Demand demand;
  demand.items = {one};
  const auto week = pods_over_time(demand, inventory, options);
  CHECK(week.problems.empty());
  return week.items.at(0);
}

TEST_CASE("a workload without a schedule has the same pods all week", "[demand]") {
  const auto pods = only(item(deployment("shop", "web"), 3));
  CHECK(pods.steps == std::vector<PodStep>{{0s, 3}});
  CHECK_FALSE(pods.scheduled);
  CHECK(pods.reason.empty());
}

TEST_CASE("a scheduled workload goes down and up again", "[demand]") {
  const auto pods = only(scheduled("web", 3, {{"downscaler/uptime", kOffice}}));
  CHECK(pods.scheduled);
  CHECK(pods.reason == "downscaler/uptime Mon-Fri 08:00-18:00 UTC");
  REQUIRE(pods.steps.size() == 11);
  CHECK(pods.steps[0] == PodStep{0s, 0});
  CHECK(pods.steps[1] == PodStep{8h, 3});
  CHECK(pods.steps[10] == PodStep{4 * 24h + 18h, 0});
  CHECK(pods.most() == 3);
}

TEST_CASE("replicas for the downtime stay, but never more than there are", "[demand]") {
  model::Labels annotations{{"downscaler/uptime", kOffice}, {"downscaler/downtime-replicas", "1"}};
  CHECK(only(scheduled("web", 3, annotations)).steps[0].pods == 1);
  annotations["downscaler/downtime-replicas"] = "5";
  CHECK(only(scheduled("web", 3, annotations)).steps == std::vector<PodStep>{{0s, 3}});
}

TEST_CASE("an autoscaler brings up again what is not down to nothing", "[demand]") {
  auto web =
      scheduled("web", 3, {{"downscaler/uptime", kOffice}, {"downscaler/downtime-replicas", "1"}});
  web.workload.replicas.source = model::ReplicaSource::autoscaler;
  CHECK(only(web).steps.size() == 1);
  web.workload.annotations.erase("downscaler/downtime-replicas");
  CHECK(only(web).steps.size() == 11);
}

TEST_CASE("the annotations of the namespace count, and its bad ones are told at its place",
          "[demand]") {
  model::Inventory inventory;
  inventory.namespaces.push_back({"shop", {}, {{"downscaler/uptime", kOffice}}, {}, {0, 3, 5}});
  CHECK(only(item(deployment("shop", "web"), 3), {}, inventory).steps.size() == 11);
  inventory.namespaces[0].annotations["downscaler/uptime"] = "office";
  inventory.namespaces[0].annotation_places["downscaler/uptime"] = {0, 7, 9};
  Demand demand;
  demand.items = {item(deployment("shop", "web"), 3)};
  const auto week = pods_over_time(demand, inventory, {});
  REQUIRE(week.problems.size() == 1);
  CHECK(week.problems[0].object.text() == "Namespace/shop");
  CHECK(week.problems[0].at == model::Place{0, 7, 9});
  CHECK(week.problems[0].path == "metadata.annotations[\"downscaler/uptime\"]");
  CHECK(week.problems[0].is_error);
  CHECK(week.items[0].steps.size() == 1);
}

TEST_CASE("DaemonSets and added add-ons follow no schedule", "[demand]") {
  ScheduleOptions options;
  options.downscaler.uptime = *schedule::parse_time_spec(kOffice);
  auto daemon = item(workload(model::WorkloadKind::daemon_set, "DaemonSet", "shop", "agent"), 0);
  daemon.is_daemon = true;
  CHECK(only(daemon, options).steps.size() == 1);
  auto dns = item(deployment("shop", "dns"), 2);
  dns.workload.added = true;
  CHECK(only(dns, options).steps.size() == 1);
  CHECK(only(item(deployment("shop", "web"), 2), options).steps.size() == 11);
}

TEST_CASE("a CronJob has pods while it runs, when its run time is known", "[demand]") {
  CHECK(only(cron_job("0 2 * * *", "")).steps == std::vector<PodStep>{{0s, 2}});
  const auto pods = only(cron_job("0 2 * * *", "90m"));
  REQUIRE(pods.steps.size() == 15);
  CHECK(pods.steps[1] == PodStep{2h, 2});
  CHECK(pods.steps[2] == PodStep{2h + 90min, 0});
  ScheduleOptions options;
  options.job_run_time = 30min;
  CHECK(only(cron_job("0 2 * * *", ""), options).steps[2] == PodStep{2h + 30min, 0});
  CHECK(only(cron_job("0 2 * * *", "90m"), options).steps[2] == PodStep{2h + 90min, 0});
}

TEST_CASE("runs that overlap add up, unless the CronJob forbids it", "[demand]") {
  auto job = cron_job("0 * * * *", "90m");
  const auto allowed = only(job);
  CHECK(allowed.most() == 4);
  CHECK(allowed.steps[0] == PodStep{0s, 4});  // a run of last Sunday's 23:00 is still there
  CHECK(allowed.steps[1] == PodStep{30min, 2});
  job.workload.job->overlaps = false;
  CHECK(only(job).steps == std::vector<PodStep>{{0s, 2}});
}

// What KEDA makes of a Deployment named web that has 2 pods without it.
Item keda_scaled(model::Inventory& inventory, std::vector<model::CronTrigger> triggers) {
  model::HorizontalPodAutoscaler scaler;
  scaler.id = {"shop", "ScaledObject", "web"};
  scaler.target_kind = "Deployment";
  scaler.target_name = "web";
  scaler.max_replicas = 9;
  scaler.cron = std::move(triggers);
  inventory.autoscalers = {scaler};
  auto one = item(deployment("shop", "web"), 2);
  one.workload.replicas.source = model::ReplicaSource::autoscaler;
  return one;
}

TEST_CASE("KEDA's cron triggers add pods from a start to the next end", "[demand]") {
  model::Inventory inventory;
  const auto one = keda_scaled(inventory, {{"0 8 * * MON-FRI", "0 18 * * *", "UTC", 6},
                                           {"0 9 * * MON", "0 10 * * MON", "UTC", 20}});
  const auto pods = only(one, {}, inventory);
  CHECK(std::vector<PodStep>(pods.steps.begin(), pods.steps.begin() + 6) ==
        std::vector<PodStep>{{0s, 2}, {8h, 6}, {9h, 9}, {10h, 6}, {18h, 2}, {32h, 6}});
  CHECK(pods.steps.back() == PodStep{96h + 18h, 2});
  CHECK(pods.scheduled);
  CHECK(pods.reason == "KEDA's cron triggers");
}

TEST_CASE("with cron triggers alone pods rest at their least", "[demand]") {
  model::Inventory inventory;
  const auto one = keda_scaled(inventory, {{"0 20 * * SUN", "0 6 * * MON", "Europe/Berlin", 4}});
  inventory.autoscalers[0].resting_replicas = 0;
  CHECK(only(one, {}, inventory).steps ==
        std::vector<PodStep>{{0s, 4}, {5h, 0}, {6 * 24h + 19h, 4}});
}

TEST_CASE("a dated week begins as the week before it ended", "[demand]") {
  model::Inventory inventory;
  const auto one = keda_scaled(inventory, {{"0 20 29 3 *", "0 6 * * MON", "UTC", 4}});
  ScheduleOptions options;
  CHECK(only(one, options, inventory).steps == std::vector<PodStep>{{0s, 4}});
  options.week = *schedule::parse_week("2026-03-31");
  CHECK(only(one, options, inventory).steps == std::vector<PodStep>{{0s, 4}, {6h, 2}});
  options.week = *schedule::parse_week("2026-04-07");
  CHECK(only(one, options, inventory).steps == std::vector<PodStep>{{0s, 2}});
}

TEST_CASE("a downscaler that takes a workload down beats KEDA's triggers", "[demand]") {
  model::Inventory inventory;
  auto one = keda_scaled(inventory, {{"0 6 * * *", "0 12 * * *", "UTC", 4}});
  one.workload.annotations["downscaler/uptime"] = "Mon-Mon 08:00-18:00 UTC";
  CHECK(only(one, {}, inventory).steps ==
        std::vector<PodStep>{{0s, 0}, {8h, 4}, {12h, 2}, {18h, 0}});
}

TEST_CASE("a suspended CronJob starts nothing", "[demand]") {
  auto job = cron_job("0 */6 * * *", "1h");
  job.workload.annotations["downscaler/uptime"] = kOffice;
  ScheduleOptions options;
  options.downscaler.kinds = {"cronjobs"};
  CHECK(only(job, options).steps.size() == 11);  // 12:00 from Monday to Friday
}

TEST_CASE("a Job runs once a week when its run time is known", "[demand]") {
  auto job = item(workload(model::WorkloadKind::job, "Job", "shop", "migrate"), 1);
  job.workload.job = model::JobTimes{};
  CHECK(only(job).steps == std::vector<PodStep>{{0s, 1}});
  job.workload.annotations[std::string(kRunTimeAnnotation)] = "2h";
  CHECK(only(job).steps == std::vector<PodStep>{{0s, 1}, {2h, 0}});
}

TEST_CASE("a CronJob by the month counts as in its busiest week", "[demand]") {
  model::JobTimes job;
  job.schedule = "0 0 1,3 * *";
  const auto always = model::ActiveHours::always(schedule::kWeek);
  CHECK(job_runs(job, 1h, always, schedule::standard_week())->size() == 2);
  CHECK(job_runs(job, 1h, always, *schedule::parse_week("2026-03-10"))->empty());
  job.schedule = "0 0 31 2 *";
  CHECK(job_runs(job, 1h, always, schedule::standard_week())->empty());
}

TEST_CASE("a run time or a zone that cannot be read is a problem", "[demand]") {
  Demand demand;
  demand.items = {cron_job("0 2 * * *", "soon")};
  auto week = pods_over_time(demand, {}, {});
  REQUIRE(week.problems.size() == 1);
  CHECK(week.problems[0].fault.message == "'soon' is not a duration");
  CHECK(week.items[0].steps.size() == 1);
  demand.items = {cron_job("0 2 * * *", "1h")};
  demand.items[0].workload.job->time_zone = "Mars/Olympus";
  week = pods_over_time(demand, {}, {});
  REQUIRE(week.problems.size() == 1);
  CHECK(week.problems[0].path == "spec.timeZone");
  CHECK(week.problems[0].fault.message == "there is no time zone 'Mars/Olympus'");
}

TEST_CASE("a dump taken at night shows the size that the downscaler has noted", "[demand]") {
  model::Inventory inventory;
  inventory.workloads = {scheduled("web", 0, {{"downscaler/original-replicas", "3"}}).workload};
  CHECK(build(inventory, {}, {}).items.at(0).replicas == 3);
  model::HorizontalPodAutoscaler scaler;
  scaler.id = {"shop", "HorizontalPodAutoscaler", "web"};
  scaler.target_kind = "Deployment";
  scaler.target_name = "web";
  scaler.min_replicas = 4;
  scaler.max_replicas = 9;
  inventory.autoscalers = {scaler};
  const auto demand = build(inventory, {}, {});
  CHECK(demand.items.at(0).replicas == 4);
  CHECK(demand.items.at(0).workload.replicas.max == 9);
}

}  // namespace
}  // namespace eksplan::demand
