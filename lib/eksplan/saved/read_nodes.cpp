#include "eksplan/saved/readers.hpp"

namespace eksplan::saved {
namespace {

Taint read_taint(const Fields& fields) {
  return {
      .key = fields.required_text("key"),
      .value = fields.text("value"),
      .effect = fields.required_word("effect", {"NoSchedule", "PreferNoSchedule", "NoExecute"})};
}

Allocatable read_allocatable(const Fields& fields) {
  Allocatable allocatable;
  allocatable.cpu =
      units::MilliCpu::from_millis(fields.required_count("cpuMillicores", kMostAmount));
  allocatable.memory = units::Bytes::from_count(fields.required_count("memoryBytes", kMostAmount));
  if (const auto ephemeral = fields.count("ephemeralBytes", kMostAmount)) {
    allocatable.ephemeral = units::Bytes::from_count(*ephemeral);
  }
  allocatable.pods = fields.required_count("pods");
  allocatable.memory_measured = !fields.has("memoryMeasured") || fields.flag("memoryMeasured");
  allocatable.extended = read_extended(fields);
  return allocatable;
}

NodeGroup read_node_group(const Fields& fields) {
  NodeGroup group;
  group.name = fields.required_text("name");
  group.instance_type = fields.required_text("instanceType");
  group.purchase = fields.required_text("purchase");
  group.count = fields.required_count("count");
  group.min_count = fields.count("minCount");
  group.max_count = fields.count("maxCount");
  group.zones = fields.texts("zones");
  group.labels = fields.texts_by_name("labels");
  fields.each("taints", [&](const Fields& taint) { group.taints.push_back(read_taint(taint)); });
  group.hourly_per_node = fields.required_money("hourlyPerNode");
  group.cost = read_amount(fields);
  fields.object("nominal", [&](const Fields& nominal) {
    group.nominal = NominalSize{.vcpu = nominal.required_count("vcpu"),
                                .memory_mib = nominal.required_count("memoryMib")};
  });
  fields.required_object("allocatable",
                         [&](const Fields& of) { group.allocatable = read_allocatable(of); });
  fields.required_object("utilization", [&](const Fields& of) {
    group.cpu_utilization = of.required_decimal("cpu");
    group.memory_utilization = of.required_decimal("memory");
  });
  return group;
}

PodsOf read_pods_of(const Fields& fields) {
  return {.workload = fields.required_text("workload"), .count = fields.required_count("count")};
}

Node read_node(const Fields& fields) {
  Node node;
  node.group = fields.required_text("group");
  node.count = fields.required_count("count");
  node.zone = fields.text("zone");
  fields.required_each("pods", [&](const Fields& of) { node.pods.push_back(read_pods_of(of)); });
  fields.each("daemonPods", [&](const Fields& of) { node.daemons.push_back(read_pods_of(of)); });
  return node;
}

}  // namespace

std::vector<NodeGroup> read_node_groups(const Fields& result) {
  std::vector<NodeGroup> groups;
  result.required_each("nodeGroups",
                       [&](const Fields& fields) { groups.push_back(read_node_group(fields)); });
  return groups;
}

std::vector<Node> read_nodes(const Fields& result) {
  std::vector<Node> nodes;
  result.required_each("nodes", [&](const Fields& fields) { nodes.push_back(read_node(fields)); });
  return nodes;
}

}  // namespace eksplan::saved
