#pragma once
/// What the pods of each workload would cost on Fargate, and whether they may run there.

#include <optional>
#include <string_view>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/plan/plan.hpp"
#include "eksplan/rules/scene.hpp"

namespace eksplan::plan {

/// What the price set has of prices by the hour that rules and plans ask for.
rules::UnitPrices unit_prices(const catalog::Catalogue& catalogue);

struct FargateAnswer {
  rules::FargateVerdict verdict;
  std::optional<units::HourlyRate> per_pod;
  bool available = false;              ///< eligible, sold in the region and priced
  std::optional<std::size_t> profile;  ///< of the cluster, that takes its pods
  std::string_view
      refused_as;  ///< the word for Placement::reason when not available: "blocked" or "region"
};

/// Price of one pod per hour: vCPU, memory and billed ephemeral storage at their prices, each
/// rounded half away from zero to a nano-dollar; nothing without a size or a price.
std::vector<FargateAnswer> ask_fargate(const demand::Demand& demand,
                                       const model::Inventory& inventory,
                                       const catalog::Catalogue& catalogue,
                                       const rules::LimitsProfile& limits);

}  // namespace eksplan::plan
