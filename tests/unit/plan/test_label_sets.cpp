#include "sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/plan/label_sets.hpp"
#include "eksplan/plan/zones.hpp"

namespace eksplan::plan {
namespace {

using model::Labels;
using model::SelectorOperator;

model::Workload requiring(const model::LabelRequirement& requirement) {
  auto web = workload("web", 1, 100, 100);
  web.pod.spec.has_required_node_affinity = true;
  web.pod.spec.required_node_affinity.push_back({{requirement}, {}});
  return web;
}

TEST_CASE("without wishes there is one set of labels, the empty one", "[plan]") {
  CHECK(label_sets(demand_of({workload("web", 1, 100, 100)})) == std::vector<Labels>{{}});
}

struct Row {
  model::LabelRequirement requirement;
  Labels labels;
};

TEST_CASE("a requirement is met by the least label", "[plan]") {
  const auto row = GENERATE(values<Row>({
      {{"team", SelectorOperator::in, {"blue", "green"}, {}}, {{"team", "blue"}}},
      {{"team", SelectorOperator::exists, {}, {}}, {{"team", "true"}}},
      {{"level", SelectorOperator::gt, {"4"}, {}}, {{"level", "5"}}},
      {{"level", SelectorOperator::lt, {"4"}, {}}, {{"level", "3"}}},
  }));
  CHECK(label_sets(demand_of({requiring(row.requirement)})) == std::vector<Labels>{{}, row.labels});
}

TEST_CASE("labels that AWS sets, and absent ones, are not put on groups", "[plan]") {
  for (const auto& requirement :
       {model::LabelRequirement{"kubernetes.io/arch", SelectorOperator::in, {"arm64"}, {}},
        model::LabelRequirement{"team", SelectorOperator::not_in, {"blue"}, {}},
        model::LabelRequirement{"team", SelectorOperator::does_not_exist, {}, {}},
        model::LabelRequirement{"level", SelectorOperator::gt, {"9223372036854775807"}, {}}}) {
    CAPTURE(requirement.key);
    CHECK(label_sets(demand_of({requiring(requirement)})) == std::vector<Labels>{{}});
  }
}

Options zones(std::int64_t count) {
  Options options;
  options.zones = count;
  return options;
}

TEST_CASE("zones that pods must have come before the first ones of the region", "[plan]") {
  const auto& region = prices().region();
  CHECK(choose_zones(demand_of({}), {}, region.zones, zones(2)) ==
        std::vector<std::string>{"us-east-1a", "us-east-1b"});
  auto web = workload("web", 1, 100, 100);
  web.pod.spec.node_selector["topology.kubernetes.io/zone"] = {"us-east-1d", {}};
  CHECK(choose_zones(demand_of({web}), {}, region.zones, zones(2)) ==
        std::vector<std::string>{"us-east-1a", "us-east-1d"});
  const auto choice = requiring(
      {"topology.kubernetes.io/zone", SelectorOperator::in, {"us-east-1c", "us-east-1d"}, {}});
  CHECK(choose_zones(demand_of({web, choice}), {}, region.zones, zones(2)) ==
        std::vector<std::string>{"us-east-1a", "us-east-1d"});
  CHECK(choose_zones(demand_of({choice}), {}, region.zones, zones(1)) ==
        std::vector<std::string>{"us-east-1c"});
  CHECK(zones_matter(demand_of({choice}), {}));
  CHECK_FALSE(zones_matter(demand_of({workload("api", 1, 1, 1)}), {}));
}

TEST_CASE("a zone of another region is not chosen", "[plan]") {
  auto web = workload("web", 1, 100, 100);
  web.pod.spec.node_selector["topology.kubernetes.io/zone"] = {"eu-west-1a", {}};
  CHECK(choose_zones(demand_of({web}), {}, prices().region().zones, zones(1)) ==
        std::vector<std::string>{"us-east-1a"});
}

}  // namespace
}  // namespace eksplan::plan
