#pragma once
/// What a price folder has besides EC2 instances, and how AWS's price lists name it.

#include <cstdint>
#include <optional>
#include <span>
#include <string_view>

#include "eksplan/offers/product.hpp"

namespace eksplan::offers {

/// One tier of one usage type is one item.
struct ItemRule {
  std::string_view service;    ///< "AmazonEC2"
  std::string_view usage;      ///< the usage type without its region: "NatGateway-Hours"
  std::string_view operation;  ///< "" = any
  std::string_view begin;      ///< where the tier begins: "0"
  std::string_view item;       ///< as services/REGION.csv names it: "nat-gateway"
  std::string_view units;      ///< as AWS writes the unit, lower case; further ones after a bar
};

std::span<const ItemRule> item_rules();

/// The usage type without the prefix that its region gives it ("EUC1-", "EU-", "USE1-"): exactly
/// one, so that zones and variants ("TS-", "MAZ-", "Outposts-") keep theirs.
std::string_view usage_without_region(std::string_view usage);

/// The rules that a product falls under: the tiers of one usage type.
std::span<const ItemRule> rules_of(const Product& product);

/// What one unit of the price list is divided by to get one of the item's: 1024 for GiBps where the
/// item is counted in MBps; nothing when `unit` is not one of the rule's.
std::optional<std::int64_t> divisor(const ItemRule& rule, std::string_view unit);

}  // namespace eksplan::offers
