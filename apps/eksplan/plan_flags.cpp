#include "plan_flags.hpp"

#include <algorithm>
#include <string>
#include <vector>

#include "parsed_option.hpp"
#include <CLI/CLI.hpp>

#include "eksplan/app/choices.hpp"
#include "eksplan/catalog/savings_rate.hpp"
#include "eksplan/catalog/terms.hpp"
#include "eksplan/rules/limits_profile.hpp"

namespace eksplan::cli {

void declare_placement(CLI::App& command, app::EstimateOptions& options) {
  const char* group = "Placement";
  add_parsed(command, "--placement",
             "cheapest, fargate (all that may), nodes, or profiles (as the cluster's Fargate "
             "profiles select)",
             app::parse_placement, [&](auto value) { options.placement = value; })
      ->type_name("P")
      ->default_str("cheapest")
      ->group(group);
  add_parsed(
      command, "--headroom",
      "Spare room on nodes: auto (until the default scheduler, replayed, finds room for every "
      "pod), or percent of each node",
      app::parse_headroom, [&](const auto& value) { options.headroom = value; })
      ->type_name("auto|PCT")
      ->default_str("auto")
      ->group(group);
  add_parsed(command, "--effort", "How long the plan is improved: quick, normal or max",
             app::parse_effort, [&](auto value) { options.effort = value; })
      ->type_name("E")
      ->default_str("normal")
      ->group(group);
}

void declare_nodes(CLI::App& command, PlanFlags& flags, app::EstimateOptions& options) {
  const char* group = "Nodes";
  command
      .add_option("--instance-types", options.instance_types,
                  "Candidates, as names with * and ?; default: current-generation c, m and r from "
                  "generation 5 on")
      ->delimiter(',')
      ->type_name("GLOB,..")
      ->group(group);
  add_parsed(command, "--arch", "amd64, arm64 or both with a comma", app::parse_architectures,
             [&](const auto& value) { options.architectures = value; })
      ->type_name("ARCH,..")
      ->default_str("amd64")
      ->group(group);
  command
      .add_option("--max-node-groups", options.max_node_groups,
                  "At most so many node groups; 0 = no limit")
      ->check(CLI::Range(0, 1000))
      ->type_name("N")
      ->default_str("3")
      ->group(group);
  command.add_option("--min-nodes", options.min_nodes, "At least so many nodes, if there are any")
      ->check(CLI::Range(0, 100'000))
      ->type_name("N")
      ->default_str("2")
      ->group(group);
  command.add_option("--zones", options.zones, "Availability zones to spread nodes over")
      ->check(CLI::Range(1, 10))
      ->type_name("N")
      ->default_str("2")
      ->group(group);
  command
      .add_flag("--no-add-ons", flags.no_add_ons,
                "Leave out the add-ons that every EKS cluster runs")
      ->group(group);
}

namespace {

// A later discount of a service takes the place of an earlier one.
void keep_discount(const catalog::Discount& discount, app::EstimateOptions& options) {
  std::erase_if(options.discounts,
                [&](const auto& other) { return other.service == discount.service; });
  options.discounts.push_back(discount);
  std::ranges::sort(options.discounts, {}, &catalog::Discount::service);
}

void keep_buying(const catalog::TypeBuying& wish, app::EstimateOptions& options) {
  if (wish.types.empty()) {
    options.buying = wish.buying;
  } else {
    options.buying_of_types.push_back(wish);
  }
}

void keep_savings_rate(const catalog::SavingsRate& rate, app::EstimateOptions& options) {
  std::erase_if(options.savings_rates, [&](const auto& other) {
    return other.term == rate.term && other.service == rate.service;
  });
  options.savings_rates.push_back(rate);
}

}  // namespace

void declare_money(CLI::App& command, app::EstimateOptions& options) {
  const char* group = "Prices";
  add_parsed_list(
      command, "--purchase",
      "How nodes are bought: on-demand, spot, reserved-1yr, reserved-3yr, savings-1yr or "
      "savings-3yr; on-demand:30,spot = 30 % of them on demand and the rest Spot; 'r*=spot' = "
      "those of some types; repeatable",
      app::parse_type_buying, [&](const auto& wish) { keep_buying(wish, options); })
      ->type_name("P|TYPES=P")
      ->default_str("on-demand")
      ->group(group);
  add_parsed_list(
      command, "--discounts",
      "What a contract takes off list prices, in percent by service: " + catalog::service_words(),
      catalog::parse_discount, [&](const auto& discount) { keep_discount(discount, options); })
      ->delimiter(',')
      ->type_name("SERVICE=PCT,..")
      ->group(group);
  add_parsed(command, "--as-of", "Warn when prices are old on this day", rules::parse_date,
             [&](const auto& value) { options.as_of = value; })
      ->type_name("YYYY-MM-DD")
      ->group(group);
  command.add_option("--max-price-age", options.max_price_age, "Days after which they are old")
      ->check(CLI::Range(0, 36'500))
      ->type_name("DAYS")
      ->default_str("90")
      ->group(group);
  command
      .add_option("--nat-gateways", options.nat_gateways,
                  "NAT gateways of the cluster's private subnets")
      ->check(CLI::Range(0, 1000))
      ->type_name("N")
      ->default_str("1")
      ->group(group);
}

void declare_savings_rates(CLI::App& command, app::EstimateOptions& options) {
  add_parsed_list(
      command, "--savings-rates",
      "What a Compute Savings Plan would take off, in percent, for the advice on commitments: " +
          catalog::savings_rate_words(),
      catalog::parse_savings_rate, [&](const auto& rate) { keep_savings_rate(rate, options); })
      ->delimiter(',')
      ->type_name("NAME=PCT,..")
      ->group("Prices");
}

}  // namespace eksplan::cli
