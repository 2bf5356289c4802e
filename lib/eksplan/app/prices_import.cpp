#include "eksplan/app/prices_import.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "eksplan/app/price_folder.hpp"
#include "eksplan/app/price_merge.hpp"
#include "eksplan/app/price_source.hpp"
#include "eksplan/app/reading.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/byte_source.hpp"

namespace eksplan::app {
namespace {

using Set = std::shared_ptr<const catalog::PriceSet>;

diag::Diagnostic file_error(const std::string& path, std::string message, std::string hint) {
  return {.severity = diag::Severity::error,
          .code = diag::kFileUnreadable,
          .at = {.file = path, .line = 0, .column = 0, .path = {}},
          .message = std::move(message),
          .hint = std::move(hint),
          .excerpt = {}};
}

// A price folder, with nothing in it that is none: the whole folder will be replaced.
bool is_price_folder(const std::string& folder, const FileReader& files, diag::Diagnostics& found) {
  const auto check = [&](const std::string& path, const std::string& name) {
    if (!is_price_file(name) && name != "README.md") {
      found.add(file_error(path, "this is no part of a price folder",
                           fmt::format("{} is replaced as a whole: move the file away, or name "
                                       "another folder",
                                       folder)));
    }
  };
  const auto names = files.list(folder).optional().value_or(std::vector<std::string>{});
  for (const auto& name : names) {
    const auto path = fmt::format("{}/{}", folder, name);
    if (files.kind(path) != PathKind::folder) {
      check(path, name);
      continue;
    }
    for (const auto& below : files.list(path).optional().value_or(std::vector<std::string>{})) {
      check(fmt::format("{}/{}", path, below), fmt::format("{}/{}", name, below));
    }
  }
  return !found.has_errors();
}

// The regions that are asked for and that `set` does not have.
void refuse_unknown(const Set& set, const std::vector<std::string>& regions,
                    diag::Diagnostics& found) {
  for (const auto& region : regions) {
    if (!catalog::open_region(set, region)) {
      found.add(unknown_region(*set, region));
    }
  }
}

// The folder as it is, with the regions that it should have besides.
PriceFolder existing(const ImportOptions& options, const FileReader& files,
                     diag::Diagnostics& found) {
  auto folder = PriceFolder::read(options.into, files, found);
  std::vector<std::string> missing;
  for (const auto& region : options.regions) {
    if (!folder.regions_table().has(region)) {
      missing.push_back(region);
    }
  }
  if (!missing.empty()) {
    const auto builtin = catalog::builtin();
    refuse_unknown(builtin, missing, found);
    if (!found.has_errors()) {
      const auto more = PriceFolder::of(builtin, missing);
      for (const auto& region : missing) {
        folder.add_region(more, region);
      }
    }
  }
  return folder;
}

struct Start {
  std::optional<PriceFolder> folder;
  ExitCode exit = ExitCode::input;  // when there is none
};

// What the new folder starts from.
Start start(const ImportOptions& options, const FileReader& files, diag::Diagnostics& found) {
  const auto kind = files.kind(options.into);
  if (kind == PathKind::file) {
    found.add(file_error(options.into, "this is a file, not a folder", "--into wants a folder"));
    return {{}, ExitCode::usage};
  }
  const bool is_there =
      kind == PathKind::folder &&
      !files.list(options.into).optional().value_or(std::vector<std::string>{}).empty();
  if (is_there && !options.prices.empty()) {
    found.add(general_message(
        diag::Severity::error, diag::kUsage,
        fmt::format("--prices says what a new folder starts from, and {} is there", options.into),
        "leave --prices out, or name a new folder"));
    return {{}, ExitCode::usage};
  }
  if (is_there && !is_price_folder(options.into, files, found)) {
    return {{}, ExitCode::usage};
  }
  const auto set = open_prices(is_there ? options.into : options.prices, files, found);
  if (set == nullptr) {
    return {};
  }
  if (is_there) {
    auto folder = existing(options, files, found);
    return found.has_errors() ? Start{{}, ExitCode::usage} : Start{std::move(folder)};
  }
  refuse_unknown(set, options.regions, found);
  return found.has_errors() ? Start{{}, ExitCode::usage}
                            : Start{PriceFolder::of(set, options.regions)};
}

offers::ReadOptions read_options(const ImportOptions& options, const ImportFile& file,
                                 const PriceFolder& folder) {
  offers::ReadOptions read{.regions = {options.regions.begin(), options.regions.end()},
                           .region_of_title = {},
                           .as_of = options.as_of.empty() ? file.day : options.as_of};
  if (!file.region.empty()) {
    read.regions = {file.region};
  }
  for (const auto& [region, row] : folder.regions_table().rows()) {
    read.region_of_title.emplace(folder.regions_table().cell(region, "title"), region);
  }
  return read;
}

const std::string& shown(const ImportFile& file) {
  return file.shown.empty() ? file.path : file.shown;
}

std::int64_t figures(const offers::Facts& facts) {
  return static_cast<std::int64_t>(facts.rates.size() + facts.items.size() + facts.spot.size() +
                                   facts.advice.size() + facts.offered.size() + facts.types.size());
}

// A file that has nothing of use may be the list of another service; one of another region is a
// mistake.
void tell_empty(const ImportFile& file, const offers::ReadFile& read, const ImportOptions& options,
                diag::Diagnostics& found) {
  if (figures(read.facts) != 0) {
    return;
  }
  const bool elsewhere =
      read.facts.left_out.contains("products of regions that were not asked for");
  const auto& regions = file.region.empty() ? options.regions : std::vector{file.region};
  found.add(
      {.severity = elsewhere ? diag::Severity::error : diag::Severity::warning,
       .code = diag::kPriceData,
       .at = {.file = shown(file), .line = 0, .column = 0, .path = {}},
       .message =
           elsewhere ? fmt::format("this {} has no price of {}", read.kind, base::and_list(regions))
                     : fmt::format("this {} has no price that a price folder holds", read.kind),
       .hint = elsewhere ? "it is the list of other regions" : "is it the list of another service?",
       .excerpt = {}});
}

std::vector<offers::ReadFile> read_files(const ImportOptions& options, const PriceFolder& folder,
                                         const OpenBytes& open, diag::Diagnostics& found) {
  std::vector<offers::ReadFile> read;
  for (const auto& file : options.files) {
    auto bytes = open(file.path);
    if (!bytes) {
      found.add(file_error(shown(file), bytes.fault().message, bytes.fault().hint));
      continue;
    }
    auto one = offers::read(**bytes, shown(file), read_options(options, file, folder), found);
    if (one) {
      tell_empty(file, *one, options, found);
      read.push_back(std::move(*one));
    }
  }
  const auto is_of_use = [](const auto& one) { return figures(one.facts) != 0; };
  if (!found.has_errors() && std::none_of(read.begin(), read.end(), is_of_use)) {
    found.add(general_message(diag::Severity::error, diag::kPriceData,
                              "no file has a price that a price folder holds",
                              "eksplan prices import --help tells which files have"));
  }
  return read;
}

// As --prices will build it.
Set check(const ImportOptions& options, const std::vector<OutputFile>& texts,
          diag::Diagnostics& found) {
  std::vector<catalog::PriceFile> tables;
  tables.reserve(texts.size());
  for (const auto& file : texts) {
    tables.push_back({fmt::format("{}/{}", options.into, file.path), file.text});
  }
  return catalog::build(options.into, tables, found);
}

std::string summary(const ImportOptions& options, const std::vector<offers::ReadFile>& read,
                    const PriceMerge& merge, const Set& set) {
  std::string text;
  for (std::size_t i = 0; i < read.size(); ++i) {
    text += fmt::format("{}: {} of {}, {}\n", base::printable(shown(options.files[i])),
                        base::printable(read[i].kind), read[i].as_of,
                        base::plural(figures(read[i].facts), "figure", "figures"));
  }
  text += fmt::format("\n{:<16}{:<20}{:>7}{:>7}{:>7}{:>8}{:>9}\n", "region", "of", "new", "up",
                      "down", "same", "dropped");
  for (const auto& [key, count] : merge.changes()) {
    text += fmt::format("{:<16}{:<20}{:>7}{:>7}{:>7}{:>8}{:>9}\n",
                        key.first.empty() ? "all" : key.first, key.second, count.added, count.up,
                        count.down, count.same, count.dropped);
  }
  if (!merge.left_out().empty()) {
    text += "\nnot taken over:\n";
    for (const auto& [what, count] : merge.left_out()) {
      text += fmt::format("{:>10}  {}\n", count, what);
    }
  }
  const auto names = catalog::region_names(*set);
  const auto first = catalog::open_region(set, names.front());
  return text + fmt::format("\n{}: {}, newest price {}, sha256 {}\n", base::printable(options.into),
                            base::plural(static_cast<long long>(names.size()), "region", "regions"),
                            first->effective_date(), first->sha256().substr(0, 12));
}

}  // namespace

ImportResult import_prices(const ImportOptions& options, const FileReader& files,
                           const OpenBytes& open) {
  diag::Diagnostics found;
  auto [folder, exit] = start(options, files, found);
  if (!folder) {
    return {outcome_of(exit, found, false), {}};
  }
  const auto read = read_files(options, *folder, open, found);
  if (found.has_errors()) {
    return {outcome_of(ExitCode::input, found, false), {}};
  }
  PriceMerge merge(*folder, options.partial);
  for (const auto& file : read) {
    merge.add_types(file);
  }
  for (std::size_t i = 0; i < read.size(); ++i) {
    merge.add_prices(read[i], shown(options.files[i]), found);
  }
  merge.finish();
  auto texts = folder->texts();
  const auto set = found.has_errors() ? nullptr : check(options, texts, found);
  if (set == nullptr) {
    return {outcome_of(ExitCode::input, found, false), {}};
  }
  ImportResult result{outcome_of(ExitCode::done, found, false), std::move(texts)};
  result.outcome.standard_output = summary(options, read, merge, set);
  return result;
}

}  // namespace eksplan::app
