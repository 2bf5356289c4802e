#include "json_schema.hpp"
#include "sample_result.hpp"
#include "small_prices.hpp"
#include <catch2/catch.hpp>

#include "eksplan/report/write.hpp"

namespace eksplan::report {
namespace {

using Texts = std::vector<std::string>;

model::Workload workload(const std::string& namespace_name, const std::string& kind,
                         const std::string& name) {
  model::Workload made;
  made.id = {namespace_name, kind, name};
  made.at = {0, 7, 3};
  made.labels["team"] = namespace_name;
  made.pod.requests.cpu = units::MilliCpu::from_millis(500);
  made.pod.requests.memory = units::Bytes::gib(1);
  return made;
}

model::Finding finding(std::string_view rule, model::FindingSeverity severity,
                       const model::ObjectId& object) {
  model::Finding made;
  made.rule = rule;
  made.severity = severity;
  made.object = object;
  made.at = {0, 9, 5};
  made.message = "message";
  return made;
}

// Two namespaces: "cart" on Fargate, "web" on two nodes with one DaemonSet that the input does not
// hold.
class Cluster {
 public:
  Cluster() : catalogue_(support::small_catalogue()) {
    inventory_.files = {"all.yaml"};
    inventory_.skipped = {{"ConfigMap", 2}};
    add(workload("kube-system", "DaemonSet", "kube-proxy"), 0, plan::Target::every_node);
    add(workload("shop", "Deployment", "cart"), 2, plan::Target::fargate);
    add(workload("web", "Deployment", "web"), 3, plan::Target::nodes);
    auto& daemon = demand_.items[0];
    daemon.is_daemon = true;
    daemon.workload.added = true;
    daemon.workload.labels.clear();
    plan_.placements[1].fargate.size =
        model::FargateSize{units::MilliCpu::from_millis(500), units::Bytes::gib(2)};
    plan_.placements[1].fargate_per_pod =
        units::HourlyRate::per_hour(units::Money::from_nanos(29'130'000));
    plan_.placements[2].group = plan::GroupIndex{0};
    findings_ = {finding("fargate-z", model::FindingSeverity::warn, id(2)),
                 finding("fargate-a", model::FindingSeverity::warn, id(2)),
                 finding("fargate-y", model::FindingSeverity::block, id(2)),
                 finding("fargate-x", model::FindingSeverity::block, id(2))};
    findings_.back().ignored = model::IgnoreNote{.reason = "moves next week", .in_source = true};
    findings_.front().saving = units::HourlyRate::per_hour(units::Money::from_nanos(1));
    add_nodes();
    plan_.bound = "fluid";
    plan_.packed = units::HourlyRate::per_hour(units::Money::from_nanos(300'000'000));
    plan_.lower_bound = units::HourlyRate::per_hour(units::Money::from_nanos(290'000'000));
  }

  Result result(Settings settings = {}) const {
    const auto costs = cost::cost(plan_, demand_, inventory_, catalogue_, {});
    return make_result({.plan = plan_,
                        .demand = demand_,
                        .inventory = inventory_,
                        .costs = costs,
                        .catalogue = catalogue_,
                        .settings = std::move(settings),
                        .assumptions = {{"own", "an assumption of the caller"}},
                        .gates = {},
                        .findings = findings_,
                        .fargate_profiles = {"", "shop-profile", ""}});
  }

  Result check(Settings settings = {}) const {
    std::vector<rules::FargateVerdict> verdicts;
    for (const auto& placement : plan_.placements) {
      verdicts.push_back(placement.fargate);
    }
    return make_check_result({.demand = demand_,
                              .inventory = inventory_,
                              .verdicts = verdicts,
                              .settings = std::move(settings),
                              .findings = findings_});
  }

  void leave_unplaced(std::size_t item, std::int64_t pods) {
    plan_.placements[item].unplaced_pods = pods;
  }

 private:
  const model::ObjectId& id(std::size_t item) const { return demand_.items[item].workload.id; }

  void add(model::Workload made, std::int64_t replicas, plan::Target target) {
    demand_.items.push_back(
        {.workload = std::move(made), .replicas = replicas, .is_daemon = false});
    plan_.placements.emplace_back();
    plan_.placements.back().target = target;
    plan_.placements.back().reason = "cheaper";
  }

  void add_nodes() {
    plan::NodeGroup group;
    group.name = "general";
    group.type = catalogue_.type(*catalogue_.find_type("small.large"));
    group.count = 2;
    group.allocatable.cpu = units::MilliCpu::from_millis(1900);
    group.allocatable.memory = units::Bytes::gib(7);
    group.hourly_per_node = units::HourlyRate::per_hour(units::Money::from_nanos(100'000'000));
    plan_.groups = {group};
    plan_.nodes = {{{0}, "us-test-1a", 1, {{{2}, 2}}, {{{0}, 1}}},
                   {{0}, "us-test-1b", 1, {{{2}, 1}}, {{{0}, 1}}}};
  }

  plan::Plan plan_;
  demand::Demand demand_;
  model::Inventory inventory_;
  std::vector<model::Finding> findings_;
  catalog::Catalogue catalogue_;
};

TEST_CASE("a result adds up and satisfies its schema", "[report]") {
  const auto result = Cluster().result();
  const auto& summary = *result.summary;
  const auto& allocation = *result.allocation;
  CHECK(allocation.workloads + allocation.idle + allocation.overhead + allocation.fixed ==
        summary.total.hourly);
  units::Money lines;
  for (const auto& row : result.costs) {
    lines += row.cost.hourly;
    CHECK(row.cost.monthly == row.cost.hourly * 730);
  }
  CHECK(lines == summary.total.hourly);
  units::Money groups;
  for (const auto& row : result.groups) {
    groups += row.cost.monthly;
  }
  CHECK(groups == allocation.workloads * 730);
  CHECK(result.complete);
  CHECK(schema_violations(json(result), result_schema()).empty());
}

TEST_CASE("the summary counts pods, nodes and the way to the bound", "[report]") {
  const auto summary = *Cluster().result().summary;
  CHECK(summary.pods_on_fargate == 2);
  CHECK(summary.pods_on_nodes == 3);
  CHECK(summary.daemon_pods == 2);
  CHECK(summary.node_count == 2);
  CHECK(summary.total.hourly - summary.lower_bound_hourly == money(10'000'000));
  // 0.1 control plane + 0.05826 Fargate + 0.204383562 nodes + 0.05 NAT = 0.412643562; / 0.402643562
  // - 1
  CHECK(summary.total.hourly == money(412'643'562));
  CHECK(summary.gap->text() == "0.024836");
  CHECK(summary.by_category.size() == 5);
}

TEST_CASE("workloads say where they are and what they cost", "[report]") {
  const auto rows = Cluster().result({.month_hours = 100}).workloads;
  REQUIRE(rows.size() == 3);
  CHECK(rows[0].pods == 2);
  CHECK(rows[0].file.empty());
  CHECK(rows[0].placement->target == "daemonset");
  CHECK(rows[0].cost->hourly == units::Money{});
  CHECK(rows[0].overhead_hourly > units::Money{});
  CHECK(rows[1].file == "all.yaml");
  CHECK(rows[1].line == 7);
  CHECK(rows[1].cost->hourly == money(58'260'000));
  CHECK(rows[1].cost->monthly == money(5'826'000'000));
  CHECK(rows[1].fargate.hourly_per_pod == money(29'130'000));
  CHECK(rows[2].placement->group == "general");
}

TEST_CASE("node groups say how full they are", "[report]") {
  const auto rows = Cluster().result().node_groups;
  REQUIRE(rows.size() == 1);
  // 3 pods and 2 of the DaemonSet, 500m and 1 GiB each, on 2 x 1900m and 2 x 7 GiB.
  CHECK(rows[0].cpu_utilization.text() == "0.6579");
  CHECK(rows[0].memory_utilization.text() == "0.3571");
  CHECK(rows[0].cost.hourly == money(200'000'000));
}

TEST_CASE("cost is rolled up dearest first", "[report]") {
  const auto names = [](const Result& result) {
    Texts texts;
    for (const auto& row : result.groups) {
      texts.push_back(row.name.value_or("(none)") + " " + std::to_string(row.workloads) + " " +
                      std::to_string(row.pods));
    }
    return texts;
  };
  const Cluster cluster;
  CHECK(names(cluster.result()) == Texts{"web 1 3", "shop 1 2", "kube-system 1 0"});
  CHECK(names(cluster.result({.group_by = *parse_group_by("kind")})) ==
        Texts{"Deployment 2 5", "DaemonSet 1 0"});
  CHECK(names(cluster.result({.group_by = *parse_group_by("label:team")})) ==
        Texts{"web 1 3", "shop 1 2", "(none) 1 0"});
}

TEST_CASE("findings come gravest first, and ignored ones are counted apart", "[report]") {
  const auto result = Cluster().result();
  Texts rules;
  for (const auto& row : result.findings) {
    rules.push_back(row.rule);
  }
  CHECK(rules == Texts{"fargate-x", "fargate-y", "fargate-a", "fargate-z"});
  CHECK(result.finding_counts == FindingCounts{1, 2, 0, 0});
  CHECK(result.ignored_findings == 1);
  CHECK(result.findings[0].ignored->reason == "moves next week");
  CHECK_FALSE(result.findings[1].ignored);
  CHECK(result.findings[3].saving_hourly == money(1));
  CHECK(result.findings[0].file == "all.yaml");
  CHECK(result.findings[0].column == 5);
}

TEST_CASE("a result is incomplete when something has no place", "[report]") {
  Cluster cluster;
  CHECK_FALSE(cluster.result({.input_complete = false}).complete);
  cluster.leave_unplaced(2, 1);
  const auto result = cluster.result();
  CHECK_FALSE(result.complete);
  CHECK(result.summary->unplaced_pods == 1);
  CHECK(result.summary->pods_on_nodes == 2);
}

TEST_CASE("the caller's assumptions come first", "[report]") {
  const auto result = Cluster().result();
  REQUIRE(result.assumptions.size() == 3);
  CHECK(result.assumptions[0].id == "own");
  CHECK(result.assumptions[1].id == "nat-gateways");
}

TEST_CASE("workloads name the profile that selects them, where it is known", "[report]") {
  const auto rows = Cluster().result().workloads;
  CHECK(rows[0].fargate_profile.empty());
  CHECK(rows[1].fargate_profile == "shop-profile");
}

TEST_CASE("only blocks are failures unless the gate says otherwise", "[report]") {
  CHECK(Cluster().check().failing == model::FindingSeverity::block);
  const auto result = Cluster().check({.fail_on = model::FindingSeverity::cost, .strict = true});
  CHECK(result.failing == model::FindingSeverity::cost);
  CHECK(result.strict);
}

TEST_CASE("a check has findings and no money", "[report]") {
  const auto result = Cluster().check();
  CHECK_FALSE(result.summary);
  CHECK(result.findings.size() == 4);
  CHECK(result.workloads.size() == 3);
  CHECK(result.workloads[1].fargate_profile.empty());
  CHECK(result.context.region.empty());
  CHECK(schema_violations(json(result), result_schema()).empty());
}

}  // namespace
}  // namespace eksplan::report
