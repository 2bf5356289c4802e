#include <map>
#include <string>

#include "imported_prices.hpp"
#include "unit/offers/lists.hpp"
#include <catch2/catch.hpp>

#include "eksplan/app/priced_options.hpp"
#include "eksplan/app/prices_import.hpp"

namespace eksplan::app {
namespace {

using offers::test::instance;
using offers::test::item;
using offers::test::list;
using offers::test::term;

using test::excerpt;
using test::Prices;

std::string of(const std::optional<catalog::Price>& price) {
  return price ? price->amount.text() + " " + std::string(price->as_of) + " " +
                     std::string(price->source)
               : "none";
}

// Everything that one region says, a line for each figure.
std::map<std::string, std::string> everything(const catalog::Catalogue& catalogue) {
  std::map<std::string, std::string> all;
  for (const auto item : catalog::all_items()) {
    all[std::string(name(item))] = of(catalogue.price(item));
  }
  for (std::size_t i = 0; i < catalogue.type_count(); ++i) {
    const std::string type(catalogue.type(i).name);
    for (const auto& option : price_options()) {
      all[type + " " + std::string(option.name)] = of(option.price(catalogue, i));
    }
    if (const auto spot = catalogue.spot(i)) {
      all[type + " spot kind"] = std::string(name(spot->kind)) + std::string(spot->interruption);
    }
    for (const auto zone : catalogue.zones(i)) {
      all[type + " zones"] += zone;
    }
    all[type + " memory"] = std::to_string(catalogue.type(i).memory_measured_mib.value_or(0)) +
                            std::string(catalogue.type_origin(i).source);
  }
  return all;
}

}  // namespace

TEST_CASE("a new folder has all that the set in use has, but what the file says", "[app]") {
  Prices prices;
  REQUIRE(prices.import(list(instance("A", "m5.large"), term("A", "0.095")), excerpt()));
  for (const auto* region : {"us-east-1", "eu-west-1"}) {
    auto expected = everything(*catalog::open_region(catalog::builtin(), region));
    if (region == std::string("us-east-1")) {
      expected["m5.large on-demand"] =
          "0.095 2026-01-16 AWS price list AmazonEC2; windows: "
          "vantage+karpenter 2026-07-20";
      for (const auto* option : {"windows", "spot", "reserved-1yr", "reserved-3yr"}) {
        auto& figure = expected[std::string("m5.large ") + option];
        figure = figure.substr(0, figure.rfind(' ') + 1) +
                 "AWS price list AmazonEC2; windows: vantage+karpenter 2026-07-20";
      }
      const auto& windows = expected["m5.large windows"];
      expected["m5.large windows"] = windows.substr(0, windows.find(' ')) +
                                     " 2026-01-16 AWS price list AmazonEC2; windows: "
                                     "vantage+karpenter 2026-07-20";
    }
    CHECK(everything(*catalog::open_region(prices.set(), region)) == expected);
  }
}

TEST_CASE("a list drops what it does not name any more, unless it is an excerpt", "[app]") {
  Prices prices;
  REQUIRE(prices.import(list(instance("A", "m5.large"), term("A", "0.095")), excerpt()));
  CHECK_FALSE(prices.import(list(instance("A", "m5.large"), term("A", "0.095"))));
  CHECK(prices.outcome().exit == ExitCode::input);
  CHECK(prices.problems() ==
        "the list lacks 1366 of the 1367 on-demand prices that the set has in us-east-1\n");

  std::string products;
  std::string terms;
  const auto catalogue = catalog::open_region(catalog::builtin(), "us-east-1");
  for (std::size_t i = 0; i < catalogue->type_count(); ++i) {
    const auto price = catalogue->hourly(i, model::Purchase::on_demand);
    const auto type = catalogue->type(i).name;
    if (price && type != "a1.large") {
      products += (products.empty() ? "" : ",") + instance(type, type);
      terms += (terms.empty() ? "" : ",") + term(type, price->hourly().text());
    }
  }
  REQUIRE(prices.import(list(products, terms)));
  CHECK(prices.outcome().standard_output.find("on-demand                 0      1      0    1365  "
                                              "      1\n") != std::string::npos);
  CHECK(prices.row("ec2/us-east-1.csv", "a1.large").substr(0, 10) == "a1.large,,");
  CHECK(prices.row("ec2/us-east-1.csv", "a1.xlarge").find("AWS price list AmazonEC2,2026-01-16") !=
        std::string::npos);
}

TEST_CASE("a file that is older than what it replaces is taken, with a warning", "[app]") {
  Prices prices;
  REQUIRE(prices.import(list(instance("A", "m5.large"), term("A", "0.095")), excerpt()));
  CHECK(prices.problems() ==
        "the file is of 2026-01-16, older than prices of us-east-1 that it replaces\n");
  REQUIRE(prices.import(list(instance("A", "m5.large"), term("A", "0.094")), excerpt()));
  CHECK(prices.problems().empty());
}

TEST_CASE("prices of unknown types and regions are counted, not taken", "[app]") {
  Prices prices;
  REQUIRE(prices.import(list(instance("A", "m99.large") + "," + instance("B", "m5.large") + "," +
                                 instance("C", "m5.large", R"("regionCode": "mars-north-1")"),
                             term("A", "0.1") + "," + term("B", "0.096") + "," + term("C", "0.2")),
                        excerpt()));
  CHECK(prices.outcome().standard_output.find(
            "1  prices of types that instance-types.csv does not have") != std::string::npos);
  CHECK(prices.row("ec2/us-east-1.csv", "m99.large").empty());
}

TEST_CASE("new instance types come with their first price", "[app]") {
  Prices prices;
  REQUIRE(prices.import(R"({"InstanceTypes": [{"InstanceType": "m99.large", "Hypervisor": "nitro",
    "ProcessorInfo": {"SupportedArchitectures": ["x86_64"]}, "VCpuInfo": {"DefaultVCpus": 2},
    "MemoryInfo": {"SizeInMiB": 8192}, "CurrentGeneration": true}]})"));
  REQUIRE(prices.import(list(instance("A", "m99.large"), term("A", "0.1")), excerpt()));
  CHECK(prices.row("instance-types.csv", "m99.large") ==
        "m99.large,2,8192,,,amd64,0,,0,,0,,,,true,false,false,true,describe-instance-types,"
        "2026-03-04");
  CHECK(prices.row("ec2/us-east-1.csv", "m99.large") ==
        "m99.large,0.1,,,,,,,,,,,,AWS price list AmazonEC2,2026-01-16");
}

TEST_CASE("services are replaced with their date, and stay where the file is silent", "[app]") {
  Prices prices;
  REQUIRE(prices.import(
      list(item("A", "AmazonEKS", "AmazonEKS-Hours:perCluster"), term("A", "0.12", "Hours"))));
  CHECK(prices.row("services/us-east-1.csv", "control-plane") ==
        "control-plane,0.12,hour,AWS price list AmazonEC2,2026-01-16");
  CHECK(prices.row("services/us-east-1.csv", "nat-gateway").find("0.045,hour") !=
        std::string::npos);
}

TEST_CASE("Spot: a price that was seen, and an estimate only where none ever was", "[app]") {
  Prices prices;
  REQUIRE(prices.import(R"({"SpotPriceHistory": [{"AvailabilityZone": "us-east-1a",
    "InstanceType": "m5.large", "ProductDescription": "Linux/UNIX", "SpotPrice": "0.031",
    "Timestamp": "2026-02-09T01:40:10+00:00"}]})"));
  CHECK(prices.row("ec2/us-east-1.csv", "m5.large").find(",0.031,zone-mean,") != std::string::npos);
  CHECK(prices.row("ec2/us-east-1.csv", "m5.large").find(",2026-02-09,") != std::string::npos);
  REQUIRE(prices.import(R"({"spot_advisor": {"us-east-1": {"Linux": {
    "m5.large": {"s": 50, "r": 1}, "a1.large": {"s": 50, "r": 0}}}}})"));
  CHECK(prices.row("ec2/us-east-1.csv", "m5.large").find(",0.031,zone-mean,5-10%,2026-02-09,") !=
        std::string::npos);
  CHECK(prices.row("ec2/us-east-1.csv", "a1.large")
            .find("0.051,,0.0255,advisor-estimate,<5%,2026-03-04,") != std::string::npos);
}

TEST_CASE("offerings set the zones of a type, by name or by id", "[app]") {
  Prices prices;
  REQUIRE(prices.import(R"({"InstanceTypeOfferings": [
    {"InstanceType": "m5.large", "LocationType": "availability-zone-id", "Location": "use1-az2"},
    {"InstanceType": "m5.large", "LocationType": "availability-zone", "Location": "us-east-1a"},
    {"InstanceType": "m5.large", "LocationType": "availability-zone", "Location": "us-west-2-lax-1a"}]})"));
  CHECK(prices.row("ec2/us-east-1.csv", "m5.large").find(",us-east-1a us-east-1b,") !=
        std::string::npos);
}

TEST_CASE("a folder with anything else in it is not replaced", "[app]") {
  Prices prices;
  REQUIRE(prices.import(list(instance("A", "m5.large"), term("A", "0.095")), excerpt()));
  prices.add_file("README.md");
  CHECK(prices.import(list(instance("A", "m5.large"), term("A", "0.095")), excerpt()));
  prices.add_file("thesis.txt");
  CHECK_FALSE(prices.import(list(instance("A", "m5.large"), term("A", "0.095")), excerpt()));
  CHECK(prices.outcome().exit == ExitCode::usage);
  CHECK(prices.problems() == "this is no part of a price folder\n");
}

TEST_CASE("a region that the folder lacks comes from the built-in set", "[app]") {
  Prices prices;
  REQUIRE(prices.import(list(instance("A", "m5.large"), term("A", "0.095")), excerpt()));
  auto options = excerpt();
  options.regions = {"us-east-1", "eu-north-1"};
  REQUIRE(prices.import(list(instance("A", "m5.large"), term("A", "0.095")), options));
  CHECK(catalog::open_region(prices.set(), "eu-north-1"));
  options.regions = {"us-east-9"};
  CHECK_FALSE(prices.import(list(instance("A", "m5.large"), term("A", "0.095")), options));
  CHECK(prices.outcome().exit == ExitCode::usage);
}

TEST_CASE("a list of other regions than those asked for is an error", "[app]") {
  Prices prices;
  auto options = excerpt();
  options.regions = {"eu-west-1"};
  CHECK_FALSE(prices.import(list(instance("A", "m5.large"), term("A", "0.095")), options));
  CHECK(prices.outcome().exit == ExitCode::input);
  CHECK(prices.problems() == "this price list AmazonEC2 has no price of eu-west-1\n");
}

}  // namespace eksplan::app
