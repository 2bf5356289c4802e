#include "eksplan/rules/scene.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/decimal_text.hpp"
#include "eksplan/rules/node_fit.hpp"
#include "eksplan/units/decimal.hpp"

namespace eksplan::rules {

std::optional<units::HourlyRate> size_rate(const UnitPrices& prices,
                                           const model::FargateSize& size) {
  if (!prices.fargate_vcpu || !prices.fargate_gib) {
    return std::nullopt;
  }
  const auto vcpus = units::Decimal::from_billionths(base::int128{size.vcpu.millis()} *
                                                     (units::Decimal::kOne / 1000));
  const auto gib = units::Decimal::from_billionths(
      base::mul_div_half_up(size.memory.count(), units::Decimal::kOne, units::Bytes::kGib));
  return units::HourlyRate::per_hour(prices.fargate_vcpu->hourly().times(vcpus) +
                                     prices.fargate_gib->hourly().times(gib));
}

std::string monthly_text(units::HourlyRate rate, const UnitPrices& prices) {
  return fmt::format("${} a month",
                     base::with_thousands(rate.for_hours(prices.month_hours).text_with(2)));
}

Scene::Scene(const model::Inventory& inventory, const LimitsProfile& profile, UnitPrices prices,
             RegionFacts region, std::vector<Subject> subjects,
             std::vector<ScheduleSaving> schedule_savings)
    : inventory_(&inventory),
      profile_(&profile),
      prices_(prices),
      region_(std::move(region)),
      subjects_(std::move(subjects)),
      schedule_savings_(std::move(schedule_savings)) {
  for (const auto& subject : subjects_) {
    if (subject.on_fargate) {
      on_fargate_.push_back(&subject);
    }
    by_namespace_[subject.workload->id.namespace_name].push_back(&subject);
    by_id_.emplace(subject.workload->id, &subject);
  }
}

template <class Predicate>
std::vector<const Subject*> Scene::in_namespace(std::string_view namespace_name,
                                                Predicate wanted) const {
  std::vector<const Subject*> found;
  const auto all = by_namespace_.find(namespace_name);
  if (all != by_namespace_.end()) {
    std::ranges::copy_if(all->second, std::back_inserter(found), [&](const Subject* subject) {
      return wanted(subject->workload->pod.labels);
    });
  }
  return found;
}

std::vector<const Subject*> Scene::selected(
    std::string_view namespace_name, const std::optional<model::LabelSelector>& selector) const {
  return in_namespace(namespace_name, [&](const model::Labels& labels) {
    return selector && matches(*selector, labels);
  });
}

std::vector<const Subject*> Scene::with_labels(std::string_view namespace_name,
                                               const model::Labels& labels) const {
  return in_namespace(namespace_name, [&](const model::Labels& own) {
    return !labels.empty() && has_all(own, labels);
  });
}

const Subject* Scene::target(std::string_view namespace_name, std::string_view kind,
                             std::string_view name) const {
  const auto found =
      by_id_.find({std::string(namespace_name), std::string(kind), std::string(name)});
  return found == by_id_.end() ? nullptr : found->second;
}

std::vector<model::Finding> check_scene(const Scene& scene) {
  std::vector<model::Finding> findings;
  for (const auto& rule : rules()) {
    const auto severity =
        rule.find_all == nullptr ? std::nullopt : severity_on(rule, scene.profile().as_of);
    if (!severity) {
      continue;
    }
    for (auto& hit : rule.find_all(scene)) {
      findings.push_back(finding_of(rule, hit.severity.value_or(*severity), std::move(hit)));
    }
  }
  return findings;
}

}  // namespace eksplan::rules
