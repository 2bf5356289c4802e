#include "eksplan/app/price_merge.hpp"

#include <algorithm>
#include <set>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/catalog/columns.hpp"
#include "eksplan/catalog/item.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::app {
namespace {

using offers::Rate;

std::string source_of(const offers::ReadFile& file) {
  return "AWS " + file.kind;
}

std::string words(Rate rate) {
  std::string text(offers::column(rate));
  std::replace(text.begin(), text.end(), '_', '-');
  return text;
}

units::Money money_in(std::string_view cell) {
  const auto price = units::parse_price(cell);
  return price ? *price : units::Money();
}

bool is_empty_row(const PriceTable& table, std::string_view type) {
  return std::ranges::all_of(catalog::kPriceColumns, [&](std::string_view column) {
    return table.cell(type, column).empty();
  });
}

// Zones of a region by their name and by their id, each to the name.
std::map<std::string, std::string, std::less<>> zone_names(std::string_view cell) {
  std::map<std::string, std::string, std::less<>> names;
  for (const auto zone : base::split(cell, ' ')) {
    const auto equals = zone.find('=');
    const std::string name(zone.substr(0, equals));
    names[name] = name;
    if (equals != std::string_view::npos) {
      names[std::string(zone.substr(equals + 1))] = name;
    }
  }
  return names;
}

}  // namespace

bool PriceMerge::knows(const std::string& region, std::string_view what) {
  const bool known = folder_->regions_table().has(region);
  if (!known) {
    ++left_out_[fmt::format("{} of regions that the set does not have", what)];
  }
  return known;
}

PriceMerge::Touched& PriceMerge::touch(const std::string& region, const std::string& type) {
  const auto [at, is_new] = touched_.try_emplace({region, type});
  if (is_new) {
    const auto& table = folder_->rates(region);
    at->second.as_of = table.cell(type, "as_of");
    at->second.source = table.cell(type, "source");
    at->second.committed_as_of = table.cell(type, "committed_as_of");
  }
  return at->second;
}

void PriceMerge::set(PriceTable& table, std::string_view key, std::string_view column,
                     const units::Money& amount, PriceChanges& changes) {
  const auto cell = table.cell(key, column);
  if (cell.empty()) {
    ++changes.added;
  } else {
    const auto before = money_in(cell);
    ++(amount == before ? changes.same : (amount > before ? changes.up : changes.down));
  }
  table.row(key)[std::string(column)] = amount.text();
}

void PriceMerge::add_types(const offers::ReadFile& file) {
  auto& table = folder_->types();
  for (const auto& [name, facts] : file.facts.types) {
    auto& changes = changes_[{"", "instance types"}];
    ++(table.has(name) ? changes.same : changes.added);
    auto& row = table.row(name);
    row["vcpu"] = std::to_string(facts.vcpu);
    row["memory_mib"] = std::to_string(facts.memory_mib);
    row["arch"] = facts.arch;
    row["gpus"] = std::to_string(facts.gpus);
    row["gpu_manufacturer"] = facts.gpu_manufacturer;
    row["neuron_accelerators"] = std::to_string(facts.neuron_accelerators);
    row["other_accelerator"] = facts.other_accelerator;
    row["local_nvme_gb"] = std::to_string(facts.local_nvme_gb);
    row["enis"] = known_count_cell(facts.enis);
    row["ipv4_per_eni"] = known_count_cell(facts.ipv4_per_eni);
    row["max_ebs_attachments"] = known_count_cell(facts.max_ebs_attachments);
    row["nitro"] = flag_cell(facts.nitro);
    row["bare_metal"] = flag_cell(facts.bare_metal);
    row["burstable"] = flag_cell(facts.burstable);
    row["current_generation"] = flag_cell(facts.current_generation);
    row["source"] = "describe-instance-types";
    row["as_of"] = file.facts.types_as_of;
  }
}

void PriceMerge::add_prices(const offers::ReadFile& file, std::string_view name,
                            diag::Diagnostics& found) {
  for (const auto& [what, count] : file.facts.left_out) {
    left_out_[what] += count;
  }
  drop_unlisted(file, name, found);
  add_rates(file, name, found);
  add_services(file);
  add_spot(file);
  add_advice(file);
  add_offerings(file);
}

void PriceMerge::add_rates(const offers::ReadFile& file, std::string_view name,
                           diag::Diagnostics& found) {
  std::map<std::string, std::string> newer;  // by region: the newest date that is replaced
  for (const auto& [key, price] : file.facts.rates) {
    const auto& [region, type, rate] = key;
    if (!knows(region, "prices")) {
      continue;
    }
    if (!folder_->types().has(type)) {
      ++left_out_
          ["prices of types that instance-types.csv does not have (import the output of "
           "describe-instance-types with them)"];
      continue;
    }
    const auto column = offers::column(rate);
    auto& touched = touch(region, type);
    touched.cells[std::string(column)] = {price.as_of, source_of(file)};
    if (touched.as_of > price.as_of) {
      newer[region] = std::max(newer[region], touched.as_of);
    }
    set(folder_->rates(region), type, column, price.amount, changes_[{region, words(rate)}]);
  }
  for (const auto& [region, date] : newer) {
    found.add({.severity = diag::Severity::warning,
               .code = diag::kPriceData,
               .at = {.file = std::string(name), .line = 0, .column = 0, .path = {}},
               .message = fmt::format("the file is of {}, older than prices of {} that it replaces",
                                      file.as_of, region),
               .hint = fmt::format("the newest of them is of {}", date),
               .excerpt = {}});
  }
}

// What a complete list does not name is not sold any more.
void PriceMerge::drop_unlisted(const offers::ReadFile& file, std::string_view name,
                               diag::Diagnostics& found) {
  for (const auto& [region_and_rate, as_of] : file.facts.complete) {
    const auto& [region, rate] = region_and_rate;
    if (partial_ || !folder_->regions_table().has(region)) {
      continue;
    }
    auto& table = folder_->rates(region);
    const auto column = offers::column(rate);
    std::vector<std::string> unlisted;
    std::int64_t had = 0;
    for (const auto& [type, row] : table.rows()) {
      if (!table.cell(type, column).empty()) {
        ++had;
        if (!file.facts.rates.contains({region, type, rate}) &&
            !file.facts.doubtful.contains({region, type, rate})) {
          unlisted.push_back(type);
        }
      }
    }
    const auto dropped = static_cast<std::int64_t>(unlisted.size());
    if (2 * dropped > had) {
      found.add({.severity = diag::Severity::error,
                 .code = diag::kPriceData,
                 .at = {.file = std::string(name), .line = 0, .column = 0, .path = {}},
                 .message = fmt::format("the list lacks {} of the {} {} prices that the set has in "
                                        "{}",
                                        dropped, had, words(rate), region),
                 .hint = "if it is an excerpt, --partial keeps what it does not name",
                 .excerpt = {}});
      continue;
    }
    for (const auto& type : unlisted) {
      touch(region, type);
      table.row(type)[std::string(column)].clear();
      ++changes_[{region, words(rate)}].dropped;
    }
  }
}

void PriceMerge::add_services(const offers::ReadFile& file) {
  for (const auto& [key, price] : file.facts.items) {
    const auto item = catalog::item_named(key.name);
    if (!item || !knows(key.region, "prices")) {
      continue;
    }
    auto& table = folder_->services(key.region);
    set(table, key.name, "usd", price.amount, changes_[{key.region, "services"}]);
    auto& row = table.row(key.name);
    row["unit"] = unit(*item);
    row["source"] = source_of(file);
    row["as_of"] = price.as_of;
  }
}

void PriceMerge::add_spot(const offers::ReadFile& file) {
  for (const auto& [key, mean] : file.facts.spot) {
    if (!knows(key.region, "Spot prices")) {
      continue;
    }
    if (!folder_->types().has(key.name)) {
      ++left_out_["Spot prices of types that instance-types.csv does not have"];
      continue;
    }
    touch(key.region, key.name);
    auto& table = folder_->rates(key.region);
    set(table, key.name, "spot", mean.amount, changes_[{key.region, "spot"}]);
    auto& row = table.row(key.name);
    row["spot_kind"] = "zone-mean";
    row["spot_as_of"] = mean.as_of;
  }
}

// An estimate is made only where no Spot price was ever seen.
void PriceMerge::add_advice(const offers::ReadFile& file) {
  constexpr std::int64_t kWhole = 100;
  for (const auto& [key, advice] : file.facts.advice) {
    if (!knows(key.region, "advice on Spot")) {
      continue;
    }
    auto& table = folder_->rates(key.region);
    if (!table.has(key.name)) {
      ++left_out_["advice on types that have no price in their region"];
      continue;
    }
    touch(key.region, key.name);
    auto& row = table.row(key.name);
    row["spot_interruption"] = advice.interruption;
    ++changes_[{key.region, "spot interruption"}].same;
    const auto kind = table.cell(key.name, "spot_kind");
    const auto on_demand = money_in(table.cell(key.name, "on_demand"));
    if ((!kind.empty() && kind != "advisor-estimate") || on_demand == units::Money() ||
        advice.saving == kWhole) {
      continue;
    }
    const auto estimate = units::Money::from_nanos(
        base::mul_div_half_up(on_demand.nanos(), kWhole - advice.saving, kWhole));
    set(table, key.name, "spot", estimate, changes_[{key.region, "spot"}]);
    row["spot_kind"] = "advisor-estimate";
    row["spot_as_of"] = file.facts.advice_as_of;
  }
}

void PriceMerge::add_offerings(const offers::ReadFile& file) {
  std::map<std::string, std::pair<std::string, std::string>, std::less<>> places;
  for (const auto& region : folder_->regions()) {
    for (const auto& [zone, name] : zone_names(folder_->regions_table().cell(region, "zones"))) {
      places[zone] = {region, name};
    }
  }
  std::map<std::pair<std::string, std::string>, std::set<std::string>> zones;
  for (const auto& offering : file.facts.offered) {
    const auto place = places.find(offering.zone);
    if (place == places.end()) {
      ++left_out_["offerings in zones that the set does not have, Local Zones among them"];
    } else {
      zones[{place->second.first, offering.type}].insert(place->second.second);
    }
  }
  for (const auto& [key, names] : zones) {
    auto& table = folder_->rates(key.first);
    if (!table.has(key.second)) {
      ++left_out_["offered types that have no price in their region"];
      continue;
    }
    touch(key.first, key.second);
    ++changes_[{key.first, "zones"}].same;
    table.row(key.second)["zones"] = base::join({names.begin(), names.end()}, " ");
  }
}

// What is new of a cell, when the cell has anything.
const PriceMerge::Fresh* PriceMerge::fresh(const PriceTable::Row& row, const Touched& touched,
                                           std::string_view column) {
  const auto cell = row.find(column);
  const auto at = touched.cells.find(column);
  const bool is_filled = cell != row.end() && !cell->second.empty();
  return is_filled && at != touched.cells.end() ? &at->second : nullptr;
}

// The source of a row speaks of two cells: when only one is new, it says so of the other.
void PriceMerge::finish_sold(PriceTable::Row& row, const Touched& touched) {
  const auto* on_demand = fresh(row, touched, "on_demand");
  const auto* windows = fresh(row, touched, "windows");
  const auto* newer = on_demand != nullptr ? on_demand : windows;
  if (newer == nullptr) {
    return;
  }
  const char* other = on_demand != nullptr ? "windows" : "on_demand";
  row["as_of"] = newer->as_of;
  row["source"] = newer->source;
  if (fresh(row, touched, other) == nullptr && !row[other].empty()) {
    const auto mark = fmt::format("; {}: ", other);
    const auto kept = touched.source.find(mark);
    row["source"] += kept != std::string::npos
                         ? touched.source.substr(kept)
                         : fmt::format("{}{} {}", mark, touched.source, touched.as_of);
  }
}

// One date speaks of four cells: that of the oldest.
void PriceMerge::finish_committed(PriceTable::Row& row, const Touched& touched) {
  std::string oldest;
  for (const auto* column : {"reserved_1yr", "reserved_3yr", "savings_1yr", "savings_3yr"}) {
    if (row[column].empty()) {
      continue;
    }
    const auto* of = fresh(row, touched, column);
    const auto& date = of == nullptr ? touched.committed_as_of : of->as_of;
    oldest = oldest.empty() ? date : std::min(oldest, date);
  }
  row["committed_as_of"] = oldest;
}

void PriceMerge::finish() {
  for (const auto& [key, touched] : touched_) {
    auto& table = folder_->rates(key.first);
    if (is_empty_row(table, key.second)) {
      table.erase(key.second);
      continue;
    }
    auto& row = table.row(key.second);
    finish_sold(row, touched);
    finish_committed(row, touched);
    if (row["on_demand"].empty() && row["windows"].empty()) {
      row["source"].clear();
      row["as_of"].clear();
    }
  }
}

}  // namespace eksplan::app
