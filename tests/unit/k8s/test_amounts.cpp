#include <string>
#include <vector>

#include "read_text.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace eksplan::k8s {
namespace {

using Lines = std::vector<std::string>;

std::string pod_asking(const std::string& resources) {
  return pod_with("{containers: [{name: a, resources: " + resources + "}]}");
}

TEST_CASE("amounts are read with blanks around them, as numbers and in every spelling", "[k8s]") {
  const auto result = read_text(
      pod_with("{containers: [{name: a, resources: {requests: {cpu: ' 1 ', memory: 1_000}}},"
               " {name: b, resources: {requests: {cpu: .5, memory: 0x1000}}},"
               " {name: c, resources: {requests: {cpu: 010, memory: '129e6'}}}]}"));
  const auto& requests = only_workload(result).pod.requests;
  CHECK(requests.cpu.millis() == 9500);
  CHECK(requests.memory.count() == 1000 + 4096 + 129'000'000);
}

TEST_CASE("each amount rounds up to a thousandth when it is admitted, the sum once", "[k8s]") {
  const auto result = read_text(
      pod_with("{containers: [{name: a, resources: {requests: {cpu: 0.1m, memory: 400m}}},"
               " {name: b, resources: {requests: {cpu: 0.1m, memory: 400m}}}]}"));
  CHECK(only_workload(result).pod.requests.cpu.millis() == 2);
  CHECK(only_workload(result).pod.requests.memory.count() == 1);
}

TEST_CASE("null amounts, lists and resources are unset", "[k8s]") {
  const auto resources = GENERATE(
      values<std::string>({"~", "{}", "{requests: ~}", "{requests: {cpu: ~}, limits: {}}"}));
  const auto result = read_text(pod_asking(resources));
  CHECK(only_workload(result).pod.requests == model::PodRequests{});
  CHECK_FALSE(only_workload(result).pod.spec.containers[0].written_requests);
  CHECK(result.told.empty());
}

struct AmountsRow {
  std::string resources;
  std::string told;
};

TEST_CASE("an amount that cannot be is an error at its place", "[k8s]") {
  const std::string at = "a.yaml:4:";
  const auto row = GENERATE(values<AmountsRow>({
      {"{requests: {memory: 512MB}}",
       "62: error: spec.containers[0].resources.requests.memory: '512MB' is not an amount "
       "[k8s-quantity] (write 512Mi, "
       "or 512M for powers of ten)"},
      {"{requests: {cpu: 250mm}}",
       "59: error: spec.containers[0].resources.requests.cpu: '250mm' is not an amount "
       "[k8s-quantity] (write 250m for "
       "thousandths)"},
      {"{limits: {cpu: '-1'}}",
       "57: error: spec.containers[0].resources.limits.cpu: '-1' is negative [k8s-quantity] (write "
       "0 or more)"},
      {"{requests: {cpu: ''}}",
       "59: error: spec.containers[0].resources.requests.cpu: '' is not an amount [k8s-quantity] "
       "(write a number with an "
       "optional suffix, such as 250m, 0.5, 512Mi or 2Gi)"},
      {"{requests: {cpu: true}}",
       "59: error: spec.containers[0].resources.requests.cpu: 'true' is not an amount "
       "[k8s-quantity] (write a number "
       "with an optional suffix, such as 250m, 0.5, 512Mi or 2Gi)"},
      {"{requests: {cpu: [1]}}",
       "59: error: spec.containers[0].resources.requests.cpu: this is a list, not a number or a "
       "string "
       "[k8s-field-type]"},
      {"{requests: {memory: 10E}}",
       "62: error: spec.containers[0].resources.requests.memory: '10E' is too large [k8s-quantity] "
       "(amounts go up to "
       "9223372036854775807)"},
      {"{requests: {memmory: 1Gi}}",
       "54: error: spec.containers[0].resources.requests.memmory: 'memmory' is not a resource "
       "[k8s-field-value] (did "
       "you mean memory?)"},
      {"{limits: {nvidia.com/gpu: 0.5}}",
       "68: error: spec.containers[0].resources.limits[\"nvidia.com/gpu\"]: '0.5' is not a whole "
       "number [k8s-quantity] "
       "(nvidia.com/gpu is counted in whole units)"},
      {"{requests: 5}",
       "53: error: spec.containers[0].resources.requests: '5' is a number, not a mapping "
       "[k8s-field-type]"},
  }));
  const auto result = read_text(pod_asking(row.resources));
  CHECK(result.inventory.workloads.empty());
  CHECK(result.told == Lines{at + row.told});
}

TEST_CASE("memory below 4 KiB is worth a warning and counts", "[k8s]") {
  const auto result = read_text(pod_asking("{requests: {memory: 64m}}"));
  CHECK(only_workload(result).pod.requests.memory.count() == 1);
  CHECK(result.told == Lines{"a.yaml:4:62: warning: spec.containers[0].resources.requests.memory: "
                             "'64m' of memory is 1 "
                             "byte [k8s-quantity-tiny] (write 64Mi or 64M; m means thousandths)"});
}

TEST_CASE("memory of 4 KiB or of nothing is no reason to warn", "[k8s]") {
  const auto memory = GENERATE(values<std::string>({"4Ki", "0", "4096"}));
  CHECK(read_text(pod_asking("{requests: {memory: " + memory + "}}")).told.empty());
}

TEST_CASE("a request above its limit is a warning and counts as written", "[k8s]") {
  const auto result = read_text(pod_asking("{requests: {cpu: 2}, limits: {cpu: 1500m}}"));
  CHECK(only_workload(result).pod.requests.cpu.millis() == 2000);
  CHECK(result.told == Lines{"a.yaml:4:59: warning: spec.containers[0].resources.requests.cpu: the "
                             "cpu request of 2 is above the limit "
                             "of 1500m [k8s-request-over-limit] (the API refuses such a pod: raise "
                             "the limit or lower the request)"});
}

TEST_CASE("requests that leave 64 bits in sum are an error at the pod", "[k8s]") {
  const auto result =
      read_text(pod_with("{containers: [{name: a, resources: {requests: {memory: 7E}}},"
                         " {name: b, resources: {requests: {memory: 7E}}}]}"));
  CHECK(result.inventory.workloads.empty());
  CHECK(result.told == Lines{"a.yaml:4:7: error: spec: the memory requests of the pod add up to "
                             "more than eksplan counts "
                             "[k8s-quantity] (sums go up to 9223372036854775807)"});
}

TEST_CASE("requests of all pods that leave 64 bits are one error", "[k8s]") {
  const auto result = read_text(
      "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: big}\n"
      "spec: {replicas: 3, template: {spec: {containers: [{name: a, resources: {requests: {memory: "
      "4E}}}]}}}\n");
  CHECK(
      result.told ==
      Lines{
          "a.yaml:3:18: error: the memory requests of all pods add up to more than eksplan counts "
          "[k8s-quantity] (default/Deployment/big asks for the most)"});
}

TEST_CASE("a LimitRange fills what containers leave out, after defaulting itself", "[k8s]") {
  const std::string range =
      "---\napiVersion: v1\nkind: LimitRange\nmetadata: {name: l}\n"
      "spec: {limits: [{type: Container, defaultRequest: {cpu: 50m}, default: {cpu: 200m, memory: "
      "128Mi},"
      " max: {ephemeral-storage: 2Gi}, min: {nvidia.com/gpu: 0}}, {type: Pod, min: {cpu: 3}}]}\n";
  const auto result = read_text(
      pod_with("{initContainers: [{name: i}], containers: [{name: a}, {name: b}]}") + range);
  const auto& pod = only_workload(result).pod;
  CHECK(pod.requests.cpu.millis() == 100);
  CHECK(pod.requests.memory == units::Bytes::mib(256));
  CHECK(pod.requests.ephemeral_storage == units::Bytes::gib(4));
  CHECK(pod.uses_limit_range);
  CHECK_FALSE(pod.spec.containers[0].written_requests);
  CHECK(pod.spec.containers[0].limits.at("cpu").value == units::Quantity::from_nanos(200'000'000));
}

TEST_CASE("a LimitRange of another namespace, or for a pod that runs already, fills nothing",
          "[k8s]") {
  const std::string range =
      "---\napiVersion: v1\nkind: LimitRange\nmetadata: {name: l, namespace: other}\n"
      "spec: {limits: [{type: Container, default: {cpu: 1}}]}\n"
      "---\napiVersion: v1\nkind: Pod\nmetadata: {name: p, namespace: other}\n"
      "spec: {nodeName: n1, containers: [{name: a}]}\n";
  const auto result = read_text(pod_with("{containers: [{name: a}]}") + range);
  REQUIRE(result.inventory.workloads.size() == 2);
  for (const auto& workload : result.inventory.workloads) {
    CHECK(workload.pod.requests == model::PodRequests{});
    CHECK_FALSE(workload.pod.uses_limit_range);
  }
}

TEST_CASE("a LimitRange that gives a request above a written limit is a warning", "[k8s]") {
  const auto result = read_text(
      pod_asking("{requests: {cpu: ~}, limits: {memory: 10Mi}}") +
      "---\napiVersion: v1\nkind: LimitRange\nmetadata: {name: l}\n"
      "spec: {limits: [{type: Container, default: {cpu: 1}, defaultRequest: {cpu: 2}}]}\n");
  CHECK(
      result.told ==
      Lines{
          "a.yaml:4:21: warning: spec.containers[0]: the cpu request of 2 from a LimitRange is "
          "above "
          "the limit of 1 from a LimitRange [k8s-request-over-limit] (the API refuses such a pod: "
          "raise the limit or lower the request)"});
}

TEST_CASE("several LimitRanges apply together, in the order of their names", "[k8s]") {
  const auto range = [](const std::string& name, const std::string& amounts) {
    return "---\napiVersion: v1\nkind: LimitRange\nmetadata: {name: " + name +
           "}\nspec: {limits: [{type: Container, default: " + amounts + "}]}\n";
  };
  const auto a = range("a", "{cpu: 1}");
  const auto b = range("b", "{cpu: 2, memory: 1Gi}");
  for (const auto& text : {a + b, b + a}) {
    const auto result = read_text(pod_with("{containers: [{name: a}]}") + text);
    CHECK(only_workload(result).pod.requests.cpu.millis() == 1000);
    CHECK(only_workload(result).pod.requests.memory == units::Bytes::gib(1));
  }
}

TEST_CASE("overhead comes on top, and is left out of what Fargate sizes by", "[k8s]") {
  const auto result =
      read_text(pod_with("{overhead: {cpu: 10m}, resources: {requests: {cpu: 1}}, containers: "
                         "[{name: a, resources: {requests: {cpu: 300m}}}]}"));
  CHECK(only_workload(result).pod.requests.cpu.millis() == 1010);
  CHECK(only_workload(result).pod.requests_without_overhead.cpu.millis() == 1000);
}

}  // namespace
}  // namespace eksplan::k8s
