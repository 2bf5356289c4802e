// Regions of a price set and what is sold in each.

#include <algorithm>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/catalog/draft.hpp"
#include "eksplan/catalog/item.hpp"
#include "eksplan/model/instance_type.hpp"

namespace eksplan::catalog {
namespace {

constexpr std::array<std::string_view, 7> kRegionColumns{
    "region", "title", "eks_fargate", "fargate_2020_02", "zones", "source", "as_of"};

// One column of prices per model::Purchase, in that order.
constexpr std::array<std::string_view, block::kPurchases> kPurchaseColumns{
    "on_demand", "spot", "reserved_1yr", "reserved_3yr", "savings_1yr", "savings_3yr"};
constexpr std::array<std::string_view, 9> kRateColumns{
    "instance_type", "on_demand",   "spot",   "reserved_1yr", "reserved_3yr",
    "savings_1yr",   "savings_3yr", "source", "as_of"};
static_assert(static_cast<std::size_t>(model::Purchase::savings_3yr) + 1 == block::kPurchases);

constexpr std::array<std::string_view, 5> kItemColumns{"item", "usd", "unit", "source", "as_of"};

// us-east-1a: the region and a letter.
bool is_zone_of(std::string_view zone, std::string_view region) {
  return zone.size() == region.size() + 1 && zone.substr(0, region.size()) == region &&
         zone.back() >= 'a' && zone.back() <= 'z';
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

std::uint32_t Draft::origin_of(const PriceRow& row) {
  const auto as_of = row.date("as_of");
  if (as_of > newest_price_) {
    newest_price_ = as_of;
  }
  return origins_.add(
      {.as_of = strings_.add(as_of), .source = strings_.add(row.required("source"))});
}

std::vector<block::Text> Draft::zones_of(const PriceRow& row, std::string_view region) {
  std::vector<std::string_view> zones;
  const auto cell = row.required("zones");
  if (cell.empty()) {
    return {};
  }
  for (const auto zone : base::split(cell, ' ')) {
    if (!is_zone_of(zone, region)) {
      row.report("zones", fmt::format("'{}' is not an availability zone of {}", zone, region),
                 fmt::format("write their names parted by one blank, such as '{0}a {0}b'", region));
    }
    zones.push_back(zone);
  }
  std::sort(zones.begin(), zones.end());
  if (const auto twice = std::adjacent_find(zones.begin(), zones.end()); twice != zones.end()) {
    row.report("zones", fmt::format("'{}' stands twice", *twice), "name each zone once");
  }
  std::vector<block::Text> texts;
  texts.reserve(zones.size());
  for (const auto zone : zones) {
    texts.push_back(strings_.add(zone));
  }
  return texts;
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
    row.required("source");
    row.date("as_of");
  }
  for (const auto& region : manifest.regions) {
    if (rows.size() != 0 && !keys.has(region.name)) {
      manifest.rows.row(region.row)
          .report("value", fmt::format("region '{}' has no row in regions.csv", region.name),
                  "add one, or take the region out");
    }
  }
}

std::string Draft::hint_for_type(std::string_view wrong) const {
  // Looking for a near name among thousands takes a while.
  constexpr std::size_t kMostSuggestions = 200;
  std::vector<std::string_view> names;
  if (found_.error_count() < kMostSuggestions) {
    names.assign(type_names_.begin(), type_names_.end());
  }
  return did_you_mean(wrong, names, "add the type there");
}

Draft::SoldType Draft::sold_type(const PriceRow& row) {
  SoldType sold{.on_demand_origin = origin_of(row)};
  const auto name = row.required("instance_type");
  const auto at = std::lower_bound(type_names_.begin(), type_names_.end(), name);
  if (at != type_names_.end() && *at == name) {
    sold.type = static_cast<std::uint16_t>(at - type_names_.begin());
  } else if (!name.empty() && !type_names_.empty()) {
    row.report("instance_type", fmt::format("'{}' is not in instance-types.csv", name),
               hint_for_type(name));
  }
  for (std::size_t i = 0; i < block::kPurchases; ++i) {
    sold.rates[i] = row.price_if_known(kPurchaseColumns[i]);
  }
  const auto is_empty = [&](std::string_view column) { return row.text(column).empty(); };
  if (std::all_of(kPurchaseColumns.begin(), kPurchaseColumns.end(), is_empty)) {
    row.report("on_demand", fmt::format("the row of '{}' has no price", name),
               "fill a price or leave the row out");
  }
  return sold;
}

void Draft::read_rates(const PriceFile& file, const std::string& region) {
  const PriceRows rows(file, kRateColumns, found_);
  UniqueKeys keys;
  auto& sold = regions_[region].sold;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = rows.row(i);
    keys.add(row, "instance_type", row.text("instance_type"));
    sold.push_back(sold_type(row));
  }
  std::sort(sold.begin(), sold.end(),
            [](const SoldType& a, const SoldType& b) { return a.type < b.type; });
}

void Draft::read_items(const PriceFile& file, const std::string& region) {
  const PriceRows rows(file, kItemColumns, found_);
  UniqueKeys keys;
  auto& items = regions_[region].items;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = rows.row(i);
    keys.add(row, "item", row.text("item"));
    const auto item = item_of(row);
    items.push_back({.nanos = row.price("usd"),
                     .item = static_cast<std::uint32_t>(item.value_or(Item{})),
                     .origin = origin_of(row)});
  }
  std::sort(items.begin(), items.end(),
            [](const block::ItemPrice& a, const block::ItemPrice& b) { return a.item < b.item; });
}

block::Region Draft::written(const RegionPrices& region, BlockWriter& writer) const {
  auto record = region.record;
  const auto append = [&](const auto& values) {
    return writer.append(std::span(values.data(), values.size()));
  };
  record.zones = append(region.zones);
  record.items = append(region.items);
  std::vector<std::uint16_t> sold;
  std::vector<std::uint32_t> origins;
  for (const auto& type : region.sold) {
    sold.push_back(type.type);
    origins.push_back(type.on_demand_origin);
  }
  record.sold = append(sold);
  record.on_demand_origins = append(origins).offset;
  for (std::size_t i = 0; i < block::kPurchases; ++i) {
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
