#include <map>

#include "support/check_result.hpp"
#include "support/exact_json.hpp"
#include "support/memory_files.hpp"
#include "support/random.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "eksplan/app/choices.hpp"
#include "eksplan/app/estimate.hpp"
#include "eksplan/diag/print.hpp"

namespace eksplan::app {
namespace {

using support::MemoryFiles;

constexpr std::string_view kOfficeHours = "Mon-Fri 07:30-20:30 Europe/Berlin";

std::string workload(std::string_view kind, std::string_view name, std::int64_t replicas,
                     std::string_view uptime, std::string_view cpu = "500m") {
  return fmt::format(
      "---\napiVersion: apps/v1\nkind: {}\nmetadata:\n  name: {}\n  namespace: shop\n{}"
      "spec:\n  replicas: {}\n  template:\n    spec:\n      containers:\n"
      "        - {{name: c, image: c, resources: {{requests: {{cpu: {}, memory: 1Gi}}}}}}\n",
      kind, name,
      uptime.empty() ? "" : fmt::format("  annotations: {{downscaler/uptime: '{}'}}\n", uptime),
      replicas, cpu);
}

EstimateOptions week_options(plan::PlacementMode placement = plan::PlacementMode::cheapest) {
  EstimateOptions options;
  options.inputs = {"in.yaml"};
  options.version = "0.0.0";
  options.format = Format::json;
  options.effort = Effort::quick;
  options.placement = placement;
  options.instance_types = {"m5.large", "m5.xlarge", "c5.xlarge"};
  return options;
}

std::string estimated(const std::string& manifests, const EstimateOptions& options) {
  const auto outcome = estimate(options, MemoryFiles(MemoryFiles::Files{{"in.yaml", manifests}}));
  std::string said;
  for (const auto& message : outcome.messages) {
    said += diag::print(message);
  }
  INFO(said);
  REQUIRE(outcome.exit == ExitCode::done);
  return outcome.standard_output;
}

nlohmann::json result_of(const std::string& manifests, const EstimateOptions& options) {
  return support::parse_exact(estimated(manifests, options));
}

units::Decimal hourly(const nlohmann::json& result) {
  return support::number(result.at("summary").at("hourly"));
}

nlohmann::json row(const nlohmann::json& result, const std::string& id) {
  for (const auto& one : result.at("workloads")) {
    if (one.at("id") == id) {
      return one;
    }
  }
  throw std::runtime_error("no workload " + id);
}

TEST_CASE("a pod on Fargate costs its hours of the week, and its phases are told", "[app][week]") {
  const auto options = week_options(plan::PlacementMode::fargate);
  const auto text = estimated(workload("Deployment", "web", 2, kOfficeHours), options);
  CHECK(support::figures_that_are_wrong(text) == std::vector<std::string>{});
  const auto result = support::parse_exact(text);
  const auto& phases = result.at("phases");
  REQUIRE(phases.size() == 2);
  CHECK(phases[0].at("name") == "work hours");
  CHECK(phases[0].at("hoursPerWeek") == 65);
  CHECK(phases[0].at("workloads")[0].at("workload") == "shop/Deployment/web");
  CHECK(phases[0].at("workloads")[0].at("count") == 2);
  CHECK(phases[1].at("hoursPerWeek") == 103);
  CHECK(phases[1].at("workloads")[0].at("count") == 0);
  CHECK(result.at("summary").at("peakHourly") == phases[0].at("hourly"));
  // 2 pods of 0.5 vCPU / 2 GB: 2 x (0.02024 + 0.00889) x 65 / 168
  CHECK(row(result, "shop/Deployment/web").at("hourly") == "0.022541071");
}

TEST_CASE("a schedule that is always on changes not a byte but the option", "[app][week]") {
  const auto manifests =
      workload("Deployment", "web", 2, "") + workload("StatefulSet", "db", 2, "");
  auto options = week_options();
  const auto without = estimated(manifests, options);
  CHECK(without.find("\"schedule\"") == std::string::npos);
  options.schedule.downscaler.uptime = *parse_uptime("Mon-Sun 00:00-24:00 UTC");
  auto with = estimated(manifests, options);
  const std::string shown = "    \"schedule\": \"Mon-Sun 00:00-24:00 UTC\",\n";
  REQUIRE(with.find(shown) != std::string::npos);
  CHECK(with.erase(with.find(shown), shown.size()) == without);
}

TEST_CASE("nodes go when a whole one is empty, and node groups tell their range", "[app][week]") {
  const auto text = estimated(workload("Deployment", "day", 6, kOfficeHours, "1500m") +
                                  workload("StatefulSet", "always", 2, "", "1500m"),
                              week_options(plan::PlacementMode::nodes));
  CHECK(support::figures_that_are_wrong(text) == std::vector<std::string>{});
  const auto result = support::parse_exact(text);
  const auto& phases = result.at("phases");
  CHECK(phases[0].at("nodeCount") > phases[1].at("nodeCount"));
  std::int64_t least = 0;
  std::int64_t most = 0;
  for (const auto& group : result.at("nodeGroups")) {
    least += group.at("minCount").get<std::int64_t>();
    most += group.at("maxCount").get<std::int64_t>();
  }
  CHECK(least == phases[1].at("nodeCount"));
  CHECK(most == phases[0].at("nodeCount"));
}

TEST_CASE("what is down while the dearest phase lasts shows where it runs", "[app][week]") {
  const auto result =
      result_of(workload("Deployment", "day", 6, kOfficeHours) +
                    workload("Deployment", "night", 1, "Mon-Sun 22:00-23:00 Europe/Berlin"),
                week_options(plan::PlacementMode::fargate));
  const auto night = row(result, "shop/Deployment/night");
  CHECK(night.at("placement").at("target") == "fargate");
  CHECK(night.at("replicas").at("expected") == 0);
  CHECK(support::number(night.at("hourly")) > units::Decimal{});
}

constexpr const char* kNamespaces = R"(apiVersion: v1
kind: Namespace
metadata:
  name: shop
  annotations: {downscaler/uptime: "Mon-Fri 07:00-19:00 Europe/Lisbon"}
)";

TEST_CASE("an annotation of its own beats that of its namespace, and some pods may stay",
          "[app][week]") {
  const auto report = workload("Deployment", "nightly-report", 3,
                               "Mon-Fri 22:00-24:00 Europe/Lisbon,Tue-Sat 00:00-06:00 "
                               "Europe/Lisbon', downscaler/downtime-replicas: '1");
  const auto result = result_of(kNamespaces + report + workload("Deployment", "web", 2, ""),
                                week_options(plan::PlacementMode::fargate));
  std::map<std::string, std::int64_t> hours;  // by the pods of the two
  for (const auto& phase : result.at("phases")) {
    const auto& pods = phase.at("workloads");
    REQUIRE(pods.size() == 2);
    hours[fmt::format("{} {}", pods[0].at("count").get<int>(), pods[1].at("count").get<int>())] +=
        phase.at("hoursPerWeek").get<std::int64_t>();
  }
  CHECK(hours == std::map<std::string, std::int64_t>{{"1 2", 60}, {"3 0", 40}, {"1 0", 68}});
}

constexpr const char* kScaled = R"(apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: web, namespace: shop}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: web}
  minReplicas: 2
  maxReplicas: 10
  metrics:
    - {type: Resource, resource: {name: cpu, target: {type: Utilization, averageUtilization: 50}}}
)";

TEST_CASE("usage decides how many pods an autoscaler runs, and its range is priced",
          "[app][autoscaling]") {
  auto options = week_options(plan::PlacementMode::fargate);
  options.usage = {"top.txt"};
  const MemoryFiles files(
      MemoryFiles::Files{{"in.yaml", kScaled + workload("Deployment", "web", 3, "")},
                         {"top.txt",
                          "NAMESPACE NAME CPU(cores) MEMORY(bytes)\n"
                          "shop web-6c9f7d5b8-x2x4q 400m 200Mi\n"
                          "shop web-6c9f7d5b8-x2x4z 600m 200Mi\n"}});
  const auto text = estimate(options, files).standard_output;
  CHECK(support::figures_that_are_wrong(text) == std::vector<std::string>{});
  const auto result = support::parse_exact(text);
  CHECK(result.at("context").at("replicas") == "expected");
  CHECK(row(result, "shop/Deployment/web").at("replicas").at("expected") == 4);  // 1 CPU / 250m
  const auto& range = result.at("autoscaling");
  REQUIRE(range.size() == 3);
  CHECK(range[0].at("replicas") == "min");
  CHECK(range[1].at("replicas") == "expected");
  CHECK(range[1].at("hourly") == result.at("summary").at("hourly"));
  CHECK(range[2].at("pods").get<int>() - range[0].at("pods").get<int>() == 8);
  options.replicas = demand::ReplicaChoice::max;
  const auto most = support::parse_exact(estimate(options, files).standard_output);
  CHECK(most.at("summary").at("hourly") == range[2].at("hourly"));
}

TEST_CASE("what nobody needs at night is named where it looks like it", "[app][week]") {
  const auto saving = [](const std::string& manifests) {
    const auto result = result_of(manifests, week_options(plan::PlacementMode::fargate));
    std::vector<std::string> found;
    for (const auto& finding : result.at("findings")) {
      if (finding.at("rule") == "schedule-saving") {
        found.push_back(fmt::format("{} {}", finding.at("workload").get<std::string>(),
                                    finding.at("savingHourly").get<std::string>()));
      }
    }
    return found;
  };
  const auto web = workload("Deployment", "web", 2, "");
  auto staging = web;
  staging.replace(staging.find("shop"), 4, "shop-staging");
  CHECK(saving(web).empty());
  // 2 x 0.02913 x 103 / 168
  CHECK(saving(staging) == std::vector<std::string>{"Namespace/shop-staging 0.035718929"});
  CHECK(saving(web + workload("Deployment", "day", 1, kOfficeHours)) ==
        std::vector<std::string>{"Namespace/shop 0.035718929"});
}

TEST_CASE("volumes of a StatefulSet cost all week", "[app][week]") {
  auto manifests = workload("StatefulSet", "db", 2, kOfficeHours) +
                   "  volumeClaimTemplates:\n"
                   "    - metadata: {name: data}\n"
                   "      spec: {storageClassName: gp3, resources: {requests: {storage: 10Gi}}}\n"
                   "---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\n"
                   "metadata: {name: gp3}\nprovisioner: ebs.csi.aws.com\n"
                   "parameters: {type: gp3}\n";
  auto options = week_options(plan::PlacementMode::nodes);
  options.schedule.downscaler.kinds = {"statefulsets"};
  const auto result = result_of(manifests, options);
  REQUIRE(result.at("phases").size() == 2);
  for (const auto& line : result.at("costs")) {
    if (line.at("item") == "ebs-gp3-storage") {
      CHECK(line.at("quantity") == 20);
    }
  }
}

struct Drawn {
  std::string manifests;
  std::vector<std::string> always;  ///< the same, each scheduled workload always up in turn
};

Drawn draw(std::uint64_t seed) {
  support::Random random(seed);
  constexpr std::array<std::string_view, 4> kUptimes{
      kOfficeHours, "Mon-Fri 06:10-22:20 Europe/Berlin", "Sat-Sun 08:00-12:00 UTC",
      "Mon-Sun 22:00-23:40 America/New_York"};
  constexpr std::array<std::string_view, 4> kSizes{"100m", "400m", "1200m", "3"};
  std::vector<std::pair<std::string, std::string>> parts;  // as it is, and always up
  for (std::int64_t i = 0; i < random.between(1, 6); ++i) {
    const auto name = fmt::format("w{}", i);
    const auto replicas = random.between(1, 6);
    const auto uptime =
        random.chance(60) ? random.pick(std::span<const std::string_view>(kUptimes)) : "";
    const auto size = random.pick(std::span<const std::string_view>(kSizes));
    parts.emplace_back(workload("Deployment", name, replicas, uptime, size),
                       workload("Deployment", name, replicas, "", size));
  }
  Drawn drawn;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    drawn.manifests += parts[i].first;
    std::string other;
    for (std::size_t j = 0; j < parts.size(); ++j) {
      other += i == j ? parts[j].second : parts[j].first;
    }
    if (parts[i].first != parts[i].second) {
      drawn.always.push_back(std::move(other));
    }
  }
  return drawn;
}

TEST_CASE("phases add up to the week, and every figure can be checked again",
          "[app][week][property]") {
  for (std::uint64_t seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    auto options = week_options(
        std::array{plan::PlacementMode::cheapest, plan::PlacementMode::nodes}[seed % 2]);
    const auto text = estimated(draw(seed).manifests, options);
    CHECK(support::figures_that_are_wrong(text) == std::vector<std::string>{});
    const auto result = support::parse_exact(text);
    base::int128 weighted = 0;
    base::int128 hours = 0;
    for (const auto& phase : result.at("phases")) {
      const auto of_phase = support::number(phase.at("hoursPerWeek")).billionths();
      weighted += support::number(phase.at("hourly")).billionths() * of_phase;
      hours += of_phase;
    }
    CHECK(hours == units::Decimal::whole(168).billionths());
    CHECK(base::div_half_up(weighted, hours) == hourly(result).billionths());
  }
}

TEST_CASE("turning a workload off for some hours never costs more", "[app][week][property]") {
  for (std::uint64_t seed = 100; seed < 100 + support::cases(30); ++seed) {
    CAPTURE(seed);
    const auto options = week_options(
        std::array{plan::PlacementMode::cheapest, plan::PlacementMode::nodes}[seed % 2]);
    const auto drawn = draw(seed);
    const auto scheduled = hourly(result_of(drawn.manifests, options));
    for (const auto& always : drawn.always) {
      CHECK(scheduled <= hourly(result_of(always, options)));
    }
  }
}

TEST_CASE("a week has the hours that its clocks make", "[app][week]") {
  const auto manifests = workload("Deployment", "web", 1, "Sun-Sun 00:00-06:00 Europe/Berlin");
  auto options = week_options(plan::PlacementMode::fargate);
  const auto hours_up = [&](const char* day) {
    options.schedule.week = *schedule::parse_week(day);
    return result_of(manifests, options).at("phases")[0].at("hoursPerWeek");
  };
  CHECK(hours_up("2026-03-25") == 5);  // 02:00 to 03:00 is not there
  CHECK(hours_up("2026-10-20") == 7);  // it is there twice
  CHECK(hours_up("2026-06-10") == 6);
}

TEST_CASE("a wrong schedule is wrong input, and is named", "[app][week]") {
  const auto outcome = estimate(
      week_options(),
      MemoryFiles(MemoryFiles::Files{{"in.yaml", workload("Deployment", "web", 1, "Mo-Fr")}}));
  CHECK(outcome.exit == ExitCode::input);
  REQUIRE_FALSE(outcome.messages.empty());
  CHECK(diag::print(outcome.messages[0]).find("in.yaml:7:") == 0);
}

}  // namespace
}  // namespace eksplan::app
