#include "eksplan/app/price_folder.hpp"

#include <algorithm>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/doc/table.hpp"

namespace eksplan::app {
namespace {

constexpr std::string_view kManifest = "price-set.csv";
constexpr std::string_view kRates = "ec2/";
constexpr std::string_view kServiceFolder = "services/";
constexpr std::string_view kEnding = ".csv";

std::string csv_cell(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos && (text.empty() || text[0] != '#')) {
    return text;
  }
  std::string quoted = "\"";
  for (const char c : text) {
    quoted += c == '"' ? "\"\"" : std::string(1, c);
  }
  return quoted + "\"";
}

// The lines that a file begins with.
std::string leading_comment(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && text[at] == '#') {
    at = std::min(text.find('\n', at), text.size() - 1) + 1;
  }
  return std::string(text.substr(0, at));
}

PriceTable parse(const std::string& path, std::string_view text, diag::Diagnostics& found) {
  const auto table = doc::read_table({path, text}, {.comment = '#'}, found);
  PriceTable result(leading_comment(text), {table.header.begin(), table.header.end()});
  for (const auto& row : table.rows) {
    auto& cells = result.row(row.cells.front());
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
      cells[std::string(table.header[i])] = row.cells[i];
    }
  }
  return result;
}

std::string newest_date(const std::map<std::string, PriceTable, std::less<>>& tables) {
  std::string newest;
  for (const auto& [path, table] : tables) {
    if (!path.starts_with(kRates) && !path.starts_with(kServiceFolder)) {
      continue;
    }
    for (const auto& [key, row] : table.rows()) {
      for (const auto* column : {"as_of", "spot_as_of", "committed_as_of"}) {
        newest = std::max(newest, std::string(table.cell(key, column)));
      }
    }
  }
  return newest;
}

}  // namespace

PriceTable::Row& PriceTable::row(std::string_view key) {
  auto at = rows_.find(key);
  if (at == rows_.end()) {
    at = rows_.emplace(std::string(key), Row()).first;
    if (!columns_.empty()) {
      at->second[columns_.front()] = key;
    }
  }
  return at->second;
}

void PriceTable::erase(std::string_view key) {
  const auto at = rows_.find(key);
  if (at != rows_.end()) {
    rows_.erase(at);
  }
}

std::string_view PriceTable::cell(std::string_view key, std::string_view column) const {
  const auto row = rows_.find(key);
  if (row == rows_.end()) {
    return {};
  }
  const auto cell = row->second.find(column);
  return cell == row->second.end() ? std::string_view() : std::string_view(cell->second);
}

std::string PriceTable::text() const {
  auto text = comment_ + base::join(columns_, ",") + "\n";
  for (const auto& [key, row] : rows_) {
    for (std::size_t i = 0; i < columns_.size(); ++i) {
      text += i == 0 ? "" : ",";
      const auto cell = row.find(columns_[i]);
      text += cell == row.end() ? "" : csv_cell(cell->second);
    }
    text += '\n';
  }
  return text;
}

PriceFolder PriceFolder::read(const std::string& folder, const FileReader& files,
                              diag::Diagnostics& found) {
  PriceFolder result;
  const auto add = [&](const std::string& name) {
    const auto path = folder + "/" + name;
    if (const auto text = files.read(path)) {
      result.tables_[name] = parse(path, *text, found);
    }
  };
  for (const auto name : catalog::file_names()) {
    if (name != kManifest) {
      add(std::string(name));
    }
  }
  for (const auto& region : result.regions()) {
    add(std::string(kRates) + region + std::string(kEnding));
    add(std::string(kServiceFolder) + region + std::string(kEnding));
  }
  return result;
}

void PriceFolder::add_region(const PriceFolder& from, std::string_view region) {
  const auto& known = from.regions_table().rows();
  const auto row = known.find(region);
  if (row == known.end()) {
    return;
  }
  regions_table().put(region, row->second);
  for (const auto folder : {kRates, kServiceFolder}) {
    const auto path = fmt::format("{}{}{}", folder, region, kEnding);
    tables_[path] = from.tables_.at(path);
  }
  for (const auto& [type, cells] : from.types().rows()) {
    if (!types().has(type)) {
      types().put(type, cells);
    }
  }
}

std::vector<std::string> PriceFolder::regions() const {
  std::vector<std::string> names;
  const auto table = tables_.find("regions.csv");
  if (table != tables_.end()) {
    for (const auto& [name, row] : table->second.rows()) {
      names.push_back(name);
    }
  }
  return names;
}

PriceTable& PriceFolder::rates(std::string_view region) {
  return tables_[fmt::format("{}{}{}", kRates, region, kEnding)];
}

PriceTable& PriceFolder::services(std::string_view region) {
  return tables_[fmt::format("{}{}{}", kServiceFolder, region, kEnding)];
}

std::vector<OutputFile> PriceFolder::texts() const {
  std::string manifest =
      "# What this price set is: its layout, the date of its newest price, and its regions.\n"
      "key,value\nlayout,2\neffective_date," +
      newest_date(tables_) + "\n";
  for (const auto& region : regions()) {
    manifest += "region," + region + "\n";
  }
  std::vector<OutputFile> texts{{std::string(kManifest), std::move(manifest)}};
  for (const auto& [path, table] : tables_) {
    texts.push_back({path, table.text()});
  }
  return texts;
}

std::string flag_cell(bool value) {
  return value ? "true" : "false";
}

std::string known_count_cell(std::int64_t value) {
  return value == 0 ? "" : std::to_string(value);
}

bool is_price_file(std::string_view path) {
  const auto names = catalog::file_names();
  if (std::find(names.begin(), names.end(), path) != names.end()) {
    return true;
  }
  return (path.starts_with(kRates) || path.starts_with(kServiceFolder)) &&
         path.size() > kEnding.size() && path.substr(path.size() - kEnding.size()) == kEnding;
}

}  // namespace eksplan::app
