#include "eksplan/app/price_terms.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <string_view>

#include <fmt/format.h>

#include "eksplan/app/reading.hpp"
#include "eksplan/catalog/terms.hpp"
#include "eksplan/diag/codes.hpp"

namespace eksplan::app {
namespace {

namespace chrono = std::chrono;
using model::Purchase;

bool can_buy_any(const catalog::Catalogue& catalogue) {
  for (std::size_t type = 0; type < catalogue.type_count(); ++type) {
    if (catalogue.node_hourly(type)) {
      return true;
    }
  }
  return false;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) {
    value = value * 10 + (digit - '0');
  }
  return value;
}

// The last day of a date as price files write it: a year, a month or a day.
chrono::sys_days last_day(std::string_view date) {
  constexpr std::size_t kYear = 4;
  constexpr std::size_t kMonth = 7;
  const chrono::year year(number(date.substr(0, kYear)));
  if (date.size() <= kMonth) {
    const chrono::month month(
        date.size() == kYear ? 12 : static_cast<unsigned>(number(date.substr(kYear + 1, 2))));
    return year / month / chrono::last;
  }
  return year / chrono::month(static_cast<unsigned>(number(date.substr(kYear + 1, 2)))) /
         chrono::day(static_cast<unsigned>(number(date.substr(kMonth + 1, 2))));
}

}  // namespace

std::optional<FargateSavings> fargate_savings(Purchase purchase,
                                              const catalog::Catalogue& catalogue) {
  using catalog::Item;
  constexpr std::array<FargateSavings, 3> kOneYear{
      {{Item::fargate_savings_1yr_no_upfront, "no-upfront", "without upfront payment"},
       {Item::fargate_savings_1yr_partial_upfront, "partial-upfront", "paid half in advance"},
       {Item::fargate_savings_1yr_all_upfront, "all-upfront", "paid in advance"}}};
  constexpr std::array<FargateSavings, 3> kThreeYears{
      {{Item::fargate_savings_3yr_no_upfront, "no-upfront", "without upfront payment"},
       {Item::fargate_savings_3yr_partial_upfront, "partial-upfront", "paid half in advance"},
       {Item::fargate_savings_3yr_all_upfront, "all-upfront", "paid in advance"}}};
  if (purchase != Purchase::savings_1yr && purchase != Purchase::savings_3yr) {
    return std::nullopt;
  }
  const auto& plans = purchase == Purchase::savings_1yr ? kOneYear : kThreeYears;
  const auto* const known = std::ranges::find_if(
      plans, [&](const FargateSavings& plan) { return catalogue.price(plan.item).has_value(); });
  return known == plans.end() ? std::nullopt : std::optional(*known);
}

catalog::Terms terms_of(const EstimateOptions& options, const catalog::Catalogue& catalogue) {
  catalog::Terms terms;
  for (const auto& discount : options.discounts) {
    terms.millionths_off[static_cast<std::size_t>(discount.service)] = discount.millionths;
  }
  terms.buying = options.buying;
  terms.buying_of_types = options.buying_of_types;
  if (const auto plan = fargate_savings(options.buying.purchase, catalogue)) {
    terms.fargate_savings = plan->item;
  }
  return terms;
}

std::optional<diag::Diagnostic> unbuyable(const EstimateOptions& options,
                                          const catalog::Catalogue& catalogue) {
  const bool only_fargate = options.placement == plan::PlacementMode::fargate;
  if (!only_fargate && !can_buy_any(catalogue)) {
    return general_message(
        diag::Severity::error, diag::kUsage,
        fmt::format("--purchase {}: the price set {} has no such prices of instances in {}",
                    catalog::text_of(options.buying), catalogue.set_name(),
                    catalogue.region().name),
        "eksplan prices list shows what it has; eksplan prices import adds AWS's own files to a "
        "set");
  }
  return std::nullopt;
}

std::optional<diag::Diagnostic> old_prices(const EstimateOptions& options,
                                           const catalog::Catalogue& catalogue) {
  if (!options.as_of) {
    return std::nullopt;
  }
  const auto& day = *options.as_of;
  const chrono::sys_days today =
      chrono::year(day.year) / chrono::month(day.month) / chrono::day(day.day);
  const auto age = (today - last_day(catalogue.effective_date())).count();
  if (age <= options.max_price_age) {
    return std::nullopt;
  }
  return general_message(
      diag::Severity::warning, diag::kPriceData,
      fmt::format("the price set {} is of {}, {} days old on the day that --as-of names; "
                  "--max-price-age allows {}",
                  catalogue.set_name(), catalogue.effective_date(), age, options.max_price_age),
      "eksplan prices update fetches newer prices, and --prices uses them");
}

}  // namespace eksplan::app
