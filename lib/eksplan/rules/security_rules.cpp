#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;
using OptionalFlag = std::optional<model::Located<bool>>;

bool is_set(const OptionalFlag& flag) {
  return flag && flag->value;
}

std::vector<Hit> privileged(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& at : containers_of(context.workload.pod)) {
    if (is_set(at.container.privileged)) {
      hits.push_back(refused(at.container.privileged->at, at.path() + ".securityContext.privileged",
                             fmt::format("{} is privileged", at.text()),
                             "invalid SecurityContext fields: Privileged"));
    }
  }
  return hits;
}

std::vector<Hit> privilege_escalation(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& at : containers_of(context.workload.pod)) {
    const auto& flag = at.container.allow_privilege_escalation;
    if (is_set(flag)) {
      hits.push_back(refused(flag->at, at.path() + ".securityContext.allowPrivilegeEscalation",
                             fmt::format("{} sets allowPrivilegeEscalation to true", at.text()),
                             "invalid SecurityContext fields: AllowPrivilegeEscalation"));
    }
  }
  return hits;
}

/// What a container runtime grants by itself. A name with the prefix CAP_ is not among them: it was
/// seen refused.
bool is_default_capability(std::string_view name) {
  constexpr std::array<std::string_view, 14> kDefaults{
      "AUDIT_WRITE",      "CHOWN",   "DAC_OVERRIDE", "FOWNER", "FSETID",  "KILL",   "MKNOD",
      "NET_BIND_SERVICE", "NET_RAW", "SETFCAP",      "SETGID", "SETPCAP", "SETUID", "SYS_CHROOT"};
  return std::ranges::binary_search(kDefaults, name);
}

std::vector<Hit> added_capability(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& at : containers_of(context.workload.pod)) {
    const auto& added = at.container.added_capabilities;
    for (std::size_t i = 0; i < added.size(); ++i) {
      if (!is_default_capability(added[i].value)) {
        hits.push_back(refused(
            added[i].at, fmt::format("{}.securityContext.capabilities.add[{}]", at.path(), i),
            fmt::format("{} adds the capability {}", at.text(), added[i].value),
            fmt::format("invalid SecurityContext fields: Capabilities added: {}", added[i].value)));
      }
    }
  }
  return hits;
}

std::vector<Hit> default_capability(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& at : containers_of(context.workload.pod)) {
    const auto& added = at.container.added_capabilities;
    const bool only_defaults = std::ranges::all_of(
        added,
        [](const model::Located<std::string>& name) { return is_default_capability(name.value); });
    if (!added.empty() && only_defaults) {
      hits.push_back(
          {.at = added.front().at,
           .path = at.path() + ".securityContext.capabilities.add",
           .message = fmt::format("{} adds capabilities that every container has", at.text())});
    }
  }
  return hits;
}

std::vector<Hit> host_field(const RuleContext& context, const OptionalFlag& flag,
                            std::string_view field, std::string_view aws_name) {
  if (!is_set(flag)) {
    return {};
  }
  return {refused(flag->at, fmt::format("{}.{}", context.workload.pod.path, field),
                  fmt::format("the pod sets {} to true", field),
                  fmt::format("fields not supported: {}", aws_name))};
}

std::vector<Hit> host_network(const RuleContext& context) {
  return host_field(context, context.workload.pod.spec.host_network, "hostNetwork", "HostNetwork");
}

std::vector<Hit> host_pid(const RuleContext& context) {
  return host_field(context, context.workload.pod.spec.host_pid, "hostPID", "HostPID");
}

std::vector<Hit> host_ipc(const RuleContext& context) {
  return host_field(context, context.workload.pod.spec.host_ipc, "hostIPC", "HostIPC");
}

Hit host_port_hit(const ContainerAt& at, std::size_t index) {
  const auto& port = at.container.ports[index];
  const bool by_port = port.host_port != 0;
  const auto message = by_port ? fmt::format("{} asks for hostPort {}", at.text(), port.host_port)
                               : fmt::format("{} binds port {} to hostIP {}", at.text(),
                                             port.container_port, port.host_ip);
  return refused(port.at,
                 fmt::format("{}.ports[{}].{}", at.path(), index, by_port ? "hostPort" : "hostIP"),
                 message, "port contains HostIP or HostPort");
}

std::vector<Hit> host_port(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& at : containers_of(context.workload.pod)) {
    for (std::size_t i = 0; i < at.container.ports.size(); ++i) {
      if (at.container.ports[i].host_port != 0 || !at.container.ports[i].host_ip.empty()) {
        hits.push_back(host_port_hit(at, i));
      }
    }
  }
  return hits;
}

std::vector<Hit> kubelet_port(const RuleContext& context) {
  constexpr std::int64_t kKubeletPort = 10250;
  std::vector<Hit> hits;
  for (const auto& at : containers_of(context.workload.pod)) {
    for (std::size_t i = 0; i < at.container.ports.size(); ++i) {
      if (at.container.ports[i].container_port == kKubeletPort) {
        hits.push_back(
            {.at = at.container.ports[i].at,
             .path = fmt::format("{}.ports[{}].containerPort", at.path(), i),
             .message = fmt::format("{} listens on 10250, the kubelet's port on the pod's own node",
                                    at.text())});
      }
    }
  }
  return hits;
}

constexpr std::string_view kGuideAndEvents =
    "EKS user guide, Fargate considerations; kubernetes-sigs/aws-efs-csi-driver#589; "
    "aws/containers-roadmap#1517";

constexpr std::array<Rule, 9> kRules{{
    {.id = "fargate-privileged",
     .title = "Fargate does not run privileged containers",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "drop privileged, or run the pod on nodes",
     .source = "EKS user guide, Fargate considerations; kubernetes-sigs/aws-efs-csi-driver#1329",
     .find = privileged},
    {.id = "fargate-allow-privilege-escalation",
     .title = "Fargate refuses containers that allow privilege escalation in so many words",
     .intervals = kAlwaysBlock,
     .basis = Basis::observed,
     .fix = "set allowPrivilegeEscalation to false, or leave it out",
     .source = "kubernetes/ingress-nginx#4888, #9704",
     .find = privilege_escalation},
    {.id = "fargate-added-capability",
     .title = "Fargate grants no capability beyond the default ones",
     .intervals = kAlwaysBlock,
     .basis = Basis::observed,
     .fix = "do not add the capability, or run the pod on nodes",
     .source =
         "aws/containers-roadmap#682, #1102, #2162; frappe/frappe_docker#1182; frappe/helm#182",
     .find = added_capability},
    {.id = "fargate-default-capability",
     .title = "Default capabilities need not be added on Fargate",
     .intervals = kAlwaysNote,
     .basis = Basis::inferred,
     .fix = "leave out what is granted anyway",
     .source = "aws/containers-roadmap#409",
     .find = default_capability},
    {.id = "fargate-host-network",
     .title = "Fargate has no host network",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "remove hostNetwork, or run the pod on nodes",
     .source = kGuideAndEvents,
     .find = host_network},
    {.id = "fargate-host-pid",
     .title = "Fargate has no host process namespace",
     .intervals = kAlwaysBlock,
     .basis = Basis::observed,
     .fix = "remove hostPID, or run the pod on nodes",
     .source = "kubernetes-sigs/aws-efs-csi-driver#1179",
     .find = host_pid},
    {.id = "fargate-host-ipc",
     .title = "Fargate has no host IPC namespace",
     .intervals = kAlwaysBlock,
     .basis = Basis::observed,
     .fix = "remove hostIPC, or run the pod on nodes",
     .source = "kubernetes-sigs/aws-efs-csi-driver#1179",
     .find = host_ipc},
    {.id = "fargate-host-port",
     .title = "Fargate has no host ports",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "remove hostPort and hostIP, and reach the pod through a Service",
     .source = kGuideAndEvents,
     .find = host_port},
    {.id = "fargate-kubelet-port",
     .title = "Port 10250 belongs to the kubelet of the pod's own node",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "listen on another port, such as 10251",
     .source = "EKS user guide, Kubernetes Metrics Server",
     .find = kubelet_port},
}};

}  // namespace

std::span<const Rule> security_rules() {
  return kRules;
}

}  // namespace eksplan::rules
