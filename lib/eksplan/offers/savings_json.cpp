// Savings plan files in JSON.

#include <map>
#include <string>

#include <fmt/format.h>

#include "eksplan/doc/json_stream.hpp"
#include "eksplan/offers/json_file.hpp"
#include "eksplan/offers/savings.hpp"

namespace eksplan::offers {

namespace {

SavingsRate rate_of(const doc::JsonView& view, const doc::JsonView& discounted) {
  const auto price = discounted.find("price");
  return {.service = text_at(view, "discountedServiceCode"),
          .usage = text_at(view, "discountedUsageType"),
          .operation = text_at(view, "discountedOperation"),
          .region = text_at(view, "discountedRegionCode"),
          .unit = text_at(view, "unit"),
          .currency = text_at(discounted, "currency"),
          .price = price ? (price->is_string() ? price->string().value_or("") : price->raw())
                         : std::string_view()};
}

void read_rates(JsonFile& file, std::string_view plan) {
  auto& stream = *file.stream;
  if (!stream.enter()) {
    file.wrong(stream.offset(), "the rates of a savings plan are not a list", "they are a list");
    return;
  }
  while (stream.next()) {
    const auto value = stream.value();
    if (!value) {
      return;
    }
    const auto discounted = value->find("discountedRate");
    if (!discounted || !discounted->is_mapping()) {
      file.wrong(value->offset(), "a rate has no discountedRate",
                 "write \"discountedRate\": {\"price\": \"0.07\", \"currency\": \"USD\"}");
      continue;
    }
    const auto taken = add_savings(file.book, *file.options, plan, rate_of(*value, *discounted));
    if (taken) {
      file.complain(discounted->offset(), *taken);
    }
  }
}

std::string taken_text(doc::JsonStream& stream) {
  const auto value = stream.value();
  return std::string(value ? value->string().value_or("") : "");
}

// One plan, which its SKU tells or else its description; both stand before the rates.
void read_plan(JsonFile& file) {
  auto& stream = *file.stream;
  std::string plan;
  while (stream.next()) {
    if (stream.key() == "sku") {
      const auto known = file.plans.find(taken_text(stream));
      plan = known == file.plans.end() ? "" : known->second;
    } else if (stream.key() == "description" && plan.empty()) {
      plan = taken_text(stream);
    } else if (stream.key() == "rates" && is_plan_of_use(plan)) {
      read_rates(file, plan);
    }
  }
}

}  // namespace

void read_savings_products(JsonFile& file) {
  auto& stream = *file.stream;
  file.kind = "savings plan list";
  if (!stream.enter()) {
    return;
  }
  while (stream.next()) {
    const auto value = stream.value();
    if (!value) {
      return;
    }
    file.plans.emplace(text_at(*value, "sku"), text_at(*value, "usageType"));
  }
}

void read_savings_terms(JsonFile& file) {
  auto& stream = *file.stream;
  file.kind = "savings plan list";
  if (!stream.enter()) {
    file.wrong(stream.offset(), "the terms of savings plans are not a list", "they are a list");
    return;
  }
  while (stream.next()) {
    if (stream.enter()) {
      read_plan(file);
    }
  }
}

}  // namespace eksplan::offers
