#include "eksplan/offers/product.hpp"

namespace eksplan::offers {
namespace {

struct Names {
  std::string_view key;
  std::string_view column;
};

// In the order of the enumeration.
constexpr std::array<Names, kAttributes> kNames{{
    {"servicecode", "serviceCode"},
    {"location", "Location"},
    {"locationType", "Location Type"},
    {"regionCode", "Region Code"},
    {"instanceType", "Instance Type"},
    {"tenancy", "Tenancy"},
    {"operatingSystem", "Operating System"},
    {"licenseModel", "License Model"},
    {"preInstalledSw", "Pre Installed S/W"},
    {"capacitystatus", "CapacityStatus"},
    {"marketoption", "MarketOption"},
    {"usagetype", "usageType"},
    {"operation", "operation"},
    {"fromLocation", "From Location"},
    {"fromLocationType", "From Location Type"},
    {"fromRegionCode", "From Region Code"},
    {"eksproducttype", "eksproducttype"},
}};

constexpr std::size_t kLongest = 16;
constexpr std::size_t kTelling = 4;  // this letter and the length tell the keys apart
constexpr std::size_t kLetters = 128;

constexpr std::size_t letter(std::string_view key) {
  return static_cast<unsigned char>(key[kTelling]) % kLetters;
}

// The attribute of each shape of key, or kAttributes.
constexpr auto kByShape = [] {
  std::array<std::array<std::uint8_t, kLetters>, kLongest + 1> table{};
  for (auto& row : table) {
    row.fill(kAttributes);
  }
  for (std::uint8_t i = 0; i < kAttributes; ++i) {
    table[kNames[i].key.size()][letter(kNames[i].key)] = i;
  }
  return table;
}();

constexpr bool are_told_apart() {
  for (std::size_t i = 0; i < kAttributes; ++i) {
    if (kByShape[kNames[i].key.size()][letter(kNames[i].key)] != i) {
      return false;
    }
  }
  return true;
}

static_assert(are_told_apart());

}  // namespace

std::optional<Attribute> attribute_of_key(std::string_view key) {
  if (key.size() <= kTelling || key.size() > kLongest) {
    return std::nullopt;
  }
  const auto index = kByShape[key.size()][letter(key)];
  if (index == kAttributes || kNames[index].key != key) {
    return std::nullopt;
  }
  return static_cast<Attribute>(index);
}

std::optional<Attribute> attribute_of_column(std::string_view title) {
  for (std::size_t i = 0; i < kAttributes; ++i) {
    if (kNames[i].column == title) {
      return static_cast<Attribute>(i);
    }
  }
  return std::nullopt;
}

}  // namespace eksplan::offers
