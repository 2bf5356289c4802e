#include "sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/plan/label_sets.hpp"
#include "eksplan/plan/node_options.hpp"
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

std::vector<Labels> labels_of(std::vector<model::Workload> workloads) {
  std::vector<Labels> labels;
  for (const auto& set : label_sets(demand_of(std::move(workloads)), {})) {
    CHECK(set.taints.empty());
    labels.push_back(set.labels);
  }
  return labels;
}

TEST_CASE("without wishes there is one set of labels, the empty one", "[plan]") {
  CHECK(labels_of({workload("web", 1, 100, 100)}) == std::vector<Labels>{{}});
}

struct LabelSetsRow {
  model::LabelRequirement requirement;
  Labels labels;
};

TEST_CASE("a requirement is met by the least label", "[plan]") {
  const auto row = GENERATE(values<LabelSetsRow>({
      {{"team", SelectorOperator::in, {"blue", "green"}, {}}, {{"team", "blue"}}},
      {{"team", SelectorOperator::exists, {}, {}}, {{"team", "true"}}},
      {{"level", SelectorOperator::gt, {"4"}, {}}, {{"level", "5"}}},
      {{"level", SelectorOperator::lt, {"4"}, {}}, {{"level", "3"}}},
  }));
  CHECK(labels_of({requiring(row.requirement)}) == std::vector<Labels>{{}, row.labels});
}

TEST_CASE("labels that AWS sets, and absent ones, are not put on groups", "[plan]") {
  for (const auto& requirement :
       {model::LabelRequirement{"kubernetes.io/arch", SelectorOperator::in, {"arm64"}, {}},
        model::LabelRequirement{"team", SelectorOperator::not_in, {"blue"}, {}},
        model::LabelRequirement{"team", SelectorOperator::does_not_exist, {}, {}},
        model::LabelRequirement{"level", SelectorOperator::gt, {"9223372036854775807"}, {}}}) {
    CAPTURE(requirement.key);
    CHECK(labels_of({requiring(requirement)}) == std::vector<Labels>{{}});
  }
}

const model::Taint kDedicated{"dedicated", "batch", model::TaintEffect::no_schedule};

model::ClusterNodeGroup group(const std::string& name, const Labels& labels,
                              const std::vector<model::Taint>& taints) {
  model::ClusterNodeGroup result;
  result.name = name;
  result.labels = labels;
  result.taints = taints;
  return result;
}

model::Workload selecting(const std::string& key, const std::string& value) {
  auto web = workload("web", 2, 100, 100);
  web.pod.spec.node_selector[key] = {value, {}};
  return web;
}

TEST_CASE("labels of tainted groups come with their taints", "[plan]") {
  model::Inventory inventory;
  inventory.cluster.node_groups = {
      group("batch", {{"pool", "batch"}, {"disk", "ssd"}}, {kDedicated}),
      group("general", {{"pool", "general"}}, {})};
  const auto sets = [&](const model::Workload& workload) {
    return label_sets(demand_of({workload}), inventory);
  };
  CHECK(sets(selecting("pool", "batch")) ==
        std::vector<LabelSet>{{}, {{{"pool", "batch"}}, {kDedicated}}});
  CHECK(sets(selecting("pool", "general")) ==
        std::vector<LabelSet>{{}, {{{"pool", "general"}}, {}}});
  CHECK(sets(selecting("pool", "new")) == std::vector<LabelSet>{{}, {{{"pool", "new"}}, {}}});
  CHECK(sets(selecting("eks.amazonaws.com/nodegroup", "batch")) ==
        std::vector<LabelSet>{{}, {{{"eks.amazonaws.com/nodegroup", "batch"}}, {kDedicated}}});
  CHECK(sets(requiring({"pool", SelectorOperator::not_in, {"general"}, {}})) ==
        std::vector<LabelSet>{{}});
  CHECK(sets(requiring({"disk", SelectorOperator::exists, {}, {}})) ==
        std::vector<LabelSet>{{}, {{{"disk", "ssd"}}, {kDedicated}}});
  inventory.cluster.node_groups.push_back(group("more", {{"pool", "batch"}}, {}));
  CHECK(sets(selecting("pool", "batch")) == std::vector<LabelSet>{{}, {{{"pool", "batch"}}, {}}});
}

TEST_CASE("taints of nodes in a dump count unless they pass by themselves", "[plan]") {
  model::Inventory inventory;
  model::ClusterNode node;
  node.labels = {{"pool", "batch"}, {"kubernetes.io/hostname", "ip-10-0-0-1"}};
  node.taints = {{"node.kubernetes.io/unschedulable", "", model::TaintEffect::no_schedule}};
  inventory.nodes.push_back(node);
  const auto demand = demand_of({selecting("pool", "batch")});
  CHECK(label_sets(demand, inventory) == std::vector<LabelSet>{{}, {{{"pool", "batch"}}, {}}});
  inventory.nodes[0].taints.push_back(kDedicated);
  CHECK(label_sets(demand, inventory) ==
        std::vector<LabelSet>{{}, {{{"pool", "batch"}}, {kDedicated}}});
}

TEST_CASE("only pods and DaemonSets that bear the taint are on such nodes", "[plan]") {
  model::Inventory inventory;
  inventory.cluster.node_groups = {group("batch", {{"pool", "batch"}}, {kDedicated})};
  auto job = selecting("pool", "batch");
  job.id.name = "job";
  job.pod.spec.tolerations.push_back(
      {.key = "dedicated", .exists = false, .value = "batch", .effect = {}, .at = {}});
  auto agent = daemon_set("agent", 50, 50);
  auto everywhere = daemon_set("everywhere", 50, 50);
  everywhere.pod.spec.tolerations.push_back(
      {.key = "", .exists = true, .value = "", .effect = {}, .at = {}});
  auto options = on_nodes();
  options.min_nodes = 1;
  const auto demand = demand_of({job, agent, everywhere, selecting("pool", "batch")});
  const auto plan = checked_plan(demand, inventory, options);
  REQUIRE(plan.groups.size() == 1);
  CHECK(plan.groups[0].taints == std::vector<model::Taint>{kDedicated});
  REQUIRE(plan.nodes.front().daemons.size() == 1);
  CHECK(plan.nodes.front().daemons[0].item.value == index_of(demand, "everywhere"));
  CHECK(plan.placements[index_of(demand, "web")].nearest_miss ==
        "taint dedicated=batch:NoSchedule is not tolerated");
}

Options in_zones(std::int64_t count) {
  Options options;
  options.zones = count;
  return options;
}

TEST_CASE("zones that pods must have come before the first ones of the region", "[plan]") {
  const ZoneOrder order{prices().region().zones, {}};
  CHECK(choose_zones(demand_of({}), {}, order, in_zones(2)) ==
        std::vector<std::string>{"us-east-1a", "us-east-1b"});
  auto web = workload("web", 1, 100, 100);
  web.pod.spec.node_selector["topology.kubernetes.io/zone"] = {"us-east-1d", {}};
  CHECK(choose_zones(demand_of({web}), {}, order, in_zones(2)) ==
        std::vector<std::string>{"us-east-1a", "us-east-1d"});
  const auto choice = requiring(
      {"topology.kubernetes.io/zone", SelectorOperator::in, {"us-east-1c", "us-east-1d"}, {}});
  CHECK(choose_zones(demand_of({web, choice}), {}, order, in_zones(2)) ==
        std::vector<std::string>{"us-east-1a", "us-east-1d"});
  CHECK(choose_zones(demand_of({choice}), {}, order, in_zones(1)) ==
        std::vector<std::string>{"us-east-1c"});
  CHECK(zones_matter(demand_of({choice}), {}));
  CHECK_FALSE(zones_matter(demand_of({workload("api", 1, 1, 1)}), {}));
}

TEST_CASE("a zone of another region is not chosen", "[plan]") {
  auto web = workload("web", 1, 100, 100);
  web.pod.spec.node_selector["topology.kubernetes.io/zone"] = {"eu-west-1a", {}};
  CHECK(choose_zones(demand_of({web}), {}, {prices().region().zones, {}}, in_zones(1)) ==
        std::vector<std::string>{"us-east-1a"});
}

const std::string kGpu = "nvidia.com/gpu";

model::Toleration toleration(const std::string& key, bool exists, const std::string& value = {}) {
  return {.key = key, .exists = exists, .value = value, .effect = {}, .at = {}};
}

model::Workload asking_for(const std::string& resource, const std::string& name,
                           std::vector<model::Toleration> tolerations) {
  auto pods = workload(name, 2, 1000, 1024);
  pods.pod.requests.extended[resource] = 1;
  pods.pod.spec.tolerations = std::move(tolerations);
  return pods;
}

std::vector<LabelSet> sets_of(std::vector<model::Workload> workloads) {
  return label_sets(demand_of(std::move(workloads)), {});
}

const LabelSet kOpen{};

LabelSet guarded_by(const model::Taint& taint, const std::string& resource) {
  return {{}, {taint}, {resource}};
}

TEST_CASE("nodes with an accelerator may have the taint that all its pods tolerate", "[plan]") {
  CHECK(sets_of({workload("web", 2, 100, 100), asking_for(kGpu, "train", {toleration(kGpu, true)}),
                 asking_for(kGpu, "serve", {toleration("", true)})}) ==
        std::vector{kOpen, guarded_by({kGpu, "true"}, kGpu)});
  CHECK(sets_of({asking_for(kGpu, "train", {toleration("team", false, "ml")})}) ==
        std::vector{kOpen, guarded_by({"team", "ml"}, kGpu)});
}

TEST_CASE("of several taints the one named like the resource is chosen", "[plan]") {
  CHECK(sets_of(
            {asking_for(kGpu, "train", {toleration("dedicated", true), toleration(kGpu, true)})}) ==
        std::vector{kOpen, guarded_by({kGpu, "true"}, kGpu)});
}

TEST_CASE("nodes with an accelerator have no taint that one of its pods does not tolerate",
          "[plan]") {
  CHECK(sets_of({asking_for(kGpu, "train", {toleration(kGpu, true)}),
                 asking_for(kGpu, "serve", {})}) == std::vector{kOpen});
  CHECK(sets_of({asking_for(kGpu, "train", {toleration("", true)})}) == std::vector{kOpen});
  CHECK(sets_of({asking_for(kGpu, "train", {toleration("node.kubernetes.io/not-ready", true)})}) ==
        std::vector{kOpen});
}

TEST_CASE("only types with the resource come with its taint", "[plan]") {
  const auto demand = demand_of(
      {workload("web", 2, 100, 100), asking_for(kGpu, "train", {toleration(kGpu, true)})});
  const auto nodes = find_node_options(demand, prices(), on_nodes(), {}, label_sets(demand, {}));
  std::size_t guarded = 0;
  for (const auto& option : nodes.options) {
    const auto& has = nodes.candidates[option.candidate].allocatable.extended;
    const bool tainted = !nodes.label_sets[option.label_set].taints.empty();
    guarded += tainted ? 1 : 0;
    CHECK((!tainted || has.contains(kGpu)));
    CHECK(nodes.kinds.facts(option.kind).refusals[index_of(demand, "web")].has_value() == tainted);
  }
  CHECK(guarded > 0);
}

}  // namespace
}  // namespace eksplan::plan
