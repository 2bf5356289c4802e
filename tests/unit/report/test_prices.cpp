#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "json_schema.hpp"
#include <catch2/catch.hpp>

#include "eksplan/report/instances.hpp"
#include "eksplan/report/prices.hpp"

namespace eksplan::report {
namespace {

using Lines = std::vector<std::string>;

std::string golden(const std::string& name) {
  std::ifstream stream(std::string(EKSPLAN_GOLDEN) + "/" + name + "/expected.stdout");
  REQUIRE(stream);
  return {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
}

std::string with(std::string text, const std::string& before, const std::string& after) {
  const auto at = text.find(before);
  REQUIRE(at != std::string::npos);
  return text.replace(at, before.size(), after);
}

TEST_CASE("what the commands on prices print satisfies their schemas", "[report]") {
  CHECK(schema_violations(golden("prices_list_json"), price_set_schema()) == Lines{});
  CHECK(schema_violations(golden("prices_show_json"), prices_schema()) == Lines{});
  CHECK(schema_violations(golden("instances_json"), instances_schema()) == Lines{});
}

TEST_CASE("the schemas of prices refuse what is none", "[report]") {
  const auto list = with(golden("prices_list_json"), "\"types\": 2", "\"types\": -2");
  CHECK_FALSE(schema_violations(list, price_set_schema()).empty());
  const auto shown = with(golden("prices_show_json"), "\"zone-mean\"", "\"mean\"");
  CHECK_FALSE(schema_violations(shown, prices_schema()).empty());
  const auto rows = with(golden("instances_json"), "\"arch\"", "\"architecture\"");
  CHECK_FALSE(schema_violations(rows, instances_schema()).empty());
}

PricedType hostile_type() {
  PricedType type{.name = "\x1b[31mred", .figures = {}, .interruption = "<5%", .zones = {"a"}};
  type.figures.push_back({.option = "spot",
                          .amount = units::Money::from_nanos(1),
                          .unit = "hour",
                          .as_of = "2026",
                          .source = "\xff\n=1+1\x07",
                          .spot_kind = "zone-mean"});
  return type;
}

TEST_CASE("a price set of anybody's can neither move the cursor nor break a line", "[report]") {
  ShownPrices shown;
  shown.set = {.name = "a\x1b]0;b\nc", .effective_date = "2026", .sha256 = "0"};
  shown.region = "r";
  shown.title =
      "\x9b"
      "1A\r";
  shown.types.push_back(hostile_type());
  const auto table = prices_table(shown, {});
  CHECK(table.find('\x1b') == std::string::npos);
  CHECK(table.find('\x07') == std::string::npos);
  CHECK(table.find('\r') == std::string::npos);
  CHECK(table.find("0.000000001") != std::string::npos);
  CHECK(schema_violations(prices_json(shown), prices_schema()) == Lines{});
}

}  // namespace
}  // namespace eksplan::report
