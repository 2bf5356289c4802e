#include "eksplan/app/price_assumptions.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "eksplan/app/price_terms.hpp"
#include "eksplan/base/checked.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/catalog/terms.hpp"

namespace eksplan::app {
namespace {

using model::Purchase;

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

class PriceCollector {
 public:
  PriceCollector(const EstimateOptions& options, const plan::Plan& plan,
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
    const auto whole = static_cast<std::int64_t>(
        base::div_ceil(base::int128{group.count} * buying.other->percent_left(), 100));
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
        groups.push_back(fmt::format("{}, {} % {} and {} % {}", group.name,
                                     buying.other->percent_left(), model::name(buying.purchase),
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

std::vector<cost::Assumption> price_assumptions(const EstimateOptions& options,
                                                const plan::Plan& plan,
                                                const catalog::Catalogue& catalogue) {
  return PriceCollector(options, plan, catalogue).collect();
}

}  // namespace eksplan::app
