// `prices list`: a line for each region.

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/report/delimited.hpp"
#include "eksplan/report/json_tree.hpp"
#include "eksplan/report/page.hpp"
#include "eksplan/report/price_json.hpp"
#include "eksplan/report/prices.hpp"

namespace eksplan::report {
namespace {

// reserved-1yr: reserved1yr; on-demand: onDemand.
std::string option_key(std::string_view option) {
  std::string key;
  bool after_dash = false;
  for (const char c : option) {
    const bool is_letter = c >= 'a' && c <= 'z';
    key += after_dash && is_letter ? static_cast<char>(c - 'a' + 'A') : c;
    after_dash = c == '-';
    if (after_dash) {
      key.pop_back();
    }
  }
  return key;
}

std::size_t types_with(const RegionRow& region, std::string_view option) {
  for (const auto& count : region.options) {
    if (count.option == option) {
      return count.types;
    }
  }
  return 0;
}

// What nothing is known of is a dash, not a 0.
GridCell count_cell(std::size_t count) {
  return count == 0 ? GridCell{"–", Paint::dim} : GridCell{std::to_string(count), Paint::none};
}

std::vector<GridCell> cells_of(const RegionRow& region) {
  return {{region.name},
          count_cell(region.types),
          count_cell(types_with(region, "windows")),
          count_cell(types_with(region, "spot")),
          count_cell(types_with(region, "reserved-1yr")),
          count_cell(types_with(region, "savings-1yr")),
          count_cell(region.services.size()),
          {region.eks_fargate ? "yes" : "no"},
          {region.oldest},
          {region.newest}};
}

Grid grid_of(const std::vector<RegionRow>& regions) {
  Grid grid;
  grid.columns = {{.title = "Region"},
                  {.title = "Types", .align = Align::right},
                  {.title = "Windows", .align = Align::right},
                  {.title = "Spot", .align = Align::right},
                  {.title = "Reserved", .align = Align::right},
                  {.title = "Savings", .align = Align::right, .squeeze = Squeeze::leave_out},
                  {.title = "Other", .align = Align::right},
                  {.title = "Fargate", .squeeze = Squeeze::leave_out},
                  {.title = "Oldest"},
                  {.title = "Newest"}};
  for (const auto& region : regions) {
    grid.rows.push_back(cells_of(region));
  }
  return grid;
}

Json region_json(const RegionRow& region) {
  Json json = {{"region", region.name},
               {"title", region.title},
               {"eksFargate", region.eks_fargate},
               {"zones", region.zones},
               {"types", region.types}};
  auto& options = json["typesByOption"] = Json::object();
  for (const auto& count : region.options) {
    if (count.types > 0) {
      options[option_key(count.option)] = count.types;
    }
  }
  json["services"] = region.services;
  put(json, "oldest", region.oldest);
  put(json, "newest", region.newest);
  return json;
}

Cell whole(std::size_t count) {
  return {.text = std::to_string(count), .is_number = true};
}

Sheet sheet_of(const PriceSetRows& rows) {
  Sheet sheet{.header = {"region", "title", "eksFargate", "zones", "types"}, .rows = {}};
  if (!rows.regions.empty()) {
    for (const auto& count : rows.regions.front().options) {
      sheet.header.push_back(option_key(count.option));
    }
  }
  for (const auto* const name : {"services", "oldest", "newest"}) {
    sheet.header.emplace_back(name);
  }
  for (const auto& region : rows.regions) {
    std::vector<Cell> cells{text_cell(region.name), text_cell(region.title),
                            text_cell(region.eks_fargate ? "true" : "false"), whole(region.zones),
                            whole(region.types)};
    for (const auto& count : region.options) {
      cells.push_back(whole(count.types));
    }
    cells.push_back(whole(region.services.size()));
    cells.push_back(text_cell(region.oldest));
    cells.push_back(text_cell(region.newest));
    sheet.rows.push_back(std::move(cells));
  }
  return sheet;
}

}  // namespace

std::string price_set_table(const PriceSetRows& rows, const TableStyle& style) {
  Page page(style);
  page.paragraph(
      fmt::format("Price set {}: {}, newest price of {}", rows.set.name,
                  base::plural(static_cast<long long>(rows.regions.size()), "region", "regions"),
                  rows.set.effective_date),
      0, {}, Paint::bold);
  page.paragraph(fmt::format("sha256 {}", rows.set.sha256));
  page.blank();
  page.grid(grid_of(rows.regions));
  page.blank();
  page.paragraph(
      "Types have a price of some kind; Windows, Spot, Reserved (1 year) and Savings say how many "
      "have that one too. Other: control plane, Fargate, storage, network. A dash is not known. "
      "'eksplan prices show --region R' shows the figures.");
  return page.take();
}

std::string price_set_json(const PriceSetRows& rows) {
  return print({{"schemaVersion", 1},
                {"prices", set_json(rows.set)},
                {"regions", list(rows.regions, region_json)}});
}

std::string price_set_csv(const PriceSetRows& rows) {
  return csv_text(sheet_of(rows));
}

std::string price_set_tsv(const PriceSetRows& rows) {
  return tsv_text(sheet_of(rows));
}

}  // namespace eksplan::report
