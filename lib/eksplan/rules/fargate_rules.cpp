#include "eksplan/rules/fargate_rules.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/rules/fargate_size.hpp"

namespace eksplan::rules {
namespace {

using model::FindingSeverity;

void apply(const Rule& rule, FindingSeverity severity, const RuleContext& context,
           FargateVerdict& verdict) {
  bool refuses = false;
  for (auto& hit : rule.find(context)) {
    const auto own_severity = hit.severity.value_or(severity);
    refuses = refuses || own_severity == FindingSeverity::block;
    hit.object = context.workload.id;
    verdict.findings.push_back(finding_of(rule, own_severity, std::move(hit)));
  }
  if (refuses) {
    verdict.blocked_by.push_back(rule.id);
  }
}

void choose_size(const model::PodRequests& requests, const LimitsProfile& profile,
                 FargateVerdict& verdict) {
  verdict.size = fargate_size(requests.cpu, requests.memory, profile);
  if (!verdict.size && profile.brief_size_limit) {
    auto without_limit = profile;
    without_limit.brief_size_limit = false;
    verdict.size_current = fargate_size(requests.cpu, requests.memory, without_limit);
  }
}

}  // namespace

FargateVerdict check_fargate(const model::Workload& workload, const model::Inventory& inventory,
                             const LimitsProfile& profile) {
  FargateVerdict verdict;
  choose_size(workload.pod.requests_without_overhead, profile, verdict);
  const auto claims = mounted_claims(workload, inventory);
  const RuleContext context{
      .workload = workload, .inventory = inventory, .profile = profile, .claims = claims};
  for (const auto& rule : rules()) {
    const auto severity = rule.find == nullptr ? std::nullopt : severity_on(rule, profile.as_of);
    if (severity) {
      apply(rule, *severity, context, verdict);
    }
  }
  std::ranges::sort(verdict.blocked_by);
  verdict.eligible = verdict.blocked_by.empty();
  return verdict;
}

}  // namespace eksplan::rules
