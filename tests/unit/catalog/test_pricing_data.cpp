// Every row of every file of pricing-data/ is looked up in the compiled-in set, read here by other
// means.

#include <array>
#include <set>
#include <sstream>

#include "price_folder.hpp"
#include "support/random.hpp"
#include <catch2/catch.hpp>

#include "eksplan/units/quantity.hpp"

namespace eksplan::catalog {
namespace {

using PriceRow = std::map<std::string, std::string>;

std::int64_t number(const std::string& text) {
  return text.empty() ? 0 : std::stoll(text);
}

// Digits with a dot to billionths, without the program's own parser.
std::int64_t nanos(const std::string& text) {
  const auto dot = text.find('.');
  const auto whole = text.substr(0, dot);
  auto decimals = dot == std::string::npos ? std::string() : text.substr(dot + 1);
  REQUIRE(decimals.size() <= 9);
  decimals.resize(9, '0');
  return std::stoll(whole + decimals);
}

bool is_dated(const std::string& text) {
  return text.size() == 4 || text.size() == 7 || text.size() == 10;
}

std::string joined(const std::vector<std::string_view>& names) {
  std::string all;
  for (const auto name : names) {
    all += (all.empty() ? "" : " ") + std::string(name);
  }
  return all;
}

std::vector<std::string> regions() {
  std::vector<std::string> names;
  for (const auto& row : test::read_csv(test::project_folder().at("price-set.csv")).rows) {
    if (row.at("key") == "region") {
      names.push_back(row.at("value"));
    }
  }
  return names;
}

Catalogue open(std::string_view region) {
  auto catalogue = open_region(builtin(), region);
  REQUIRE(catalogue);
  return *catalogue;
}

model::InstanceType expected_type(const PriceRow& row) {
  model::InstanceType type;
  type.name = row.at("instance_type");
  type.vcpu = number(row.at("vcpu"));
  type.memory_mib = number(row.at("memory_mib"));
  if (!row.at("memory_measured_mib").empty()) {
    type.memory_measured_mib = number(row.at("memory_measured_mib"));
  }
  type.arch = row.at("arch") == "arm64" ? model::Architecture::arm64 : model::Architecture::amd64;
  type.gpus = number(row.at("gpus"));
  type.gpu_manufacturer = row.at("gpu_manufacturer");
  type.neuron_accelerators = number(row.at("neuron_accelerators"));
  type.other_accelerator = row.at("other_accelerator");
  type.local_nvme_gb = number(row.at("local_nvme_gb"));
  type.enis = number(row.at("enis"));
  type.ipv4_per_eni = number(row.at("ipv4_per_eni"));
  type.max_ebs_attachments = number(row.at("max_ebs_attachments"));
  type.nitro = row.at("nitro") == "true";
  type.bare_metal = row.at("bare_metal") == "true";
  type.burstable = row.at("burstable") == "true";
  type.current_generation = row.at("current_generation") == "true";
  return type;
}

TEST_CASE("every instance type of pricing-data is in the built-in set", "[catalog]") {
  const auto catalogue = open("us-east-1");
  const auto csv = test::read_csv(test::project_folder().at("instance-types.csv"));
  CHECK(csv.rows.size() >= 1300);
  CHECK(catalogue.type_count() == csv.rows.size());
  for (const auto& row : csv.rows) {
    CAPTURE(row.at("instance_type"));
    const auto index = catalogue.find_type(row.at("instance_type"));
    REQUIRE(index);
    CHECK(catalogue.type(*index) == expected_type(row));
    CHECK(catalogue.type(*index).vcpu > 0);
    CHECK(catalogue.type(*index).memory_mib > 0);
    CHECK(is_dated(row.at("as_of")));
    CHECK_FALSE(row.at("source").empty());
    const auto origin = catalogue.type_origin(*index);
    CHECK(origin.source == row.at("source"));
    CHECK(origin.as_of == row.at("as_of"));
    CHECK(origin.memory_measured_as_of == row.at("memory_measured_as_of"));
  }
}

TEST_CASE("types are sorted by name", "[catalog]") {
  const auto catalogue = open("eu-west-1");
  for (std::size_t i = 1; i < catalogue.type_count(); ++i) {
    CHECK(catalogue.type(i - 1).name < catalogue.type(i).name);
  }
}

// What a row says beside its prices.
void check_offer(const Catalogue& catalogue, std::size_t type, const PriceRow& row) {
  const auto on_demand = catalogue.price(type, model::Purchase::on_demand);
  REQUIRE(on_demand.has_value() == !row.at("on_demand").empty());
  CHECK((!on_demand ||
         (on_demand->as_of == row.at("as_of") && on_demand->source == row.at("source"))));
  const auto windows = catalogue.windows_price(type);
  REQUIRE(windows.has_value() == !row.at("windows").empty());
  CHECK((!windows || windows->amount.nanos() == nanos(row.at("windows"))));
  const auto committed = catalogue.price(type, model::Purchase::reserved_3yr);
  CHECK((!committed || committed->as_of == row.at("committed_as_of")));
  const auto spot = catalogue.spot(type);
  REQUIRE(spot.has_value() == !(row.at("spot") + row.at("spot_interruption")).empty());
  CHECK((!spot || spot->interruption == row.at("spot_interruption")));
  CHECK((!spot || spot->as_of == row.at("spot_as_of")));
  CHECK((!spot || !spot->hourly || name(spot->kind) == row.at("spot_kind")));
  CHECK(joined(catalogue.zones(type)) == row.at("zones"));
}

TEST_CASE("every EC2 price of pricing-data is in the built-in set, and no other", "[catalog]") {
  const std::map<model::Purchase, std::string> columns{
      {model::Purchase::on_demand, "on_demand"},
      {model::Purchase::spot, "spot"},
      {model::Purchase::reserved_1yr, "reserved_1yr"},
      {model::Purchase::reserved_3yr, "reserved_3yr"},
      {model::Purchase::savings_1yr, "savings_1yr"},
      {model::Purchase::savings_3yr, "savings_3yr"}};
  for (const auto& region : regions()) {
    CAPTURE(region);
    const auto catalogue = open(region);
    std::map<std::string, PriceRow> rows;
    for (const auto& row :
         test::read_csv(test::project_folder().at("ec2/" + region + ".csv")).rows) {
      rows[row.at("instance_type")] = row;
    }
    CHECK(rows.size() > 200);
    for (std::size_t i = 0; i < catalogue.type_count(); ++i) {
      const std::string type(catalogue.type(i).name);
      CAPTURE(type);
      const auto row = rows.find(type);
      for (const auto& [purchase, column] : columns) {
        const auto rate = catalogue.hourly(i, purchase);
        const auto text = row == rows.end() ? std::string() : row->second.at(column);
        REQUIRE(rate.has_value() == !text.empty());
        CHECK((!rate || rate->hourly().nanos() == nanos(text)));
        CHECK((!rate || rate->hourly().nanos() > 0));
      }
      CHECK(catalogue.is_sold(i) == (row != rows.end()));
      if (row != rows.end()) {
        check_offer(catalogue, i, row->second);
      }
    }
  }
}

// The cell of a type in a column of the file of a region, by reading the file's lines.
std::string cell_of(const std::string& file, const std::string& type, std::size_t column) {
  std::istringstream lines(file);
  for (std::string line; std::getline(lines, line);) {
    if (line.starts_with(type + ",")) {
      std::istringstream cells(line);
      std::string cell;
      for (std::size_t i = 0; i <= column; ++i) {
        cell.clear();
        std::getline(cells, cell, ',');
      }
      return cell;
    }
  }
  return "";
}

TEST_CASE(
    "300 pairs of region and type cost what their files say, and nothing where they say nothing",
    "[catalog]") {
  constexpr std::array<std::size_t, 4> kColumns{1, 3, 7, 8};  // on_demand, spot, reserved_*
  constexpr std::array<model::Purchase, 4> kPurchases{
      model::Purchase::on_demand, model::Purchase::spot, model::Purchase::reserved_1yr,
      model::Purchase::reserved_3yr};
  const auto names = regions();
  const auto folder = test::project_folder();
  support::Random random(36);
  std::size_t known = 0;
  for (int i = 0; i < 300; ++i) {
    const auto& region = random.pick(std::span(names));
    const auto catalogue = open(region);
    const auto type = static_cast<std::size_t>(
        random.between(0, static_cast<std::int64_t>(catalogue.type_count()) - 1));
    const std::string type_name(catalogue.type(type).name);
    CAPTURE(region, type_name);
    for (std::size_t k = 0; k < kColumns.size(); ++k) {
      const auto cell = cell_of(folder.at("ec2/" + region + ".csv"), type_name, kColumns[k]);
      const auto rate = catalogue.hourly(type, kPurchases[k]);
      CHECK((rate ? rate->hourly().nanos() : 0) == (cell.empty() ? 0 : nanos(cell)));
      CHECK(rate.has_value() == !cell.empty());
      known += rate ? 1U : 0U;
    }
  }
  CHECK(known > 100);
  CHECK(known < 1100);
}

TEST_CASE("every other price of pricing-data is in the built-in set, and no other", "[catalog]") {
  for (const auto& region : regions()) {
    CAPTURE(region);
    const auto catalogue = open(region);
    std::map<std::string, PriceRow> rows;
    for (const auto& row :
         test::read_csv(test::project_folder().at("services/" + region + ".csv")).rows) {
      rows[row.at("item")] = row;
    }
    std::size_t known = 0;
    for (const auto item : all_items()) {
      const auto row = rows.find(std::string(name(item)));
      CAPTURE(name(item));
      const auto price = catalogue.price(item);
      REQUIRE(price.has_value() == (row != rows.end()));
      if (price) {
        ++known;
        CHECK(price->amount.nanos() == nanos(row->second.at("usd")));
        CHECK(price->amount.nanos() > 0);
        CHECK(price->unit == row->second.at("unit"));
        CHECK(price->as_of == row->second.at("as_of"));
        CHECK(price->source == row->second.at("source"));
        CHECK(is_dated(row->second.at("as_of")));
      }
    }
    CHECK(known == rows.size());
  }
}

TEST_CASE("every region of pricing-data is in the built-in set", "[catalog]") {
  const auto rows = test::read_csv(test::project_folder().at("regions.csv")).rows;
  const auto set = builtin();
  CHECK(region_names(*set).size() == rows.size());
  CHECK(regions().size() == rows.size());
  for (const auto& row : rows) {
    const auto region = open(row.at("region")).region();
    CHECK(region.name == row.at("region"));
    CHECK(region.title == row.at("title"));
    CHECK(region.eks_fargate == (row.at("eks_fargate") == "true"));
    CHECK(region.fargate_2020_02 == (row.at("fargate_2020_02") == "true"));
    std::string zones;
    for (std::size_t i = 0; i < region.zones.size(); ++i) {
      zones += (i == 0 ? "" : " ") + std::string(region.zones[i]);
      zones += region.zone_ids[i].empty() ? "" : "=" + std::string(region.zone_ids[i]);
    }
    CHECK(zones == row.at("zones"));
    CHECK(region.fargate_zones == region.zones);
    CHECK(row.at("fargate_zones").empty());
    CHECK(region.source == row.at("source"));
    CHECK(region.as_of == row.at("as_of"));
  }
}

TEST_CASE("every add-on of pricing-data is in the built-in set", "[catalog]") {
  const auto rows = test::read_csv(test::project_folder().at("addons.csv")).rows;
  const auto catalogue = open("us-east-1");
  REQUIRE(catalogue.add_ons().size() == rows.size());
  for (const auto& add_on : catalogue.add_ons()) {
    CAPTURE(add_on.name);
    const auto row = std::find_if(rows.begin(), rows.end(),
                                  [&](const PriceRow& r) { return r.at("name") == add_on.name; });
    REQUIRE(row != rows.end());
    CHECK(add_on.add_on == row->at("add_on"));
    CHECK(add_on.version == row->at("version"));
    CHECK(add_on.source == row->at("source"));
    CHECK(add_on.daemon_set == (row->at("kind") == "DaemonSet"));
    CHECK(add_on.replicas == number(row->at("replicas")));
    CHECK(add_on.host_network == (row->at("host_network") == "true"));
    CHECK(add_on.only_with_ebs == (row->at("only_with_ebs") == "true"));
    CHECK(add_on.cpu.millis() == units::parse_quantity(row->at("cpu"))->millis_up());
    CHECK(add_on.memory.count() == units::parse_quantity(row->at("memory"))->units_up());
  }
}

TEST_CASE("every file of pricing-data is one that a price set has, and says where it is from",
          "[catalog]") {
  const auto folder = test::project_folder();
  diag::Diagnostics found;
  std::set<std::string> expected(file_names().begin(), file_names().end());
  for (const auto& name : region_file_names({"price-set.csv", folder.at("price-set.csv")}, found)) {
    expected.insert(name);
  }
  CHECK(found.all().empty());
  std::set<std::string> there;
  for (const auto& [name, text] : folder) {
    there.insert(name);
    CAPTURE(name);
    CHECK(text.starts_with("# "));
  }
  CHECK(there == expected);
}

TEST_CASE("the built-in set is what pricing-data builds", "[catalog]") {
  const auto built = test::build_folder(test::project_folder(), "some/where");
  CHECK(built.messages.empty());
  REQUIRE(built.set);
  const auto from_files = open_region(built.set, "us-east-1");
  const auto compiled_in = open("us-east-1");
  REQUIRE(from_files);
  CHECK(from_files->sha256() == compiled_in.sha256());
  CHECK(compiled_in.sha256().size() == 64);
  CHECK(compiled_in.set_name() == "builtin");
  CHECK(from_files->set_name() == "some/where");
  CHECK(compiled_in.effective_date() == from_files->effective_date());
  CHECK(from_files->type(17) == compiled_in.type(17));
}

}  // namespace
}  // namespace eksplan::catalog
