#include "eksplan/app/prices_show.hpp"

#include <algorithm>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "eksplan/app/priced_options.hpp"
#include "eksplan/app/reading.hpp"
#include "eksplan/base/glob.hpp"
#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"

namespace eksplan::app {
namespace {

using catalog::Catalogue;
using catalog::Item;

report::PriceFigure figure_of(std::string_view option, const catalog::Price& price) {
  return {.option = std::string(option),
          .amount = price.amount,
          .unit = std::string(price.unit),
          .as_of = std::string(price.as_of),
          .source = std::string(price.source),
          .spot_kind = ""};
}

report::PricedType priced_type(const Catalogue& catalogue, std::size_t type) {
  report::PricedType row;
  row.name = catalogue.type(type).name;
  const auto spot = catalogue.spot(type);
  for (const auto& option : price_options()) {
    if (const auto price = option.price(catalogue, type)) {
      row.figures.push_back(figure_of(option.name, *price));
      if (option.name == model::name(model::Purchase::spot) && spot) {
        row.figures.back().spot_kind = catalog::name(spot->kind);
      }
    }
  }
  row.interruption = spot ? spot->interruption : std::string_view{};
  const auto zones = catalogue.zones(type);
  row.zones.assign(zones.begin(), zones.end());
  return row;
}

// Every name of the set, whether it has a price here or not.
std::vector<std::string_view> all_names(const Catalogue& catalogue) {
  std::vector<std::string_view> names;
  for (std::size_t type = 0; type < catalogue.type_count(); ++type) {
    names.push_back(catalogue.type(type).name);
  }
  for (const auto item : catalog::all_items()) {
    names.push_back(catalog::name(item));
  }
  return names;
}

bool has_wildcard(std::string_view pattern) {
  return pattern.find_first_of("*?") != std::string_view::npos;
}

/// What is asked for and known, and what is asked for and not.
class Search {
 public:
  Search(const QueriedPrices& prices, diag::Diagnostics& found)
      : set_(prices.set), here_(&*prices.here), found_(&found) {}

  void want(const std::string& pattern) {
    bool is_known = false;
    for (std::size_t type = 0; type < here_->type_count(); ++type) {
      if (here_->is_sold(type) && base::glob_matches(pattern, here_->type(type).name)) {
        types_.insert(type);
        is_known = true;
      }
    }
    for (const auto item : catalog::all_items()) {
      if (base::glob_matches(pattern, catalog::name(item)) && here_->price(item)) {
        items_.insert(item);
        is_known = true;
      }
    }
    if (!is_known) {
      report_nothing(pattern);
    }
  }

  void want_items() {
    for (const auto item : catalog::all_items()) {
      if (here_->price(item)) {
        items_.insert(item);
      }
    }
  }

  bool missed() const { return missed_; }

  void fill(report::ShownPrices& shown) const {
    for (const auto type : types_) {
      shown.types.push_back(priced_type(*here_, type));
    }
    for (const auto item : items_) {
      shown.items.push_back({std::string(catalog::name(item)), figure_of({}, *here_->price(item))});
    }
  }

 private:
  void report_nothing(const std::string& pattern) {
    missed_ = true;
    const auto names = all_names(*here_);
    const bool exists = std::any_of(names.begin(), names.end(), [&](std::string_view name) {
      return base::glob_matches(pattern, name);
    });
    const auto region = here_->region().name;
    if (exists) {
      say(has_wildcard(pattern)
              ? fmt::format("nothing that matches '{}' has a price in {}", pattern, region)
              : fmt::format("no price of '{}' is known in {}", pattern, region),
          elsewhere(pattern));
      return;
    }
    const auto near = base::nearest(pattern, names);
    say(has_wildcard(pattern) ? fmt::format("no instance type and no item matches '{}'", pattern)
                              : fmt::format("there is no instance type and no item '{}'", pattern),
        near ? fmt::format("did you mean {}?", *near)
             : "'eksplan prices show' lists the items, 'eksplan instances' the types");
  }

  // Where the set has what it has not here.
  std::string elsewhere(const std::string& pattern) const {
    constexpr std::size_t kMostNamed = 4;
    std::vector<std::string> regions;
    for (const auto region : catalog::region_names(*set_)) {
      if (knows(*catalog::open_region(set_, region), pattern)) {
        regions.emplace_back(region);
      }
    }
    if (regions.empty()) {
      return "nor is one in any other region of the price set";
    }
    const auto more = regions.size() - std::min(regions.size(), kMostNamed);
    regions.resize(regions.size() - more);
    if (more > 0) {
      regions.push_back(fmt::format("{} more", more));
    }
    return fmt::format("one is in {}", base::and_list(regions));
  }

  static bool knows(const Catalogue& catalogue, const std::string& pattern) {
    for (std::size_t type = 0; type < catalogue.type_count(); ++type) {
      if (catalogue.is_sold(type) && base::glob_matches(pattern, catalogue.type(type).name)) {
        return true;
      }
    }
    const auto items = catalog::all_items();
    return std::any_of(items.begin(), items.end(), [&](Item item) {
      return base::glob_matches(pattern, catalog::name(item)) && catalogue.price(item);
    });
  }

  void say(std::string text, std::string hint) {
    found_->add(
        general_message(diag::Severity::error, diag::kUsage, std::move(text), std::move(hint)));
  }

  std::shared_ptr<const catalog::PriceSet> set_;
  const Catalogue* here_;
  diag::Diagnostics* found_;
  std::set<std::size_t> types_;
  std::set<Item> items_;
  bool missed_ = false;
};

report::ShownPrices head_of(const Catalogue& catalogue) {
  const auto& region = catalogue.region();
  report::ShownPrices shown;
  shown.set = name_of(catalogue);
  shown.region = region.name;
  shown.title = region.title;
  shown.eks_fargate = region.eks_fargate;
  for (std::size_t i = 0; i < region.zones.size(); ++i) {
    const auto& fargate = region.fargate_zones;
    shown.zones.push_back(
        {.name = std::string(region.zones[i]),
         .id = std::string(region.zone_ids[i]),
         .has_fargate = region.eks_fargate && std::find(fargate.begin(), fargate.end(),
                                                        region.zones[i]) != fargate.end()});
  }
  for (std::size_t type = 0; type < catalogue.type_count(); ++type) {
    shown.types_of_region += catalogue.is_sold(type) ? 1U : 0U;
  }
  return shown;
}

std::string written(const report::ShownPrices& shown, const PriceQuery& query) {
  switch (query.format) {
    case ListFormat::json:
      return report::prices_json(shown);
    case ListFormat::csv:
      return report::prices_csv(shown);
    case ListFormat::tsv:
      return report::prices_tsv(shown);
    case ListFormat::table:
      break;
  }
  return report::prices_table(shown, query.table);
}

}  // namespace

Outcome show_prices(const std::vector<std::string>& wanted, const PriceQuery& query,
                    const FileReader& files) {
  diag::Diagnostics found;
  const auto prices = query_prices(query, files, found);
  if (!prices.here) {
    return outcome_of(prices.failure(), found, query.quiet);
  }
  auto shown = head_of(*prices.here);
  Search search(prices, found);
  for (const auto& pattern : wanted) {
    search.want(pattern);
  }
  if (wanted.empty()) {
    search.want_items();
  }
  search.fill(shown);
  auto outcome = outcome_of(search.missed() ? ExitCode::usage : ExitCode::done, found, query.quiet);
  if (!shown.types.empty() || !shown.items.empty() || !search.missed()) {
    outcome.standard_output = written(shown, query);
  }
  return outcome;
}

}  // namespace eksplan::app
