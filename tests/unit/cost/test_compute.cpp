#include "world.hpp"
#include <catch2/catch.hpp>

namespace eksplan::cost {
namespace {

using Texts = std::vector<std::string>;

constexpr model::FargateSize kSmallest{units::MilliCpu::from_millis(250), units::Bytes::mib(512)};

TEST_CASE("an empty cluster costs its control plane", "[cost]") {
  const World world;
  CHECK(world.lines(Category::control_plane) == Texts{"control-plane 1 x 0.1 = 0.1"});
  CHECK(world.lines(Category::control_plane, {.extended_support = true}) ==
        Texts{"control-plane-extended 1 x 0.6 = 0.6"});
  const auto costed = world.cost({.nat_gateways = 0});
  CHECK(costed.hourly.hourly().text() == "0.1");
  CHECK(costed.fixed == costed.hourly);
}

TEST_CASE("every category is there, also at nothing", "[cost]") {
  const auto by_category = World().cost({.nat_gateways = 0}).by_category;
  REQUIRE(by_category.size() == 5);
  CHECK(by_category.at(Category::control_plane).hourly().text() == "0.1");
  CHECK(by_category.at(Category::fargate).hourly().text() == "0");
  CHECK(by_category.at(Category::network).hourly().text() == "0");
}

TEST_CASE("pods on Fargate pay for their size, to the last digit", "[cost]") {
  World world;
  world.run_on_fargate(world.add("cart", 3), kSmallest);
  CHECK(world.lines(Category::fargate) == Texts{"fargate-memory 1.5 x 0.004445 = 0.0066675, cart",
                                                "fargate-vcpu 0.75 x 0.04048 = 0.03036, cart"});
  CHECK(world.cost().workloads[0].own.hourly().text() == "0.0370275");
}

TEST_CASE("ephemeral storage above 20 GiB is billed", "[cost]") {
  World world;
  auto builder = workload("Deployment", "builder");
  builder.pod.requests_without_overhead.ephemeral_storage = units::Bytes::gib(100);
  world.run_on_fargate(world.add(builder, 2), kSmallest);
  const auto lines = world.lines(Category::fargate);
  REQUIRE(lines.size() == 3);
  // 100 GiB + 10 % + 5 GiB = 115 GiB, of which 20 GiB are free.
  CHECK(lines[0] == "fargate-ephemeral 190 x 0.000111 = 0.02109, builder");
}

TEST_CASE("before August 2023 ephemeral storage was not for sale", "[cost]") {
  World world;
  auto builder = workload("Deployment", "builder");
  builder.pod.requests_without_overhead.ephemeral_storage = units::Bytes::gib(100);
  world.run_on_fargate(world.add(builder, 2), kSmallest);
  const auto limits = *rules::parse_limits_profile("2020-02");
  CHECK(world.lines(Category::fargate, {.limits = limits}).size() == 2);
}

TEST_CASE("nodes pay for instances and root volumes, each line rounded once", "[cost]") {
  World world;
  world.add_group("general", "small.large", 3);
  // 60 GB x $0.08 / 730 hours = 0.00657534246...
  CHECK(world.lines(Category::nodes) ==
        Texts{"node 3 x 0.1 = 0.3, general", "node-root-volume 60 x 0.08 = 0.006575342, general"});
  const auto costed = world.cost();
  CHECK(costed.idle.hourly().text() == "0.306575342");
}

TEST_CASE("lines come by category, item and workload", "[cost]") {
  World world;
  world.run_on_fargate(world.add("a", 1), kSmallest);
  world.run_on_fargate(world.add("b", 1), kSmallest);
  world.add_group("general", "small.large", 1);
  Texts order;
  for (const auto& line : world.cost().lines) {
    order.push_back(line.item + (line.item_of ? std::to_string(line.item_of->value) : ""));
  }
  CHECK(order == Texts{"control-plane", "fargate-memory0", "fargate-memory1", "fargate-vcpu0",
                       "fargate-vcpu1", "node", "node-root-volume", "nat-gateway", "public-ipv4"});
}

TEST_CASE("a plan as good as its bound costs its bound", "[cost]") {
  World world;
  world.add_group("general", "small.large", 3);
  world.plan.packed = world.plan.lower_bound =
      units::HourlyRate::per_hour(units::Money::from_nanos(306'575'343));
  auto costed = world.cost();
  CHECK(costed.packed == costed.hourly);
  CHECK(costed.lower_bound == costed.hourly);

  world.plan.lower_bound = units::HourlyRate::per_hour(units::Money::from_nanos(300'000'000));
  costed = world.cost();
  CHECK((costed.hourly - costed.lower_bound).hourly().text() == "0.006575343");
}

}  // namespace
}  // namespace eksplan::cost
