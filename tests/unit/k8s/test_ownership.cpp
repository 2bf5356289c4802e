#include <string>
#include <vector>

#include "read_text.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace eksplan::k8s {
namespace {

using Lines = std::vector<std::string>;

std::string owned_by(const std::string& api_version, const std::string& kind,
                     const std::string& name) {
  return fmt::format(
      ", ownerReferences: [{{apiVersion: {}, kind: {}, name: {}, uid: u, controller: true}}]",
      api_version, kind, name);
}

std::string controller(const std::string& kind, const std::string& name,
                       const std::string& owner = "", int replicas = 2) {
  return fmt::format(
      "---\napiVersion: apps/v1\nkind: {}\nmetadata: {{name: {}{}}}\n"
      "spec: {{replicas: {}, template: {{spec: {{containers: [{{name: a}}]}}}}}}\n",
      kind, name, owner, replicas);
}

std::string pod(const std::string& name, const std::string& owner = "",
                const std::string& phase = "Running") {
  return fmt::format(
      "---\napiVersion: v1\nkind: Pod\nmetadata: {{name: {}{}}}\n"
      "spec: {{containers: [{{name: a}}]}}\nstatus: {{phase: {}}}\n",
      name, owner, phase);
}

Lines ids(const ReadResult& result) {
  Lines all;
  for (const auto& workload : result.inventory.workloads) {
    all.push_back(workload.id.text());
  }
  return all;
}

TEST_CASE("what a dump holds twice counts once, whatever the order", "[k8s]") {
  const std::vector<std::string> parts{
      pod("web-1-x", owned_by("apps/v1", "ReplicaSet", "web-1")),
      controller("ReplicaSet", "web-1", owned_by("apps/v1", "Deployment", "web")),
      controller("Deployment", "web")};
  CHECK(ids(read_files(parts)) == Lines{"default/Deployment/web"});
  CHECK(ids(read_files({parts[2], parts[1], parts[0]})) == Lines{"default/Deployment/web"});
}

TEST_CASE("an owner that is not in the input does not count for its pods", "[k8s]") {
  CHECK(ids(read_text(pod("web-1-x", owned_by("apps/v1", "ReplicaSet", "web-1")))) ==
        Lines{"default/Pod/web-1-x"});
}

TEST_CASE("pods count with the Deployment behind a ReplicaSet that a dump leaves out", "[k8s]") {
  const auto web = pod("web-6c9f7d5b8-x2x4q", owned_by("apps/v1", "ReplicaSet", "web-6c9f7d5b8"));
  const auto night = pod("night-28391234-x2x4q", owned_by("batch/v1", "Job", "night-28391234"));
  CHECK(ids(read_text(web + controller("Deployment", "web"))) == Lines{"default/Deployment/web"});
  CHECK(ids(read_text(web + controller("Deployment", "web-shop"))) ==
        Lines{"default/Deployment/web-shop", "default/Pod/web-6c9f7d5b8-x2x4q"});
  CHECK(ids(read_text(night + controller("Deployment", "night"))) ==
        Lines{"default/Deployment/night", "default/Pod/night-28391234-x2x4q"});
  const auto other = pod("web-admin-1", owned_by("apps/v1", "ReplicaSet", "web-admin"));
  CHECK(ids(read_text(other + controller("Deployment", "web"))) ==
        Lines{"default/Deployment/web", "default/Pod/web-admin-1"});
}

TEST_CASE("an owner in another group is another object", "[k8s]") {
  const auto result = read_text(pod("x", owned_by("example.com/v1", "Deployment", "web")) +
                                controller("Deployment", "web"));
  CHECK(ids(result) == Lines{"default/Deployment/web", "default/Pod/x"});
}

TEST_CASE(
    "a workload that a custom resource makes counts itself, and the resource is not warned about",
    "[k8s]") {
  const auto result = read_text(
      "apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: k8s}\nspec: "
      "{replicas: 2}\n" +
      controller("StatefulSet", "prometheus-k8s",
                 owned_by("monitoring.coreos.com/v1", "Prometheus", "k8s")));
  CHECK(ids(result) == Lines{"default/StatefulSet/prometheus-k8s"});
  CHECK(result.told.empty());
  CHECK(result.inventory.skipped == std::vector<model::SkippedKind>{{"Prometheus", 1}});
}

TEST_CASE("owners are followed through kinds that are not read", "[k8s]") {
  const auto result = read_text(
      "apiVersion: serving.knative.dev/v1\nkind: Service\nmetadata: {name: s}\n"
      "spec: {template: {spec: {containers: [{image: i}]}}}\n"
      "---\napiVersion: serving.knative.dev/v1\nkind: Revision\nmetadata: {name: r" +
      owned_by("serving.knative.dev/v1", "Service", "s") +
      "}\nspec: {containers: [{name: a, image: i}]}\n" +
      controller("Deployment", "d", owned_by("serving.knative.dev/v1", "Revision", "r")));
  CHECK(ids(result) == Lines{"default/Service/s"});
  CHECK(result.told.empty());
}

TEST_CASE("owners that own each other end nowhere", "[k8s]") {
  const auto result = read_text(
      "{apiVersion: e.com/v1, kind: A, metadata: {name: a" + owned_by("e.com/v1", "B", "b") +
      "}}\n---\n" + "{apiVersion: e.com/v1, kind: B, metadata: {name: b" +
      owned_by("e.com/v1", "A", "a") + "}}\n" + pod("p", owned_by("e.com/v1", "A", "a")));
  CHECK(ids(result) == Lines{"default/Pod/p"});
}

TEST_CASE("finished pods and empty ReplicaSets are left out, static pods are not", "[k8s]") {
  const auto result =
      read_text(pod("done", "", "Succeeded") + pod("failed", "", "Failed") +
                pod("waits", "", "Pending") + pod("static", owned_by("v1", "Node", "n1")) +
                "---\n{apiVersion: v1, kind: Node, metadata: {name: n1}}\n" +
                controller("ReplicaSet", "old", "", 0));
  CHECK(ids(result) == Lines{"default/Pod/static", "default/Pod/waits"});
}

TEST_CASE("a pod of a DaemonSet that is not in the input is known as one", "[k8s]") {
  const auto result = read_text(pod("agent-x", owned_by("apps/v1", "DaemonSet", "agent")));
  CHECK(only_workload(result).daemon_pod);
}

TEST_CASE("pods and nodes of Fargate are recognised", "[k8s]") {
  const auto result = read_text(
      "apiVersion: v1\nkind: Pod\nmetadata: {name: p, labels: {eks.amazonaws.com/fargate-profile: "
      "shop}}\n"
      "spec: {nodeName: fargate-ip-10-0-1-2.eu-west-1.compute.internal, containers: [{name: a}]}\n"
      "---\napiVersion: v1\nkind: Node\n"
      "metadata: {name: n1, labels: {eks.amazonaws.com/compute-type: fargate}}\n"
      "---\napiVersion: v1\nkind: Node\nmetadata: {name: ip-1, labels: "
      "{node.kubernetes.io/instance-type: m6i.large}}\n"
      "spec: {taints: [{key: team, value: a, effect: NoExecute}]}\n");
  CHECK(only_workload(result).on_fargate);
  REQUIRE(result.inventory.nodes.size() == 2);
  CHECK_FALSE(result.inventory.nodes[0].is_fargate);
  CHECK(result.inventory.nodes[0].instance_type == "m6i.large");
  CHECK(result.inventory.nodes[0].taints ==
        std::vector<model::Taint>{{"team", "a", model::TaintEffect::no_execute}});
  CHECK(result.inventory.nodes[1].is_fargate);
}

}  // namespace
}  // namespace eksplan::k8s
