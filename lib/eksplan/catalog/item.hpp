#pragma once
/// The table of items: how each is called and which unit its price has.

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "eksplan/catalog/catalogue.hpp"

namespace eksplan::catalog {

/// The unit of an item's price: "hour", "GB-month", "vCPU-hour".
std::string_view unit(Item item);

/// The item called `key`, as in "nat-gateway".
std::optional<Item> item_named(std::string_view key);

/// Keys of all items, in the order of the enumeration.
std::span<const std::string_view> item_keys();

}  // namespace eksplan::catalog
