#pragma once
/// What a customer pays of the list prices.

#include <cstdint>
#include <string>
#include <string_view>

#include "eksplan/base/parsed.hpp"
#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::catalog {

/// "fargate=12.5": the service and its percent off, above 0 and below 100, at most four places.
struct Discount {
  Service service{};
  std::int64_t millionths = 0;  ///< of the list price

  bool operator==(const Discount&) const = default;
};

base::Parsed<Discount> parse_discount(std::string_view text);

std::string_view name(Service service);  ///< "data-transfer", as the option spells it
std::string text_of(const Discount& discount);
std::string service_words();  ///< "ec2, fargate, ..."

/// "on-demand", "on-demand:30,spot".
std::string text_of(const Buying& buying);

/// Whose bill an item is on.
Service service_of(Item item);

/// The list price less millionths of it, rounded half up to a billionth of a dollar.
units::Money less(units::Money list, std::int64_t millionths);

}  // namespace eksplan::catalog
