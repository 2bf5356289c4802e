#include <string>

#include "lists.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

using namespace eksplan::offers;
using namespace eksplan::offers::test;

namespace {

std::string record(std::string_view zone, std::string_view price, std::string_view time,
                   std::string_view system = "Linux/UNIX") {
  return fmt::format(R"({{"AvailabilityZone": "{}", "InstanceType": "m5.large",
    "ProductDescription": "{}", "SpotPrice": "{}", "Timestamp": "{}"}})",
                     zone, system, price, time);
}

}  // namespace

TEST_CASE("a Spot price is the mean of the newest price of each zone") {
  const auto read = read_text(
      "{\"SpotPriceHistory\": [" + record("us-east-1a", "0.040000", "2026-02-09T01:40:10+00:00") +
      "," + record("us-east-1b", "0.050001", "2026-02-08T01:40:10+00:00") + "," +
      record("us-east-1a", "0.900000", "2026-02-07T01:40:10+00:00") + "," +
      record("us-east-1a", "0.100000", "2026-02-09T02:00:00+00:00", "Windows") + "," +
      record("us-west-2-lax-1a", "0.100000", "2026-02-09T02:00:00+00:00") + "," +
      record("us-gov-east-1a", "0.07", "2026-02-09T02:00:00+00:00") + "]}");
  CHECK(read.problems.empty());
  REQUIRE(read.file);
  REQUIRE(read.file->facts.spot.size() == 2);
  const auto& mean = read.file->facts.spot.at({"us-east-1", "m5.large"});
  CHECK(mean.amount.text() == "0.0450005");
  CHECK(mean.as_of == "2026-02-09");
  CHECK(mean.zones == 2);
  CHECK(read.file->facts.left_out ==
        std::map<std::string, std::int64_t>{{"Spot prices of Local Zones", 1},
                                            {"Spot prices of other systems than Linux", 1}});
}

TEST_CASE("wrong Spot prices are said") {
  const auto read = read_text("{\"SpotPriceHistory\": [\n" +
                              record("us-east-1a", "cheap", "2026-02-09T01:40:10+00:00") + ",\n" +
                              record("us-east-1a", "0.0", "2026-02-09T01:40:10+00:00") + ",\n" +
                              record("us-east-1a", "0.1", "yesterday") + "]}");
  CHECK_FALSE(read.file);
  CHECK(read.problems ==
        "2: SpotPriceHistory: 'cheap' is not a price\n"
        "4: SpotPriceHistory: a Spot price is 0\n"
        "6: SpotPriceHistory: a Spot price has no InstanceType or no Timestamp\n");
}

TEST_CASE("the Spot advisor tells how often instances are taken back, and what is saved") {
  const auto read =
      read_text(R"({"ranges": [], "spot_advisor": {
    "us-east-1": {"Linux": {"m5.large": {"s": 61, "r": 4}}, "Windows": {"m5.large": {"s": 1, "r": 0}}},
    "eu-west-1": {"Linux": {"m5.large": {"s": 70, "r": 0}}}}})",
                {.regions = {"us-east-1"}, .region_of_title = {}, .as_of = "2026-05-01"});
  REQUIRE(read.file);
  CHECK(read.file->facts.advice ==
        std::map<RegionAndName, SpotAdvice>{{{"us-east-1", "m5.large"}, {">20%", 61}}});
  const auto wrong =
      read_text(R"({"spot_advisor": {"us-east-1": {"Linux": {"m5.large": {"s": 161, "r": 4}}}}})",
                {.regions = {}, .region_of_title = {}, .as_of = "2026-05-01"});
  CHECK(wrong.problems ==
        "1: spot_advisor.us-east-1.m5.large: the advice on m5.large has no range or no saving\n");
}
