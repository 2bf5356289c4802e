#include "support/saved_sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/diag/print.hpp"
#include "eksplan/saved/read.hpp"

namespace eksplan::saved {
namespace {

using units::Decimal;
using units::Money;

Money dollars(std::int64_t nanos) {
  return Money::from_nanos(nanos);
}

Result read_sound(const std::string& text) {
  diag::Diagnostics found;
  auto result = read("plan.json", text, found);
  for (const auto& problem : found.all()) {
    UNSCOPED_INFO(diag::print(problem));
  }
  REQUIRE(found.all().empty());
  REQUIRE(result.has_value());
  return *result;
}

TEST_CASE("a result tells who made it and what was asked", "[saved]") {
  const auto result = read_sound(support::sample_json());
  CHECK(result.tool.command == "estimate");
  CHECK(result.tool.version == "0.1.0");
  CHECK(result.context.region == "us-east-1");
  CHECK(result.context.month_hours == 730);
  CHECK(result.context.limits_profile == "standard");
  CHECK(result.context.placement == "cheapest");
  CHECK(result.context.headroom == "0");
  CHECK(result.context.effort == "normal");
  CHECK(result.context.size_by == "requests");
  CHECK(result.context.replicas == "spec");
  CHECK(result.context.purchase == "on-demand");
  CHECK(result.context.group_by == "namespace");
  CHECK(result.context.prices == PriceSet{"builtin", "2026-07-20", "00"});
  CHECK(result.complete);
}

TEST_CASE("the summary is read to the last digit", "[saved]") {
  const auto result = read_sound(support::sample_json());
  REQUIRE(result.plan.has_value());
  const auto& summary = result.plan->summary;
  CHECK(summary.total == Amount{dollars(353'726'062), dollars(258'220'025'260)});
  CHECK(summary.peak_hourly == dollars(353'726'062));
  CHECK(summary.packed_hourly == dollars(353'726'062));
  CHECK(summary.lower_bound_hourly == dollars(341'383'560));
  CHECK(summary.gap == Decimal::from_billionths(36'154'000));
  CHECK(summary.packed_gap == Decimal::from_billionths(36'154'000));
  CHECK(summary.bound == "column-generation");
  CHECK(summary.by_category.at("network") == dollars(45'000'000));
  CHECK(summary.pods.daemons == 2);
  CHECK(summary.node_count == 2);
  CHECK(result.finding_counts.by_severity == std::array<std::int64_t, 4>{1, 0, 0, 0});
  CHECK(result.finding_counts.ignored == 1);
}

TEST_CASE("workloads keep requests, Fargate, placement and money", "[saved]") {
  const auto result = read_sound(support::sample_with(
      R"("ephemeralBytes": 0})", R"("ephemeralBytes": 5, "extended": {"nvidia.com/gpu": 2}})"));
  REQUIRE(result.workloads.size() == 3);
  const auto& agent = result.workloads[0];
  CHECK(agent.added);
  CHECK(agent.requests == Requests{.cpu = units::MilliCpu::from_millis(100),
                                   .memory = units::Bytes::mib(64),
                                   .ephemeral = units::Bytes::from_count(5),
                                   .extended = {{"nvidia.com/gpu", 2}}});
  CHECK(agent.overhead_hourly == dollars(7'269'967));
  const auto& tiny = result.workloads[1];
  CHECK(tiny.id == "shop/Deployment/tiny");
  CHECK(tiny.file == "shop.yaml");
  CHECK(tiny.line == 3);
  CHECK(tiny.replicas == Replicas{1, 1, 3});
  CHECK(tiny.fargate.size ==
        FargateSize{Decimal::from_billionths(250'000'000), Decimal::from_billionths(500'000'000)});
  CHECK(tiny.fargate.hourly_per_pod == dollars(12'342'500));
  CHECK(tiny.fargate.profile == "shop");
  CHECK(tiny.cost == Amount{dollars(12'342'500), dollars(9'010'025'000)});
  const auto& web = result.workloads[2];
  CHECK(web.fargate.blocked_by == std::vector<std::string>{"fargate-volume-ebs"});
  REQUIRE(web.placement.has_value());
  CHECK(web.placement->target == "nodes");
  CHECK(web.placement->group == "general");
}

TEST_CASE("nodes, costs, groups and phases are all there", "[saved]") {
  const auto plan = *read_sound(support::sample_json()).plan;
  REQUIRE(plan.node_groups.size() == 1);
  const auto& group = plan.node_groups.front();
  CHECK(group.instance_type == "m5.large");
  CHECK(group.zones == std::vector<std::string>{"us-east-1a"});
  CHECK(group.nominal->memory_mib == 8192);
  CHECK(group.allocatable.ephemeral == units::Bytes::from_count(18'000'000'000));
  CHECK(group.cpu_utilization == Decimal::from_billionths(569'900'000));
  REQUIRE(plan.nodes.size() == 1);
  CHECK(plan.nodes[0].pods[0].count == 2);
  CHECK(plan.nodes[0].daemons[0].workload == "kube-system/DaemonSet/agent");
  REQUIRE(plan.costs.size() == 6);
  CHECK(plan.costs[4].item == "node-root-volume");
  CHECK(plan.costs[4].quantity == Decimal::whole(40));
  CHECK(plan.costs[4].unit_price == dollars(80'000'000));
  REQUIRE(plan.groups.size() == 2);
  CHECK(plan.groups[0].name == "shop");
  CHECK(plan.groups[0].pods == 5);
  REQUIRE(plan.phases.size() == 1);
  CHECK(plan.phases[0].hours_per_week == Decimal::whole(168));
  CHECK(plan.allocation.fixed == dollars(145'000'000));
}

TEST_CASE("findings and gates keep their words and numbers", "[saved]") {
  const auto result = read_sound(support::sample_json());
  REQUIRE(result.findings.size() == 2);
  CHECK(result.findings[0].column == 11);
  CHECK(result.findings[0].aws_message == "no EBS");
  CHECK(result.findings[0].saving_hourly == dollars(-10'000'000));
  CHECK(result.findings[1].ignored->reason == "by choice");
  REQUIRE(result.gates.size() == 4);
  CHECK(result.gates[0].limit == GateValue(std::string("block")));
  CHECK(result.gates[2].value == GateValue(Decimal::from_billionths(258'220'025'260)));
  CHECK(result.gates[2].failed);
  CHECK(result.assumptions[0].text == "one NAT gateway");
  CHECK(result.skipped[0].count == 12);
}

TEST_CASE("the proof is read with its claims", "[saved]") {
  const auto proof = *read_sound(support::sample_json()).plan->proof;
  CHECK(proof.certified_hourly == dollars(341'383'560));
  CHECK(proof.node_worth == 98'191'780);
  REQUIRE(proof.types.size() == 3);
  CHECK(proof.types[0].capacity ==
        std::vector<std::int64_t>{1830, 6'932'891'136, 18'000'000'000, 28});
  CHECK(proof.types[0].claim->kind == NodeClaim::Kind::shares);
  CHECK(proof.types[2].dominated_by == std::optional<std::size_t>(0));
  REQUIRE(proof.shapes.size() == 2);
  CHECK(proof.shapes[0].fargate_hourly == dollars(12'342'500));
  CHECK(proof.shapes[1].most_per_node == 2);
}

TEST_CASE("a claim by a table has a grid in place of shares", "[saved]") {
  const auto result = read_sound(
      support::sample_with(R"({"by": "shares", "most": 0, "shares": [0, 0, 0, 0]})",
                           R"({"by": "table", "most": 7, "grid": [0, 1, 10, 1048576]})"));
  const auto& claim = *result.plan->proof->types[0].claim;
  CHECK(claim.kind == NodeClaim::Kind::table);
  CHECK(claim.most == 7);
  CHECK(claim.second == 1);
  CHECK(claim.second_unit == 1'048'576);
}

TEST_CASE("keys of later versions are passed over", "[saved]") {
  const auto result = read_sound(support::sample_with(
      R"("complete": true)", R"("complete": true, "later": {"a": [1, null, "x"]})"));
  CHECK(result.complete);
}

TEST_CASE("a result of check has findings and no plan", "[saved]") {
  const auto result = read_sound(R"({"schemaVersion": 1,
    "tool": {"name": "eksplan", "version": "1", "command": "check"},
    "context": {"currency": "USD", "monthHours": 730},
    "summary": {"findings": {"block": 0, "warn": 0, "cost": 0, "note": 0}},
    "workloads": [], "findings": [], "gates": [], "assumptions": [], "skipped": [], "unpriced": [],
    "complete": true})");
  CHECK_FALSE(result.plan.has_value());
  CHECK(result.tool.command == "check");
}

}  // namespace
}  // namespace eksplan::saved
