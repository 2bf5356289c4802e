#include "sample_result.hpp"
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "eksplan/report/explanation.hpp"

namespace eksplan::report {
namespace {

units::HourlyRate rate(std::int64_t nanos) {
  return units::HourlyRate::per_hour(units::Money::from_nanos(nanos));
}

GroupExplanation group() {
  GroupExplanation why;
  why.version = "0.1.0";
  why.group.name = "general";
  why.group.instance_type = "m5.large";
  why.group.count = 4;
  why.pods = 12;
  why.workloads = 3;
  why.headroom = "0";
  why.rivals.own = {"m5.large", rate(98'191'781), 4, rate(392'767'124), "", {}};
  why.rivals.planned = rate(392'767'124);
  why.rivals.nearest = {
      {"m5.xlarge", rate(194'191'781), 2, rate(388'383'562), "", {}},
      {"m5d.large", rate(115'191'781), 4, rate(460'767'124), "m5.large", {}},
      {"r5.large", rate(128'191'781), 5, rate(640'958'905), "", rate(20'000'000)}};
  why.rivals.unfit = 2;
  return why;
}

TEST_CASE("a rival is dominated, or compared by nodes and money", "[report]") {
  const auto why = group();
  CHECK(rival_text(why.rivals.nearest[0], why) == "2 nodes fewer, $0.004383562 an hour cheaper");
  CHECK(rival_text(why.rivals.nearest[1], why) ==
        "dominated by m5.large, which has at least as much of everything and costs no more");
  CHECK(rival_text(why.rivals.nearest[2], why) ==
        "1 node more, $0.248191781 an hour dearer; the proof of the bound says that each such node "
        "costs at least $0.02 more than the pods on it can be worth");
}

TEST_CASE("a group is explained in a page", "[report]") {
  CHECK(explanation_text(group(), {.width = 80, .ascii = true}) ==
        R"(general: 4 x m5.large

Pods       12 pods of 3 workloads
Fill       0 % of the CPU and 0 % of the memory are asked for
Cost       $0.392767124 an hour with root volumes

The same pods on other types, filled node by node
Type             A node  Nodes        Hourly   Against plan
-----------------------------------------------------------
m5.large   $0.098191781      4  $0.392767124       the same
m5.xlarge  $0.194191781      2  $0.388383562  -$0.004383562
m5d.large  $0.115191781      4  $0.460767124        +$0.068
r5.large   $0.128191781      5  $0.640958905  +$0.248191781

m5.xlarge  2 nodes fewer, $0.004383562 an hour cheaper
m5d.large  dominated by m5.large, which has at least as much of everything and
           costs no more
r5.large   1 node more, $0.248191781 an hour dearer; the proof of the bound says
           that each such node costs at least $0.02 more than the pods on it can
           be worth

2 types cannot take every pod of the group
)");
}

TEST_CASE("a group is explained to machines with exact numbers", "[report]") {
  const auto tree = nlohmann::json::parse(explanation_json(group()));
  CHECK(tree.at("tool").at("command") == "explain");
  CHECK(tree.at("nodeGroup").at("pods") == 12);
  CHECK(tree.at("rivals").size() == 3);
  CHECK(tree.at("rivals").at(1).at("dominatedBy") == "m5.large");
  CHECK_FALSE(tree.at("rivals").at(0).contains("dominatedBy"));
  CHECK(explanation_json(group()).find("\"hourlyDelta\": -0.004383562") != std::string::npos);
}

WorkloadExplanation workload() {
  WorkloadExplanation why;
  why.version = "0.1.0";
  why.workload = sample_result().workloads.front();
  why.replicas = "as spec.replicas says, or 1 by default";
  model::PodRequests requests;
  requests.cpu = units::MilliCpu::from_millis(1000);
  requests.memory = units::Bytes::gib(4);
  why.containers = {{"pg\x1b", "container", requests, true}};
  why.steps = {{"effective", "effective request", requests}};
  why.reason = "on nodes: Fargate refuses it by fargate-volume-ebs";
  why.nodes = {{"general", 1, 1}};
  why.share = units::Money::from_nanos(50'000'000);
  why.alternatives = {{"fargate", false, {}, "no size is large enough"},
                      {"nodes", true, why.share, "its share"}};
  return why;
}

TEST_CASE("a workload is explained from its requests to its alternatives", "[report]") {
  const auto text = explanation_text(workload(), {.width = 80, .ascii = true});
  CHECK(text.find("container pg\\x1b, by default") != std::string::npos);
  CHECK(text.find("effective request") != std::string::npos);
  CHECK(text.find("1 pod on 1 node of general\n") != std::string::npos);
  CHECK(text.find("nodes *    $0.05 an hour: its share\n") != std::string::npos);
  CHECK(text.find("fargate    no size is large enough\n") != std::string::npos);
}

TEST_CASE("a workload is explained to machines", "[report]") {
  const auto tree = nlohmann::json::parse(explanation_json(workload()));
  CHECK(tree.at("workload").at("id") == workload().workload.id.text());
  CHECK(tree.at("containers").at(0).at("defaulted") == true);
  CHECK(tree.at("steps").at(0).at("cpuMillicores") == 1000);
  CHECK(tree.at("alternatives").at(1).at("chosen") == true);
}

}  // namespace
}  // namespace eksplan::report
