#pragma once
/// What is taken for granted about the way nodes are bought.

#include <vector>

#include "eksplan/app/estimate.hpp"
#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/cost/costed_plan.hpp"
#include "eksplan/plan/plan.hpp"

namespace eksplan::app {

/// What Spot prices, commitments and discounts of this plan rest on.
std::vector<cost::Assumption> price_assumptions(const EstimateOptions& options,
                                                const plan::Plan& plan,
                                                const catalog::Catalogue& catalogue);

}  // namespace eksplan::app
