#pragma once
/// What the numbers of an estimate rest on, in sentences.

#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/cost/costed_plan.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/demand/pods_over_time.hpp"
#include "eksplan/plan/plan.hpp"

namespace eksplan::app {

struct AssumptionInput {
  const plan::Plan& plan;
  const demand::Demand& demand;
  const model::Inventory& inventory;
  const catalog::Catalogue& catalogue;
  bool region_defaulted = false;
  plan::HeadroomWish headroom{};
  bool as_written = true;                    ///< pods have the size that manifests say
  const demand::WeekOfPods* week = nullptr;  ///< of the same items; null = nothing is scheduled
};

/// In a fixed order, only those that bear on this plan; those about money come with the costs.
std::vector<cost::Assumption> assumptions(const AssumptionInput& input);

}  // namespace eksplan::app
