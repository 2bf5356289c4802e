#pragma once
/// How the price files write what is known of a Spot price.

#include <optional>
#include <span>
#include <string_view>

#include "eksplan/catalog/catalogue.hpp"

namespace eksplan::catalog {

/// Names of the kinds, in the order of the enumeration.
std::span<const std::string_view> spot_kind_names();

std::optional<SpotKind> spot_kind_named(std::string_view text);

/// Shares of instances that are reclaimed in a month: "" (not known), "<5%", ... A block keeps the
/// place in this list.
std::span<const std::string_view> interruptions();

}  // namespace eksplan::catalog
