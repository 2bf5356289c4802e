#include "read_text.hpp"
#include <catch2/catch.hpp>

namespace eksplan::usage {
namespace {

constexpr const char* kScans = R"({"scans": [
 {"object": {"cluster": "demo", "name": "cart", "container": "cart",
    "pods": [{"name": "cart-6c9f7d5b8-x2x4q", "deleted": false},
             {"name": "cart-5d8c4b7f9-aaaaa", "deleted": true}],
    "hpa": null, "namespace": "shop", "kind": "Deployment",
    "allocations": {"requests": {"cpu": 0.25, "memory": 268435456.0},
                    "limits": {"cpu": null, "memory": 536870912.0}, "info": {}}},
  "recommended": {"requests": {"cpu": {"value": 0.021, "severity": "OK"},
                               "memory": {"value": 217055232.0, "severity": "GOOD"}},
                  "limits": {"cpu": {"value": null, "severity": "GOOD"}}}},
 {"object": {"cluster": null, "name": "web", "container": "web", "pods": [],
    "namespace": "shop", "kind": "StatefulSet",
    "allocations": {"requests": {"cpu": "50m", "memory": "?"}}},
  "recommended": {"requests": {"cpu": {"value": "?"}, "memory": {"value": null}}}}],
 "score": 30, "strategy": {"name": "simple"}})";

const Lines kScanRows{
    "demo:shop/Deployment/cart#cart requested=250000000/268435456 recommended=21000000/217055232",
    "shop/StatefulSet/web#web pods=0 requested=50000000/?"};

TEST_CASE("krr's JSON gives a recommendation for each container", "[usage][krr]") {
  const auto reading = read_text(kScans);
  CHECK(reading.told == Lines{});
  CHECK(reading.rows() == kScanRows);
}

TEST_CASE("what krr prints before its JSON is skipped, and lines stay right", "[usage][krr]") {
  std::string text = kScans;
  text.insert(text.find('{') + 1, "\n");
  const auto reading = read_text("Running Robusta's KRR\n[INFO] {ok}\n" + text);
  CHECK(reading.told == Lines{});
  CHECK(reading.rows() == kScanRows);
  CHECK(reading.series.front().rows.front().line == 5);
}

TEST_CASE("krr's YAML has the same tree", "[usage][krr]") {
  const auto reading = read_text(
      "scans:\n- object:\n    name: cart\n    container: cart\n    namespace: shop\n"
      "    kind: Deployment\n    pods: []\n    allocations: {requests: {cpu: 0.25, memory: null}}\n"
      "  recommended: {requests: {cpu: {value: 0.021}, memory: {value: 1.0e+8}}}\n"
      "strategy:\n  name: simple\n");
  CHECK(reading.told == Lines{});
  CHECK(reading.rows() == Lines{"shop/Deployment/cart#cart pods=0 requested=250000000/? "
                                "recommended=21000000/100000000"});
}

TEST_CASE("scans that say nothing usable are reported, and the others kept", "[usage][krr]") {
  const auto reading = read_text(
      R"({"scans": [7, {}, {"object": {"name": "a", "container": "c", "namespace": "n"}},
 {"object": {"name": "a", "container": "c", "namespace": "n", "kind": "Job"},
  "recommended": {"requests": {"cpu": {"value": "fast"}, "memory": {"value": -5}}}},
 {"object": {"name": "b", "container": "c", "namespace": "n", "kind": "Job"}}],
 "strategy": {}})");
  CHECK(reading.rows() == Lines{"n/Job/b#c pods=0"});
  CHECK(reading.told ==
        Lines{"usage:1:12: error: scans[0]: '7' is a number, not a mapping [k8s-field-type]",
              "usage:1:15: error: scans[1]: 'object' is missing [usage-value] (a scan of krr names "
              "the workload under object)",
              "usage:1:30: error: scans[2].object: 'kind' is missing [k8s-field-missing]",
              "usage:3:49: error: scans[3].recommended.requests.cpu.value: 'fast' is not an amount "
              "[usage-value] (write a number with an optional suffix, such as 250m, 0.5, 512Mi or "
              "2Gi)",
              "usage:3:78: error: scans[3].recommended.requests.memory.value: '-5' is negative "
              "[usage-value] (an amount is 0 or more)"});
}

TEST_CASE("krr's csv-raw has plain numbers in complete rows", "[usage][krr]") {
  const auto reading = read_text(
      "Namespace,Name,Pods,Old Pods,Type,Container,Severity,CPU Requests Current,CPU Requests "
      "Recommended,CPU Limits Current,CPU Limits Recommended,Memory Requests Current,Memory "
      "Requests Recommended,Memory Limits Current,Memory Limits Recommended\r\n"
      "shop,cart,2,0,Deployment,cart,OK,0.25,0.021,unset,unset,268435456.0,217055232.0,unset,1\r\n"
      "shop,cart,2,0,Deployment,proxy,OK,unset,?,unset,unset,unset,104857600,unset,1\r\n");
  CHECK(reading.told == Lines{});
  CHECK(reading.rows() == Lines{"shop/Deployment/cart#cart pods=2 requested=250000000/268435456 "
                                "recommended=21000000/217055232",
                                "shop/Deployment/cart#proxy pods=2 recommended=?/104857600"});
  CHECK(reading.series.front().format == model::UsageFormat::krr_csv_raw);
}

TEST_CASE("krr's csv carries the workload down and warns of its lost digits", "[usage][krr]") {
  const auto reading = read_text(
      "Cluster,Namespace,Name,Pods,Old Pods,Type,Container,CPU Diff,CPU Requests,CPU Limits,Memory "
      "Diff,Memory Requests,Memory Limits\r\n"
      "demo,shop,cart,2,1,Deployment,cart,-458m,(-229m) 250m -> 21m,unset,,unset -> 100Mi,unset\r\n"
      ",,,,,,proxy,,2.0 -> ?,unset,,unset,unset\r\n"
      ",,,,,,agent,,1 to 2,unset,,1 -> x,unset\r\n",
      {}, "krr.csv");
  CHECK(reading.rows() == Lines{"demo:shop/Deployment/cart#cart pods=2 requested=250000000/? "
                                "recommended=21000000/104857600",
                                "demo:shop/Deployment/cart#proxy pods=2 requested=2000000000/?"});
  CHECK(reading.told ==
        Lines{"krr.csv:0:0: warning: krr's csv shortens its figures [usage-precision] (krr -f json "
              "or -f csv-raw writes them in full)",
              "krr.csv:4:14: error: CPU Requests: '1 to 2' is not two amounts [usage-value] (krr "
              "writes them as 250m -> 21m)",
              "krr.csv:4:28: error: Memory Requests: 'x' is not an amount [usage-value] (write a "
              "number with an optional suffix, such as 250m, 0.5, 512Mi or 2Gi)"});
}

TEST_CASE("VerticalPodAutoscalers recommend for their target", "[usage][vpa]") {
  const auto reading = read_text(R"(apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: {name: cart, namespace: shop}
spec:
  targetRef: {apiVersion: apps/v1, kind: Deployment, name: cart}
  updatePolicy: {updateMode: "Off"}
status:
  recommendation:
    containerRecommendations:
    - containerName: cart
      lowerBound: {cpu: 31m, memory: 262144k}
      target: {cpu: 48m, memory: "311458304"}
      upperBound: {cpu: 410m, memory: "1200341287"}
    - containerName: proxy
      target: {memory: 262144k, cpu: fast}
---
apiVersion: autoscaling.k8s.io/v1
kind: VerticalPodAutoscaler
metadata: {name: fresh, namespace: shop}
spec:
  targetRef: {apiVersion: apps/v1, kind: Deployment, name: fresh}
)");
  CHECK(reading.rows() == Lines{"shop/Deployment/cart#cart pods=0 recommended=48000000/311458304"});
  CHECK(reading.told ==
        Lines{"usage:15:38: error: status.recommendation.containerRecommendations[1].target.cpu: "
              "'fast' is not an amount [usage-value] (write a number with an optional suffix, such "
              "as 250m, 0.5, 512Mi or 2Gi)"});
}

TEST_CASE("goldilocks' summary recommends the target of each container", "[usage][goldilocks]") {
  const auto reading = read_text(
      R"({"Namespaces": {"shop": {"namespace": "shop", "workloads": {"cart": {
       "controllerName": "cart", "controllerType": "Deployment", "containers": {"cart": {
         "containerName": "cart",
         "lowerBound": {"cpu": "15m", "memory": "105Mi"},
         "target": {"cpu": "48m", "memory": "298Mi"},
         "limits": {"memory": "512Mi"}, "requests": {"cpu": "250m", "memory": "256Mi"},
         "BasePath": "", "ContainerCost": 0}},
       "BasePath": ""}, "web": {"controllerType": "StatefulSet", "containers": {"web": {
         "target": null, "requests": null}}}}, "BasePath": "", "IsOnlyNamespace": true}}})");
  CHECK(reading.told == Lines{});
  CHECK(reading.rows() == Lines{"shop/Deployment/cart#cart pods=0 requested=250000000/268435456 "
                                "recommended=48000000/312475648",
                                "shop/StatefulSet/web#web pods=0"});
}

}  // namespace
}  // namespace eksplan::usage
