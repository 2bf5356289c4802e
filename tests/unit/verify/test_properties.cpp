#include <array>
#include <string>
#include <vector>

#include "support/random.hpp"
#include "support/random_cluster.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "eksplan/catalog/price_set.hpp"
#include "eksplan/plan/make_plan.hpp"
#include "eksplan/report/write.hpp"
#include "eksplan/saved/read.hpp"
#include "eksplan/verify/verify.hpp"

namespace eksplan::verify {
namespace {

const catalog::Catalogue& prices() {
  static const auto opened = catalog::open_region(catalog::builtin(), "us-east-1");
  REQUIRE(opened.has_value());
  return *opened;
}

plan::Options options_for(std::uint64_t seed) {
  plan::Options options;
  options.instance_types = {"m5.*", "c6i.*large", "r5.*", "g4dn.*"};
  options.placement = std::array{plan::PlacementMode::cheapest, plan::PlacementMode::nodes,
                                 plan::PlacementMode::fargate}[seed % 3];
  options.max_node_groups = static_cast<std::int64_t>(seed % 5);
  options.min_nodes = static_cast<std::int64_t>(seed % 4);
  options.zones = 1 + static_cast<std::int64_t>(seed % 3);
  options.effort = seed % 2 == 0 ? 10 : 100;
  options.headroom.percent =
      std::array<std::optional<std::int64_t>, 3>{0, std::nullopt, 10}[seed / 3 % 3];
  return options;
}

// What estimate -o json prints for a random cluster.
std::string json_for(std::uint64_t seed) {
  const auto inventory = support::random_cluster(seed);
  const auto options = options_for(seed);
  const auto demand = demand::build(inventory, {}, {});
  const auto plan = plan::make_plan(demand, inventory, prices(), options);
  const auto costs = cost::cost(plan, demand, inventory, prices(), {});
  constexpr std::array kPlacements{"cheapest", "nodes", "fargate"};
  const auto& percent = options.headroom.percent;
  return report::json(report::make_result(
      {.plan = plan,
       .demand = demand,
       .inventory = inventory,
       .costs = costs,
       .catalogue = prices(),
       .settings = {.placement = kPlacements[seed % 3],
                    .headroom = percent ? std::to_string(*percent) : "auto",
                    .group_by = {.key = seed % 2 == 0 ? report::GroupKey::namespace_name
                                                      : report::GroupKey::kind,
                                 .name = {}}}}));
}

std::vector<std::string> faults(const std::string& text) {
  diag::Diagnostics found;
  const auto result = saved::read("plan.json", text, found);
  std::vector<std::string> lines;
  for (const auto& problem : found.all()) {
    lines.push_back(problem.at.path + " " + problem.message);
  }
  if (result) {
    for (const auto& check : verify(*result).checks) {
      for (const auto& fault : check.faults) {
        lines.push_back(fmt::format("{}: {} {}", check.id, fault.where, fault.what));
      }
    }
  }
  return lines;
}

TEST_CASE("every estimate verifies", "[verify][property]") {
  for (std::uint64_t seed = 0; seed < support::cases(150); ++seed) {
    CAPTURE(seed);
    REQUIRE(faults(json_for(seed)) == std::vector<std::string>{});
  }
}

// Figures that follow from others, by their keys. Of the problem that the proof is about much does
// not: a type that nobody bought may cost more.
std::vector<std::size_t> digits_that_follow(const std::string& text) {
  std::vector<std::size_t> digits;
  for (const auto* const key :
       {"\"hourly\": ", "\"monthly\": ", "\"quantity\": ", "\"nodeCount\": ", "\"count\": ",
        "\"idle\": ", "\"fixed\": ", "\"overheadHourly\": ", "\"certifiedHourly\": ",
        "\"expected\": ", "\"gap\": ", "\"pods\": "}) {
    const std::string word = key;
    const auto end = word == "\"certifiedHourly\": " ? text.size() : text.find("\"proof\": {");
    for (auto at = text.find(word); at < end; at = text.find(word, at + 1)) {
      const auto brace = text.rfind('{', at);
      const bool of_type = text.compare(brace - 15, 15, "\"allocatable\": ") == 0;
      if (of_type && text.find("\"proof\": {") == std::string::npos) {
        continue;  // without a proof nothing tells what a node has
      }
      for (auto digit = at + word.size(); text[digit] == '.' || std::isdigit(text[digit]) != 0;
           ++digit) {
        if (text[digit] != '.') {
          digits.push_back(digit);
        }
      }
    }
  }
  return digits;
}

TEST_CASE("any digit that is changed is caught", "[verify][property]") {
  support::Random random(11);
  for (std::uint64_t seed = 0; seed < support::cases(30); ++seed) {
    const auto text = json_for(seed);
    const auto digits = digits_that_follow(text);
    REQUIRE_FALSE(digits.empty());
    for (int round = 0; round < 20; ++round) {
      auto changed = text;
      const auto at = random.pick(std::span<const std::size_t>(digits));
      changed[at] = static_cast<char>('0' + (changed[at] - '0' + random.between(1, 9)) % 10);
      CAPTURE(seed, text.substr(at - 30, 60), changed[at]);
      REQUIRE_FALSE(faults(changed).empty());
    }
  }
}

}  // namespace
}  // namespace eksplan::verify
