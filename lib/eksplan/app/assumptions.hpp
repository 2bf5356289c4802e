#pragma once
/// What the numbers of an estimate rest on, in sentences.

#include <cstdint>
#include <string>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/cost/costed_plan.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/plan/plan.hpp"

namespace eksplan::app {

struct Assumption {
  std::string id;    ///< stable, for machines: "nat-gateways"
  std::string text;  ///< a sentence without a full stop

  bool operator==(const Assumption&) const = default;
};

struct AssumptionInput {
  const plan::Plan& plan;
  const demand::Demand& demand;
  const cost::CostedPlan& costed;
  const catalog::Catalogue& catalogue;
  std::int64_t nat_gateways = 1;
  bool region_defaulted = false;
};

/// In a fixed order, only those that bear on this plan.
std::vector<Assumption> assumptions(const AssumptionInput& input);

}  // namespace eksplan::app
