#include "sample.hpp"
#include <catch2/catch.hpp>

namespace eksplan::demand {
namespace {

std::vector<AddOnPods> add_ons() {
  AddOnPods node;
  node.name = "aws-node";
  node.daemon_set = true;
  node.host_network = true;
  node.requests.cpu = units::MilliCpu::from_millis(50);
  AddOnPods dns;
  dns.name = "coredns";
  dns.replicas = 2;
  dns.requests.cpu = units::MilliCpu::from_millis(100);
  dns.requests.memory = units::Bytes::mib(70);
  AddOnPods csi;
  csi.name = "ebs-csi-node";
  csi.daemon_set = true;
  csi.only_with_ebs = true;
  return {node, dns, csi};
}

TEST_CASE("every cluster runs its add-ons, the EBS driver only where EBS is used", "[demand]") {
  Options options;
  CHECK(
      ids(build({}, add_ons(), options)) ==
      std::vector<std::string>{"kube-system/DaemonSet/aws-node", "kube-system/Deployment/coredns"});
  options.ebs_in_use = true;
  CHECK(build({}, add_ons(), options).items.size() == 3);
}

TEST_CASE("an add-on is a workload like any other, and marked", "[demand]") {
  const auto demand = build({}, add_ons(), {});
  const auto& node = demand.items.at(0);
  CHECK(node.is_daemon);
  CHECK(node.replicas == 0);
  CHECK(node.workload.added);
  CHECK(node.workload.kind == model::WorkloadKind::daemon_set);
  CHECK(node.workload.pod.spec.host_network->value);
  CHECK(node.workload.pod.spec.tolerations.at(0).exists);
  CHECK(node.workload.pod.requests.cpu == units::MilliCpu::from_millis(50));
  const auto& dns = demand.items.at(1);
  CHECK_FALSE(dns.is_daemon);
  CHECK(dns.replicas == 2);
  CHECK(dns.workload.pod.labels == model::Labels{{"k8s-app", "kube-dns"}});
  CHECK(dns.workload.pod.requests_without_overhead.memory == units::Bytes::mib(70));
}

TEST_CASE("an add-on that the input holds is not added, selected or not", "[demand]") {
  model::Inventory inventory;
  inventory.workloads = {deployment("kube-system", "coredns"), deployment("shop", "web")};
  CHECK(ids(build(inventory, add_ons(), {})) ==
        std::vector<std::string>{"kube-system/DaemonSet/aws-node", "kube-system/Deployment/coredns",
                                 "shop/Deployment/web"});
  Options options;
  options.selection.namespaces = {"shop"};
  CHECK(ids(build(inventory, add_ons(), options)) ==
        std::vector<std::string>{"kube-system/DaemonSet/aws-node", "shop/Deployment/web"});
}

TEST_CASE("a selection leaves the added add-ons in", "[demand]") {
  model::Inventory inventory;
  inventory.workloads = {deployment("shop", "web")};
  Options options;
  options.selection.namespaces = {"none"};
  CHECK(
      ids(build(inventory, add_ons(), options)) ==
      std::vector<std::string>{"kube-system/DaemonSet/aws-node", "kube-system/Deployment/coredns"});
}

TEST_CASE("another kind or namespace of the same name is not the add-on", "[demand]") {
  model::Inventory inventory;
  inventory.workloads = {
      workload(model::WorkloadKind::stateful_set, "StatefulSet", "kube-system", "coredns"),
      deployment("dns", "coredns")};
  CHECK(build(inventory, add_ons(), {}).items.size() == 4);
}

TEST_CASE("pods of an add-on in a dump of pods stand for it", "[demand]") {
  model::Inventory inventory;
  inventory.workloads = {
      workload(model::WorkloadKind::pod, "Pod", "kube-system", "coredns-5d78c9869d-x7k2p")};
  CHECK(ids(build(inventory, add_ons(), {})) ==
        std::vector<std::string>{"kube-system/DaemonSet/aws-node",
                                 "kube-system/Pod/coredns-5d78c9869d-x7k2p"});
}

}  // namespace
}  // namespace eksplan::demand
