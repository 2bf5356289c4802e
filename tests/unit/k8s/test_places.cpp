#include <string>
#include <vector>

#include "read_text.hpp"
#include <catch2/catch.hpp>

#include "eksplan/k8s/annotations.hpp"

namespace eksplan::k8s {
namespace {

using Lines = std::vector<std::string>;
using Places = model::AnnotationPlaces;

struct KeyRow {
  std::string key;
  bool asked_for;
};

TEST_CASE("places are kept of the annotations that rules ask for", "[k8s]") {
  const auto row = GENERATE(values<KeyRow>({
      {"eks.amazonaws.com/role-arn", true},
      {"iam.amazonaws.com/role", true},
      {"alb.ingress.kubernetes.io/target-type", true},
      {"service.beta.kubernetes.io/aws-load-balancer-type", true},
      {"kubernetes.io/ingress.class", true},
      {"downscaler/uptime", true},
      {"ignore.eksplan.dev/fargate-host-port", true},
      {"not.ignore.eksplan.dev/fargate-host-port", false},
      {"service.beta.kubernetes.io/azure-load-balancer-internal", false},
      {"nginx.ingress.kubernetes.io/rewrite-target", false},
      {"prometheus.io/scrape", false},
      {"", false},
  }));
  CAPTURE(row.key);
  CHECK(is_asked_for(row.key) == row.asked_for);
}

TEST_CASE("workloads, pod templates, Services and Ingresses know where annotations stand",
          "[k8s]") {
  const auto result = read_text(
      "apiVersion: apps/v1\nkind: Deployment\n"
      "metadata:\n  name: a\n  annotations:\n    downscaler/uptime: always\n    other: x\n"
      "spec:\n  template:\n"
      "    metadata: {annotations: {eks.amazonaws.com/compute-type: ec2}}\n"
      "    spec: {containers: [{name: a}]}\n"
      "---\napiVersion: v1\nkind: Service\n"
      "metadata: {name: s, annotations: {service.beta.kubernetes.io/aws-load-balancer-type: nlb}}\n"
      "---\napiVersion: networking.k8s.io/v1\nkind: Ingress\n"
      "metadata: {name: i, annotations: {alb.ingress.kubernetes.io/group.name: g}}\n");
  CHECK(result.told.empty());
  const auto& workload = only_workload(result);
  CHECK(workload.annotation_places == Places{{"downscaler/uptime", {0, 6, 24}}});
  CHECK(workload.pod.annotation_places == Places{{"eks.amazonaws.com/compute-type", {0, 10, 62}}});
  REQUIRE(result.inventory.services.size() == 1);
  CHECK(result.inventory.services[0].annotation_places ==
        Places{{"service.beta.kubernetes.io/aws-load-balancer-type", {0, 15, 86}}});
  REQUIRE(result.inventory.ingresses.size() == 1);
  CHECK(result.inventory.ingresses[0].annotation_places ==
        Places{{"alb.ingress.kubernetes.io/group.name", {0, 19, 73}}});
}

TEST_CASE("annotations that are no mapping are told once", "[k8s]") {
  CHECK(read_text("apiVersion: v1\nkind: Service\nmetadata: {name: s, annotations: [a]}\n").told ==
        Lines{"a.yaml:3:34: error: metadata.annotations: this is a list, not a mapping "
              "[k8s-field-type]"});
  CHECK(read_text("apiVersion: v1\nkind: Service\nmetadata: {name: s, annotations: }\n")
            .told.empty());
}

TEST_CASE("a Service knows where its type and its traffic policy stand", "[k8s]") {
  const auto result = read_text(
      "apiVersion: v1\nkind: Service\nmetadata: {name: s}\nspec:\n  type: NodePort\n"
      "  externalTrafficPolicy: Local\n"
      "---\napiVersion: v1\nkind: Service\nmetadata: {name: t}\n");
  CHECK(result.told.empty());
  REQUIRE(result.inventory.services.size() == 2);
  CHECK(result.inventory.services[0].type_at == model::Place{0, 5, 9});
  CHECK(result.inventory.services[0].external_traffic_at == model::Place{0, 6, 26});
  CHECK(result.inventory.services[1].type_at == model::Place{0, 10, 18});
  CHECK(result.inventory.services[1].external_traffic_at == model::Place{0, 10, 18});
}

TEST_CASE("a PodDisruptionBudget knows where its bounds stand", "[k8s]") {
  const auto result = read_text(
      "apiVersion: policy/v1\nkind: PodDisruptionBudget\nmetadata: {name: p}\n"
      "spec:\n  maxUnavailable: 0\n");
  CHECK(result.told.empty());
  REQUIRE(result.inventory.disruption_budgets.size() == 1);
  CHECK(result.inventory.disruption_budgets[0].max_unavailable_at == model::Place{0, 5, 19});
  CHECK(result.inventory.disruption_budgets[0].min_available_at == model::Place{0, 3, 18});
}

TEST_CASE("a CronJob knows where its cron line stands", "[k8s]") {
  const auto result = read_text(
      "apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: c}\nspec:\n  schedule: '@daily'\n"
      "  jobTemplate: {spec: {template: {spec: {containers: [{name: a}]}}}}\n");
  CHECK(result.told.empty());
  REQUIRE(only_workload(result).job);
  CHECK(only_workload(result).job->schedule_at == model::Place{0, 5, 13});
  CHECK_FALSE(only_workload(result).job->failed_history_limit);
}

TEST_CASE("limits of a CronJob's history are counts", "[k8s]") {
  CHECK(read_text("apiVersion: batch/v1\nkind: CronJob\nmetadata: {name: c}\nspec: {schedule: "
                  "'@daily', failedJobsHistoryLimit: -1, jobTemplate: {spec: {template: {spec: "
                  "{containers: [{name: a}]}}}}}\n")
            .told == Lines{"a.yaml:4:52: error: spec.failedJobsHistoryLimit: '-1' is negative "
                           "[k8s-field-value] (write a number from 0 to 2147483647)"});
}

TEST_CASE("a hostPath volume knows its path", "[k8s]") {
  const auto result = read_text(
      pod_with("{containers: [{name: a}], volumes: [{name: v, hostPath: {path: /sys}}, {name: w, "
               "hostPath: {}}]}"));
  CHECK(result.told.empty());
  const auto& volumes = only_workload(result).pod.spec.volumes;
  REQUIRE(volumes.size() == 2);
  CHECK(volumes[0].host_path == "/sys");
  CHECK(volumes[1].host_path.empty());
  CHECK(read_text(pod_with("{containers: [{name: a}], volumes: [{name: v, hostPath: {path: 1}}]}"))
            .told == Lines{"a.yaml:4:70: error: spec.volumes[0].hostPath.path: '1' is a number, "
                           "not a string [k8s-field-type] (put it in quotes)"});
}

TEST_CASE("a ServiceAccount has labels", "[k8s]") {
  const auto result =
      read_text("{apiVersion: v1, kind: ServiceAccount, metadata: {name: a, labels: {b: c}}}\n");
  REQUIRE(result.inventory.service_accounts.size() == 1);
  CHECK(result.inventory.service_accounts[0].labels == model::Labels{{"b", "c"}});
}

TEST_CASE("security group policies select pods and service accounts", "[k8s]") {
  const auto result = read_text(
      "apiVersion: vpcresources.k8s.aws/v1beta1\nkind: SecurityGroupPolicy\nmetadata: {name: b}\n"
      "spec: {podSelector: {matchLabels: {app: a}}, securityGroups: {groupIds: [sg-1]}}\n"
      "---\napiVersion: vpcresources.k8s.aws/v1beta1\nkind: SecurityGroupPolicy\n"
      "metadata: {name: a}\nspec: {serviceAccountSelector: {}}\n");
  CHECK(result.told.empty());
  CHECK(result.inventory.skipped.empty());
  const auto& policies = result.inventory.security_group_policies;
  REQUIRE(policies.size() == 2);
  CHECK(policies[0].id.name == "a");
  CHECK_FALSE(policies[0].pod_selector);
  CHECK(policies[0].service_account_selector == model::LabelSelector{});
  REQUIRE(policies[1].pod_selector);
  CHECK(policies[1].pod_selector->requirements.size() == 1);
}

TEST_CASE("the ConfigMap that turns Fargate's log router on is noted", "[k8s]") {
  const auto result = read_text(
      "apiVersion: v1\nkind: ConfigMap\nmetadata:\n  name: aws-logging\n"
      "  namespace: aws-observability\ndata: {output.conf: x}\n");
  CHECK(result.told.empty());
  CHECK(result.inventory.fargate_log_router == model::Place{0, 4, 9});
  CHECK(result.inventory.skipped == std::vector<model::SkippedKind>{{"ConfigMap", 1}});
}

TEST_CASE("another ConfigMap is no log router", "[k8s]") {
  const auto* text = GENERATE(
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: aws-logging}}",
      "{apiVersion: v1, kind: ConfigMap, metadata: {name: x, namespace: aws-observability}}",
      "{apiVersion: v1, kind: Secret, metadata: {name: aws-logging, namespace: "
      "aws-observability}}",
      "{apiVersion: a.io/v1, kind: ConfigMap, metadata: {name: aws-logging, namespace: "
      "aws-observability}}",
      "{apiVersion: v1, kind: ConfigMap, metadata: []}", "{apiVersion: v1, kind: ConfigMap}");
  CAPTURE(text);
  CHECK_FALSE(read_text(text).inventory.fargate_log_router);
}

TEST_CASE("a pod whose controller is not in the input is known to have one", "[k8s]") {
  const auto result = read_text(
      "apiVersion: v1\nkind: Pod\nmetadata: {name: p, ownerReferences: [{apiVersion: apps/v1, "
      "kind: ReplicaSet, name: gone, uid: u, controller: true}]}\nspec: {containers: [{name: "
      "a}]}\n");
  CHECK(only_workload(result).owned);
  CHECK_FALSE(only_workload(read_text(pod_with("{containers: [{name: a}]}"))).owned);
}

}  // namespace
}  // namespace eksplan::k8s
