#include "eksplan/app/findings.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/rules/fargate_profiles.hpp"

namespace eksplan::app {
namespace {

bool is_refusal(const model::Finding& finding, const rules::FargateVerdict& verdict) {
  return std::ranges::find(verdict.blocked_by, finding.rule) != verdict.blocked_by.end();
}

void add_of_workload(const Placing& placing, std::vector<model::Finding>& findings) {
  if (placing.concern == Concern::none) {
    return;
  }
  std::ranges::copy_if(
      placing.verdict->findings, std::back_inserter(findings), [&](const model::Finding& finding) {
        return placing.concern == Concern::all || is_refusal(finding, *placing.verdict);
      });
}

std::vector<rules::Subject> subjects_of(const FindingsInput& input) {
  std::vector<rules::Subject> subjects;
  for (std::size_t i = 0; i < input.demand.items.size(); ++i) {
    const auto& item = input.demand.items[i];
    if (item.workload.added) {
      continue;
    }
    subjects.push_back({.workload = &item.workload,
                        .verdict = input.placing[i].verdict,
                        .on_fargate = input.placing[i].on_fargate,
                        .pods = item.replicas,
                        .profiles = rules::matching_profiles(
                            input.inventory.cluster, item.workload.id.namespace_name,
                            item.workload.pod.labels, input.limits.as_of)});
  }
  return subjects;
}

}  // namespace

std::vector<model::Finding> collect_findings(const FindingsInput& input) {
  std::vector<model::Finding> findings;
  for (std::size_t i = 0; i < input.demand.items.size(); ++i) {
    if (!input.demand.items[i].workload.added) {
      add_of_workload(input.placing[i], findings);
    }
  }
  auto of_scene = rules::check_scene({input.inventory, input.limits, input.prices, input.region,
                                      subjects_of(input), input.schedule_savings});
  findings.insert(findings.end(), std::make_move_iterator(of_scene.begin()),
                  std::make_move_iterator(of_scene.end()));
  return findings;
}

std::vector<std::string> profile_names(const demand::Demand& demand,
                                       const model::Inventory& inventory,
                                       const rules::LimitsProfile& limits) {
  std::vector<std::string> names;
  const auto& profiles = inventory.cluster.fargate_profiles;
  if (profiles.empty()) {
    return names;
  }
  for (const auto& item : demand.items) {
    const auto profile = item.is_daemon
                             ? std::nullopt
                             : rules::profile_of(inventory.cluster, item.workload, limits.as_of);
    names.push_back(profile ? profiles[*profile].name : std::string());
  }
  return names;
}

}  // namespace eksplan::app
