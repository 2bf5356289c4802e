#include "eksplan/catalog/manifest.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/catalog/block.hpp"

namespace eksplan::catalog {
namespace {

constexpr std::array<std::string_view, 2> kColumns{"key", "value"};
constexpr std::array<std::string_view, 3> kManifestKeys{"layout", "effective_date", "region"};

constexpr std::array<std::string_view, 4> kFiles{"price-set.csv", "regions.csv",
                                                 "instance-types.csv", "addons.csv"};

bool consists_of(std::string_view text, std::string_view characters) {
  return !text.empty() && text.find_first_not_of(characters) == std::string_view::npos;
}

// us-east-1, us-gov-west-1: words and a number. File names are made of it, so nothing else may be
// in it.
bool is_region_name(std::string_view text) {
  const auto parts = base::split(text, '-');
  return parts.size() >= 3 && consists_of(parts.back(), "0123456789") &&
         std::all_of(parts.begin(), parts.end() - 1, [](std::string_view part) {
           return consists_of(part, "abcdefghijklmnopqrstuvwxyz");
         });
}

void check_layout(const PriceRow& row) {
  if (const auto layout = row.required("value");
      !layout.empty() && layout != std::to_string(block::kLayout)) {
    row.report("value", fmt::format("'{}' is not a layout that eksplan reads", layout),
               fmt::format("it reads layout {}", block::kLayout));
  }
}

void check_region(const PriceRow& row) {
  if (const auto region = row.required("value"); !region.empty() && !is_region_name(region)) {
    row.report("value", fmt::format("'{}' is not the name of a region", region),
               "write it as AWS does, such as us-east-1");
  }
}

// Once each: `layout` and `effective_date`; any number of regions, each once.
void read_entry(const PriceRow& row, std::size_t index, Manifest& manifest) {
  const auto key = row.required("key");
  const auto value = row.text("value");
  if (key == "layout") {
    check_layout(row);
  } else if (key == "effective_date") {
    manifest.effective_date = row.date("value");
    manifest.effective_date_row = index;
  } else if (key == "region") {
    check_region(row);
    manifest.regions.push_back({std::string(value), index});
  } else if (!key.empty()) {
    row.report("key", fmt::format("'{}' is not a key of a price set", key),
               did_you_mean(key, kManifestKeys, "the keys are layout, effective_date and region"));
  }
}

}  // namespace

Manifest read_manifest(const PriceFile& file, diag::Diagnostics& found) {
  Manifest manifest(PriceRows(file, kColumns, found));
  UniqueKeys keys;
  for (std::size_t i = 0; i < manifest.rows.size(); ++i) {
    const auto row = manifest.rows.row(i);
    const bool is_region = row.text("key") == "region";
    const auto column = is_region ? "value" : "key";
    if (keys.add(row, column, row.text(column))) {
      read_entry(row, i, manifest);
    }
  }
  if (manifest.rows.size() == 0) {
    return manifest;
  }
  const auto last = manifest.rows.row(manifest.rows.size() - 1);
  for (const std::string_view key : {"layout", "effective_date"}) {
    if (!keys.has(key)) {
      last.report("key", fmt::format("no row has the key '{}'", key),
                  fmt::format("add a row '{},...'", key));
    }
  }
  if (manifest.regions.empty()) {
    last.report("key", "the set has no region", "add a row 'region,us-east-1'");
  }
  std::sort(manifest.regions.begin(), manifest.regions.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
  return manifest;
}

std::string rates_file(std::string_view region) {
  return fmt::format("ec2/{}.csv", region);
}

std::string items_file(std::string_view region) {
  return fmt::format("services/{}.csv", region);
}

std::span<const std::string_view> file_names() {
  return kFiles;
}

std::vector<std::string> region_file_names(const PriceFile& price_set, diag::Diagnostics& found) {
  const auto manifest = read_manifest(price_set, found);
  std::vector<std::string> names;
  for (const auto& region : manifest.regions) {
    if (is_region_name(region.name)) {
      names.push_back(rates_file(region.name));
      names.push_back(items_file(region.name));
    }
  }
  return names;
}

}  // namespace eksplan::catalog
