#include <algorithm>
#include <iterator>
#include <set>

#include "workloads.hpp"
#include <catch2/catch.hpp>

#include "eksplan/rules/rule_table.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;

TEST_CASE("every row of the rule table is complete", "[rules]") {
  std::set<std::string_view> ids;
  for (const auto& rule : rules()) {
    CAPTURE(rule.id);
    CHECK((rule.id.starts_with("fargate-") || rule.id.starts_with("nodes-") ||
           rule.id.starts_with("schedule-")));
    CHECK(ids.insert(rule.id).second);
    CHECK_FALSE(rule.title.empty());
    CHECK_FALSE(rule.fix.empty());
    CHECK_FALSE(rule.source.empty());
    CHECK((rule.find != nullptr) != (rule.find_all != nullptr));
    CHECK_FALSE(rule.trigger.empty());
    CHECK_FALSE(rule.trigger.ends_with("."));
    CHECK_FALSE(rule.intervals.empty());
    CHECK_FALSE(rule.title.ends_with("."));
    CHECK_FALSE(rule.fix.ends_with("."));
  }
  CHECK(ids.size() == rules().size());
}

TEST_CASE("the intervals of a rule follow each other and do not overlap", "[rules]") {
  for (const auto& rule : rules()) {
    CAPTURE(rule.id);
    auto earliest = kFargateLaunch;
    for (const auto& interval : rule.intervals) {
      CHECK(interval.since >= earliest);
      CHECK(interval.since < interval.until);
      earliest = interval.until;
    }
  }
}

struct Column {
  std::string rule;
  std::optional<FindingSeverity> february_2020;
  std::optional<FindingSeverity> today;
};

constexpr auto kBlock = FindingSeverity::block;
constexpr auto kWarn = FindingSeverity::warn;
constexpr auto kCost = FindingSeverity::cost;
constexpr auto kNote = FindingSeverity::note;

/// From requests to the cluster. A block that is only inferred shows as a warning and is honoured
/// all the same, as of fargate-node-selector and fargate-pvc-unknown-class.
std::vector<Column> expected_severities() {
  return {
      {"fargate-pod-too-large", kBlock, kBlock},
      {"fargate-no-requests", kWarn, kWarn},
      {"fargate-partial-requests", kWarn, kWarn},
      {"fargate-requests-not-equal-limits", kWarn, kWarn},
      {"fargate-cannot-burst", kWarn, kWarn},
      {"fargate-sidecar-sizing-inferred", std::nullopt, kNote},
      {"fargate-just-over-tier", kCost, kCost},
      {"fargate-unused-tier-room", kCost, kCost},
      {"fargate-minimum-size-waste", kCost, kCost},
      {"fargate-init-dominates", kCost, kCost},
      {"fargate-ephemeral-over-limit", kBlock, kBlock},
      {"fargate-ephemeral-billed", std::nullopt, kCost},
      {"fargate-ephemeral-k8s-version", std::nullopt, kWarn},
      {"fargate-emptydir-memory", kWarn, kWarn},
      {"fargate-gpu", kBlock, kBlock},
      {"fargate-neuron", kBlock, kBlock},
      {"fargate-hugepages", kBlock, kBlock},
      {"fargate-extended-resource", kBlock, kBlock},
      {"fargate-privileged", kBlock, kBlock},
      {"fargate-allow-privilege-escalation", kBlock, kBlock},
      {"fargate-added-capability", kBlock, kBlock},
      {"fargate-default-capability", kNote, kNote},
      {"fargate-host-network", kBlock, kBlock},
      {"fargate-host-pid", kBlock, kBlock},
      {"fargate-host-ipc", kBlock, kBlock},
      {"fargate-host-port", kBlock, kBlock},
      {"fargate-ebpf-agent", kBlock, kBlock},
      {"fargate-ulimit", kNote, kNote},
      {"fargate-kubelet-port", kWarn, kWarn},
      {"fargate-volume-hostpath", kBlock, kBlock},
      {"fargate-volume-inline-csi", kBlock, kBlock},
      {"fargate-volume-other", kBlock, kBlock},
      {"fargate-volume-nfs", kWarn, kWarn},
      {"fargate-ebs-csi-node", kBlock, kBlock},
      {"fargate-volume-ebs", kBlock, kBlock},
      {"fargate-volume-efs", kBlock, kNote},
      {"fargate-efs-dynamic", kBlock, kBlock},
      {"fargate-pvc-unknown-class", kBlock, kBlock},
      {"fargate-volume-fsx-lustre", kBlock, kBlock},
      {"fargate-volume-s3-csi", std::nullopt, kBlock},
      {"fargate-raw-block", kBlock, kBlock},
      {"fargate-daemonset", kBlock, kBlock},
      {"fargate-daemonset-tolerates-all", kWarn, kWarn},
      {"fargate-daemonset-agents-missing", kNote, kNote},
      {"fargate-stateful-advice", kWarn, kNote},
      {"fargate-windows", kBlock, kBlock},
      {"fargate-arm64", kBlock, kBlock},
      {"fargate-spot-selector", kBlock, kBlock},
      {"fargate-node-selector", kBlock, kBlock},
      {"fargate-affinity-ignored", kNote, kNote},
      {"fargate-scheduler-name", kWarn, kWarn},
      {"fargate-runtime-class", kWarn, kWarn},
      {"fargate-priority-class", kNote, kNote},
      {"fargate-region", kBlock, kBlock},
      {"fargate-outposts-edge", kBlock, kBlock},
      {"fargate-k8s-version", kBlock, std::nullopt},
      {"fargate-static-instance-needs", kBlock, kBlock},
      {"fargate-dedicated-host", kBlock, kBlock},
      {"fargate-custom-cni", kBlock, kBlock},
      {"fargate-zonal-shift", std::nullopt, kNote},
  };
}

TEST_CASE("the rules about pods and the cluster are as severe as AWS was and is", "[rules]") {
  std::vector<std::string> listed;
  for (const auto& row : expected_severities()) {
    CAPTURE(row.rule);
    const auto rule = find_rule(row.rule);
    REQUIRE(rule);
    CHECK(severity_on(*rule, test::profile("2020-02").as_of) == row.february_2020);
    CHECK(severity_on(*rule, test::profile("current").as_of) == row.today);
    CHECK(severity_on(*rule, test::profile("standard").as_of) == row.today);
    listed.push_back(row.rule);
  }
  std::vector<std::string> in_table;
  for (const auto topic :
       {size_rules(), size_cost_rules(), storage_size_rules(), device_rules(), security_rules(),
        volume_rules(), claim_rules(), kind_rules(), scheduling_rules(), cluster_rules()}) {
    std::ranges::transform(topic, std::back_inserter(in_table),
                           [](const Rule& rule) { return std::string(rule.id); });
  }
  std::ranges::sort(listed);
  std::ranges::sort(in_table);
  CHECK(listed == in_table);
}

TEST_CASE("a rule is found by its id", "[rules]") {
  REQUIRE(find_rule("fargate-host-port"));
  CHECK(find_rule("fargate-host-port")->title == "Fargate has no host ports");
  CHECK_FALSE(find_rule("fargate-host-ports"));
}

struct Turn {
  std::string rule;
  std::string day_before;
  std::string day;
  std::optional<FindingSeverity> before;
  std::optional<FindingSeverity> after;
};

TEST_CASE("a rule changes on its date", "[rules]") {
  const auto row = GENERATE(values<Turn>({
      {"fargate-volume-efs", "2020-08-16", "2020-08-17", FindingSeverity::block,
       FindingSeverity::note},
      {"fargate-stateful-advice", "2020-08-16", "2020-08-17", FindingSeverity::warn,
       FindingSeverity::note},
      {"fargate-volume-s3-csi", "2023-11-26", "2023-11-27", std::nullopt, FindingSeverity::block},
      {"fargate-ephemeral-billed", "2023-07-31", "2023-08-01", std::nullopt, FindingSeverity::cost},
      {"fargate-sidecar-sizing-inferred", "2024-01-22", "2024-01-23", std::nullopt,
       FindingSeverity::note},
      {"fargate-ephemeral-k8s-version", "2023-07-31", "2023-08-01", std::nullopt,
       FindingSeverity::warn},
      {"fargate-k8s-version", "2020-06-29", "2020-06-30", FindingSeverity::block, std::nullopt},
      {"fargate-zonal-shift", "2024-12-17", "2024-12-18", std::nullopt, FindingSeverity::note},
  }));
  CAPTURE(row.rule);
  const auto rule = find_rule(row.rule);
  REQUIRE(rule);
  CHECK(severity_on(*rule, test::profile(row.day_before).as_of) == row.before);
  CHECK(severity_on(*rule, test::profile(row.day).as_of) == row.after);
  CHECK(severity_on(*rule, kForever) == row.after);
}

TEST_CASE("what does not change holds from the first day to the last", "[rules]") {
  const auto id = GENERATE(values<std::string>({"fargate-pod-too-large",
                                                "fargate-ephemeral-over-limit",
                                                "fargate-hugepages",
                                                "fargate-extended-resource",
                                                "fargate-privileged",
                                                "fargate-allow-privilege-escalation",
                                                "fargate-added-capability",
                                                "fargate-host-network",
                                                "fargate-host-pid",
                                                "fargate-host-ipc",
                                                "fargate-host-port",
                                                "fargate-volume-hostpath",
                                                "fargate-volume-ebs",
                                                "fargate-efs-dynamic",
                                                "fargate-pvc-unknown-class",
                                                "fargate-volume-inline-csi",
                                                "fargate-volume-fsx-lustre",
                                                "fargate-volume-other",
                                                "fargate-raw-block",
                                                "fargate-daemonset",
                                                "fargate-gpu",
                                                "fargate-neuron",
                                                "fargate-windows",
                                                "fargate-arm64",
                                                "fargate-spot-selector",
                                                "fargate-node-selector",
                                                "fargate-ebpf-agent",
                                                "fargate-ebs-csi-node",
                                                "fargate-static-instance-needs",
                                                "fargate-dedicated-host",
                                                "fargate-custom-cni",
                                                "fargate-outposts-edge",
                                                "fargate-region"}));
  CAPTURE(id);
  const auto rule = find_rule(id);
  REQUIRE(rule);
  for (const auto day :
       {kFargateLaunch, Date{2020, 2, 27}, Date{2020, 8, 17}, Date{2023, 8, 1}, kForever}) {
    CHECK(severity_on(*rule, day) == FindingSeverity::block);
  }
  CHECK(severity_on(*rule, Date{2019, 11, 30}) == std::nullopt);
}

TEST_CASE("an inferred block shows as a warning", "[rules]") {
  CHECK(shown_severity(FindingSeverity::block, Basis::documented) == FindingSeverity::block);
  CHECK(shown_severity(FindingSeverity::block, Basis::observed) == FindingSeverity::block);
  CHECK(shown_severity(FindingSeverity::block, Basis::inferred) == FindingSeverity::warn);
  CHECK(shown_severity(FindingSeverity::note, Basis::inferred) == FindingSeverity::note);
}

TEST_CASE("an ordinary pod may run on Fargate, and nothing is said", "[rules]") {
  for (const auto* const profile : {"standard", "current", "2020-02", "2021-05-05"}) {
    CAPTURE(profile);
    const auto verdict = test::check(test::deployment(), {}, profile);
    CHECK(verdict.eligible);
    CHECK(verdict.findings.empty());
    CHECK(verdict.blocked_by.empty());
    CHECK(verdict.size ==
          model::FargateSize{units::MilliCpu::from_millis(250), units::Bytes::mib(512)});
    CHECK_FALSE(verdict.size_current);
  }
}

TEST_CASE("findings follow the table, and each rule that refuses is named once", "[rules]") {
  auto workload = test::deployment();
  auto& spec = workload.pod.spec;
  spec.host_network = model::Located<bool>{true, test::line(14)};
  spec.containers[0].privileged = model::Located<bool>{true, test::line(22)};
  spec.containers.push_back(test::container("agent"));
  spec.containers[1].privileged = model::Located<bool>{true, test::line(32)};
  const auto verdict = test::check(workload);
  CHECK_FALSE(verdict.eligible);
  CHECK(test::rules_of(verdict) == std::vector<std::string>{"fargate-partial-requests",
                                                            "fargate-privileged",
                                                            "fargate-host-network"});
  CHECK(test::findings_of(verdict, "fargate-privileged").size() == 2);
  CHECK(test::blocked_by(verdict) ==
        std::vector<std::string>{"fargate-host-network", "fargate-privileged"});
  CHECK(verdict.findings.front().object == model::ObjectId{"shop", "Deployment", "cart"});
}

}  // namespace
}  // namespace eksplan::rules
