#include "eksplan/app/price_query.hpp"

#include <array>
#include <utility>

#include <fmt/format.h>

#include "eksplan/app/price_source.hpp"
#include "eksplan/app/reading.hpp"
#include "eksplan/diag/codes.hpp"

namespace eksplan::app {

base::Parsed<ListFormat> parse_list_format(std::string_view text) {
  constexpr std::array<std::pair<std::string_view, ListFormat>, 4> kFormats{
      {{"table", ListFormat::table},
       {"json", ListFormat::json},
       {"csv", ListFormat::csv},
       {"tsv", ListFormat::tsv}}};
  for (const auto& [word, format] : kFormats) {
    if (word == text) {
      return format;
    }
  }
  return base::Fault{fmt::format("'{}' is not a format", text), "it is table, json, csv or tsv"};
}

QueriedPrices query_prices(const PriceQuery& query, const FileReader& files,
                           diag::Diagnostics& found) {
  QueriedPrices prices;
  prices.set = open_prices(query.prices, files, found);
  if (prices.set == nullptr) {
    return prices;
  }
  prices.here = catalog::open_region(prices.set, query.region);
  if (!prices.here) {
    found.add(unknown_region(*prices.set, query.region));
  } else if (query.region_defaulted) {
    found.add(
        general_message(diag::Severity::note, diag::kRegionUnknown,
                        fmt::format("no region was given, so prices are those of {}", query.region),
                        "--region chooses another"));
  }
  return prices;
}

report::PriceSetName name_of(const catalog::Catalogue& catalogue) {
  return {.name = std::string(catalogue.set_name()),
          .effective_date = std::string(catalogue.effective_date()),
          .sha256 = catalogue.sha256()};
}

}  // namespace eksplan::app
