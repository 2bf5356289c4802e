#include <string_view>

#include "generated_cluster.hpp"
#include <fmt/format.h>

namespace eksplan::bench {
namespace {

std::string_view kind_text(GeneratedKind kind) {
  switch (kind) {
    case GeneratedKind::deployment:
      return "Deployment";
    case GeneratedKind::stateful_set:
      return "StatefulSet";
    case GeneratedKind::daemon_set:
      break;
  }
  return "DaemonSet";
}

std::string spreading_text(const GeneratedWorkload& workload) {
  const auto selector = fmt::format("labelSelector: {{matchLabels: {{app: {}}}}}", workload.name);
  const auto spread = [&](std::string_view key, std::string_view otherwise) {
    return fmt::format(
        "      topologySpreadConstraints:\n"
        "        - maxSkew: 1\n"
        "          topologyKey: {}\n"
        "          whenUnsatisfiable: {}\n"
        "          {}\n",
        key, otherwise, selector);
  };
  switch (workload.spreading) {
    case Spreading::host_skew:
      return spread("kubernetes.io/hostname", "DoNotSchedule");
    case Spreading::zone_preferred:
      return spread("topology.kubernetes.io/zone", "ScheduleAnyway");
    case Spreading::host_apart:
      return fmt::format(
          "      affinity:\n"
          "        podAntiAffinity:\n"
          "          requiredDuringSchedulingIgnoredDuringExecution:\n"
          "            - topologyKey: kubernetes.io/hostname\n"
          "              {}\n",
          selector);
    case Spreading::none:
      break;
  }
  return "";
}

std::string container_text(const GeneratedWorkload& workload, std::size_t index) {
  const auto& size = workload.containers[index];
  auto text = fmt::format(
      "        - name: {}\n"
      "          image: registry.example/{}:1.0\n"
      "          resources:\n"
      "            requests: {{cpu: {}m, memory: {}Mi}}\n"
      "            limits: {{memory: {}Mi}}\n",
      index == 0 ? "main" : "proxy", index == 0 ? workload.name : "proxy", size.cpu_millis,
      size.memory_mib, size.memory_mib);
  if (index == 0 && workload.mounts_host_path) {
    text +=
        "          volumeMounts: [{name: host-logs, mountPath: /var/log/host, readOnly: true}]\n";
  }
  return text;
}

std::string workload_text(const GeneratedWorkload& workload) {
  auto text = fmt::format(
      "---\n"
      "apiVersion: apps/v1\n"
      "kind: {}\n"
      "metadata:\n"
      "  name: {}\n"
      "  namespace: {}\n"
      "  labels: {{app: {}}}\n"
      "spec:\n",
      kind_text(workload.kind), workload.name, workload.team, workload.name);
  if (workload.kind != GeneratedKind::daemon_set) {
    text += fmt::format("  replicas: {}\n", workload.replicas);
  }
  if (workload.kind == GeneratedKind::stateful_set) {
    text += fmt::format("  serviceName: {}\n", workload.name);
  }
  text += fmt::format(
      "  selector:\n"
      "    matchLabels: {{app: {}}}\n"
      "  template:\n"
      "    metadata:\n"
      "      labels: {{app: {}}}\n"
      "    spec:\n",
      workload.name, workload.name);
  if (!workload.architecture.empty()) {
    text += fmt::format("      nodeSelector: {{kubernetes.io/arch: {}}}\n", workload.architecture);
  }
  if (workload.kind == GeneratedKind::daemon_set) {
    text += "      tolerations: [{operator: Exists}]\n";
  }
  text += spreading_text(workload) + "      containers:\n";
  for (std::size_t i = 0; i < workload.containers.size(); ++i) {
    text += container_text(workload, i);
  }
  if (workload.mounts_host_path) {
    text += "      volumes: [{name: host-logs, hostPath: {path: /var/log}}]\n";
  }
  return text;
}

}  // namespace

std::string manifests_of(const std::vector<GeneratedWorkload>& workloads) {
  std::string text;
  std::string_view team;
  for (const auto& workload : workloads) {
    if (workload.team != team) {
      team = workload.team;
      text += fmt::format("---\napiVersion: v1\nkind: Namespace\nmetadata:\n  name: {}\n", team);
    }
    text += workload_text(workload);
  }
  return text;
}

}  // namespace eksplan::bench
