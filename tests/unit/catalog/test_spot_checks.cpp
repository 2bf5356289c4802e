// Single figures that can be looked up in AWS's own price pages.

#include <catch2/catch.hpp>

#include "eksplan/base/assert.hpp"
#include "eksplan/catalog/catalogue.hpp"

namespace eksplan::catalog {
namespace {

std::string rate_text(std::string_view region, std::string_view type) {
  const auto catalogue = open_region(builtin(), region);
  REQUIRE(catalogue);
  const auto index = catalogue->find_type(type);
  REQUIRE(index);
  const auto rate = catalogue->hourly(*index, model::Purchase::on_demand);
  return rate ? rate->hourly().text() : "not known";
}

std::string price_text(std::string_view region, Item item) {
  const auto catalogue = open_region(builtin(), region);
  REQUIRE(catalogue);
  const auto price = catalogue->price(item);
  return price ? price->amount.text() + " per " + std::string(price->unit) : "not known";
}

TEST_CASE("instances cost what AWS lists", "[catalog]") {
  struct Row {
    std::string region;
    std::string type;
    std::string hourly;
  };

  const auto row = GENERATE(values<Row>({
      {"us-east-1", "m5.large", "0.096"},
      {"us-east-1", "t3.medium", "0.0416"},
      {"us-east-1", "c5.large", "0.085"},
      {"us-east-1", "m6g.xlarge", "0.154"},
      {"us-east-1", "m5.metal", "4.608"},
      {"us-east-1", "g5.xlarge", "1.006"},
      {"eu-west-1", "m5.large", "0.107"},
      {"eu-west-1", "t3.medium", "0.0456"},
      {"eu-west-1", "c5.large", "0.096"},
      {"eu-west-1", "c9g.large", "not known"},
  }));
  CAPTURE(row.region, row.type);
  CHECK(rate_text(row.region, row.type) == row.hourly);
}

TEST_CASE("other things cost what AWS lists", "[catalog]") {
  struct Row {
    std::string region;
    Item item;
    std::string price;
  };

  const auto row = GENERATE(values<Row>({
      {"us-east-1", Item::fargate_vcpu, "0.04048 per vCPU-hour"},
      {"us-east-1", Item::fargate_memory, "0.004445 per GB-hour"},
      {"us-east-1", Item::fargate_ephemeral, "0.000111 per GB-hour"},
      {"us-east-1", Item::control_plane, "0.1 per hour"},
      {"us-east-1", Item::control_plane_extended, "0.6 per hour"},
      {"us-east-1", Item::ebs_gp3_storage, "0.08 per GB-month"},
      {"us-east-1", Item::ebs_gp3_iops, "0.005 per IOPS-month"},
      {"us-east-1", Item::ebs_gp3_throughput, "0.04 per MBps-month"},
      {"us-east-1", Item::efs_standard_storage, "0.3 per GB-month"},
      {"us-east-1", Item::nat_gateway, "0.045 per hour"},
      {"us-east-1", Item::network_load_balancer, "0.0225 per hour"},
      {"us-east-1", Item::public_ipv4, "0.005 per hour"},
      {"eu-west-1", Item::fargate_vcpu, "0.04048 per vCPU-hour"},
      {"eu-west-1", Item::fargate_memory, "0.004445 per GB-hour"},
      {"eu-west-1", Item::fargate_ephemeral, "0.000122 per GB-hour"},
      {"eu-west-1", Item::ebs_gp3_storage, "0.088 per GB-month"},
      {"eu-west-1", Item::nat_gateway, "0.048 per hour"},
      {"eu-west-1", Item::application_load_balancer, "0.0252 per hour"},
      {"eu-west-1", Item::network_load_balancer, "not known"},
      {"eu-west-1", Item::classic_load_balancer, "not known"},
      {"eu-west-1", Item::ebs_io2_storage, "not known"},
  }));
  CAPTURE(row.region, name(row.item));
  CHECK(price_text(row.region, row.item) == row.price);
}

TEST_CASE("the smallest Fargate pod costs 0.0123425 an hour in us-east-1", "[catalog]") {
  const auto catalogue = open_region(builtin(), "us-east-1");
  REQUIRE(catalogue);
  const auto vcpu =
      catalogue->price(Item::fargate_vcpu)->amount.times(*units::parse_decimal("0.25"));
  const auto memory =
      catalogue->price(Item::fargate_memory)->amount.times(*units::parse_decimal("0.5"));
  CHECK((vcpu + memory).text() == "0.0123425");
}

TEST_CASE("types have the size that AWS lists", "[catalog]") {
  const auto catalogue = open_region(builtin(), "us-east-1");
  REQUIRE(catalogue);
  const auto large = catalogue->type(*catalogue->find_type("m5.large"));
  CHECK(large.vcpu == 2);
  CHECK(large.memory_mib == 8192);
  CHECK(large.memory_measured_mib == 7811);
  CHECK(large.enis == 3);
  CHECK(large.ipv4_per_eni == 10);
  CHECK(large.nitro);
  const auto graviton = catalogue->type(*catalogue->find_type("m6g.xlarge"));
  CHECK(graviton.arch == model::Architecture::arm64);
  CHECK(catalogue->type(*catalogue->find_type("g5.xlarge")).gpus == 1);
  CHECK(catalogue->type(*catalogue->find_type("g5.xlarge")).gpu_manufacturer == "NVIDIA");
  CHECK(catalogue->type(*catalogue->find_type("inf2.xlarge")).neuron_accelerators == 1);
  CHECK(catalogue->type(*catalogue->find_type("t3.medium")).burstable);
  CHECK_FALSE(catalogue->type(*catalogue->find_type("t2.medium")).nitro);
  CHECK(catalogue->type(*catalogue->find_type("m5.metal")).bare_metal);
  CHECK(catalogue->type(*catalogue->find_type("m5.metal")).nitro);
}

TEST_CASE("what is not in the set is not found", "[catalog]") {
  CHECK_FALSE(open_region(builtin(), "us-east-9"));
  CHECK_FALSE(open_region(builtin(), ""));
  CHECK_FALSE(open_region(builtin(), "us-east-1a"));
  CHECK_FALSE(open_region(builtin(), "US-EAST-1"));
  const auto catalogue = open_region(builtin(), "us-east-1");
  REQUIRE(catalogue);
  CHECK_FALSE(catalogue->find_type("m5.largest"));
  CHECK_FALSE(catalogue->find_type(""));
  CHECK_FALSE(catalogue->find_type("a"));
  CHECK_FALSE(catalogue->find_type("zz"));
  CHECK_FALSE(catalogue->hourly(catalogue->type_count(), model::Purchase::on_demand));
  CHECK_THROWS_AS(catalogue->type(catalogue->type_count()), base::InternalError);
}

}  // namespace
}  // namespace eksplan::catalog
