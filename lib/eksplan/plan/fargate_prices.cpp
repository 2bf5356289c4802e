#include "eksplan/plan/fargate_prices.hpp"

#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/plan/candidates.hpp"
#include "eksplan/rules/fargate_profiles.hpp"
#include "eksplan/rules/fargate_size.hpp"

namespace eksplan::plan {
namespace {

constexpr rules::Date kRegionsOf2020Until{2020, 4, 1};

std::optional<rules::UnitPrices> prices_of(const catalog::Catalogue& catalogue,
                                           const rules::LimitsProfile& limits) {
  const auto& region = catalogue.region();
  const bool sold =
      limits.as_of < kRegionsOf2020Until ? region.fargate_2020_02 : region.eks_fargate;
  return sold ? std::optional(unit_prices(catalogue)) : std::nullopt;
}

std::optional<units::HourlyRate> price_of_pod(const rules::UnitPrices& prices,
                                              const model::FargateSize& size,
                                              units::Bytes billed_ephemeral) {
  auto rate = rules::size_rate(prices, size);
  if (!rate || billed_ephemeral.count() == 0) {
    return rate;
  }
  if (!prices.fargate_ephemeral_gib) {
    return std::nullopt;
  }
  const auto gib = units::Decimal::from_billionths(
      base::mul_div_half_up(billed_ephemeral.count(), units::Decimal::kOne, units::Bytes::kGib));
  *rate += units::HourlyRate::per_hour(prices.fargate_ephemeral_gib->hourly().times(gib));
  return rate;
}

FargateAnswer answer(const demand::Item& item, rules::FargateVerdict verdict,
                     const std::optional<rules::UnitPrices>& prices,
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

}  // namespace

rules::UnitPrices unit_prices(const catalog::Catalogue& catalogue) {
  const auto rate = [&](catalog::Item item) -> std::optional<units::HourlyRate> {
    const auto price = catalogue.price(item);
    return price ? std::optional(units::HourlyRate::per_hour(price->amount)) : std::nullopt;
  };
  rules::UnitPrices prices;
  prices.fargate_vcpu = rate(catalog::Item::fargate_vcpu);
  prices.fargate_gib = rate(catalog::Item::fargate_memory);
  prices.fargate_ephemeral_gib = rate(catalog::Item::fargate_ephemeral);
  prices.application_load_balancer = rate(catalog::Item::application_load_balancer);
  prices.nat_gateway = rate(catalog::Item::nat_gateway);
  return prices;
}

std::vector<FargateAnswer> ask_fargate(const demand::Demand& demand,
                                       const model::Inventory& inventory,
                                       const catalog::Catalogue& catalogue,
                                       const rules::LimitsProfile& limits) {
  const auto prices = prices_of(catalogue, limits);
  std::vector<FargateAnswer> answers;
  for (const auto& item : demand.items) {
    answers.push_back(
        answer(item, rules::check_fargate(item.workload, inventory, limits), prices, limits));
    if (!item.is_daemon) {
      answers.back().profile = rules::profile_of(inventory.cluster, item.workload, limits.as_of);
    }
  }
  return answers;
}

}  // namespace eksplan::plan
