#include "eksplan/app/price_terms.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <map>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "eksplan/app/choices.hpp"
#include "eksplan/app/reading.hpp"
#include "eksplan/base/checked.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/catalog/terms.hpp"
#include "eksplan/diag/codes.hpp"

namespace eksplan::app {
namespace {

namespace chrono = std::chrono;
using model::Purchase;

bool can_buy_any(const catalog::Catalogue& catalogue) {
  for (std::size_t type = 0; type < catalogue.type_count(); ++type) {
    if (catalogue.node_price(type)) {
      return true;
    }
  }
  return false;
}

int number(std::string_view digits) {
  int value = 0;
  for (const char digit : digits) {
    value = value * 10 + (digit - '0');
  }
  return value;
}

// The last day of a date as price files write it: a year, a month or a day.
chrono::sys_days last_day(std::string_view date) {
  constexpr std::size_t kYear = 4;
  constexpr std::size_t kMonth = 7;
  const chrono::year year(number(date.substr(0, kYear)));
  if (date.size() <= kMonth) {
    const chrono::month month(
        date.size() == kYear ? 12 : static_cast<unsigned>(number(date.substr(kYear + 1, 2))));
    return year / month / chrono::last;
  }
  return year / chrono::month(static_cast<unsigned>(number(date.substr(kYear + 1, 2)))) /
         chrono::day(static_cast<unsigned>(number(date.substr(kMonth + 1, 2))));
}

// "region averages of 2026-05", "estimates by the Spot advisor of 2026-05"
std::string words_of(catalog::SpotKind kind) {
  switch (kind) {
    case catalog::SpotKind::region_average:
      return "averages of the region's zones";
    case catalog::SpotKind::advisor_estimate:
      return "estimates from what the Spot advisor says is saved";
    case catalog::SpotKind::zone_mean:
      break;
  }
  return "means of the newest price of each zone";
}

class Collector {
 public:
  Collector(const EstimateOptions& options, const plan::Plan& plan,
            const catalog::Catalogue& catalogue)
      : options_(&options), plan_(&plan), catalogue_(&catalogue) {}

  std::vector<cost::Assumption> collect() {
    std::set<Purchase> ways;
    for (const auto& group : plan_->groups) {
      const auto buying = buying_of(group);
      ways.insert(buying.purchase);
      if (buying.other) {
        ways.insert(buying.other->purchase);
      }
    }
    if (has_fargate()) {
      ways.insert(options_->buying.purchase);
    }
    for (const auto way : ways) {
      about(way);
    }
    mix();
    discounts();
    return std::move(list_);
  }

 private:
  void say(std::string_view id, std::string text) {
    list_.push_back({std::string(id), std::move(text)});
  }

  bool has_fargate() const {
    return std::ranges::any_of(plan_->placements, [](const plan::Placement& placement) {
      return placement.target == plan::Target::fargate;
    });
  }

  void about(Purchase purchase) {
    switch (purchase) {
      case Purchase::on_demand:
        break;
      case Purchase::spot:
        spot();
        break;
      case Purchase::reserved_1yr:
      case Purchase::reserved_3yr:
        reserved();
        break;
      case Purchase::savings_1yr:
      case Purchase::savings_3yr:
        savings();
        break;
    }
  }

  catalog::Buying buying_of(const plan::NodeGroup& group) const {
    const auto type = catalogue_->find_type(group.type.name);
    return type ? catalogue_->buying(*type) : catalog::Buying{};
  }

  bool uses(const plan::NodeGroup& group, Purchase way) const {
    const auto buying = buying_of(group);
    return buying.purchase == way || (buying.other && buying.other->purchase == way);
  }

  // Whole nodes of the first kind, as many as its part is rounded up, instead of a mean price.
  units::HourlyRate more_with_whole_nodes(const plan::NodeGroup& group) const {
    const auto type = catalogue_->find_type(group.type.name);
    const auto buying = buying_of(group);
    if (!type || !buying.other) {
      return {};
    }
    constexpr std::int64_t kAll = 100;
    const auto whole = static_cast<std::int64_t>(
        base::div_ceil(group.count * (kAll - buying.other->percent), kAll));
    return catalogue_->hourly(*type, buying.purchase).value_or(units::HourlyRate{}) * whole +
           catalogue_->hourly(*type, buying.other->purchase).value_or(units::HourlyRate{}) *
               (group.count - whole) -
           group.hourly_per_node * group.count;
  }

  void mix() {
    std::vector<std::string> groups;
    units::HourlyRate more_by_hour;
    for (const auto& group : plan_->groups) {
      if (const auto buying = buying_of(group); buying.other) {
        constexpr std::int64_t kAll = 100;
        groups.push_back(fmt::format("{}, {} % {} and {} % {}", group.name,
                                     kAll - buying.other->percent, model::name(buying.purchase),
                                     buying.other->percent, model::name(buying.other->purchase)));
        more_by_hour += more_with_whole_nodes(group);
      }
    }
    if (groups.empty()) {
      return;
    }
    const auto more = more_by_hour.for_hours(options_->month_hours);
    const bool is_less = more < units::Money{};
    say("purchase-mix",
        fmt::format("nodes are bought in two ways and cost the mean of both: {}; an Auto Scaling "
                    "group rounds the first up to whole nodes, which {} ${} a month",
                    base::join(groups, "; "), is_less ? "takes off" : "adds",
                    (is_less ? units::Money{} - more : more).text_with(2)));
  }

  void spot() {
    std::map<std::string, std::set<std::string>> types_of;  // by what is known of their price
    std::vector<std::string> interruptions;
    for (const auto& group : plan_->groups) {
      if (!uses(group, Purchase::spot)) {
        continue;
      }
      const auto type = catalogue_->find_type(group.type.name);
      const auto spot = type ? catalogue_->spot(*type) : std::nullopt;
      if (!spot) {
        continue;
      }
      types_of[fmt::format("{} of {}", words_of(spot->kind), spot->as_of)].emplace(group.type.name);
      interruptions.push_back(
          fmt::format("{} {}", group.type.name,
                      spot->interruption.empty() ? "not known" : std::string(spot->interruption)));
    }
    for (const auto& [known, types] : types_of) {
      say("spot-prices", fmt::format("Spot prices change all the time; those of {} are {}",
                                     base::and_list({types.begin(), types.end()}), known));
    }
    if (!interruptions.empty()) {
      std::ranges::sort(interruptions);
      interruptions.erase(std::unique(interruptions.begin(), interruptions.end()),
                          interruptions.end());
      say("spot-interruption",
          "AWS takes Spot nodes back with two minutes' notice; the share "
          "reclaimed in a month: " +
              base::join(interruptions, ", "));
    }
    if (has_fargate()) {
      say("fargate-spot", "EKS has no Fargate Spot, so pods on Fargate are priced on demand");
    }
  }

  void reserved() {
    if (!plan_->groups.empty()) {
      say("reserved",
          "reserved nodes are paid for in advance and for the whole term (standard, "
          "all upfront), spread over its hours");
    }
    if (has_fargate()) {
      say("fargate-reserved",
          "Fargate cannot be reserved, so pods on it are priced on demand; a savings plan covers "
          "them");
    }
  }

  void savings() {
    const auto plan = fargate_savings(options_->buying.purchase, *catalogue_);
    const auto part = plan ? catalogue_->price(plan->item) : std::nullopt;
    if (has_fargate() && part) {
      const auto percent = units::Decimal::from_billionths(part->list.nanos() * 100);
      say("fargate-savings",
          fmt::format("a Compute Savings Plan {} takes {} % off Fargate's price ({}, {})",
                      plan->payment_words, percent, part->source, part->as_of));
    } else if (has_fargate()) {
      say("fargate-savings",
          "no savings rate for Fargate is known here, so pods on it are priced "
          "on demand");
    }
  }

  void discounts() {
    if (options_->discounts.empty()) {
      return;
    }
    std::vector<std::string> words;
    for (const auto& discount : options_->discounts) {
      auto text = catalog::text_of(discount);
      text.replace(text.find('='), 1, " ");
      words.push_back(text + " %");
    }
    say("discounts", "negotiated discounts are taken off list prices: " + base::and_list(words));
  }

  const EstimateOptions* options_;
  const plan::Plan* plan_;
  const catalog::Catalogue* catalogue_;
  std::vector<cost::Assumption> list_;
};

}  // namespace

std::optional<FargateSavings> fargate_savings(Purchase purchase,
                                              const catalog::Catalogue& catalogue) {
  using catalog::Item;
  constexpr std::array<FargateSavings, 3> kOneYear{
      {{Item::fargate_savings_1yr_no_upfront, "no-upfront", "without upfront payment"},
       {Item::fargate_savings_1yr_partial_upfront, "partial-upfront", "paid half in advance"},
       {Item::fargate_savings_1yr_all_upfront, "all-upfront", "paid in advance"}}};
  constexpr std::array<FargateSavings, 3> kThreeYears{
      {{Item::fargate_savings_3yr_no_upfront, "no-upfront", "without upfront payment"},
       {Item::fargate_savings_3yr_partial_upfront, "partial-upfront", "paid half in advance"},
       {Item::fargate_savings_3yr_all_upfront, "all-upfront", "paid in advance"}}};
  if (purchase != Purchase::savings_1yr && purchase != Purchase::savings_3yr) {
    return std::nullopt;
  }
  const auto& plans = purchase == Purchase::savings_1yr ? kOneYear : kThreeYears;
  const auto* const known = std::ranges::find_if(
      plans, [&](const FargateSavings& plan) { return catalogue.price(plan.item).has_value(); });
  return known == plans.end() ? std::nullopt : std::optional(*known);
}

catalog::Terms terms_of(const EstimateOptions& options, const catalog::Catalogue& catalogue) {
  catalog::Terms terms;
  for (const auto& discount : options.discounts) {
    terms.millionths_off[static_cast<std::size_t>(discount.service)] = discount.millionths;
  }
  terms.buying = options.buying;
  terms.buying_of_types = options.buying_of_types;
  if (const auto plan = fargate_savings(options.buying.purchase, catalogue)) {
    terms.fargate_savings = plan->item;
  }
  return terms;
}

std::optional<diag::Diagnostic> unbuyable(const EstimateOptions& options,
                                          const catalog::Catalogue& catalogue) {
  const bool only_fargate = options.placement == plan::PlacementMode::fargate;
  if (!only_fargate && !can_buy_any(catalogue)) {
    return general_message(
        diag::Severity::error, diag::kUsage,
        fmt::format("--purchase {}: the price set {} has no such prices of instances in {}",
                    catalog::text_of(options.buying), catalogue.set_name(),
                    catalogue.region().name),
        "eksplan prices list shows what it has; eksplan prices import adds AWS's own files to a "
        "set");
  }
  return std::nullopt;
}

std::optional<diag::Diagnostic> old_prices(const EstimateOptions& options,
                                           const catalog::Catalogue& catalogue) {
  if (!options.as_of) {
    return std::nullopt;
  }
  const auto& day = *options.as_of;
  const chrono::sys_days today =
      chrono::year(day.year) / chrono::month(day.month) / chrono::day(day.day);
  const auto age = (today - last_day(catalogue.effective_date())).count();
  if (age <= options.max_price_age) {
    return std::nullopt;
  }
  return general_message(
      diag::Severity::warning, diag::kPriceData,
      fmt::format("the price set {} is of {}, {} days old on the day that --as-of names; "
                  "--max-price-age allows {}",
                  catalogue.set_name(), catalogue.effective_date(), age, options.max_price_age),
      "eksplan prices update fetches newer prices, and --prices uses them");
}

std::vector<cost::Assumption> price_assumptions(const EstimateOptions& options,
                                                const plan::Plan& plan,
                                                const catalog::Catalogue& catalogue) {
  return Collector(options, plan, catalogue).collect();
}

}  // namespace eksplan::app
