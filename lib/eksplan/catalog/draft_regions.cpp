// Regions of a price set and what is sold in each.

#include <algorithm>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/catalog/columns.hpp"
#include "eksplan/catalog/draft.hpp"
#include "eksplan/catalog/item.hpp"
#include "eksplan/units/decimal.hpp"

namespace eksplan::catalog {
namespace {

// us-east-1a: the region and a letter.
bool is_zone_of(std::string_view zone, std::string_view region) {
  return zone.size() == region.size() + 1 && zone.substr(0, region.size()) == region &&
         zone.back() >= 'a' && zone.back() <= 'z';
}

// use1-az1: the region in short and a number.
bool is_zone_id(std::string_view text) {
  const auto consists_of = [](std::string_view part, std::string_view characters) {
    return !part.empty() && part.find_first_not_of(characters) == std::string_view::npos;
  };
  const auto at = text.find("-az");
  return at != std::string_view::npos &&
         consists_of(text.substr(0, at), "abcdefghijklmnopqrstuvwxyz0123456789") &&
         consists_of(text.substr(at + 3), "0123456789");
}

std::vector<std::string> names_of(const Manifest& manifest) {
  std::vector<std::string> names;
  for (const auto& region : manifest.regions) {
    names.push_back(region.name);
  }
  return names;
}

std::optional<Item> item_of(const PriceRow& row) {
  const auto key = row.required("item");
  const auto item = item_named(key);
  if (!key.empty() && !item) {
    row.report("item", fmt::format("'{}' is not an item that eksplan prices", key),
               did_you_mean(key, item_keys(), "README.md lists the items"));
  }
  const auto found_unit = row.required("unit");
  if (item && !found_unit.empty() && found_unit != unit(*item)) {
    row.report("unit", fmt::format("'{}' is not the unit of {}", found_unit, key),
               fmt::format("its price is for one {}", unit(*item)));
  }
  return item;
}

}  // namespace

void Draft::note_date(std::string_view as_of) {
  if (as_of > newest_price_) {
    newest_price_ = as_of;
  }
}

std::uint32_t Draft::origin_of(const PriceRow& row) {
  return origins_.add(
      {.as_of = strings_.add(row.date("as_of")), .source = strings_.add(row.required("source"))});
}

std::uint32_t Draft::price_origin_of(const PriceRow& row) {
  note_date(row.text("as_of"));
  return origin_of(row);
}

Draft::Zone Draft::zone_of(const PriceRow& row, std::string_view text, std::string_view region) {
  const auto equals = text.find('=');
  Zone zone{.name = std::string(text.substr(0, equals)), .id = ""};
  if (!is_zone_of(zone.name, region)) {
    row.report(
        "zones", fmt::format("'{}' is not an availability zone of {}", zone.name, region),
        fmt::format("write names or NAME=ID parted by one blank, such as '{0}a {0}b'", region));
  }
  if (equals != std::string_view::npos) {
    zone.id = text.substr(equals + 1);
    if (!is_zone_id(zone.id)) {
      row.report("zones", fmt::format("'{}' is not the id of a zone", zone.id),
                 fmt::format("write one such as use1-az1, or {} alone", zone.name));
    }
  }
  return zone;
}

std::vector<Draft::Zone> Draft::zones_of(const PriceRow& row, std::string_view region) {
  std::vector<Zone> zones;
  const auto cell = row.required("zones");
  if (cell.empty()) {
    return zones;
  }
  UniqueKeys ids;
  for (const auto text : base::split(cell, ' ')) {
    zones.push_back(zone_of(row, text, region));
    if (const auto& id = zones.back().id; !id.empty()) {
      ids.add(row, "zones", id);
    }
  }
  std::sort(zones.begin(), zones.end(),
            [](const Zone& a, const Zone& b) { return a.name < b.name; });
  const auto twice = std::adjacent_find(
      zones.begin(), zones.end(), [](const Zone& a, const Zone& b) { return a.name == b.name; });
  if (twice != zones.end()) {
    row.report("zones", fmt::format("'{}' stands twice", twice->name), "name each zone once");
    zones.clear();  // more than a letter each would not fit
  }
  return zones;
}

void Draft::read_regions(const PriceFile& file, const Manifest& manifest) {
  const PriceRows rows(file, kRegionColumns, found_);
  const auto names = names_of(manifest);
  UniqueKeys keys;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = rows.row(i);
    const auto name = row.required("region");
    keys.add(row, "region", name);
    if (!name.empty() && !std::binary_search(names.begin(), names.end(), name)) {
      row.report("region", fmt::format("'{}' is not a region of this set", name),
                 fmt::format("add a row 'region,{}' to price-set.csv and its files", name));
    }
    auto& region = regions_[std::string(name)];
    region.zones = zones_of(row, name);
    region.record.name = strings_.add(name);
    region.record.title = strings_.add(row.required("title"));
    region.record.flags = (row.flag("eks_fargate") ? block::kEksFargate : 0U) |
                          (row.flag("fargate_2020_02") ? block::kFargateIn2020 : 0U);
    region.record.fargate_zones = zone_bits(row, "fargate_zones", region.zones);
    region.record.origin = origin_of(row);
  }
  for (const auto& region : manifest.regions) {
    if (rows.size() != 0 && !keys.has(region.name)) {
      manifest.rows.row(region.row)
          .report("value", fmt::format("region '{}' has no row in regions.csv", region.name),
                  "add one, or take the region out");
    }
  }
}

void Draft::read_items(const PriceFile& file, const std::string& region) {
  const PriceRows rows(file, kItemColumns, found_);
  UniqueKeys keys;
  auto& items = regions_[region].items;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = rows.row(i);
    keys.add(row, "item", row.text("item"));
    const auto item = item_of(row);
    const auto nanos = row.price("usd");
    if (item && unit(*item) == "fraction" && nanos >= units::Decimal::kOne) {
      row.report("usd", fmt::format("'{}' is not a part of a price", row.text("usd")),
                 "write a fraction below 1, such as 0.2 for 20 %");
    }
    items.push_back({.nanos = nanos,
                     .item = static_cast<std::uint32_t>(item.value_or(Item{})),
                     .origin = price_origin_of(row)});
  }
  std::sort(items.begin(), items.end(),
            [](const block::ItemPrice& a, const block::ItemPrice& b) { return a.item < b.item; });
}

block::Region Draft::written(const RegionPrices& region, BlockWriter& writer) {
  auto record = region.record;
  const auto append = [&](const auto& values) {
    return writer.append(std::span(values.data(), values.size()));
  };
  std::vector<block::Text> zones;
  std::vector<block::Text> zone_ids;
  for (const auto& zone : region.zones) {
    zones.push_back(strings_.add(zone.name));
    zone_ids.push_back(strings_.add(zone.id));
  }
  record.zones = append(zones);
  record.zone_ids = append(zone_ids);
  record.items = append(region.items);
  std::vector<std::uint16_t> sold;
  std::vector<block::Offer> offers;
  for (const auto& type : region.sold) {
    sold.push_back(type.type);
    offers.push_back(type.offer);
  }
  record.sold = append(sold);
  record.offers = append(offers).offset;
  for (std::size_t i = 0; i < block::kRates; ++i) {
    std::vector<std::int64_t> rates;
    for (const auto& type : region.sold) {
      rates.push_back(type.rates[i]);
    }
    const bool is_known =
        std::any_of(rates.begin(), rates.end(), [](std::int64_t rate) { return rate != 0; });
    record.rates[i] = is_known ? append(rates).offset : 0;
  }
  return record;
}

std::vector<std::byte> Draft::block(std::string_view effective_date) && {
  BlockWriter writer;
  std::vector<block::Region> regions;
  for (const auto& [name, region] : regions_) {
    regions.push_back(written(region, writer));
  }
  const block::Header header{
      .effective_date = strings_.add(effective_date),
      .types = writer.append(std::span<const block::Type>(types_)),
      .regions = writer.append(std::span<const block::Region>(regions)),
      .origins = writer.append(origins_.all()),
      .add_ons = writer.append(std::span<const block::AddOn>(add_ons_)),
  };
  return std::move(writer).finish(header, strings_);
}

}  // namespace eksplan::catalog
