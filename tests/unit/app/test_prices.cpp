#include "support/exact_json.hpp"
#include "support/memory_files.hpp"
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "eksplan/app/prices_list.hpp"
#include "eksplan/app/prices_show.hpp"
#include "eksplan/diag/print.hpp"

namespace eksplan::app {
namespace {

PriceQuery price_query(const std::string& region) {
  PriceQuery query;
  query.region = region;
  query.format = ListFormat::json;
  return query;
}

nlohmann::json shown(const std::vector<std::string>& wanted, const std::string& region) {
  const auto outcome = show_prices(wanted, price_query(region), support::MemoryFiles{});
  REQUIRE(outcome.exit == ExitCode::done);
  return support::parse_exact(outcome.standard_output);
}

std::size_t count_of(const nlohmann::json& number) {
  return std::stoul(support::number(number).text());
}

TEST_CASE("what the list counts is what show shows, in every region", "[app]") {
  const auto outcome = list_prices(price_query(""), support::MemoryFiles{});
  REQUIRE(outcome.exit == ExitCode::done);
  const auto list = support::parse_exact(outcome.standard_output);
  REQUIRE(list.at("regions").size() == 36);
  for (const auto& row : list.at("regions")) {
    const std::string region = row.at("region");
    CAPTURE(region);
    const auto all = shown({"*"}, region);
    CHECK(all.at("types").size() == count_of(row.at("types")));
    CHECK(all.at("items").size() == row.at("services").size());
    std::map<std::string, std::size_t> counted;
    std::string newest;
    for (const auto& type : all.at("types")) {
      for (const auto& price : type.at("prices")) {
        ++counted[price.at("option")];
        newest = std::max(newest, price.at("asOf").get<std::string>());
        CHECK_FALSE(price.at("source").get<std::string>().empty());
        CHECK(price.contains("spotKind") == (price.at("option") == "spot"));
      }
    }
    for (const auto& item : all.at("items")) {
      newest = std::max(newest, item.at("asOf").get<std::string>());
    }
    CHECK(newest == row.at("newest"));
    const auto& options = row.at("typesByOption");
    CHECK(counted.size() == options.size());
    CHECK(counted["on-demand"] == count_of(options.at("onDemand")));
    CHECK(counted["windows"] == count_of(options.at("windows")));
    CHECK(counted.contains("spot") == options.contains("spot"));
    CHECK((!options.contains("spot") || counted["spot"] == count_of(options.at("spot"))));
  }
}

TEST_CASE("a name that is asked for twice is shown once", "[app]") {
  const auto twice = shown({"m6i.large", "m6i.l*", "nat-gateway", "nat-gateway"}, "eu-west-1");
  CHECK(twice.at("types").size() == 1);
  CHECK(twice.at("items").size() == 1);
}

TEST_CASE("without names every item is shown and no type", "[app]") {
  const auto tree = shown({}, "eu-west-1");
  CHECK(tree.at("types").empty());
  CHECK(tree.at("items").size() > 40);
}

TEST_CASE("what is known is shown beside what is not", "[app]") {
  const auto outcome =
      show_prices({"m6i.large", "m6i.lagre"}, price_query("eu-west-1"), support::MemoryFiles{});
  CHECK(outcome.exit == ExitCode::usage);
  CHECK(support::parse_exact(outcome.standard_output).at("types").size() == 1);
  REQUIRE(outcome.messages.size() == 1);
  CHECK(outcome.messages[0].message == "there is no instance type and no item 'm6i.lagre'");
  CHECK(outcome.messages[0].hint == "did you mean m6i.large?");
}

TEST_CASE("regions that have what one has not are named, not all of them", "[app]") {
  const auto hint = [](const std::string& name, const std::string& region) {
    const auto outcome = show_prices({name}, price_query(region), support::MemoryFiles{});
    CHECK(outcome.exit == ExitCode::usage);
    CHECK(outcome.standard_output.empty());
    REQUIRE(outcome.messages.size() == 1);
    return outcome.messages[0].hint;
  };
  CHECK(hint("network-load-balancer", "eu-west-1") == "one is in us-east-1");
  CHECK(hint("fargate-vcpu", "us-gov-west-1") ==
        "one is in af-south-1, ap-east-1, ap-east-2, ap-northeast-1 and 30 more");
  CHECK(hint("fargate-savings-1yr-partial-upfront", "us-east-1") ==
        "nor is one in any other region of the price set");
}

}  // namespace
}  // namespace eksplan::app
