#pragma once
/// Rates of savings plans, from whichever kind of file.

#include <string_view>

#include "eksplan/offers/options.hpp"
#include "eksplan/offers/price_book.hpp"

namespace eksplan::offers {

/// What usage costs under a plan, as it stands in the file.
struct SavingsRate {
  std::string_view service;
  std::string_view usage;
  std::string_view operation;
  std::string_view region;  ///< "" = not said
  std::string_view unit;
  std::string_view currency;
  std::string_view price;
};

/// Whether a plan is one whose rates a price folder has: a Compute Savings Plan, all upfront.
/// `plan` is its usage type ("ComputeSP:1yrAllUpfront") or its description ("1 year All Upfront
/// Compute Savings Plan").
bool is_plan_of_use(std::string_view plan);

/// Keeps the rate of a plain Linux instance; other usage is counted as left out.
Taken add_savings(PriceBook& book, const ReadOptions& options, std::string_view plan,
                  const SavingsRate& rate);

}  // namespace eksplan::offers
