// `prices show`: every figure with its date and source.

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/report/delimited.hpp"
#include "eksplan/report/page.hpp"
#include "eksplan/report/price_json.hpp"
#include "eksplan/report/prices.hpp"

namespace eksplan::report {
namespace {

// us-east-1a, b, c: letters after the first name.
std::string zone_letters(const std::vector<std::string>& zones) {
  std::string text;
  for (const auto& zone : zones) {
    text += text.empty() ? zone : fmt::format(", {}", zone.back());
  }
  return text;
}

// Sources are long and few: a number stands in the rows, the text below them.
class Sources {
 public:
  std::string number(const std::string& source) {
    if (source.empty()) {
      return {};
    }
    const auto at = std::find(all_.begin(), all_.end(), source);
    const auto index = at - all_.begin();
    if (at == all_.end()) {
      all_.push_back(source);
    }
    return std::to_string(index + 1);
  }

  void draw(Page& page) const {
    if (!all_.empty()) {
      page.title("Sources");
    }
    constexpr std::size_t kLabel = 4;
    for (std::size_t i = 0; i < all_.size(); ++i) {
      page.paragraph(all_[i], kLabel, std::to_string(i + 1));
    }
  }

 private:
  std::vector<std::string> all_;
};

std::string source_text(const PriceFigure& figure, Sources& sources) {
  const auto number = sources.number(figure.source);
  return number.empty() || figure.spot_kind.empty()
             ? number + figure.spot_kind
             : fmt::format("{}, {}", number, figure.spot_kind);
}

std::vector<GridCell> figure_cells(std::string first, std::string what, const PriceFigure& figure,
                                   Sources& sources) {
  return {{std::move(first), Paint::bold},
          {std::move(what)},
          {figure.amount.text()},
          {figure.as_of},
          {source_text(figure, sources)}};
}

std::vector<GridColumn> columns(std::string first, std::string second) {
  return {{.title = std::move(first)},
          {.title = std::move(second)},
          {.title = "USD", .align = Align::right},
          {.title = "As of"},
          {.title = "Source", .squeeze = Squeeze::cut_end, .least = 12}};
}

void add_type(const PricedType& type, Grid& grid, Sources& sources) {
  auto name = type.name;  // on the first row
  for (const auto& figure : type.figures) {
    grid.rows.push_back(figure_cells(std::exchange(name, {}), figure.option, figure, sources));
  }
  const auto say = [&](const std::string& what, const std::string& text) {
    if (!text.empty()) {
      grid.rows.push_back(
          {{std::exchange(name, {}), Paint::bold}, {what, Paint::dim}, {}, {}, {text, Paint::dim}});
    }
  };
  say("interrupted", type.interruption.empty() ? "" : type.interruption + " a month");
  say("zones", zone_letters(type.zones));
}

void draw_region(const ShownPrices& shown, Page& page) {
  page.paragraph(fmt::format("{}, {}", shown.region, shown.title), 0, {}, Paint::bold);
  constexpr std::size_t kLabel = 9;
  page.paragraph(fmt::format("{}, newest price of {}", shown.set.name, shown.set.effective_date),
                 kLabel, "Prices", Paint::bold);
  std::vector<std::string> zones;
  std::vector<std::string> fargate;
  for (const auto& zone : shown.zones) {
    zones.push_back(zone.id.empty() ? zone.name : fmt::format("{} ({})", zone.name, zone.id));
    if (zone.has_fargate) {
      fargate.push_back(zone.name);
    }
  }
  page.paragraph(base::join(zones, ", "), kLabel, "Zones", Paint::bold);
  page.paragraph(!shown.eks_fargate               ? "not sold for EKS"
                 : fargate.size() == zones.size() ? "in every zone"
                                                  : zone_letters(fargate),
                 kLabel, "Fargate", Paint::bold);
}

Json figure_json(const PriceFigure& figure) {
  Json json = Json::object();
  put(json, "option", figure.option);
  json["usd"] = number(figure.amount);
  json["unit"] = figure.unit;
  put(json, "asOf", figure.as_of);
  put(json, "source", figure.source);
  put(json, "spotKind", figure.spot_kind);
  return json;
}

Json type_json(const PricedType& type) {
  Json json = {{"name", type.name}, {"prices", list(type.figures, figure_json)}};
  put(json, "spotInterruption", type.interruption);
  if (!type.zones.empty()) {
    json["zones"] = type.zones;
  }
  return json;
}

Json item_json(const PricedItem& item) {
  Json json = {{"name", item.name}};
  json.update(figure_json(item.figure));
  return json;
}

Json zone_json(const ZoneName& zone) {
  Json json = {{"name", zone.name}};
  put(json, "id", zone.id);
  json["fargate"] = zone.has_fargate;
  return json;
}

std::vector<Cell> cells_of(const std::string& name, const PriceFigure& figure) {
  return {text_cell(name),
          text_cell(figure.option),
          {.text = figure.amount.text(), .is_number = true},
          text_cell(figure.unit),
          text_cell(figure.as_of),
          text_cell(figure.source),
          text_cell(figure.spot_kind)};
}

void append(std::vector<Cell>& cells, std::string interruption, std::string zones) {
  cells.push_back(text_cell(std::move(interruption)));
  cells.push_back(text_cell(std::move(zones)));
}

Sheet sheet_of(const ShownPrices& shown) {
  Sheet sheet{.header = {"name", "option", "usd", "unit", "asOf", "source", "spotKind",
                         "spotInterruption", "zones"},
              .rows = {}};
  for (const auto& type : shown.types) {
    for (const auto& figure : type.figures) {
      sheet.rows.push_back(cells_of(type.name, figure));
      append(sheet.rows.back(), type.interruption, base::join(type.zones, " "));
    }
  }
  for (const auto& item : shown.items) {
    sheet.rows.push_back(cells_of(item.name, item.figure));
    append(sheet.rows.back(), "", "");
  }
  return sheet;
}

}  // namespace

Json set_json(const PriceSetName& set) {
  return {{"name", set.name}, {"effectiveDate", set.effective_date}, {"sha256", set.sha256}};
}

std::string prices_table(const ShownPrices& shown, const TableStyle& style) {
  Page page(style);
  draw_region(shown, page);
  Sources sources;
  if (!shown.types.empty()) {
    page.title("Instance types, dollars an hour");
    Grid grid;
    grid.columns = columns("Type", "Price");
    for (const auto& type : shown.types) {
      add_type(type, grid, sources);
    }
    page.grid(grid);
  }
  if (!shown.items.empty()) {
    page.title("Everything else, dollars a unit");
    Grid grid;
    grid.columns = columns("Item", "Unit");
    for (const auto& item : shown.items) {
      grid.rows.push_back(figure_cells(item.name, item.figure.unit, item.figure, sources));
    }
    page.grid(grid);
  }
  sources.draw(page);
  if (shown.types.empty()) {
    page.blank();
    page.paragraph(
        fmt::format("Prices of {} are known here: name them, as in 'eksplan prices "
                    "show m6i.large c7g.*'.",
                    base::plural(static_cast<long long>(shown.types_of_region), "instance type",
                                 "instance types")));
  }
  return page.take();
}

std::string prices_json(const ShownPrices& shown) {
  return print({{"schemaVersion", 1},
                {"prices", set_json(shown.set)},
                {"region",
                 {{"name", shown.region},
                  {"title", shown.title},
                  {"eksFargate", shown.eks_fargate},
                  {"zones", list(shown.zones, zone_json)}}},
                {"types", list(shown.types, type_json)},
                {"items", list(shown.items, item_json)}});
}

std::string prices_csv(const ShownPrices& shown) {
  return csv_text(sheet_of(shown));
}

std::string prices_tsv(const ShownPrices& shown) {
  return tsv_text(sheet_of(shown));
}

}  // namespace eksplan::report
