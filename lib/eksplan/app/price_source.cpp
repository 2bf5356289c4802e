#include "eksplan/app/price_source.hpp"

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/app/reading.hpp"
#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"

namespace eksplan::app {
namespace {

void tell(diag::Diagnostics& found, const std::string& path, std::string message,
          std::string hint) {
  found.add({.severity = diag::Severity::error,
             .code = diag::kPriceData,
             .at = {.file = path, .line = 0, .column = 0, .path = {}},
             .message = std::move(message),
             .hint = std::move(hint),
             .excerpt = {}});
}

bool is_table(const std::string& name) {
  return name.size() > 4 && name.substr(name.size() - 4) == ".csv";
}

// Every table in the folder and in the folders right below it, in sorted order.
std::vector<std::string> tables_in(const std::string& folder, const FileReader& files,
                                   bool descend) {
  std::vector<std::string> paths;
  const auto names = files.list(folder).optional().value_or(std::vector<std::string>{});
  for (const auto& name : names) {
    const auto path = folder + "/" + name;
    const auto kind = files.kind(path);
    if (kind == PathKind::folder && descend) {
      const auto below = tables_in(path, files, false);
      paths.insert(paths.end(), below.begin(), below.end());
    } else if (kind == PathKind::file && is_table(name)) {
      paths.push_back(path);
    }
  }
  std::sort(paths.begin(), paths.end());
  return paths;
}

}  // namespace

std::shared_ptr<const catalog::PriceSet> open_prices(const std::string& folder,
                                                     const FileReader& files,
                                                     diag::Diagnostics& found) {
  if (folder.empty()) {
    return catalog::builtin();
  }
  if (files.kind(folder) != PathKind::folder) {
    tell(found, folder, "there is no such folder",
         "--prices wants a folder laid out like pricing-data");
    return nullptr;
  }
  std::vector<std::string> texts;
  std::vector<std::string> paths = tables_in(folder, files, true);
  texts.reserve(paths.size());
  std::vector<catalog::PriceFile> tables;
  for (const auto& path : paths) {
    auto text = files.read(path);
    if (!text) {
      tell(found, path, text.fault().message, text.fault().hint);
      return nullptr;
    }
    texts.push_back(*text);
    tables.push_back({path, texts.back()});
  }
  return catalog::build(folder, tables, found);
}

diag::Diagnostic unknown_region(const catalog::PriceSet& prices, std::string_view region) {
  constexpr std::size_t kMostNamed = 6;  // as many fit on a line
  const auto names = catalog::region_names(prices);
  const auto known =
      names.size() <= kMostNamed
          ? fmt::format("prices are known for {}", base::and_list({names.begin(), names.end()}))
          : fmt::format("prices are known for {} regions, which 'eksplan prices list' names",
                        names.size());
  const auto near =
      region.starts_with("cn-") ? std::nullopt : base::nearest(region, names);  // not eu-north-1
  return general_message(diag::Severity::error, diag::kRegionUnknown,
                         fmt::format("there are no prices for region '{}'", region),
                         near ? fmt::format("did you mean {}? {}", *near, known) : known);
}

}  // namespace eksplan::app
