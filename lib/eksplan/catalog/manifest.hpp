#pragma once
/// price-set.csv: what a price set is made of.

#include <cstddef>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eksplan/catalog/price_table.hpp"

namespace eksplan::catalog {

/// The content of price-set.csv, with its rows for what turns out later to disagree with it.
struct Manifest {
  struct Region {
    std::string name;
    std::size_t row = 0;  ///< of `rows`
  };

  explicit Manifest(PriceRows read) : rows(std::move(read)) {}

  PriceRows rows;
  std::string effective_date;
  std::size_t effective_date_row = 0;
  std::vector<Region> regions;  ///< sorted by name
};

Manifest read_manifest(const PriceFile& file, diag::Diagnostics& found);

/// The files of one region, relative to the folder of the set.
std::string rates_file(std::string_view region);
std::string items_file(std::string_view region);

}  // namespace eksplan::catalog
