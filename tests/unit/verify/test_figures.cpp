#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "support/saved_sample.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "eksplan/saved/read.hpp"
#include "eksplan/verify/verify.hpp"

namespace eksplan::verify {
namespace {

Report report_of(const std::string& text) {
  diag::Diagnostics found;
  const auto result = saved::read("plan.json", text, found);
  REQUIRE(result.has_value());
  return verify(*result);
}

// "id: path message" of every fault.
std::vector<std::string> faults(const Report& report) {
  std::vector<std::string> lines;
  for (const auto& check : report.checks) {
    for (const auto& fault : check.faults) {
      lines.push_back(fmt::format("{}: {} {}", check.id, fault.where, fault.what));
    }
  }
  return lines;
}

// The check of that name.
Check check_in(const Report& report, std::string_view id) {
  const auto found = std::find_if(report.checks.begin(), report.checks.end(),
                                  [&](const Check& check) { return check.id == id; });
  REQUIRE(found != report.checks.end());
  return *found;
}

TEST_CASE("all checks of a sound result hold", "[verify]") {
  const auto report = report_of(support::sample_json());
  CHECK(faults(report) == std::vector<std::string>{});
  CHECK(report.holds());
  CHECK(report.checks.size() == 17);
  for (const auto& check : report.checks) {
    CAPTURE(check.id, check.detail);
    CHECK(check.state == State::holds);
  }
  CHECK(check_in(report, "proof").detail == "0.34138356 an hour, all of it");
}

TEST_CASE("another number of reserved nodes that costs less is a fault", "[verify]") {
  auto text = support::sample_with(R"("term": "1yr", "count": 2)", R"("term": "1yr", "count": 1)");
  const std::string before = R"("savingHourly": 0.072, "savingMonthly": 52.56)";
  text.replace(text.find(before), before.size(),
               R"("savingHourly": 0.036, "savingMonthly": 26.28)");
  CHECK(faults(report_of(text)) ==
        std::vector<std::string>{
            "commitments: commitments.reserved[0].count is 1, and another number costs less"});
}

// One figure changed; the first fault says what should be there.
TEST_CASE("a wrong figure is named with what it should be", "[verify]") {
  using Row = std::tuple<const char*, const char*, const char*>;
  const auto [before, after, said] = GENERATE(values<Row>({
      {R"("id": "shop/Deployment/tiny", "namespace": "shop")",
       R"("id": "shop/Deployment/tiny", "namespace": "shap")",
       "names: workloads[1].id is 'shop/Deployment/tiny', should be 'shap/Deployment/tiny': "
       "namespace, kind and name"},
      {R"("pods": [{"workload": "shop/StatefulSet/web", "count": 2}])",
       R"("pods": [{"workload": "shop/StatefulSet/web", "count": 3}])",
       "pods-placed: workloads[2].replicas.expected is 4, should be 6: pods on nodes and without "
       "a place"},
      {R"("pods": [{"workload": "shop/StatefulSet/web", "count": 2}])",
       R"("pods": [{"workload": "shop/StatefulSet/wob", "count": 2}])",
       "names: nodes[0].pods[0].workload there is no workload 'shop/StatefulSet/wob'"},
      {R"("pods": {"fargate": 1)", R"("pods": {"fargate": 2)",
       "pods-placed: summary.pods.fargate is 2, should be 1: the sum over all workloads"},
      {R"("allocatable": {"cpuMillicores": 1930)", R"("allocatable": {"cpuMillicores": 1030)",
       "nodes-fit: nodes[0] its pods want 1100 of CPU in millicores, and the node has 1030"},
      {R"("pods": 29})", R"("pods": 2})",
       "nodes-fit: nodes[0] its pods want 3 of pods, and the node has 2"},
      {R"("nodeCount": 2,)", R"("nodeCount": 3,)",
       "node-counts: summary.nodeCount is 3, should be 2: the sum over all node groups"},
      {R"("hourly": 0.009874}])", R"("hourly": 0.009873}])",
       "commitments: commitments.savingsPlans[0].savingHourly is 0.0024685, should be 0.0024695: "
       "eligibleHourly less the cheapest of the curve"},
      {R"("curve": [{"commitmentHourly": 0,)", R"("curve": [{"commitmentHourly": 0.01,)",
       "commitments: commitments.savingsPlans[0].curve[0].commitmentHourly is 0.01, should be 0: a "
       "curve begins without a commitment"},
      {R"({"commitmentHourly": 0.009874, "hourly": 0.009874})",
       R"({"commitmentHourly": 0, "hourly": 0.009874})",
       "commitments: commitments.savingsPlans[0].curve[1].commitmentHourly is 0, and the one "
       "before "
       "it is 0"},
      {R"("eligibleHourly": 0.0123425)", R"("eligibleHourly": 0.0123426)",
       "commitments: commitments.savingsPlans[0].curve[0].hourly is 0.0123425, should be "
       "0.0123426: "
       "eligibleHourly, all on demand"},
      {R"("savingMonthly": 1.802005)", R"("savingMonthly": 1.8)",
       "commitments: commitments.savingsPlans[0].savingMonthly is 1.8, should be 1.802005: "
       "savingHourly x monthHours"},
      {R"("saving": 0.2)", R"("saving": 1.2)",
       "commitments: commitments.savingsPlans[0].rates[0].saving takes off all of the price"},
      {R"({"group": "general", "instanceType": "m5.large", "term")",
       R"({"group": "other", "instanceType": "m5.large", "term")",
       "commitments: commitments.reserved[0].group there is no node group 'other'"},
      {R"("term": "1yr", "count": 2)", R"("term": "1yr", "count": 1)",
       "commitments: commitments.reserved[0].savingHourly is 0.072, should be 0.036: of the "
       "group's "
       "nodes on demand, less so many reserved and the others on demand"},
      {R"("count": 2, "of": 2,)", R"("count": 2, "of": 3,)",
       "commitments: commitments.reserved[0].of is 3, should be 2: the most nodes of the group"},
      {R"("zones": ["us-east-1a"])", R"("zones": ["us-east-1b"])",
       "node-counts: nodeGroups[0].zones are not the zones of its nodes"},
      {R"("utilization": {"cpu": 0.5699)", R"("utilization": {"cpu": 0.5698)",
       "node-counts: nodeGroups[0].utilization.cpu is 0.5698, should be 0.5699: requested / "
       "allocatable"},
      {R"("vcpu": 0.25, "memoryGib": 0.5, "hourlyPerPod": 0.0123425, "blockedBy": [],)",
       R"("vcpu": 0.25, "memoryGib": 1, "hourlyPerPod": 0.0123425, "blockedBy": [],)",
       "fargate: workloads[1].fargate is 0.25 vCPU / 1 GB, should be 0.25 vCPU / 0.5 GB: the "
       "smallest that holds 100m of CPU, 128Mi of memory and 256Mi"},
      {R"("memoryGib": 2, "hourlyPerPod": 0.02913)", R"("memoryGib": 2, "hourlyPerPod": 0.02914)",
       "fargate: workloads[2].fargate.hourlyPerPod is 0.02914, should be 0.02913: 0.5 vCPU / 2 GB "
       "at 0.04048 and 0.004445"},
      {R"("unitPrice": 0.08, "hourly": 0.004383562)", R"("unitPrice": 0.08, "hourly": 0.004383561)",
       "cost-lines: costs[4].hourly is 0.004383561, should be 0.004383562: 40 GB-month x 0.08 / "
       "730 hours"},
      {R"("monthly": 32.85)", R"("monthly": 32.86)",
       "cost-lines: costs[5].monthly is 32.86, should be 32.85: hourly x monthHours"},
      {R"("quantity": 40)", R"("quantity": 60)",
       "cost-lines: costs[4].hourly is 0.004383562, should be 0.006575342: 60 GB-month x 0.08 / "
       "730 hours"},
      {R"("hourlyPerNode": 0.096)", R"("hourlyPerNode": 0.097)",
       "quantities: nodeGroups[0].hourly is 0.192, should be 0.194: count x hourlyPerNode"},
      {R"("storage": 0,)", R"("storage": 0.1,)",
       "totals: summary.byCategory.storage is 0.1, should be 0: the sum of its lines"},
      {R"("hourly": 0.353726062, "monthly": 258.22002526)",
       R"("hourly": 0.353726062, "monthly": 258.22002527)",
       "totals: summary.monthly is 258.22002527, should be 258.22002526: hourly x monthHours"},
      {R"("idle": 0.090085357)", R"("idle": 0.090085358)",
       "shares: allocation.idle is 0.090085358, should be 0.090085357: what no pod asked for"},
      {R"("overheadHourly": 0.007269967)", R"("overheadHourly": 0.007269966)",
       "shares: workloads[0].overheadHourly is 0.007269966, should be 0.007269967: its share of "
       "the nodes"},
      {R"("workloads": 2, "pods": 5)", R"("workloads": 2, "pods": 6)",
       "groups: groups[0].pods is 6, should be 5: pods of its workloads, those of DaemonSets not"},
      {R"("hoursPerWeek": 168)", R"("hoursPerWeek": 167)",
       "phases: phases is 167, should be 168: hours of a week"},
      {R"("peakHourly": 0.353726062)", R"("peakHourly": 0.453726062)",
       "phases: summary.peakHourly is 0.453726062, should be 0.353726062: the dearest phase"},
      {R"("gap": 0.036154)", R"("gap": 0.036155)",
       "gaps: summary.gap is 0.036155, should be 0.036154: cost / bound - 1, to six places"},
      {R"("packedHourly": 0.353726062)", R"("packedHourly": 0.353726061)",
       "gaps: summary.packedHourly is 0.353726061, should be 0.353726062: there is no headroom"},
      {R"("certifiedHourly": 0.34138356)", R"("certifiedHourly": 0.341383561)",
       "proof: proof.certifiedHourly is 0.341383561, should be 0.34138356: packedHourly less what "
       "the packing is above its proven bound"},
      {R"("nodeWorth": 98191780)", R"("nodeWorth": 98191779)",
       "proof: proof.certifiedHourly is 0.34138356, should be 0.341383558: packedHourly less what "
       "the packing is above its proven bound"},
      {R"("hourly": 0.098191781)", R"("hourly": 0.098191782)",
       "proof: proof.nodeTypes[0].hourly is 0.098191782, should be 0.098191781: the instance and "
       "its root volume"},
      {R"("capacity": [1830, 6932891136, 18000000000, 28],
        "claim")",
       R"("capacity": [1831, 6932891136, 18000000000, 28],
        "claim")",
       "proof: proof.nodeTypes none is the m5.large of nodes[0] with [1830, 6932891136, "
       "18000000000, 28] for its pods"},
      {R"("hourly": 0.1,
        "capacity": [1830)",
       R"("hourly": 0.09,
        "capacity": [1830)",
       "proof: proof proves nothing: a claim about a node type does not hold, or a type that pods "
       "may run on has none"},
      {R"("mostPerNode": 2)", R"("mostPerNode": 1)",
       "proof: nodes[0] holds more than 1 pods of shape 1"},
      {R"("requests": [100, 134217728, 0, 1])", R"("requests": [100, 134217729, 0, 1])",
       "proof: proof.shapes[0].requests are not those of shop/Deployment/tiny"},
      {R"("fargateHourly": 0.0123425, )", "",
       "proof: proof.shapes[0].fargateHourly is missing, and shop/Deployment/tiny may run on "
       "Fargate"},
      {R"({"pods": 4, "requests")", R"({"pods": 5, "requests")",
       "proof: proof.shapes[1].pods is 5, should be 4: pods of its workloads"},
      {R"("findings": {"block": 1)", R"("findings": {"block": 2)",
       "findings: summary.findings.block is 2, should be 1: those in the list"},
      {R"("limit": 0.4, "value": 0.353726062, "failed": false)",
       R"("limit": 0.3, "value": 0.353726062, "failed": false)",
       "gates: gates[1].failed is false, should be true: it fails above its limit"},
      {R"("value": 258.22002526, "failed": true)", R"("value": 258.22, "failed": true)",
       "gates: gates[2].value is 258.22, should be 258.22002526: the total"},
      {R"("limit": "block", "value": 1)", R"("limit": "block", "value": 0)",
       "gates: gates[0].value is 0, should be 1: findings that are as grave"},
      {R"("unpriced": [])", R"("unpriced": [{"item": "x", "reason": "no price"}])",
       "gates: gates[3].value is 0, should be 1 or more: inferred findings, things without a price "
       "and pods without a place"},
  }));
  CAPTURE(before, after);
  const auto report = report_of(support::sample_with(before, after));
  CHECK_FALSE(report.holds());
  const auto found = faults(report);
  REQUIRE_FALSE(found.empty());
  CHECK(found.front() == said);
}

TEST_CASE("without a proof the bound is eksplan's word", "[verify]") {
  auto text = support::sample_json();
  const auto begin = text.find("  \"proof\": {");
  text.erase(begin, text.find("  \"findings\": [") - begin);
  const auto report = report_of(text);
  CHECK(report.holds());
  CHECK(check_in(report, "proof").state == State::not_checked);
  CHECK(check_in(report, "proof").detail == "the result has none: 0.34138356 is eksplan's word");
}

TEST_CASE("what only a solver says is told from what is proven", "[verify]") {
  auto text = support::sample_with(R"("lowerBoundHourly": 0.34138356, "gap": 0.036154, )"
                                   R"("packedGap": 0.036154, "bound": "column-generation")",
                                   R"("lowerBoundHourly": 0.35, "gap": 0.010646, )"
                                   R"("packedGap": 0.010646, "bound": "node-count")");
  const auto report = report_of(text);
  CHECK(faults(report) == std::vector<std::string>{});
  CHECK(check_in(report, "proof").detail ==
        "0.34138356 an hour; up to 0.35 is eksplan's word (node-count)");
}

TEST_CASE("a bound below what is proven is wrong too", "[verify]") {
  const auto report = report_of(
      support::sample_with("\"lowerBoundHourly\": 0.34138356", "\"lowerBoundHourly\": 0.3"));
  const auto found = faults(report);
  REQUIRE(found.size() == 3);
  CHECK(found.back() == "proof: summary.lowerBoundHourly is 0.3, and the proof proves 0.34138356");
}

TEST_CASE("more faults than one reads are counted", "[verify]") {
  auto text = support::sample_json();
  std::string rows;
  for (int i = 0; i < 30; ++i) {
    rows += R"({"name": "max-hourly", "limit": 1, "value": 5, "failed": true},)";
  }
  const std::string mark = R"("gates": [)";
  text.insert(text.find(mark) + mark.size(), rows);
  const auto check = check_in(report_of(text), "gates");
  CHECK(check.fault_count == 30);
  CHECK(check.faults.size() == 20);
}

TEST_CASE("made-up figures of any size are wrong, and no more", "[verify]") {
  const auto [before, after] = GENERATE(values<std::pair<const char*, const char*>>({
      {R"("memoryBytes": 1073741824)", R"("memoryBytes": 1152921504606846976)"},
      {R"("count": 2, "zone")", R"("count": 1099511627776, "zone")"},
      {R"("quantity": 40)", R"("quantity": 10000000000)"},
      {R"("unitPrice": 0.08)", R"("unitPrice": 10000000000)"},
      {R"("worth": 0)", R"("worth": 9223372036854775807)"},
      {R"("most": 0)", R"("most": 9223372036854775807)"},
      {R"("shift": 0)", R"("shift": 40)"},
      {R"({"pods": 4, "requests")", R"({"pods": 1099511627776, "requests")"},
      {R"("vcpu": 2, "memoryMib": 8192)", R"("vcpu": 1099511627776, "memoryMib": 1)"},
  }));
  CAPTURE(before, after);
  CHECK_FALSE(report_of(support::sample_with(before, after)).holds());
}

}  // namespace
}  // namespace eksplan::verify
