#pragma once
/// A price set while it is put together: files in, a block out.

#include <array>
#include <cstddef>
#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/catalog/block.hpp"
#include "eksplan/catalog/block_writer.hpp"
#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/catalog/manifest.hpp"
#include "eksplan/catalog/price_table.hpp"

namespace eksplan::catalog {

/// Takes the files of a set in this order: types, regions, then add-ons and each region's prices.
/// Every mistake goes to `found`; after one, the block is of no use.
class Draft {
 public:
  explicit Draft(diag::Diagnostics& found) : found_(found) {}

  void read_types(const PriceFile& file);
  void read_regions(const PriceFile& file, const Manifest& manifest);
  void read_add_ons(const PriceFile& file);
  void read_rates(const PriceFile& file, const std::string& region);
  void read_items(const PriceFile& file, const std::string& region);

  /// The latest as_of of a price, of what was read so far.
  const std::string& newest_price() const { return newest_price_; }

  std::vector<std::byte> block(std::string_view effective_date) &&;

 private:
  struct SoldType {
    std::uint16_t type = 0;
    block::Offer offer;
    std::array<std::int64_t, block::kRates> rates{};
  };

  struct Zone {
    std::string name;
    std::string id;  // empty = not known
  };

  struct RegionPrices {
    block::Region record;
    std::vector<Zone> zones;  // sorted by name
    std::vector<SoldType> sold;
    std::vector<block::ItemPrice> items;
  };

  block::Type type_of(const PriceRow& row);
  SoldType sold_type(const PriceRow& row, const std::vector<Zone>& zones);
  std::uint16_t type_index(const PriceRow& row) const;
  block::Offer offer_of(const PriceRow& row, const std::vector<Zone>& zones);
  void read_spot(const PriceRow& row, block::Offer& offer);
  std::string hint_for_type(std::string_view wrong) const;
  block::AddOn add_on_of(const PriceRow& row);
  static Zone zone_of(const PriceRow& row, std::string_view text, std::string_view region);
  static std::vector<Zone> zones_of(const PriceRow& row, std::string_view region);
  std::uint32_t origin_of(const PriceRow& row);
  std::uint32_t price_origin_of(const PriceRow& row);
  std::uint32_t date_origin_of(const PriceRow& row, std::string_view column);
  void note_date(std::string_view as_of);
  std::uint32_t zone_bits(const PriceRow& row, std::string_view column,
                          const std::vector<Zone>& zones) const;
  block::Region written(const RegionPrices& region, BlockWriter& writer);

  diag::Diagnostics& found_;
  StringTable strings_;
  OriginTable origins_;
  std::string newest_price_;
  std::vector<std::string> type_names_;  // sorted, as types_
  std::vector<block::Type> types_;
  std::vector<block::AddOn> add_ons_;
  std::map<std::string, RegionPrices> regions_;
};

}  // namespace eksplan::catalog
