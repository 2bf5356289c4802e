#include "eksplan/offers/classify.hpp"

#include <optional>

namespace eksplan::offers {
namespace {

using enum Attribute;

constexpr std::string_view kRegionType = "AWS Region";

bool is_instance(const Product& product) {
  constexpr std::string_view kInstance = "Compute Instance";
  return product.family.starts_with(kInstance) &&
         (product.family.size() == kInstance.size() ||
          product.family.substr(kInstance.size()) == " (bare metal)");
}

// Older files have no such attribute.
bool is_or_missing(std::string_view value, std::string_view wanted) {
  return value.empty() || value == wanted;
}

bool is_elsewhere(const Product& product) {
  return !is_or_missing(product[location_type], kRegionType) ||
         (product[location_type].empty() &&
          !is_or_missing(product[from_location_type], kRegionType));
}

std::string region_of(const Product& product, const ReadOptions& options) {
  for (const auto code : {product[region_code], product[from_region_code]}) {
    if (!code.empty()) {
      return std::string(code);
    }
  }
  for (const auto title : {product[location], product[from_location]}) {
    const auto found = options.region_of_title.find(title);
    if (found != options.region_of_title.end()) {
      return found->second;
    }
  }
  return {};
}

// BoxUsage:m5.large; the oldest types have no name behind it.
bool is_box_usage(std::string_view usage) {
  const auto plain = usage_without_region(usage);
  return plain == "BoxUsage" || plain.substr(0, 9) == "BoxUsage:";
}

// Why the instance is none of the plain ones.
std::optional<LeftOut> not_plain(const Product& product, bool windows) {
  if (product[tenancy] != "Shared") {
    return LeftOut::tenancy;
  }
  if (!is_or_missing(product[capacity_status], "Used") ||
      !is_or_missing(product[market_option], "OnDemand")) {
    return LeftOut::capacity;
  }
  if ((!windows && product[operating_system] != "Linux") ||
      !is_or_missing(product[software], "NA") ||
      product[operation] != (windows ? "RunInstances:0002" : "RunInstances") ||
      (windows && product[license_model] != "No License required")) {
    return LeftOut::software;
  }
  return is_box_usage(product[usage_type]) ? std::nullopt : std::optional(LeftOut::capacity);
}

}  // namespace

std::string_view words(LeftOut reason) {
  switch (reason) {
    case LeftOut::elsewhere:
      return "products of Local Zones, Wavelength Zones and Outposts";
    case LeftOut::other_region:
      return "products of regions that were not asked for";
    case LeftOut::no_region:
      return "products that name no region";
    case LeftOut::software:
      return "instances with other operating systems, licences or software";
    case LeftOut::tenancy:
      return "dedicated instances and hosts";
    case LeftOut::capacity:
      return "reserved capacity that is not used, and capacity blocks";
    case LeftOut::no_place:
      break;
  }
  return "products that a price folder has no place for";
}

bool is_surely_left_out(const Product& product) {
  return is_instance(product) && (!is_or_missing(product[tenancy], "Shared") ||
                                  !is_or_missing(product[capacity_status], "Used") ||
                                  (!is_or_missing(product[operating_system], "Linux") &&
                                   product[operating_system] != "Windows"));
}

std::variant<Target, LeftOut> classify(const Product& product, const ReadOptions& options) {
  Target target;
  if (is_instance(product)) {
    target.windows = product[operating_system] == "Windows";
    if (const auto reason = not_plain(product, target.windows)) {
      return *reason;
    }
    target.type = product[instance_type];
  } else {
    target.rules = rules_of(product);
  }
  if (target.type.empty() && target.rules.empty()) {
    return LeftOut::no_place;
  }
  if (is_elsewhere(product)) {
    return LeftOut::elsewhere;
  }
  target.region = region_of(product, options);
  if (target.region.empty()) {
    return LeftOut::no_region;
  }
  if (!options.regions.empty() && !options.regions.contains(target.region)) {
    return LeftOut::other_region;
  }
  return target;
}

}  // namespace eksplan::offers
