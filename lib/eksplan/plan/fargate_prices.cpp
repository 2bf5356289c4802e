#include "eksplan/plan/fargate_prices.hpp"

#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/rules/fargate_profiles.hpp"
#include "eksplan/rules/fargate_size.hpp"

namespace eksplan::plan {
namespace {

constexpr rules::Date kRegionsOf2020Until{2020, 4, 1};
constexpr std::int64_t kLargestPrice =
    1'000'000'000'000;  // 1000 dollars per hour: no pod costs that

struct FargatePrices {
  units::Money vcpu;
  units::Money gigabyte;
  std::optional<units::Money> ephemeral_gigabyte;
};

std::optional<FargatePrices> prices_of(const catalog::Catalogue& catalogue,
                                       const rules::LimitsProfile& limits) {
  const auto& region = catalogue.region();
  const bool sold =
      limits.as_of < kRegionsOf2020Until ? region.fargate_2020_02 : region.eks_fargate;
  const auto vcpu = catalogue.price(catalog::Item::fargate_vcpu);
  const auto memory = catalogue.price(catalog::Item::fargate_memory);
  if (!sold || !vcpu || !memory) {
    return std::nullopt;
  }
  FargatePrices prices{vcpu->amount, memory->amount, std::nullopt};
  if (const auto ephemeral = catalogue.price(catalog::Item::fargate_ephemeral)) {
    prices.ephemeral_gigabyte = ephemeral->amount;
  }
  return prices;
}

units::Decimal gigabytes(units::Bytes bytes) {
  return units::Decimal::from_billionths(
      base::mul_div_half_up(bytes.count(), units::Decimal::kOne, units::Bytes::kGib));
}

std::optional<units::HourlyRate> price_of_pod(const FargatePrices& prices,
                                              const model::FargateSize& size,
                                              units::Bytes billed_ephemeral) {
  const auto vcpus = units::Decimal::from_billionths(base::int128{size.vcpu.millis()} *
                                                     (units::Decimal::kOne / 1000));
  auto price = prices.vcpu.times(vcpus) + prices.gigabyte.times(gigabytes(size.memory));
  if (billed_ephemeral.count() > 0) {
    if (!prices.ephemeral_gigabyte) {
      return std::nullopt;
    }
    price += prices.ephemeral_gigabyte->times(gigabytes(billed_ephemeral));
  }
  return units::HourlyRate::per_hour(price);
}

FargateAnswer answer(const demand::Item& item, rules::FargateVerdict verdict,
                     const std::optional<FargatePrices>& prices,
                     const rules::LimitsProfile& limits) {
  FargateAnswer result;
  result.verdict = std::move(verdict);
  if (prices && result.verdict.size) {
    const auto requested = item.workload.pod.requests_without_overhead.ephemeral_storage;
    result.per_pod = price_of_pod(*prices, *result.verdict.size,
                                  rules::fargate_billed_ephemeral(requested, limits));
  }
  const bool eligible =
      result.verdict.eligible && result.verdict.size.has_value() && !item.is_daemon;
  result.available = eligible && result.per_pod && result.per_pod->hourly().nanos() < kLargestPrice;
  result.refused_as = eligible ? "region" : "blocked";
  return result;
}

/// Pods of a DaemonSet stay with their node, whatever a profile selects.
std::optional<std::size_t> profile_of(const demand::Item& item, const model::Cluster& cluster,
                                      const rules::LimitsProfile& limits) {
  if (item.is_daemon || cluster.fargate_profiles.empty()) {
    return std::nullopt;
  }
  const auto& labels = item.workload.pod.labels;
  const auto matching =
      rules::matching_profiles(cluster, item.workload.id.namespace_name, labels, limits.as_of);
  return rules::chosen_profile(cluster, matching, labels);
}

}  // namespace

std::vector<FargateAnswer> ask_fargate(const demand::Demand& demand,
                                       const model::Inventory& inventory,
                                       const catalog::Catalogue& catalogue,
                                       const rules::LimitsProfile& limits) {
  const auto prices = prices_of(catalogue, limits);
  std::vector<FargateAnswer> answers;
  for (const auto& item : demand.items) {
    answers.push_back(
        answer(item, rules::check_fargate(item.workload, inventory, limits), prices, limits));
    answers.back().profile = profile_of(item, inventory.cluster, limits);
  }
  return answers;
}

}  // namespace eksplan::plan
