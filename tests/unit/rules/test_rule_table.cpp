#include <set>

#include "workloads.hpp"
#include <catch2/catch.hpp>

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;

TEST_CASE("every row of the rule table is complete", "[rules]") {
  std::set<std::string_view> ids;
  for (const auto& rule : rules()) {
    CAPTURE(rule.id);
    CHECK(rule.id.starts_with("fargate-"));
    CHECK(ids.insert(rule.id).second);
    CHECK_FALSE(rule.title.empty());
    CHECK_FALSE(rule.fix.empty());
    CHECK_FALSE(rule.source.empty());
    CHECK(rule.find != nullptr);
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
                                                "fargate-node-selector"}));
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
