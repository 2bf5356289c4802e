#include "eksplan/offers/savings.hpp"

#include <optional>
#include <string>

#include "eksplan/base/text.hpp"
#include "eksplan/offers/items.hpp"
#include "eksplan/offers/price_text.hpp"

namespace eksplan::offers {
namespace {

std::optional<Rate> rate_of_plan(std::string_view plan) {
  if (plan == "ComputeSP:1yrAllUpfront" || plan == "1 year All Upfront Compute Savings Plan") {
    return Rate::savings_1yr;
  }
  if (plan == "ComputeSP:3yrAllUpfront" || plan == "3 year All Upfront Compute Savings Plan") {
    return Rate::savings_3yr;
  }
  return std::nullopt;
}

// The type of "EUC1-BoxUsage:m5.large"; "" for other usage.
std::string_view type_of(std::string_view usage) {
  constexpr std::string_view kBox = "BoxUsage:";
  const auto plain = usage_without_region(usage);
  return plain.starts_with(kBox) ? plain.substr(kBox.size()) : std::string_view();
}

}  // namespace

bool is_plan_of_use(std::string_view plan) {
  return rate_of_plan(plan).has_value();
}

Taken add_savings(PriceBook& book, const ReadOptions& options, std::string_view plan,
                  const SavingsRate& rate) {
  const auto of_plan = rate_of_plan(plan);
  const auto type = type_of(rate.usage);
  if (!of_plan || rate.service != "AmazonEC2" || type.empty() || rate.operation != "RunInstances") {
    book.leave_out("rates of savings plans for anything but plain Linux instances");
    return {};
  }
  std::string region(rate.region);
  if (region.empty() && options.regions.size() == 1) {
    region = *options.regions.begin();
  }
  if (region.empty()) {
    book.leave_out("rates of savings plans that name no region (--region tells it)");
    return {};
  }
  if (!options.regions.empty() && !options.regions.contains(region)) {
    book.leave_out(words(LeftOut::other_region));
    return {};
  }
  if (rate.currency != "USD") {
    return Complaint{{"the rate is in '" + std::string(rate.currency) + "', not in USD",
                      "eksplan counts in US dollars"}};
  }
  const auto price = parse_list_price(rate.price);
  if (!price) {
    return Complaint{price.fault()};
  }
  return book.set_rate(region, std::string(type), *of_plan, *price);
}

}  // namespace eksplan::offers
