#pragma once
/// The table of items: finding one by its key.

#include <array>
#include <cstddef>
#include <optional>
#include <span>
#include <string_view>

#include "eksplan/catalog/catalogue.hpp"

namespace eksplan::catalog {

/// The item called `key`, as in "nat-gateway".
std::optional<Item> item_named(std::string_view key);

/// Keys of all items, in the order of the enumeration.
std::span<const std::string_view> item_keys();

}  // namespace eksplan::catalog
