#include "eksplan/report/explanation.hpp"
#include "eksplan/report/json_writer.hpp"

namespace eksplan::report {
namespace {

void put_tool(JsonWriter& json, const std::string& version) {
  json.count("schemaVersion", 1);
  json.object("tool", [&] {
    json.text("name", "eksplan");
    json.text("version", version);
    json.text("command", "explain");
  });
}

void put_requests(JsonWriter& json, const model::PodRequests& requests) {
  json.count("cpuMillicores", requests.cpu.millis());
  json.count("memoryBytes", requests.memory.count());
  json.count("ephemeralBytes", requests.ephemeral_storage.count());
  if (!requests.extended.empty()) {
    json.object("extended", [&] {
      for (const auto& [name, amount] : requests.extended) {
        json.count(name, amount);
      }
    });
  }
}

void put_rival(JsonWriter& json, const plan::Rival& rival, const GroupExplanation& why) {
  json.text("instanceType", rival.type);
  json.money("hourlyPerNode", rival.per_node.hourly());
  json.count("nodes", rival.nodes);
  json.money("hourly", rival.hourly.hourly());
  json.money("hourlyDelta", rival.hourly.hourly() - why.rivals.planned.hourly());
  json.text("dominatedBy", rival.dominated_by);
  if (rival.loss_per_node) {
    json.money("lossPerNode", rival.loss_per_node->hourly());
  }
  json.text("text", rival_text(rival, why));
}

void put_fargate(JsonWriter& json, const FargateRow& fargate) {
  json.flag("eligible", fargate.eligible);
  if (fargate.size) {
    json.count("cpuMillicores", fargate.size->vcpu.millis());
    json.count("memoryBytes", fargate.size->memory.count());
  }
  if (fargate.hourly_per_pod) {
    json.money("hourlyPerPod", *fargate.hourly_per_pod);
  }
}

void put_finding(JsonWriter& json, const FindingRow& row) {
  json.text("rule", row.rule);
  json.text("severity", model::name(row.severity));
  json.text("path", row.path);
  json.text("message", row.message);
  json.text("fix", row.fix);
}

void put_cost(JsonWriter& json, const CostRow& row) {
  json.text("item", row.item);
  json.text("detail", row.detail);
  json.decimal("quantity", row.quantity);
  json.text("unit", row.unit);
  json.money("unitPrice", row.unit_price);
  json.money("hourly", row.cost.hourly);
}

void put_placement(JsonWriter& json, const WorkloadExplanation& why) {
  const auto& placement = *why.workload.placement;
  json.text("target", placement.target);
  json.text("group", placement.group);
  json.text("reason", placement.reason);
  json.text("text", why.reason);
  if (placement.unplaced_pods > 0) {
    json.count("unplacedPods", placement.unplaced_pods);
  }
  json.text("nearestMiss", placement.nearest_miss);
}

}  // namespace

std::string explanation_json(const GroupExplanation& why) {
  JsonWriter json;
  put_tool(json, why.version);
  json.object("nodeGroup", [&] {
    json.text("name", why.group.name);
    json.text("instanceType", why.group.instance_type);
    json.count("count", why.group.count);
    json.count("pods", why.pods);
    json.count("workloads", why.workloads);
    json.money("hourly", why.rivals.planned.hourly());
  });
  json.text("headroom", why.headroom);
  json.object("own", [&] { put_rival(json, why.rivals.own, why); });
  json.list("rivals", why.rivals.nearest,
            [&](const plan::Rival& rival) { put_rival(json, rival, why); });
  json.count("unfitTypes", why.rivals.unfit);
  return json.take();
}

std::string explanation_json(const WorkloadExplanation& why) {
  JsonWriter json;
  put_tool(json, why.version);
  const auto& row = why.workload;
  json.object("workload", [&] {
    json.text("id", row.id.text());
    json.text("file", row.file);
    if (row.line > 0) {
      json.count("line", row.line);
    }
    json.count("pods", row.pods);
    json.text("replicas", why.replicas);
  });
  json.list("containers", why.containers, [&](const ContainerRow& container) {
    json.text("name", container.name);
    json.text("role", container.role);
    put_requests(json, container.requests);
    json.flag("defaulted", container.defaulted);
  });
  json.list("steps", why.steps, [&](const RequestStep& step) {
    json.text("id", step.id);
    json.text("text", step.label);
    put_requests(json, step.requests);
  });
  json.object("fargate", [&] { put_fargate(json, row.fargate); });
  json.list("findings", why.findings, [&](const FindingRow& of) { put_finding(json, of); });
  if (row.placement) {
    json.object("placement", [&] { put_placement(json, why); });
  }
  json.list("nodes", why.nodes, [&](const NodesRow& nodes) {
    json.text("group", nodes.group);
    json.count("nodes", nodes.nodes);
    json.count("pods", nodes.pods);
  });
  json.list("costs", why.costs, [&](const CostRow& cost) { put_cost(json, cost); });
  json.money("shareOfNodesHourly", why.share);
  if (row.cost) {
    json.money("hourly", row.cost->hourly);
    json.money("monthly", row.cost->monthly);
  }
  json.list("alternatives", why.alternatives, [&](const Alternative& alternative) {
    json.text("target", alternative.target);
    json.flag("chosen", alternative.chosen);
    if (alternative.hourly) {
      json.money("hourly", *alternative.hourly);
    }
    json.text("text", alternative.text);
  });
  return json.take();
}

}  // namespace eksplan::report
