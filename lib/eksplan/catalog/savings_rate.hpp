#pragma once
/// What a savings plan takes off, as a user knows it from AWS.

#include <cstdint>
#include <string>
#include <string_view>

#include "eksplan/base/parsed.hpp"
#include "eksplan/catalog/terms.hpp"
#include "eksplan/model/instance_type.hpp"

namespace eksplan::catalog {

/// "1yr.ec2=28": the term, the service and the percent off, above 0 and below 100, at most four
/// places.
struct SavingsRate {
  model::Purchase term = model::Purchase::savings_1yr;  ///< or savings_3yr
  Service service = Service::ec2;                       ///< or fargate
  std::int64_t millionths = 0;                          ///< of the price

  bool operator==(const SavingsRate&) const = default;
};

base::Parsed<SavingsRate> parse_savings_rate(std::string_view text);

std::string text_of(const SavingsRate& rate);
std::string savings_rate_words();  ///< "1yr.ec2, 3yr.ec2, ..."

}  // namespace eksplan::catalog
