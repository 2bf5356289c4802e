#include "eksplan/app/prices_list.hpp"

#include <string>
#include <utility>
#include <vector>

#include "eksplan/app/price_source.hpp"
#include "eksplan/app/priced_options.hpp"
#include "eksplan/app/reading.hpp"

namespace eksplan::app {
namespace {

// The oldest and the newest date of the prices that it is shown.
class Dates {
 public:
  void see(std::string_view as_of) {
    if (!as_of.empty() && (oldest_.empty() || as_of < oldest_)) {
      oldest_ = as_of;
    }
    if (as_of > newest_) {
      newest_ = as_of;
    }
  }

  std::string oldest() const { return std::string(oldest_); }

  std::string newest() const { return std::string(newest_); }

 private:
  std::string_view oldest_;
  std::string_view newest_;
};

void count_types(const catalog::Catalogue& catalogue, report::RegionRow& row, Dates& dates) {
  for (const auto& option : price_options()) {
    row.options.push_back({.option = std::string(option.name), .types = 0});
  }
  for (std::size_t type = 0; type < catalogue.type_count(); ++type) {
    row.types += catalogue.is_sold(type) ? 1U : 0U;
    for (std::size_t i = 0; i < price_options().size(); ++i) {
      if (const auto price = price_options()[i].price(catalogue, type)) {
        ++row.options[i].types;
        dates.see(price->as_of);
      }
    }
  }
}

report::RegionRow row_of(const catalog::Catalogue& catalogue) {
  const auto& region = catalogue.region();
  report::RegionRow row;
  row.name = region.name;
  row.title = region.title;
  row.eks_fargate = region.eks_fargate;
  row.zones = region.zones.size();
  Dates dates;
  count_types(catalogue, row, dates);
  for (const auto item : catalog::all_items()) {
    if (const auto price = catalogue.price(item)) {
      row.services.emplace_back(catalog::name(item));
      dates.see(price->as_of);
    }
  }
  row.oldest = dates.oldest();
  row.newest = dates.newest();
  return row;
}

std::string written(const report::PriceSetRows& rows, const PriceQuery& query) {
  switch (query.format) {
    case ListFormat::json:
      return report::price_set_json(rows);
    case ListFormat::csv:
      return report::price_set_csv(rows);
    case ListFormat::tsv:
      return report::price_set_tsv(rows);
    case ListFormat::table:
      break;
  }
  return report::price_set_table(rows, query.table);
}

}  // namespace

Outcome list_prices(const PriceQuery& query, const FileReader& files) {
  diag::Diagnostics found;
  const auto set = open_prices(query.prices, files, found);
  if (set == nullptr) {
    return outcome_of(ExitCode::input, found, query.quiet);
  }
  report::PriceSetRows rows;
  for (const auto region : catalog::region_names(*set)) {
    const auto catalogue = catalog::open_region(set, region);
    rows.set = name_of(*catalogue);
    rows.regions.push_back(row_of(*catalogue));
  }
  auto outcome = outcome_of(ExitCode::done, found, query.quiet);
  outcome.standard_output = written(rows, query);
  return outcome;
}

}  // namespace eksplan::app
