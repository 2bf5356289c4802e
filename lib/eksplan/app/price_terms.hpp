#pragma once
/// How capacity is bought, what a contract takes off, and how old prices may be.

#include <optional>
#include <string_view>

#include "eksplan/app/estimate.hpp"
#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/instance_type.hpp"

namespace eksplan::app {

/// A Compute Savings Plan for Fargate.
struct FargateSavings {
  catalog::Item item{};            ///< that says what it takes off
  std::string_view payment;        ///< "no-upfront"
  std::string_view payment_words;  ///< "without upfront payment"
};

/// Of the plans that are known here for the term of `purchase` the one that ties up least money;
/// nothing where there is none, or for what is not a savings plan.
std::optional<FargateSavings> fargate_savings(model::Purchase purchase,
                                              const catalog::Catalogue& catalogue);

catalog::Terms terms_of(const EstimateOptions& options, const catalog::Catalogue& catalogue);

/// Why nothing can be bought as it is wished for: an error of usage.
std::optional<diag::Diagnostic> unbuyable(const EstimateOptions& options,
                                          const catalog::Catalogue& catalogue);

/// A warning when the prices are older on the day --as-of than --max-price-age allows.
std::optional<diag::Diagnostic> old_prices(const EstimateOptions& options,
                                           const catalog::Catalogue& catalogue);

}  // namespace eksplan::app
