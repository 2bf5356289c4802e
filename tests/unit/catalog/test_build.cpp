#include <algorithm>

#include "price_folder.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace eksplan::catalog {
namespace {

using Names = std::vector<std::string_view>;

Catalogue open(const test::Folder& folder, std::string_view region) {
  const auto built = test::build_folder(folder);
  CHECK(built.messages.empty());
  REQUIRE(built.set);
  auto catalogue = open_region(built.set, region);
  REQUIRE(catalogue);
  return *catalogue;
}

std::string rate(const Catalogue& catalogue, std::string_view type, model::Purchase purchase) {
  const auto found = catalogue.hourly(*catalogue.find_type(type), purchase);
  return found ? found->hourly().text() : "not known";
}

TEST_CASE("each purchase option has its own price", "[catalog]") {
  const auto catalogue = open(test::small_folder(), "us-east-1");
  CHECK(rate(catalogue, "m5.large", model::Purchase::on_demand) == "0.096");
  CHECK(rate(catalogue, "m5.large", model::Purchase::spot) == "0.041");
  CHECK(rate(catalogue, "m5.large", model::Purchase::reserved_1yr) == "0.059");
  CHECK(rate(catalogue, "m5.large", model::Purchase::reserved_3yr) == "0.037");
  CHECK(rate(catalogue, "m5.large", model::Purchase::savings_1yr) == "0.0605");
  CHECK(rate(catalogue, "m5.large", model::Purchase::savings_3yr) == "0.0385");
  CHECK(rate(catalogue, "t2.nano", model::Purchase::on_demand) == "0.0058");
  CHECK(rate(catalogue, "t2.nano", model::Purchase::spot) == "not known");
}

TEST_CASE("a price of another region is not taken", "[catalog]") {
  const auto folder = test::small_folder();
  const auto virginia = open(folder, "us-east-1");
  const auto ireland = open(folder, "eu-west-1");
  CHECK(rate(virginia, "g5g.metal", model::Purchase::on_demand) == "not known");
  CHECK(rate(ireland, "g5g.metal", model::Purchase::on_demand) == "3.0508");
  CHECK(rate(ireland, "m5.large", model::Purchase::on_demand) == "0.107");
  CHECK(rate(ireland, "m5.large", model::Purchase::spot) == "not known");
  CHECK(rate(ireland, "t2.nano", model::Purchase::on_demand) == "not known");
  CHECK(virginia.price(Item::fargate_vcpu));
  CHECK_FALSE(ireland.price(Item::fargate_vcpu));
  CHECK(ireland.price(Item::nat_gateway)->amount.text() == "0.048");
}

// "amount as_of source" of a price.
std::string told(const std::optional<Price>& price) {
  return price ? fmt::format("{} per {}, {}, {}", price->amount.text(), price->unit, price->as_of,
                             price->source)
               : "not known";
}

TEST_CASE("a price keeps its date and source", "[catalog]") {
  const auto catalogue = open(test::small_folder(), "us-east-1");
  const auto large = *catalogue.find_type("m5.large");
  const auto nano = *catalogue.find_type("t2.nano");
  using model::Purchase;
  CHECK(told(catalogue.price(nano, Purchase::on_demand)) == "0.0058 per hour, 2026-05, other");
  CHECK(told(catalogue.price(nano, Purchase::spot)) == "not known");
  CHECK(told(catalogue.windows_price(nano)) == "not known");
  CHECK(told(catalogue.price(large, Purchase::on_demand)) == "0.096 per hour, 2026-05-18, test");
  CHECK(told(catalogue.windows_price(large)) == "0.188 per hour, 2026-05-18, test");
  CHECK(told(catalogue.price(large, Purchase::spot)) == "0.041 per hour, 2026-05-17, test");
  CHECK(told(catalogue.price(large, Purchase::reserved_1yr)) == "0.059 per hour, 2026-04, test");
  CHECK(told(catalogue.price(large, Purchase::savings_3yr)) == "0.0385 per hour, 2026-04, test");
  const auto metal = *catalogue.find_type("g5g.metal");
  CHECK(told(catalogue.price(metal, Purchase::on_demand)) == "not known");
  CHECK(told(catalogue.windows_price(metal)) == "not known");
}

TEST_CASE("the mean of a price history is said to be one, whatever the source of its row",
          "[catalog]") {
  const auto folder =
      test::with(test::small_folder(), "ec2/us-east-1.csv", "region-average", "zone-mean");
  const auto catalogue = open(folder, "us-east-1");
  CHECK(told(catalogue.price(*catalogue.find_type("m5.large"), model::Purchase::spot)) ==
        "0.041 per hour, 2026-05-17, Spot price history");
}

TEST_CASE("what is known of a Spot instance is kept, alone too", "[catalog]") {
  const auto catalogue = open(test::small_folder(), "us-east-1");
  const auto large = catalogue.spot(*catalogue.find_type("m5.large"));
  REQUIRE(large);
  CHECK(large->hourly->hourly().text() == "0.041");
  CHECK(name(large->kind) == "region-average");
  CHECK(large->as_of == "2026-05-17");
  CHECK(large->interruption == "<5%");
  const auto nano = catalogue.spot(*catalogue.find_type("t2.nano"));
  REQUIRE(nano);
  CHECK_FALSE(nano->hourly);
  CHECK(nano->as_of.empty());
  CHECK(nano->interruption == ">20%");
  CHECK_FALSE(catalogue.spot(*catalogue.find_type("g5g.metal")));
  const auto ireland = open(test::small_folder(), "eu-west-1");
  CHECK_FALSE(ireland.spot(*ireland.find_type("m5.large")));
}

TEST_CASE("a type of which only the Spot price is known is sold", "[catalog]") {
  const auto folder = test::with(test::small_folder(), "ec2/us-east-1.csv",
                                 "t2.nano,0.0058,,,,>20%,,,,,,,,other,2026-05",
                                 "t2.nano,,,0.002,advisor-estimate,,2025-06-28,,,,,,,,");
  const auto catalogue = open(folder, "us-east-1");
  const auto nano = *catalogue.find_type("t2.nano");
  CHECK(catalogue.is_sold(nano));
  CHECK_FALSE(catalogue.is_sold(*catalogue.find_type("g5g.metal")));
  CHECK(told(catalogue.price(nano, model::Purchase::on_demand)) == "not known");
  CHECK(told(catalogue.price(nano, model::Purchase::spot)) == "0.002 per hour, 2025-06-28, ");
}

TEST_CASE("a type knows its zones, none when they are not known", "[catalog]") {
  const auto catalogue = open(test::small_folder(), "us-east-1");
  CHECK(catalogue.zones(*catalogue.find_type("m5.large")) == Names{"us-east-1b"});
  CHECK(catalogue.zones(*catalogue.find_type("t2.nano")).empty());
  CHECK(catalogue.zones(*catalogue.find_type("g5g.metal")).empty());
}

TEST_CASE("a type knows where its figures are from", "[catalog]") {
  const auto catalogue = open(test::small_folder(), "us-east-1");
  const auto large = catalogue.type_origin(*catalogue.find_type("m5.large"));
  CHECK(large.source == "test");
  CHECK(large.as_of == "2026-08-02");
  CHECK(large.memory_measured_as_of == "2025-12-10");
  CHECK(catalogue.type_origin(*catalogue.find_type("t2.nano")).memory_measured_as_of.empty());
}

TEST_CASE("an empty cell of a type is not known", "[catalog]") {
  const auto catalogue = open(test::small_folder(), "us-east-1");
  const auto nano = catalogue.type(*catalogue.find_type("t2.nano"));
  CHECK_FALSE(nano.memory_measured_mib);
  CHECK(nano.enis == 0);
  CHECK(nano.max_ebs_attachments == 0);
  CHECK_FALSE(nano.nitro);
}

TEST_CASE("prices keep nine decimals and large values", "[catalog]") {
  const auto row = GENERATE(values<std::string>(
      {"0.000000001", "123456789.987654321", "9223372036.854775807", "1", "10.50"}));
  const auto catalogue =
      open(test::with(test::small_folder(), "ec2/us-east-1.csv", "0.096", row), "us-east-1");
  const auto trimmed = row == "10.50" ? "10.5" : row;
  CHECK(rate(catalogue, "m5.large", model::Purchase::on_demand) == trimmed);
}

TEST_CASE("a region knows its zones, sorted, with the ids that are known", "[catalog]") {
  const auto folder = test::with(test::small_folder(), "regions.csv", "us-east-1a=use1-az1",
                                 "us-east-1f us-east-1a=use1-az4");
  const auto virginia = open(folder, "us-east-1");
  const auto& region = virginia.region();
  CHECK(region.zones == Names{"us-east-1a", "us-east-1b", "us-east-1f"});
  CHECK(region.zone_ids == Names{"use1-az4", "use1-az2", ""});
  CHECK(region.fargate_zones == Names{"us-east-1b"});
  CHECK(region.source == "test");
  CHECK(region.as_of == "2026");
  const auto ireland = open(folder, "eu-west-1");
  CHECK(ireland.region().zone_ids == Names{""});
  CHECK(ireland.region().fargate_zones == Names{"eu-west-1a"});
}

TEST_CASE("what is finer than a billionth of a dollar is rounded half up", "[catalog]") {
  struct Row {
    std::string written;
    std::string read;
  };

  const auto row = GENERATE(values<Row>({{"0.0000000005", "0.000000001"},
                                         {"0.0960000000499999", "0.096"},
                                         {"0.0960000005", "0.096000001"},
                                         {"0.0960000005000", "0.096000001"},
                                         {"0.9999999995", "1"},
                                         {"0.0960000010000000000000000000000", "0.096000001"}}));
  CAPTURE(row.written);
  const auto catalogue = open(
      test::with(test::small_folder(), "ec2/us-east-1.csv", "0.096", row.written), "us-east-1");
  CHECK(rate(catalogue, "m5.large", model::Purchase::on_demand) == row.read);
}

TEST_CASE("the order of rows and files changes no look-up", "[catalog]") {
  auto folder = test::small_folder();
  folder["ec2/us-east-1.csv"] =
      "as_of,source,zones,committed_as_of,savings_3yr,savings_1yr,reserved_3yr,reserved_1yr,"
      "spot_as_of,spot_interruption,spot_kind,spot,windows,on_demand,instance_type\n"
      "2026-05,other,,,,,,,,,,,,0.0058,t2.nano\n"
      "2026-05-18,test,,2026,0.0385,0.0605,0.037,0.059,2026-05,,zone-mean,0.041,0.188,0.096,"
      "m5.large\n";
  const auto catalogue = open(folder, "us-east-1");
  CHECK(rate(catalogue, "m5.large", model::Purchase::on_demand) == "0.096");
  CHECK(rate(catalogue, "m5.large", model::Purchase::savings_3yr) == "0.0385");
  CHECK(rate(catalogue, "t2.nano", model::Purchase::on_demand) == "0.0058");
}

TEST_CASE("files may have CR LF, a byte-order mark and quoted cells", "[catalog]") {
  auto folder = test::small_folder();
  folder["services/us-east-1.csv"] =
      "\xEF\xBB\xBFitem,usd,unit,source,as_of\r\n"
      "nat-gateway,0.045,hour,\"a \"\"good\"\" source, really\",2025-10-28\r\n";
  const auto catalogue = open(folder, "us-east-1");
  const auto price = catalogue.price(Item::nat_gateway);
  REQUIRE(price);
  CHECK(price->amount.text() == "0.045");
  CHECK(price->source == "a \"good\" source, really");
  CHECK(price->as_of == "2025-10-28");
}

TEST_CASE("the checksum is that of the prices, whatever the set is called", "[catalog]") {
  const auto folder = test::small_folder();
  const auto first = open(folder, "us-east-1").sha256();
  CHECK(open(folder, "eu-west-1").sha256() == first);
  CHECK(open_region(test::build_folder(folder, "elsewhere/x").set, "us-east-1")->sha256() == first);
  CHECK(open(test::with(folder, "ec2/us-east-1.csv", "0.096", "0.097"), "us-east-1").sha256() !=
        first);
  CHECK(open(test::with(folder, "addons.csv", "100m", "101m"), "us-east-1").sha256() != first);
  CHECK(std::all_of(first.begin(), first.end(),
                    [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); }));
}

TEST_CASE("a set names its regions and its date", "[catalog]") {
  const auto built = test::build_folder(test::small_folder());
  REQUIRE(built.set);
  CHECK(region_names(*built.set) == std::vector<std::string_view>{"eu-west-1", "us-east-1"});
  CHECK(open_region(built.set, "us-east-1")->effective_date() == "2026-05-18");
  CHECK(open_region(built.set, "us-east-1")->set_name() == "prices");
}

TEST_CASE("a catalogue keeps its set alive", "[catalog]") {
  std::optional<Catalogue> catalogue;
  {
    auto built = test::build_folder(test::small_folder());
    catalogue = open_region(std::move(built.set), "us-east-1");
  }
  REQUIRE(catalogue);
  CHECK(catalogue->region().title == "US East (N. Virginia)");
  CHECK(catalogue->type(0).name == "g5g.metal");
}

TEST_CASE("the files of a set follow from its list of regions", "[catalog]") {
  CHECK(std::vector<std::string_view>(file_names().begin(), file_names().end()) ==
        std::vector<std::string_view>{"price-set.csv", "regions.csv", "instance-types.csv",
                                      "addons.csv"});
  diag::Diagnostics found;
  const auto folder = test::small_folder();
  CHECK(region_file_names({"price-set.csv", folder.at("price-set.csv")}, found) ==
        std::vector<std::string>{"ec2/eu-west-1.csv", "services/eu-west-1.csv", "ec2/us-east-1.csv",
                                 "services/us-east-1.csv"});
  CHECK(found.all().empty());
  const auto wrong = test::with(folder, "price-set.csv", "us-east-1", "../../etc/passwd-1");
  CHECK(region_file_names({"price-set.csv", wrong.at("price-set.csv")}, found) ==
        std::vector<std::string>{"ec2/eu-west-1.csv", "services/eu-west-1.csv"});
  CHECK(found.error_count() == 1);
}

}  // namespace
}  // namespace eksplan::catalog
