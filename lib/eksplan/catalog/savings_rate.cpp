#include "eksplan/catalog/savings_rate.hpp"

#include <algorithm>
#include <array>

#include "eksplan/catalog/named_percent.hpp"

namespace eksplan::catalog {
namespace {

constexpr std::array<std::string_view, 4> kSavingsNames{"1yr.ec2", "3yr.ec2", "1yr.fargate",
                                                        "3yr.fargate"};

constexpr std::array<SavingsRate, kSavingsNames.size()> kRates{
    {{model::Purchase::savings_1yr, Service::ec2},
     {model::Purchase::savings_3yr, Service::ec2},
     {model::Purchase::savings_1yr, Service::fargate},
     {model::Purchase::savings_3yr, Service::fargate}}};

std::string_view name_of(const SavingsRate& rate) {
  const auto* const found = std::ranges::find_if(kRates, [&](const SavingsRate& other) {
    return other.term == rate.term && other.service == rate.service;
  });
  return kSavingsNames.at(static_cast<std::size_t>(found - kRates.begin()));
}

}  // namespace

std::string savings_rate_words() {
  return words_of(kSavingsNames);
}

std::string text_of(const SavingsRate& rate) {
  return named_percent_text(name_of(rate), rate.millionths);
}

base::Parsed<SavingsRate> parse_savings_rate(std::string_view text) {
  const auto read = parse_named_percent(
      text, {.names = kSavingsNames,
             .no_name = "is not a term and a service with savings rates",
             .they_are = "they are",
             .no_percent = "is not a savings rate",
             .example = "a term, a service and percent above 0 and below 100, with at most four "
                        "places, such as 1yr.ec2=28"});
  if (!read) {
    return read.fault();
  }
  auto rate = kRates.at(read->name);
  rate.millionths = read->millionths;
  return rate;
}

}  // namespace eksplan::catalog
