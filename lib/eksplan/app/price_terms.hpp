#pragma once
/// How capacity is bought, what a contract takes off, and how old prices may be.

#include <optional>
#include <string>
#include <vector>

#include "eksplan/app/estimate.hpp"
#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/cost/costed_plan.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/plan/plan.hpp"

namespace eksplan::app {

catalog::Terms terms_of(const EstimateOptions& options, const catalog::Catalogue& catalogue);

/// Why nothing can be bought as it is wished for: an error of usage.
std::optional<diag::Diagnostic> unbuyable(const EstimateOptions& options,
                                          const catalog::Catalogue& catalogue);

/// A warning when the prices are older on the day --as-of than --max-price-age allows.
std::optional<diag::Diagnostic> old_prices(const EstimateOptions& options,
                                           const catalog::Catalogue& catalogue);

/// What Spot prices, commitments and discounts of this plan rest on.
std::vector<cost::Assumption> price_assumptions(const EstimateOptions& options,
                                                const plan::Plan& plan,
                                                const catalog::Catalogue& catalogue);

}  // namespace eksplan::app
