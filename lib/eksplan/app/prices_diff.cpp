#include "eksplan/app/prices_diff.hpp"

#include <algorithm>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "eksplan/app/price_query.hpp"
#include "eksplan/app/price_source.hpp"
#include "eksplan/app/priced_options.hpp"
#include "eksplan/app/reading.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/report/price_diff.hpp"
#include "eksplan/saved/read.hpp"

namespace eksplan::app {
namespace {

using Set = std::shared_ptr<const catalog::PriceSet>;
using Region = std::optional<catalog::Catalogue>;

// What open_prices() takes for a side.
std::string folder_of(const std::string& side) {
  return side == "builtin" ? "" : side;
}

std::set<std::string> all_regions(const Set& before, const Set& after) {
  std::set<std::string> names;
  for (const auto* const set : {&before, &after}) {
    for (const auto name : catalog::region_names(**set)) {
      names.emplace(name);
    }
  }
  return names;
}

std::set<std::string> type_names(const Region& before, const Region& after) {
  std::set<std::string> names;
  for (const auto* const region : {&before, &after}) {
    for (std::size_t i = 0; *region && i < (*region)->type_count(); ++i) {
      if ((*region)->is_sold(i)) {
        names.emplace((*region)->type(i).name);
      }
    }
  }
  return names;
}

using Amount = std::optional<units::Money>;

Amount amount_of(const std::optional<catalog::Price>& price) {
  return price ? Amount(price->amount) : std::nullopt;
}

Amount rate_of(const Region& region, const std::string& type, const PriceOption& option) {
  const auto index = region ? region->find_type(type) : std::nullopt;
  return index ? amount_of(option.price(*region, *index)) : std::nullopt;
}

void add(report::PriceDiff& diff, report::PriceChange change) {
  if (change.before == change.after) {
    diff.same += change.before ? 1 : 0;
  } else {
    diff.changes.push_back(std::move(change));
  }
}

void compare_region(const std::string& name, const Set& before_set, const Set& after_set,
                    report::PriceDiff& diff) {
  const auto before = catalog::open_region(before_set, name);
  const auto after = catalog::open_region(after_set, name);
  for (const auto item : catalog::all_items()) {
    add(diff, {.region = name,
               .name = std::string(catalog::name(item)),
               .option = {},
               .before = before ? amount_of(before->price(item)) : std::nullopt,
               .after = after ? amount_of(after->price(item)) : std::nullopt});
  }
  for (const auto& type : type_names(before, after)) {
    for (const auto& option : price_options()) {
      add(diff, {.region = name,
                 .name = type,
                 .option = std::string(option.name),
                 .before = rate_of(before, type, option),
                 .after = rate_of(after, type, option)});
    }
  }
}

report::PriceSetName set_name(const Set& set) {
  return name_of(*catalog::open_region(set, catalog::region_names(*set).front()));
}

// The input as it is priced by one set; nothing after a problem.
std::optional<saved::Result> estimated(const PriceDiffOptions& options, const std::string& prices,
                                       const FileReader& files, diag::Diagnostics& found,
                                       ExitCode& exit) {
  auto estimate_options = options.estimate;
  estimate_options.prices = prices;
  estimate_options.format = Format::json;
  auto outcome = estimate(estimate_options, files);
  for (auto& message : outcome.messages) {
    found.add(std::move(message));
  }
  exit = outcome.exit;
  if (exit != ExitCode::done) {
    found.add(general_message(diag::Severity::error, diag::kPriceData,
                              fmt::format("the input cannot be estimated with the prices of {}",
                                          prices.empty() ? "builtin" : prices),
                              "costs of a part of it would not be comparable"));
    return std::nullopt;
  }
  return saved::read("<estimate>", outcome.standard_output, found);
}

Amount hourly_of(const saved::Workload& workload) {
  return workload.cost ? Amount(workload.cost->hourly) : std::nullopt;
}

void compare_workloads(const saved::Result& before, const saved::Result& after,
                       report::PriceDiff& diff) {
  std::map<std::string, std::pair<Amount, Amount>> workloads;
  for (const auto& workload : before.workloads) {
    workloads[workload.id].first = hourly_of(workload);
  }
  for (const auto& workload : after.workloads) {
    workloads[workload.id].second = hourly_of(workload);
  }
  for (const auto& [id, amounts] : workloads) {
    if (amounts.first != amounts.second) {
      diff.workloads.push_back({id, amounts.first, amounts.second});
    }
  }
}

std::string written(const report::PriceDiff& diff, const PriceDiffOptions& options) {
  switch (options.format) {
    case PriceDiffFormat::json:
      return report::price_diff_json(diff);
    case PriceDiffFormat::csv:
      return report::price_diff_csv(diff);
    case PriceDiffFormat::markdown:
      return report::price_diff_markdown(diff);
    case PriceDiffFormat::table:
      break;
  }
  return report::price_diff_table(diff, options.estimate.table);
}

}  // namespace

base::Parsed<PriceDiffFormat> parse_price_diff_format(std::string_view text) {
  if (text == "table") {
    return PriceDiffFormat::table;
  }
  if (text == "json") {
    return PriceDiffFormat::json;
  }
  if (text == "csv") {
    return PriceDiffFormat::csv;
  }
  if (text == "markdown") {
    return PriceDiffFormat::markdown;
  }
  return base::Fault{fmt::format("'{}' is not a format", text),
                     "write table, json, csv or markdown"};
}

Outcome diff_prices(const PriceDiffOptions& options, const FileReader& files) {
  diag::Diagnostics found;
  const bool quiet = options.estimate.quiet;
  const auto before = open_prices(folder_of(options.before), files, found);
  const auto after = open_prices(folder_of(options.after), files, found);
  if (before == nullptr || after == nullptr) {
    return outcome_of(ExitCode::input, found, quiet);
  }
  auto regions = all_regions(before, after);
  for (const auto& region : options.regions) {
    if (!regions.contains(region)) {
      found.add(unknown_region(*after, region));
    }
  }
  if (found.has_errors()) {
    return outcome_of(ExitCode::usage, found, quiet);
  }
  if (!options.regions.empty()) {
    regions = {options.regions.begin(), options.regions.end()};
  }
  report::PriceDiff diff;
  diff.before = set_name(before);
  diff.after = set_name(after);
  for (const auto& region : regions) {
    compare_region(region, before, after, diff);
  }
  if (!options.estimate.inputs.empty()) {
    ExitCode exit = ExitCode::done;
    const auto first = estimated(options, folder_of(options.before), files, found, exit);
    const auto second =
        first ? estimated(options, folder_of(options.after), files, found, exit) : std::nullopt;
    if (!second || !first->plan || !second->plan) {
      return outcome_of(exit == ExitCode::done ? ExitCode::input : exit, found, quiet);
    }
    diff.has_workloads = true;
    diff.workload_region = options.estimate.region;
    diff.total_before = first->plan->summary.total.hourly;
    diff.total_after = second->plan->summary.total.hourly;
    compare_workloads(*first, *second, diff);
  }
  auto outcome = outcome_of(ExitCode::done, found, quiet);
  outcome.standard_output = written(diff, options);
  return outcome;
}

}  // namespace eksplan::app
