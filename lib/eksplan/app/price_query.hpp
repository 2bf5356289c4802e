#pragma once
/// What the commands on prices themselves, which read no manifests, have in common.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/base/parsed.hpp"
#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/report/prices.hpp"

namespace eksplan::app {

/// Of lists that have no findings.
enum class ListFormat : std::uint8_t { table, json, csv, tsv };

base::Parsed<ListFormat> parse_list_format(std::string_view text);

struct PriceQuery {
  std::string prices;  ///< folder of a price set; empty = the one compiled in
  std::string region = "us-east-1";
  bool region_defaulted = false;  ///< nobody named a region
  ListFormat format = ListFormat::table;
  report::TableStyle table;
  bool quiet = false;
};

/// The set that a query is about, and its region. What is missing was reported.
struct QueriedPrices {
  std::shared_ptr<const catalog::PriceSet> set;
  std::optional<catalog::Catalogue> here;

  /// How to end when there is no catalogue.
  ExitCode failure() const { return set == nullptr ? ExitCode::input : ExitCode::usage; }
};

QueriedPrices query_prices(const PriceQuery& query, const FileReader& files,
                           diag::Diagnostics& found);

report::PriceSetName name_of(const catalog::Catalogue& catalogue);

}  // namespace eksplan::app
