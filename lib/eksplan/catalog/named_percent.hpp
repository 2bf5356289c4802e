#pragma once
/// A name and a percentage, such as "fargate=12.5". Private to this room.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "eksplan/base/parsed.hpp"

namespace eksplan::catalog {

struct NamedPercent {
  std::size_t name = 0;         ///< of the names there are
  std::int64_t millionths = 0;  ///< of the whole
};

/// The names, and what is said of a text that does not follow them.
struct PercentNames {
  std::span<const std::string_view> names;
  std::string_view no_name;     ///< "is not a service with a discount"
  std::string_view they_are;    ///< "the services are"
  std::string_view no_percent;  ///< "is not a discount"
  std::string_view example;     ///< "a service and percent ..., such as fargate=12.5"
};

/// Percent are above 0 and below 100, with at most four places.
base::Parsed<NamedPercent> parse_named_percent(std::string_view text, const PercentNames& names);
std::string named_percent_text(std::string_view name, std::int64_t millionths);

std::string words_of(std::span<const std::string_view> names);  ///< "ec2, fargate"

}  // namespace eksplan::catalog
