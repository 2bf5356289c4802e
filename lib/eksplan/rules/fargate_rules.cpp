#include "eksplan/rules/fargate_rules.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/rules/fargate_size.hpp"

namespace eksplan::rules {
namespace {

using model::FindingSeverity;

model::Finding finding_of(const Rule& rule, FindingSeverity severity, const model::ObjectId& object,
                          Hit hit) {
  const auto basis = hit.basis.value_or(rule.basis);
  return {.rule = rule.id,
          .severity = shown_severity(severity, basis),
          .basis = basis,
          .object = object,
          .at = hit.at,
          .path = std::move(hit.path),
          .message = std::move(hit.message),
          .aws_message = std::move(hit.aws_message),
          .fix = hit.fix.empty() ? std::string(rule.fix) : std::move(hit.fix),
          .saving = std::nullopt};
}

void apply(const Rule& rule, FindingSeverity severity, const RuleContext& context,
           FargateVerdict& verdict) {
  bool refuses = false;
  for (auto& hit : rule.find(context)) {
    const auto own_severity = hit.severity.value_or(severity);
    refuses = refuses || (rule.refuses_placement && own_severity == FindingSeverity::block);
    verdict.findings.push_back(finding_of(rule, own_severity, context.workload.id, std::move(hit)));
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
    if (const auto severity = severity_on(rule, profile.as_of)) {
      apply(rule, *severity, context, verdict);
    }
  }
  std::ranges::sort(verdict.blocked_by);
  verdict.eligible = verdict.blocked_by.empty();
  return verdict;
}

}  // namespace eksplan::rules
