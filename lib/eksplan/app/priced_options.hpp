#pragma once
/// The prices that an instance type can have: the purchase options, and Windows on demand.

#include <optional>
#include <span>
#include <string_view>

#include "eksplan/catalog/catalogue.hpp"

namespace eksplan::app {

struct PriceOption {
  std::string_view name;  ///< "on-demand", "windows", "spot", ...
  std::optional<catalog::Price> (*price)(const catalog::Catalogue& catalogue, std::size_t type);
};

/// In the order of showing.
std::span<const PriceOption> price_options();

}  // namespace eksplan::app
