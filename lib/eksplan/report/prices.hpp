#pragma once
/// What a price set holds as bytes: `prices list` and `prices show`. Promises as in write.hpp; the
/// machine formats keep every digit of a price.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/report/write.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::report {

/// Which set the figures are from.
struct PriceSetName {
  std::string name;  ///< "builtin", or a folder
  std::string effective_date;
  std::string sha256;
};

/// How many instance types of a region have such a price.
struct OptionCount {
  std::string option;  ///< "on-demand", "windows", "spot", ...
  std::size_t types = 0;
};

struct RegionRow {
  std::string name;
  std::string title;
  bool eks_fargate = false;
  std::size_t zones = 0;
  std::size_t types = 0;              ///< with a price of any kind
  std::vector<OptionCount> options;   ///< every option in the same order in each region
  std::vector<std::string> services;  ///< keys of the other things that have a price
  std::string oldest;                 ///< date of a price; "" when there is none
  std::string newest;
};

struct PriceSetRows {
  PriceSetName set;
  std::vector<RegionRow> regions;  ///< by name
};

std::string price_set_table(const PriceSetRows& rows, const TableStyle& style);
std::string price_set_json(const PriceSetRows& rows);
std::string price_set_csv(const PriceSetRows& rows);
std::string price_set_tsv(const PriceSetRows& rows);

/// The JSON Schema (draft 2020-12) of what price_set_json() writes.
std::string_view price_set_schema();

/// One figure of a type or an item.
struct PriceFigure {
  std::string option;  ///< "on-demand", "windows", "spot", ...; "" of an item
  units::Money amount;
  std::string unit;
  std::string as_of;
  std::string source;
  std::string spot_kind;  ///< "region-average", ... of a Spot price
};

struct PricedType {
  std::string name;
  std::vector<PriceFigure> figures;
  std::string interruption;        ///< of Spot instances, in a month; "" = not known
  std::vector<std::string> zones;  ///< where it is offered; none = not known
};

struct PricedItem {
  std::string name;
  PriceFigure figure;
};

struct ZoneName {
  std::string name;
  std::string id;  ///< "" = not known
  bool has_fargate = false;
};

struct ShownPrices {
  PriceSetName set;
  std::string region;
  std::string title;
  bool eks_fargate = false;
  std::vector<ZoneName> zones;
  std::size_t types_of_region = 0;
  std::vector<PricedType> types;  ///< by name
  std::vector<PricedItem> items;  ///< in the order of the list of items
};

std::string prices_table(const ShownPrices& shown, const TableStyle& style);
std::string prices_json(const ShownPrices& shown);
std::string prices_csv(const ShownPrices& shown);
std::string prices_tsv(const ShownPrices& shown);
std::string_view prices_schema();

}  // namespace eksplan::report
