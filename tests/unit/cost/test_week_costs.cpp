#include <chrono>

#include "world.hpp"
#include <catch2/catch.hpp>

#include "eksplan/cost/week_costs.hpp"

namespace eksplan::cost {
namespace {

using namespace std::chrono_literals;
using units::Decimal;

std::vector<std::string> texts(const std::vector<Decimal>& decimals) {
  std::vector<std::string> list;
  for (const auto decimal : decimals) {
    list.push_back(decimal.text());
  }
  return list;
}

/// "web" on Fargate and "db" on nodes; at night there is less of both.
World at(std::int64_t web, std::int64_t nodes) {
  World world;
  const auto fargate = world.add("web", web);
  world.run_on_fargate(
      fargate, {.vcpu = units::MilliCpu::from_millis(250), .memory = units::Bytes::mib(512)});
  const auto db = world.add("db", nodes);
  const auto group = world.add_group("general", "small.large", nodes);
  world.plan.placements[db.value].target = plan::Target::nodes;
  world.plan.placements[db.value].group = group;
  world.add_nodes({group, "us-test-1a", nodes, {{db, 1}}, {}});
  return world;
}

WeekCosts week_of(const std::vector<std::pair<World, Decimal>>& parts) {
  std::vector<CostedPlan> costs;
  for (const auto& [world, hours] : parts) {
    costs.push_back(world.cost());
  }
  std::vector<PhaseCosts> phases;
  for (std::size_t i = 0; i < parts.size(); ++i) {
    phases.push_back({parts[i].second, &parts[i].first.plan, &costs[i]});
  }
  return over_week(phases);
}

TEST_CASE("hours of phases add up to a week however odd their lengths are", "[cost]") {
  CHECK(texts(hours_of_phases({65h, 103h})) == std::vector<std::string>{"65", "103"});
  CHECK(texts(hours_of_phases({20min, 20min, 168h - 40min})) ==
        std::vector<std::string>{"0.333333334", "0.333333333", "167.333333333"});
  CHECK(texts(hours_of_phases({1s, 168h - 1s})) ==
        std::vector<std::string>{"0.000277778", "167.999722222"});
}

TEST_CASE("the mean of equal phases is what each of them costs", "[cost]") {
  const auto alone = at(3, 2).cost();
  const auto week = week_of({{at(3, 2), Decimal::whole(65)}, {at(3, 2), Decimal::whole(103)}});
  CHECK(week.mean.lines == alone.lines);
  CHECK(week.mean.workloads == alone.workloads);
  CHECK(week.mean.hourly == alone.hourly);
  CHECK(week.mean.idle == alone.idle);
  CHECK(week.mean.packed == alone.packed);
  CHECK(week.mean.lower_bound == alone.lower_bound);
}

TEST_CASE("a week is the mean of its phases by their hours, and its lines add up", "[cost]") {
  const auto day = at(3, 5);
  const auto night = at(0, 2);
  const auto week = week_of({{day, Decimal::whole(65)}, {night, Decimal::whole(103)}});
  const auto nanos = base::div_half_up(
      day.cost().hourly.hourly().nanos() * 65 + night.cost().hourly.hourly().nanos() * 103, 168);
  CHECK(week.mean.hourly.hourly() == units::Money::from_nanos(nanos));
  units::HourlyRate lines;
  for (const auto& line : week.mean.lines) {
    lines += line.hourly;
  }
  CHECK(lines == week.mean.hourly);
  units::HourlyRate parts = week.mean.idle + week.mean.overhead + week.mean.fixed;
  for (const auto& workload : week.mean.workloads) {
    parts += workload.total();
  }
  CHECK(parts == week.mean.hourly);
  REQUIRE(week.groups.size() == 1);
  CHECK(week.groups[0].min_count == 2);
  CHECK(week.groups[0].max_count == 5);
}

TEST_CASE("a group that only some phases have counts from 0", "[cost]") {
  auto other = at(1, 3);
  other.plan.groups[0].labels = {{"team", "night"}};
  const auto week = week_of({{at(1, 2), Decimal::whole(100)}, {other, Decimal::whole(68)}});
  REQUIRE(week.groups.size() == 2);
  CHECK(week.groups[0].group.name == "general");
  CHECK(week.groups[0].min_count == 0);
  CHECK(week.groups[1].group.name == "general-2");
  CHECK(week.groups[1].max_count == 3);
  CHECK(week.group_of[1] == std::vector<plan::GroupIndex>{plan::GroupIndex{1}});
}

TEST_CASE("volumes of claim templates stay when their pods go", "[cost]") {
  World world;
  world.inventory.storage_classes = {storage_class("fast", "gp3")};
  auto set = workload("StatefulSet", "db");
  set.volume_claims = {claim("data", 10, "fast").claim};
  world.add(set, 1);
  CHECK(world.lines(Category::storage) ==
        std::vector<std::string>{
            "ebs-gp3-storage 10 x 0.08 = 0.00109589, db, volume data of each pod"});
  CHECK(world.lines(Category::storage, {.most_pods = {3}}) ==
        std::vector<std::string>{
            "ebs-gp3-storage 30 x 0.08 = 0.003287671, db, volume data of each pod"});
}

}  // namespace
}  // namespace eksplan::cost
