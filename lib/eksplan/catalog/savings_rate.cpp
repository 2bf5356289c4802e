#include "eksplan/catalog/savings_rate.hpp"

#include <algorithm>
#include <array>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"

namespace eksplan::catalog {
namespace {

constexpr std::array<std::string_view, 4> kNames{"1yr.ec2", "3yr.ec2", "1yr.fargate",
                                                 "3yr.fargate"};

constexpr std::array<SavingsRate, kNames.size()> kRates{
    {{model::Purchase::savings_1yr, Service::ec2},
     {model::Purchase::savings_3yr, Service::ec2},
     {model::Purchase::savings_1yr, Service::fargate},
     {model::Purchase::savings_3yr, Service::fargate}}};

std::string_view name_of(const SavingsRate& rate) {
  const auto* const found = std::ranges::find_if(kRates, [&](const SavingsRate& other) {
    return other.term == rate.term && other.service == rate.service;
  });
  return kNames.at(static_cast<std::size_t>(found - kRates.begin()));
}

}  // namespace

std::string savings_rate_words() {
  return base::join(std::vector<std::string>(kNames.begin(), kNames.end()), ", ");
}

std::string text_of(const SavingsRate& rate) {
  return fmt::format("{}={}", name_of(rate), percent_text(rate.millionths));
}

base::Parsed<SavingsRate> parse_savings_rate(std::string_view text) {
  const auto equals = text.find('=');
  const auto wanted = text.substr(0, equals);
  const auto* const found = std::ranges::find(kNames, wanted);
  if (found == kNames.end()) {
    const auto near = base::nearest(wanted, kNames);
    return base::Fault{
        fmt::format("'{}' is not a term and a service with savings rates", wanted),
        near ? fmt::format("did you mean '{}'?", *near) : "they are " + savings_rate_words()};
  }
  const auto percent =
      equals == std::string_view::npos ? std::nullopt : parse_percent(text.substr(equals + 1));
  if (!percent) {
    return base::Fault{
        fmt::format("'{}' is not a savings rate", text),
        "write a term, a service and percent above 0 and below 100, with at most four places, such "
        "as 1yr.ec2=28"};
  }
  auto rate = kRates.at(static_cast<std::size_t>(found - kNames.begin()));
  rate.millionths = *percent;
  return rate;
}

}  // namespace eksplan::catalog
