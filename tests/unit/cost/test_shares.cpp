#include "support/random.hpp"
#include "world.hpp"
#include <catch2/catch.hpp>

namespace eksplan::cost {
namespace {

model::Workload sized(const std::string& name, std::int64_t millis, std::int64_t mib) {
  auto made = workload("Deployment", name);
  made.pod.requests.cpu = units::MilliCpu::from_millis(millis);
  made.pod.requests.memory = units::Bytes::mib(mib);
  return made;
}

TEST_CASE("a node is shared 9 to 1 by vCPU and GiB", "[cost]") {
  World world;
  const auto web = world.add(sized("web", 1000, 0), 1);
  const auto cache = world.add(sized("cache", 0, 4096), 1);
  auto agent = sized("agent", 100, 0);
  agent.kind = model::WorkloadKind::daemon_set;
  const auto daemon = world.add(agent, 0);
  const auto group = world.add_group("general", "small.large", 1);
  world.plan.groups[0].hourly_per_node =
      units::HourlyRate::per_hour(units::Money::from_nanos(2'600'000'000 - 2'191'781));
  world.add_nodes({group, "us-test-1a", 1, {{web, 1}, {cache, 1}}, {{daemon, 1}}});

  // With its root volume the node costs $2.60: 2 vCPU weigh 18 and 8 GiB weigh 8, so a vCPU costs
  // $0.90, a GiB $0.10.
  const auto costed = world.cost();
  CHECK(costed.workloads[0].share.hourly().text() == "0.9");
  CHECK(costed.workloads[1].share.hourly().text() == "0.4");
  CHECK(costed.workloads[2].share.hourly().text() == "0");
  CHECK(costed.workloads[2].overhead.hourly().text() == "0.09");
  // The node keeps a tenth of itself.
  CHECK(costed.overhead.hourly().text() == "0.35");
  CHECK(costed.idle.hourly().text() == "0.95");
}

TEST_CASE("a DaemonSet pays for the volumes of its pods on all nodes", "[cost]") {
  World world;
  auto agent = sized("agent", 100, 0);
  agent.kind = model::WorkloadKind::daemon_set;
  model::Volume scratch;
  scratch.name = "scratch";
  scratch.source = model::VolumeSource::ephemeral;
  scratch.storage_class = "gp3";
  scratch.requested = units::Bytes::gib(10);
  agent.pod.spec.volumes = {scratch};
  const auto daemon = world.add(agent, 0);
  const auto group = world.add_group("general", "small.large", 3);
  world.add_nodes({group, "us-test-1a", 2, {}, {{daemon, 1}}});
  world.add_nodes({group, "us-test-1b", 1, {}, {{daemon, 1}}});
  CHECK(world.lines(Category::storage) ==
        std::vector<std::string>{
            "ebs-gp3-storage 30 x 0.08 = 0.003287671, agent, volume scratch of each pod"});
}

// Nodes filled at random, but never beyond what they have.
void fill(World& world, support::Random& random, plan::GroupIndex group, std::int64_t items) {
  const auto& of = world.plan.groups[group.value];
  for (std::int64_t left = of.count; left > 0;) {
    plan::NodeSet set{group, "us-test-1a", random.between(1, left), {}, {}};
    auto cpu = of.allocatable.cpu.millis();
    auto memory = of.allocatable.memory.count();
    for (std::int64_t i = 0; i < items; ++i) {
      const auto& item = world.demand.items[static_cast<std::size_t>(i)];
      const auto& requests = item.workload.pod.requests;
      const auto pods = random.between(0, 3);
      if (pods == 0 || requests.cpu.millis() * pods > cpu ||
          requests.memory.count() * pods > memory) {
        continue;
      }
      cpu -= requests.cpu.millis() * pods;
      memory -= requests.memory.count() * pods;
      auto& pods_of = item.is_daemon ? set.daemons : set.pods;
      pods_of.push_back({plan::ItemIndex{static_cast<std::size_t>(i)}, pods});
    }
    left -= set.count;
    world.add_nodes(std::move(set));
  }
}

World random_world(std::uint64_t seed) {
  support::Random random(seed);
  World world;
  const auto items = random.between(1, 8);
  for (std::int64_t i = 0; i < items; ++i) {
    auto made = sized("w" + std::to_string(i), random.between(0, 900), 0);
    made.pod.requests.memory = units::Bytes::from_count(random.between(0, 3'000'000'000));
    made.kind =
        random.chance(20) ? model::WorkloadKind::daemon_set : model::WorkloadKind::deployment;
    const auto index = world.add(made, random.between(0, 40));
    if (random.chance(30) && made.kind != model::WorkloadKind::daemon_set) {
      world.run_on_fargate(
          index, {units::MilliCpu::from_millis(500), units::Bytes::gib(random.between(1, 4))});
    }
  }
  for (std::int64_t g = random.between(0, 3); g > 0; --g) {
    const auto group =
        world.add_group("g" + std::to_string(g), random.chance(50) ? "small.large" : "big.xlarge",
                        random.between(1, 30));
    world.plan.groups[group.value].hourly_per_node =
        units::HourlyRate::per_hour(units::Money::from_nanos(random.between(1, 5'000'000'000)));
    fill(world, random, group, items);
  }
  return world;
}

TEST_CASE("shares, idle, overhead and fixed costs add up to the total, to the last digit",
          "[cost][property]") {
  const auto seed = GENERATE(range(std::uint64_t{0}, std::uint64_t{300}));
  CAPTURE(seed);
  const auto costed =
      random_world(seed).cost({.nat_gateways = static_cast<std::int64_t>(seed % 4)});
  units::HourlyRate lines;
  for (const auto& line : costed.lines) {
    lines += line.hourly;
  }
  auto parts = costed.idle + costed.overhead + costed.fixed;
  units::HourlyRate daemons;
  for (const auto& of : costed.workloads) {
    parts += of.total();
    daemons += of.overhead;
    CHECK(of.share >= units::HourlyRate{});
  }
  units::HourlyRate categories;
  for (const auto& [category, rate] : costed.by_category) {
    categories += rate;
  }
  CHECK(lines.hourly().text() == costed.hourly.hourly().text());
  CHECK(parts.hourly().text() == costed.hourly.hourly().text());
  CHECK(categories == costed.hourly);
  CHECK(costed.idle >= units::HourlyRate{});
  CHECK(daemons <= costed.overhead);
}

}  // namespace
}  // namespace eksplan::cost
