#include <algorithm>
#include <array>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"
#include "eksplan/rules/scene_support.hpp"

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

bool is_within(std::string_view path, std::string_view folder) {
  return path.starts_with(folder) && (path.size() == folder.size() || path[folder.size()] == '/');
}

bool mounts_within(const model::PodTemplate& pod, std::initializer_list<std::string_view> folders) {
  return std::ranges::any_of(pod.spec.volumes, [&](const model::Volume& volume) {
    return volume.source == model::VolumeSource::host_path &&
           std::ranges::any_of(folders, [&](std::string_view folder) {
             return is_within(volume.host_path, folder);
           });
  });
}

/// SYS_ADMIN is asked for by many; it speaks of the kernel's hooks only beside a look into them.
bool hooks_into_the_kernel(std::string_view capability, const model::PodTemplate& pod) {
  if (capability.starts_with("CAP_")) {
    capability.remove_prefix(4);
  }
  return capability == "BPF" || capability == "PERFMON" ||
         (capability == "SYS_ADMIN" && mounts_within(pod, {"/sys", "/lib/modules"}));
}

void find_kernel_capabilities(const ContainerAt& at, std::vector<Hit>& hits) {
  const auto& added = at.container.added_capabilities;
  for (std::size_t i = 0; i < added.size(); ++i) {
    if (hooks_into_the_kernel(added[i].value, at.pod)) {
      hits.push_back(refused(
          added[i].at, fmt::format("{}.securityContext.capabilities.add[{}]", at.path(), i),
          fmt::format("{} adds the capability {}, as agents that hook into the kernel do",
                      at.text(), added[i].value),
          fmt::format("invalid SecurityContext fields: Capabilities added: {}", added[i].value)));
    }
  }
}

/// Agents that do nothing without eBPF or a kernel module.
constexpr std::array<std::string_view, 7> kKernelAgents{
    "aquasec/tracee", "cilium/cilium",         "cilium/tetragon", "falcosecurity/falco",
    "grafana/beyla",  "parca-dev/parca-agent", "vizier-pem_image"};

/// Datadog's agent runs its eBPF part in a container of that name.
constexpr std::string_view kDatadogProbe = "system-probe";

void find_kernel_agents(const ContainerAt& at, std::vector<Hit>& hits) {
  const bool is_agent = at.container.name == kDatadogProbe ||
                        std::ranges::any_of(kKernelAgents, [&](std::string_view agent) {
                          return is_image_of(at.container, agent);
                        });
  if (is_agent) {
    hits.push_back({.at = at.container.at,
                    .path = at.path() + ".image",
                    .message = fmt::format("{} runs {}, an agent that hooks into the kernel",
                                           at.text(), at.container.image)});
  }
}

constexpr std::array<std::string_view, 4> kHooks{"/sys/fs/bpf", "/sys/kernel/btf",
                                                 "/sys/kernel/debug", "/sys/kernel/tracing"};

void find_kernel_paths(const RuleContext& context, std::vector<Hit>& hits) {
  const auto& pod = context.workload.pod;
  for (std::size_t i = 0; i < pod.spec.volumes.size(); ++i) {
    const auto& volume = pod.spec.volumes[i];
    if (volume.source == model::VolumeSource::host_path &&
        std::ranges::any_of(
            kHooks, [&](std::string_view folder) { return is_within(volume.host_path, folder); })) {
      hits.push_back(refused(volume.at, fmt::format("{}.volumes[{}].hostPath", pod.path, i),
                             fmt::format("volume {} mounts {}, where the kernel's hooks are",
                                         volume.name, volume.host_path),
                             refused_volume(context, volume)));
    }
  }
}

std::vector<Hit> kernel_agent(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& at : containers_of(context.workload.pod)) {
    find_kernel_capabilities(at, hits);
    find_kernel_agents(at, hits);
  }
  find_kernel_paths(context, hits);
  return hits;
}

/// What a command raises a limit of, and to what.
struct RaisedLimit {
  std::string_view what;
  std::string_view amount;
};

/// "65536", "unlimited"; of "soft:hard" either part.
bool is_above_hard_limit(std::string_view amount) {
  constexpr std::string_view kHardLimit = "65535";
  for (auto part : base::split(amount, ':')) {
    if (part == "unlimited" || part == "infinity") {
      return true;
    }
    part.remove_prefix(std::min(part.find_first_not_of('0'), part.size()));
    const bool is_number =
        !part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos;
    if (is_number && (part.size() > kHardLimit.size() ||
                      (part.size() == kHardLimit.size() && part > kHardLimit))) {
      return true;
    }
  }
  return false;
}

/// The parts of `text` between any of `separators`, empty ones left out.
std::vector<std::string_view> parts_between(std::string_view text, std::string_view separators) {
  std::vector<std::string_view> parts;
  for (auto start = text.find_first_not_of(separators); start != std::string_view::npos;
       start = text.find_first_not_of(separators)) {
    text.remove_prefix(start);
    const auto length = std::min(text.find_first_of(separators), text.size());
    parts.push_back(text.substr(0, length));
    text.remove_prefix(length);
  }
  return parts;
}

constexpr std::string_view kFiles = "open files";
constexpr std::string_view kProcesses = "processes";

/// What the option letters of the shell's ulimit are about: "-n", "-Hn", "-u"; `so_far` when they
/// only choose between soft and hard.
std::string_view resource_of_letters(std::string_view letters, std::string_view so_far) {
  if (letters.find('n') != std::string_view::npos) {
    return kFiles;
  }
  if (letters.find('u') != std::string_view::npos) {
    return kProcesses;
  }
  return letters.find_first_not_of("-HS") == std::string_view::npos ? so_far : std::string_view{};
}

/// ulimit [-HS] -n AMOUNT [-u AMOUNT], from the word after ulimit on.
std::optional<RaisedLimit> raised_by_ulimit(std::span<const std::string_view> words) {
  std::string_view resource;
  for (const auto word : words) {
    if (word.starts_with('-')) {
      resource = resource_of_letters(word, resource);
    } else if (resource.empty()) {
      return std::nullopt;
    } else if (is_above_hard_limit(word)) {
      return RaisedLimit{resource, word};
    } else {
      resource = {};
    }
  }
  return std::nullopt;
}

/// prlimit --nofile=AMOUNT, -nAMOUNT, --nproc=AMOUNT, -uAMOUNT: one word.
std::optional<RaisedLimit> raised_by_prlimit(std::string_view word) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 4> kOptions{
      {{"--nofile=", kFiles}, {"--nproc=", kProcesses}, {"-n", kFiles}, {"-u", kProcesses}}};
  for (const auto& [option, resource] : kOptions) {
    if (word.starts_with(option)) {
      word.remove_prefix(option.size());
      word.remove_prefix(word.starts_with('=') ? 1 : 0);
      return is_above_hard_limit(word) ? std::optional(RaisedLimit{resource, word}) : std::nullopt;
    }
  }
  return std::nullopt;
}

std::optional<RaisedLimit> raised_in_command(std::string_view command) {
  const auto words = parts_between(command, " \t\r\"'");
  const std::span<const std::string_view> all(words);
  bool by_prlimit = false;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (words[i] == "ulimit") {
      return raised_by_ulimit(all.subspan(i + 1));
    }
    by_prlimit = by_prlimit || words[i] == "prlimit" || words[i].ends_with("/prlimit");
    if (by_prlimit) {
      if (const auto raised = raised_by_prlimit(words[i])) {
        return raised;
      }
    }
  }
  return std::nullopt;
}

std::optional<RaisedLimit> raised_limit(std::string_view text) {
  for (const auto command : parts_between(text, ";&|()\n")) {
    if (const auto raised = raised_in_command(command)) {
      return raised;
    }
  }
  return std::nullopt;
}

std::vector<Hit> ulimit(const RuleContext& context) {
  std::vector<Hit> hits;
  for (const auto& at : containers_of(context.workload.pod)) {
    for (const auto& text : at.container.texts) {
      const auto raised = raised_limit(text.value);
      if (!raised) {
        continue;
      }
      hits.push_back({.at = text.at,
                      .path = fmt::format("{}.{}", at.path(), text.path),
                      .message = fmt::format("{} wants a limit of {} {}; Fargate's is 65535",
                                             at.text(), raised->amount, raised->what)});
      if (context.profile.as_of < kGuideOf2024) {
        hits.back().basis = Basis::inferred;
      }
    }
  }
  return hits;
}

constexpr std::string_view kGuideAndEvents =
    "EKS user guide, Fargate considerations; kubernetes-sigs/aws-efs-csi-driver#589; "
    "aws/containers-roadmap#1517";

constexpr std::array<Rule, 11> kSecurityRules{{
    {.id = "fargate-privileged",
     .title = "Fargate does not run privileged containers",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "drop privileged, or run the pod on nodes",
     .source = "EKS user guide, Fargate considerations; kubernetes-sigs/aws-efs-csi-driver#1329",
     .find = privileged,
     .trigger = "securityContext.privileged: true of a container",
     .aws_wording = "invalid SecurityContext fields: Privileged"},
    {.id = "fargate-allow-privilege-escalation",
     .title = "Fargate refuses containers that allow privilege escalation in so many words",
     .intervals = kAlwaysBlock,
     .basis = Basis::observed,
     .fix = "set allowPrivilegeEscalation to false, or leave it out",
     .source = "kubernetes/ingress-nginx#4888, #9704",
     .find = privilege_escalation,
     .trigger = "securityContext.allowPrivilegeEscalation: true of a container, written out",
     .aws_wording = "invalid SecurityContext fields: AllowPrivilegeEscalation"},
    {.id = "fargate-added-capability",
     .title = "Fargate grants no capability beyond the default ones",
     .intervals = kAlwaysBlock,
     .basis = Basis::observed,
     .fix = "do not add the capability, or run the pod on nodes",
     .source =
         "aws/containers-roadmap#682, #1102, #2162; frappe/frappe_docker#1182; frappe/helm#182",
     .find = added_capability,
     .trigger = "securityContext.capabilities.add with a name outside the default set, or with the "
                "prefix CAP_",
     .aws_wording = "invalid SecurityContext fields: Capabilities added: NAME"},
    {.id = "fargate-default-capability",
     .title = "Default capabilities need not be added on Fargate",
     .intervals = kAlwaysNote,
     .basis = Basis::inferred,
     .fix = "leave out what is granted anyway",
     .source = "aws/containers-roadmap#409",
     .find = default_capability,
     .trigger = "securityContext.capabilities.add with names of the default set only"},
    {.id = "fargate-host-network",
     .title = "Fargate has no host network",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "remove hostNetwork, or run the pod on nodes",
     .source = kGuideAndEvents,
     .find = host_network,
     .trigger = "hostNetwork: true",
     .aws_wording = "fields not supported: HostNetwork"},
    {.id = "fargate-host-pid",
     .title = "Fargate has no host process namespace",
     .intervals = kAlwaysBlock,
     .basis = Basis::observed,
     .fix = "remove hostPID, or run the pod on nodes",
     .source = "kubernetes-sigs/aws-efs-csi-driver#1179",
     .find = host_pid,
     .trigger = "hostPID: true",
     .aws_wording = "fields not supported: HostPID"},
    {.id = "fargate-host-ipc",
     .title = "Fargate has no host IPC namespace",
     .intervals = kAlwaysBlock,
     .basis = Basis::observed,
     .fix = "remove hostIPC, or run the pod on nodes",
     .source = "kubernetes-sigs/aws-efs-csi-driver#1179",
     .find = host_ipc,
     .trigger = "hostIPC: true",
     .aws_wording = "fields not supported: HostIPC"},
    {.id = "fargate-host-port",
     .title = "Fargate has no host ports",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "remove hostPort and hostIP, and reach the pod through a Service",
     .source = kGuideAndEvents,
     .find = host_port,
     .trigger = "ports[].hostPort other than 0, or ports[].hostIP",
     .aws_wording = "port contains HostIP or HostPort"},
    {.id = "fargate-ebpf-agent",
     .title = "Agents that hook into the kernel do not run on Fargate",
     .intervals = kAlwaysBlock,
     .basis = Basis::inferred,
     .fix = "use the vendor's sidecar mode, or run the pod on nodes",
     .source = "aws/containers-roadmap#1027",
     .find = kernel_agent,
     .trigger = "the capability BPF or PERFMON, or SYS_ADMIN beside a hostPath in /sys or "
                "/lib/modules; a hostPath of the kernel's hooks, such as /sys/fs/bpf; or the image "
                "of a known eBPF agent"},
    {.id = "fargate-ulimit",
     .title = "On Fargate at most 65535 open files and processes can be asked for",
     .intervals = kAlwaysNote,
     .basis = Basis::documented,
     .fix = "ask for at most 65535: the soft limit is 1024, the hard limit 65535",
     .source = "EKS user guide, Fargate considerations",
     .find = ulimit,
     .trigger = "ulimit -n, ulimit -u or prlimit with more than 65535 in a command, an argument or "
                "an environment variable"},
    {.id = "fargate-kubelet-port",
     .title = "Port 10250 belongs to the kubelet of the pod's own node",
     .intervals = kAlwaysWarn,
     .basis = Basis::documented,
     .fix = "listen on another port, such as 10251",
     .source = "EKS user guide, Kubernetes Metrics Server",
     .find = kubelet_port,
     .trigger = "ports[].containerPort: 10250"},
}};

}  // namespace

std::span<const Rule> security_rules() {
  return kSecurityRules;
}

}  // namespace eksplan::rules
