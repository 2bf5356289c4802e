#include <set>

#include "sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/plan/names.hpp"

namespace eksplan::plan {
namespace {

NodeGroup group_of(const std::string& type, const model::Labels& labels = {}) {
  const auto index = prices().find_type(type);
  REQUIRE(index.has_value());
  NodeGroup group;
  group.type = prices().type(*index);
  group.labels = labels;
  return group;
}

struct GroupsRow {
  std::string type;
  std::string name;
};

TEST_CASE("a group is named after what its machines are good at", "[plan]") {
  const auto row = GENERATE(values<GroupsRow>({{"c5.large", "compute"},
                                               {"m6i.large", "general"},
                                               {"r5.large", "memory"},
                                               {"x1.16xlarge", "memory"},
                                               {"t3.medium", "burstable"},
                                               {"g4dn.xlarge", "gpu"},
                                               {"inf1.xlarge", "neuron"},
                                               {"i3.large", "storage"}}));
  std::vector<NodeGroup> groups{group_of(row.type)};
  name_groups(groups);
  CHECK(groups[0].name == row.name);
}

TEST_CASE("groups of the same sort are told apart by their type, then by a number", "[plan]") {
  std::vector<NodeGroup> groups{group_of("m5.large"), group_of("m6i.xlarge"), group_of("c5.large"),
                                group_of("m5.large")};
  name_groups(groups);
  CHECK(groups[0].name == "general-m5-large");
  CHECK(groups[1].name == "general-m6i-xlarge");
  CHECK(groups[2].name == "compute");
  CHECK(groups[3].name == "general-m5-large-2");
}

TEST_CASE("labels are in the name, without what a name may not hold", "[plan]") {
  std::vector<NodeGroup> groups{group_of("m5.large", {{"example.com/Disk_Type", "SSD.v2"}}),
                                group_of("m5.large", {{"example.com/isolated", "true"}})};
  name_groups(groups);
  CHECK(groups[0].name == "general-ssd-v2");
  CHECK(groups[1].name == "general-isolated");
}

TEST_CASE("names stay within the limit of EKS", "[plan]") {
  const std::string long_value(200, 'x');
  std::vector<NodeGroup> groups{group_of("m5.large", {{"a", long_value}, {"b", "1"}}),
                                group_of("m5.large", {{"a", long_value}, {"b", "2"}})};
  name_groups(groups);
  CHECK(groups[0].name != groups[1].name);
  for (const auto& group : groups) {
    CHECK(group.name.size() <= 63);
  }
}

TEST_CASE("no more node groups than allowed are used", "[plan]") {
  const auto demand = demand_of({workload("cpu", 30, 1900, 300), workload("memory", 30, 200, 7000),
                                 workload("even", 30, 700, 2800), workload("tiny", 40, 10, 20)});
  auto options = on_nodes();
  std::vector<base::int128> costs;
  for (const std::int64_t limit : {1, 2, 3}) {
    options.max_node_groups = limit;
    const auto plan = checked_plan(demand, options);
    CHECK(static_cast<std::int64_t>(plan.groups.size()) <= limit);
    costs.push_back(plan.packed.hourly().nanos());
  }
  CAPTURE(static_cast<std::int64_t>(costs[0]), static_cast<std::int64_t>(costs[1]),
          static_cast<std::int64_t>(costs[2]));
  CHECK(costs[1] < costs[0]);
  CHECK(costs[2] <= costs[1]);
}

TEST_CASE("a cluster has its least number of nodes", "[plan]") {
  auto options = on_nodes();
  for (const std::int64_t least : {1, 2, 5}) {
    options.min_nodes = least;
    CHECK(checked_plan(demand_of({workload("web", 1, 100, 100)}), options).node_count() == least);
  }
}

TEST_CASE("groups and nodes are in a stable order, equal nodes are one set", "[plan]") {
  auto options = on_nodes();
  options.instance_types = {"m5.large"};
  options.zones = 1;
  const auto plan = checked_plan(demand_of({workload("web", 1000, 900, 100)}), options);
  REQUIRE(plan.nodes.size() == 1);
  CHECK(plan.nodes[0].count == 500);
  CHECK(plan.nodes[0].pods == std::vector<PodsOf>{{ItemIndex{0}, 2}});
  CHECK(plan.placements[0].group == GroupIndex{0});
}

}  // namespace
}  // namespace eksplan::plan
