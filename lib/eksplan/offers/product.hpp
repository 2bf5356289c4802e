#pragma once
/// A product of a price list: the few of its attributes that tell what it is.

#include <array>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string_view>

namespace eksplan::offers {

enum class Attribute : std::uint8_t {
  service,
  location,
  location_type,
  region_code,
  instance_type,
  tenancy,
  operating_system,
  license_model,
  software,
  capacity_status,
  market_option,
  usage_type,
  operation,
  from_location,
  from_location_type,
  from_region_code,
  eks_product_type,
};
inline constexpr std::size_t kAttributes =
    static_cast<std::size_t>(Attribute::eks_product_type) + 1;

/// Values as they stand in the file; "" = not there.
struct Product {
  std::string_view sku;
  std::string_view family;
  std::array<std::string_view, kAttributes> attributes{};

  std::string_view operator[](Attribute attribute) const {
    return attributes[static_cast<std::size_t>(attribute)];
  }
};

/// The attribute that JSON files call `key`, and the one whose CSV column has this title.
std::optional<Attribute> attribute_of_key(std::string_view key);
std::optional<Attribute> attribute_of_column(std::string_view title);

}  // namespace eksplan::offers
