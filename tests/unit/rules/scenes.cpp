#include "scenes.hpp"

#include <algorithm>
#include <utility>

#include <catch2/catch.hpp>

#include "eksplan/rules/fargate_profiles.hpp"

namespace eksplan::rules::test {
namespace {

std::optional<units::HourlyRate> rate(std::string_view text) {
  return units::HourlyRate::per_hour(*units::parse_price(text));
}

}  // namespace

SceneBuilder::SceneBuilder(std::string_view profile_text)
    : prices{.fargate_vcpu = rate("0.04048"),
             .fargate_gib = rate("0.004445"),
             .fargate_ephemeral_gib = rate("0.000111"),
             .application_load_balancer = rate("0.0225"),
             .nat_gateway = rate("0.045")},
      region{.name = "us-east-1", .fargate_today = true},
      profile_(profile(profile_text)) {}

SceneBuilder& SceneBuilder::add(model::Workload workload, std::int64_t pods) {
  entries_.push_back({std::move(workload), pods, true});
  return *this;
}

SceneBuilder& SceneBuilder::on_nodes(model::Workload workload, std::int64_t pods) {
  entries_.push_back({std::move(workload), pods, false});
  return *this;
}

std::vector<model::Finding> SceneBuilder::findings() const {
  std::vector<FargateVerdict> verdicts;
  verdicts.reserve(entries_.size());
  std::vector<Subject> subjects;
  for (const auto& entry : entries_) {
    verdicts.push_back(check_fargate(entry.workload, inventory, profile_));
    subjects.push_back(
        {.workload = &entry.workload,
         .verdict = &verdicts.back(),
         .on_fargate = entry.may_run_on_fargate && verdicts.back().eligible,
         .pods = entry.workload.kind == model::WorkloadKind::daemon_set ? 0 : entry.pods,
         .profiles = matching_profiles(inventory.cluster, entry.workload.id.namespace_name,
                                       entry.workload.pod.labels, profile_.as_of)});
  }
  return check_scene(
      Scene(inventory, profile_, prices, region, std::move(subjects), schedule_savings));
}

std::vector<model::Finding> SceneBuilder::findings(std::string_view rule) const {
  auto all = findings();
  std::erase_if(all, [&](const model::Finding& finding) { return finding.rule != rule; });
  return all;
}

model::Finding SceneBuilder::only(std::string_view rule) const {
  const auto found = findings(rule);
  REQUIRE(found.size() == 1);
  return found.front();
}

}  // namespace eksplan::rules::test
