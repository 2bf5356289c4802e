#include <algorithm>

#include "said.hpp"
#include "support/exact_json.hpp"
#include "support/memory_files.hpp"
#include <catch2/catch.hpp>

#include "eksplan/app/check.hpp"
#include "eksplan/app/cluster_options.hpp"

namespace eksplan::app {
namespace {

using support::MemoryFiles;

const char* const kShopToCheck = R"(apiVersion: apps/v1
kind: Deployment
metadata: {name: web, namespace: shop}
spec:
  replicas: 1
  selector: {matchLabels: {app: web}}
  template:
    metadata: {labels: {app: web}}
    spec:
      containers:
        - name: web
          image: web
          resources:
            requests: {cpu: 250m, memory: 256Mi}
            limits: {cpu: 250m, memory: 256Mi}
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: agent, namespace: ops}
spec:
  replicas: 1
  selector: {matchLabels: {app: agent}}
  template:
    metadata: {labels: {app: agent}}
    spec:
      hostNetwork: true
      containers:
        - name: agent
          image: agent
          resources:
            requests: {cpu: 250m, memory: 256Mi}
            limits: {cpu: 250m, memory: 256Mi}
)";

const char* const kCluster = R"(apiVersion: eksctl.io/v1alpha5
kind: ClusterConfig
metadata: {name: demo, region: eu-west-1, version: "1.31"}
fargateProfiles:
  - name: shop
    selectors:
      - namespace: shop
managedNodeGroups:
  - name: general
)";

CheckOptions check_options(std::vector<std::string> inputs) {
  CheckOptions options;
  options.inputs = std::move(inputs);
  options.version = "0.0.0";
  options.format = Format::json;
  options.fail_on = model::FindingSeverity::block;
  return options;
}

/// Rule ids of the findings of a result, ignored ones left out.
std::vector<std::string> rules_in(const Outcome& outcome) {
  std::vector<std::string> rules;
  const auto result = support::parse_exact(outcome.standard_output);
  for (const auto& finding : result.at("findings")) {
    if (!finding.contains("ignored")) {
      rules.push_back(finding.at("rule"));
    }
  }
  return rules;
}

bool has(const std::vector<std::string>& rules, std::string_view rule) {
  return std::ranges::find(rules, rule) != rules.end();
}

TEST_CASE("without profiles every pod is checked, and a block fails the gate", "[app][check]") {
  const MemoryFiles files(MemoryFiles::Files{{"shop.yaml", kShopToCheck}});
  const auto outcome = check(check_options({"shop.yaml"}), files);
  CHECK(said(outcome).empty());
  CHECK(outcome.exit == ExitCode::finding_gate);
  CHECK(rules_in(outcome) ==
        std::vector<std::string>{"fargate-host-network", "fargate-private-subnet-nat"});
  const auto result = support::parse_exact(outcome.standard_output);
  CHECK(result.at("tool").at("command") == "check");
  CHECK(result.at("findings")[0].at("line") == 26);
  CHECK_FALSE(result.at("summary").contains("hourly"));
}

TEST_CASE("with profiles only what they select is checked", "[app][check]") {
  const MemoryFiles files(
      MemoryFiles::Files{{"shop.yaml", kShopToCheck}, {"cluster.yaml", kCluster}});
  auto options = check_options({"shop.yaml"});
  options.cluster_files = {"cluster.yaml"};
  const auto outcome = check(options, files);
  CHECK(outcome.exit == ExitCode::done);
  CHECK(rules_in(outcome) == std::vector<std::string>{"fargate-private-subnet-nat"});
  options.all_on_fargate = true;
  CHECK(has(rules_in(check(options, files)), "fargate-host-network"));
}

TEST_CASE("a description among the manifests is used as such", "[app][check]") {
  const MemoryFiles files(
      MemoryFiles::Files{{"k8s/a.yaml", kShopToCheck}, {"k8s/cluster.yaml", kCluster}});
  const auto outcome = check(check_options({"k8s"}), files);
  CHECK(said(outcome).empty());
  CHECK_FALSE(has(rules_in(outcome), "fargate-host-network"));
}

TEST_CASE("a profile that captures what cannot run there is told", "[app][check]") {
  const MemoryFiles files(MemoryFiles::Files{{"shop.yaml", kShopToCheck}});
  auto options = check_options({"shop.yaml"});
  options.cluster.fargate_profiles = {*parse_fargate_profile("all=ops")};
  const auto rules = rules_in(check(options, files));
  CHECK(has(rules, "fargate-host-network"));
  CHECK(has(rules, "fargate-profile-captures"));
}

TEST_CASE("a DaemonSet that a profile selects is told, unless it keeps off Fargate itself",
          "[app][check]") {
  const std::string head =
      "apiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: agent}\n"
      "spec: {template: {spec: {containers: [{name: a, image: a}]";
  const MemoryFiles files(MemoryFiles::Files{
      {"plain.yaml", head + "}}}\n"},
      {"off.yaml", head + ", affinity: {nodeAffinity: "
                          "{requiredDuringSchedulingIgnoredDuringExecution: {nodeSelectorTerms: "
                          "[{matchExpressions: [{key: eks.amazonaws.com/compute-type, operator: "
                          "NotIn, values: [fargate]}]}]}}}}}}\n"}});
  auto plain = check_options({"plain.yaml"});
  plain.cluster.fargate_profiles = {*parse_fargate_profile("all=default")};
  CHECK(has(rules_in(check(plain, files)), "fargate-daemonset"));
  auto off = check_options({"off.yaml"});
  off.cluster = plain.cluster;
  CHECK(rules_in(check(off, files)).empty());
}

TEST_CASE("a cluster file that describes no cluster is an error", "[app][check]") {
  const MemoryFiles files(
      MemoryFiles::Files{{"shop.yaml", kShopToCheck},
                         {"other.yaml", "kind: ConfigMap\napiVersion: v1\nmetadata: {name: a}\n"}});
  auto options = check_options({"shop.yaml"});
  options.cluster_files = {"other.yaml"};
  const auto outcome = check(options, files);
  CHECK(outcome.exit == ExitCode::input);
  CHECK(said(outcome).find("other.yaml describes no cluster") != std::string::npos);
}

TEST_CASE("verdicts need no prices", "[app][check]") {
  const MemoryFiles files(MemoryFiles::Files{{"shop.yaml", kShopToCheck}});
  auto options = check_options({"shop.yaml"});
  const auto with_prices = rules_in(check(options, files));
  options.region = "mars-north-1";
  const auto outcome = check(options, files);
  CHECK(said(outcome) ==
        "eksplan: note: there are no prices for region 'mars-north-1'; findings come without money "
        "[region-unknown]\n");
  auto rules = rules_in(outcome);
  CHECK(has(rules, "fargate-region"));  // nobody knows whether Fargate is sold there
  std::erase(rules, "fargate-region");
  CHECK(rules == with_prices);
}

TEST_CASE("an annotation with a reason ignores a rule", "[app][check]") {
  std::string text(kShopToCheck);
  text.replace(text.find("metadata: {name: agent, namespace: ops}"),
               std::string("metadata: {name: agent, namespace: ops}").size(),
               "metadata: {name: agent, namespace: ops, annotations: "
               "{ignore.eksplan.dev/fargate-host-network: \"goes away in May\"}}");
  const MemoryFiles files(MemoryFiles::Files{{"shop.yaml", text}});
  const auto outcome = check(check_options({"shop.yaml"}), files);
  CHECK(outcome.exit == ExitCode::done);
  const auto result = support::parse_exact(outcome.standard_output);
  const auto& findings = result.at("findings");
  const auto ignored = std::find_if(findings.begin(), findings.end(),
                                    [](const auto& row) { return row.contains("ignored"); });
  REQUIRE(ignored != findings.end());
  CHECK(ignored->at("rule") == "fargate-host-network");
  CHECK(ignored->at("ignored").at("reason") == "goes away in May");
  CHECK(result.at("summary").at("findings").at("block") == 0);
  CHECK(result.at("summary").at("findings").at("ignored") == 1);
}

TEST_CASE("a note without a reason, or of no rule, does not count and is told", "[app][check]") {
  std::string text(kShopToCheck);
  text.replace(text.find("metadata: {name: agent, namespace: ops}"),
               std::string("metadata: {name: agent, namespace: ops}").size(),
               "metadata: {name: agent, namespace: ops, annotations: "
               "{ignore.eksplan.dev/fargate-host-network: \" \", "
               "ignore.eksplan.dev/fargate-host-pidd: because}}");
  const MemoryFiles files(MemoryFiles::Files{{"shop.yaml", text}});
  const auto outcome = check(check_options({"shop.yaml"}), files);
  CHECK(outcome.exit == ExitCode::finding_gate);
  CHECK(said(outcome).find("gives no reason") != std::string::npos);
  CHECK(said(outcome).find("did you mean fargate-host-pid?") != std::string::npos);
}

TEST_CASE("an option ignores a rule for the objects it names", "[app][check]") {
  const MemoryFiles files(MemoryFiles::Files{{"shop.yaml", kShopToCheck}});
  auto options = check_options({"shop.yaml"});
  options.ignores = {*parse_ignore("fargate-host-*@ops/*=known")};
  CHECK(check(options, files).exit == ExitCode::done);
  options.ignores = {*parse_ignore("fargate-host-*@shop/*=known")};
  CHECK(check(options, files).exit == ExitCode::finding_gate);
}

TEST_CASE("errors stop a check, and keep-going goes on", "[app][check]") {
  const MemoryFiles files(MemoryFiles::Files{
      {"shop.yaml", kShopToCheck},
      {"bad.yaml", "apiVersion: v1\nkind: Pod\nmetadata: {name: bad}\nspec: 1\n"}});
  auto options = check_options({"shop.yaml", "bad.yaml"});
  const auto stopped = check(options, files);
  CHECK(stopped.exit == ExitCode::input);
  CHECK(stopped.standard_output.empty());
  options.keep_going = true;
  const auto kept = check(options, files);
  CHECK(kept.exit == ExitCode::finding_gate);
  CHECK(support::parse_exact(kept.standard_output).at("complete") == false);
}

TEST_CASE("an empty input is an error, a cluster alone is not", "[app][check]") {
  const MemoryFiles files(MemoryFiles::Files{{"empty.yaml", "---\n"}, {"cluster.yaml", kCluster}});
  CHECK(check(check_options({"empty.yaml"}), files).exit == ExitCode::input);
  CHECK(check(check_options({"cluster.yaml"}), files).exit == ExitCode::done);
}

}  // namespace
}  // namespace eksplan::app
