#include <algorithm>

#include "price_folder.hpp"
#include <catch2/catch.hpp>

namespace eksplan::catalog {
namespace {

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

TEST_CASE("a price keeps its date and source", "[catalog]") {
  const auto catalogue = open(test::small_folder(), "us-east-1");
  const auto nano = catalogue.on_demand_price(*catalogue.find_type("t2.nano"));
  REQUIRE(nano);
  CHECK(nano->amount.text() == "0.0058");
  CHECK(nano->unit == "hour");
  CHECK(nano->as_of == "2026-05");
  CHECK(nano->source == "other");
  CHECK_FALSE(catalogue.on_demand_price(*catalogue.find_type("g5g.metal")));
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

TEST_CASE("a region knows its zones, sorted", "[catalog]") {
  const auto folder = test::with(test::small_folder(), "regions.csv", "us-east-1a us-east-1b",
                                 "us-east-1f us-east-1b us-east-1a");
  const auto catalogue = open(folder, "us-east-1");
  CHECK(catalogue.region().zones ==
        std::vector<std::string_view>{"us-east-1a", "us-east-1b", "us-east-1f"});
}

TEST_CASE("the order of rows and files changes no look-up", "[catalog]") {
  auto folder = test::small_folder();
  folder["ec2/us-east-1.csv"] =
      "as_of,source,savings_3yr,savings_1yr,reserved_3yr,reserved_1yr,spot,on_demand,instance_"
      "type\n"
      "2026-05,other,,,,,,0.0058,t2.nano\n"
      "2026-05-18,test,0.0385,0.0605,0.037,0.059,0.041,0.096,m5.large\n";
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
