// What EC2 instances cost in a region, and where in it they are offered.

#include <algorithm>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/catalog/columns.hpp"
#include "eksplan/catalog/draft.hpp"
#include "eksplan/catalog/spot.hpp"
#include "eksplan/model/instance_type.hpp"

namespace eksplan::catalog {
namespace {

static_assert(kPriceColumns.size() == block::kRates);
static_assert(static_cast<std::size_t>(model::Purchase::savings_3yr) + 1 == block::kPurchases);

bool is_given(const PriceRow& row, std::string_view column) {
  return !row.text(column).empty();
}

bool is_any_given(const PriceRow& row, std::initializer_list<std::string_view> columns) {
  return std::any_of(columns.begin(), columns.end(),
                     [&](std::string_view column) { return is_given(row, column); });
}

// A cell that says something of a price which is not there.
void refuse_without(const PriceRow& row, std::string_view column, std::string_view price) {
  if (is_given(row, column)) {
    row.report(column,
               fmt::format("'{}' speaks of a price that the row does not have", row.text(column)),
               fmt::format("fill {} or leave the cell empty", price));
  }
}

std::uint8_t spot_kind(const PriceRow& row) {
  const auto text = row.required("spot_kind");
  const auto kind = spot_kind_named(text);
  if (!text.empty() && !kind) {
    row.report("spot_kind", fmt::format("'{}' is not a kind of Spot price", text),
               did_you_mean(text, spot_kind_names(),
                            "write region-average, advisor-estimate or zone-mean"));
  }
  return static_cast<std::uint8_t>(kind.value_or(SpotKind{}));
}

std::uint8_t interruption(const PriceRow& row) {
  const auto text = row.text("spot_interruption");
  const auto known = interruptions();
  const auto at = std::find(known.begin(), known.end(), text);
  if (at == known.end()) {
    row.report("spot_interruption", fmt::format("'{}' is not a share of interruptions", text),
               "write <5%, 5-10%, 10-15%, 15-20%, >20% or nothing");
    return 0;
  }
  return static_cast<std::uint8_t>(at - known.begin());
}

}  // namespace

std::uint32_t Draft::date_origin_of(const PriceRow& row, std::string_view column) {
  const auto as_of = row.date(column);
  note_date(as_of);
  return origins_.add({.as_of = strings_.add(as_of), .source = strings_.add("")});
}

void Draft::read_spot(const PriceRow& row, block::Offer& offer) {
  offer.interruption = interruption(row);
  if (is_given(row, "spot")) {
    offer.spot_kind = spot_kind(row);
    offer.spot_origin = date_origin_of(row, "spot_as_of");
  } else {
    refuse_without(row, "spot_kind", "spot");
    refuse_without(row, "spot_as_of", "spot");
  }
}

std::uint32_t Draft::zone_bits(const PriceRow& row, std::string_view column,
                               const std::vector<Zone>& zones) const {
  std::uint32_t bits = 0;
  if (!is_given(row, column) || zones.empty()) {  // none after a mistake, which was reported
    return bits;
  }
  for (const auto zone : base::split(row.text(column), ' ')) {
    const auto at = std::find_if(zones.begin(), zones.end(),
                                 [&](const Zone& known) { return known.name == zone; });
    if (at == zones.end()) {
      row.report(column, fmt::format("'{}' is not a zone of the region", zone),
                 "name zones of regions.csv, parted by one blank");
      continue;
    }
    const auto bit = std::uint32_t{1} << static_cast<std::uint32_t>(at - zones.begin());
    if ((bits & bit) != 0) {
      row.report(column, fmt::format("'{}' stands twice", zone), "name each zone once");
    }
    bits |= bit;
  }
  return bits;
}

block::Offer Draft::offer_of(const PriceRow& row, const std::vector<Zone>& zones) {
  block::Offer offer;
  if (is_any_given(row, {"on_demand", "windows", "source", "as_of"})) {
    offer.origin = price_origin_of(row);
  }
  read_spot(row, offer);
  if (is_any_given(row, {"reserved_1yr", "reserved_3yr", "savings_1yr", "savings_3yr"})) {
    offer.committed_origin = date_origin_of(row, "committed_as_of");
  } else {
    refuse_without(row, "committed_as_of", "a reserved or savings price");
  }
  offer.zones = zone_bits(row, "zones", zones);
  return offer;
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

std::uint16_t Draft::type_index(const PriceRow& row) const {
  const auto name = row.required("instance_type");
  const auto at = std::lower_bound(type_names_.begin(), type_names_.end(), name);
  if (at != type_names_.end() && *at == name) {
    return static_cast<std::uint16_t>(at - type_names_.begin());
  }
  if (!name.empty() && !type_names_.empty()) {
    row.report("instance_type", fmt::format("'{}' is not in instance-types.csv", name),
               hint_for_type(name));
  }
  return 0;
}

Draft::SoldType Draft::sold_type(const PriceRow& row, const std::vector<Zone>& zones) {
  SoldType sold{.type = type_index(row), .offer = offer_of(row, zones)};
  for (std::size_t i = 0; i < block::kRates; ++i) {
    sold.rates[i] = row.price_if_known(kPriceColumns[i]);
  }
  if (std::none_of(kPriceColumns.begin(), kPriceColumns.end(),
                   [&](std::string_view column) { return is_given(row, column); })) {
    row.report("on_demand", fmt::format("the row of '{}' has no price", row.text("instance_type")),
               "fill a price or leave the row out");
  }
  return sold;
}

void Draft::read_rates(const PriceFile& file, const std::string& region) {
  const PriceRows rows(file, kRateColumns, found_);
  UniqueKeys keys;
  auto& [record, zones, sold, items] = regions_[region];
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = rows.row(i);
    keys.add(row, "instance_type", row.text("instance_type"));
    sold.push_back(sold_type(row, zones));
  }
  std::sort(sold.begin(), sold.end(),
            [](const SoldType& a, const SoldType& b) { return a.type < b.type; });
}

}  // namespace eksplan::catalog
