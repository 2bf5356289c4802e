#pragma once
/// What a product of a price list is to a price folder.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "eksplan/offers/items.hpp"
#include "eksplan/offers/options.hpp"
#include "eksplan/offers/product.hpp"

namespace eksplan::offers {

/// A product that a price folder has a place for: an instance type, or items.
struct Target {
  std::string region;
  std::string type;                 ///< "m5.large"; "" = items
  bool windows = false;             ///< of a type: with a Windows licence
  std::span<const ItemRule> rules;  ///< of items: the tiers

  bool is_same(const Target& other) const {
    return region == other.region && type == other.type && windows == other.windows &&
           rules.data() == other.rules.data();
  }
};

/// Why a product is left out.
enum class LeftOut : std::uint8_t {
  elsewhere,     ///< Local Zones, Wavelength Zones, Outposts
  other_region,  ///< not one of those that are asked for
  no_region,     ///< names no region, or one by a name that is not known
  software,      ///< other operating systems, licences, pre-installed software
  tenancy,       ///< dedicated instances and hosts
  capacity,      ///< unused reservations and capacity blocks
  no_place,      ///< what a price folder has no place for
};
inline constexpr std::size_t kLeftOut = static_cast<std::size_t>(LeftOut::no_place) + 1;

/// The words of a summary: "instances with other software or licences".
std::string_view words(LeftOut reason);

/// Whether the attributes that are there so far leave the product out, whatever the others are.
bool is_surely_left_out(const Product& product);

/// The plain price of an instance type is that of shared tenancy, used capacity, no pre-installed
/// software and, for Windows, a licence of AWS's. Bare metal too: its dedicated tenancy costs more.
std::variant<Target, LeftOut> classify(const Product& product, const ReadOptions& options);

}  // namespace eksplan::offers
