#include "workloads.hpp"
#include <catch2/catch.hpp>

namespace eksplan::rules {
namespace {

using model::Basis;
using model::FindingSeverity;
using test::check;
using test::only_finding;
using Flag = model::Located<bool>;

TEST_CASE("a privileged container is refused in AWS's words", "[rules]") {
  auto workload = test::deployment();
  workload.pod.spec.containers[0].privileged = Flag{true, test::line(25)};
  const auto verdict = check(workload);
  CHECK(test::blocked_by(verdict) == std::vector<std::string>{"fargate-privileged"});
  const auto finding = only_finding(verdict, "fargate-privileged");
  CHECK(finding.severity == FindingSeverity::block);
  CHECK(finding.basis == Basis::documented);
  CHECK(finding.at == test::line(25));
  CHECK(finding.path == "spec.template.spec.containers[0].securityContext.privileged");
  CHECK(finding.message == "container app is privileged");
  CHECK(finding.aws_message ==
        "Pod not supported on Fargate: invalid SecurityContext fields: Privileged");
  CHECK(finding.fix == "drop privileged, or run the pod on nodes");

  workload.pod.spec.containers[0].privileged = Flag{false, test::line(25)};
  CHECK(check(workload).eligible);
}

TEST_CASE("a privileged init container is refused as well", "[rules]") {
  auto workload = test::pod();
  workload.pod.spec.init_containers = {test::container("sysctl")};
  workload.pod.spec.init_containers[0].privileged = Flag{true, test::line(18)};
  const auto finding = only_finding(check(workload), "fargate-privileged");
  CHECK(finding.path == "spec.initContainers[0].securityContext.privileged");
  CHECK(finding.message == "init container sysctl is privileged");
}

TEST_CASE("allowPrivilegeEscalation is refused when it is written out", "[rules]") {
  auto workload = test::deployment();
  workload.pod.spec.containers[0].allow_privilege_escalation = Flag{false, test::line(25)};
  CHECK(check(workload).findings.empty());
  workload.pod.spec.containers[0].allow_privilege_escalation = Flag{true, test::line(25)};
  const auto finding = only_finding(check(workload), "fargate-allow-privilege-escalation");
  CHECK(finding.severity == FindingSeverity::block);
  CHECK(finding.basis == Basis::observed);
  CHECK(finding.path ==
        "spec.template.spec.containers[0].securityContext.allowPrivilegeEscalation");
  CHECK(finding.message == "container app sets allowPrivilegeEscalation to true");
  CHECK(finding.aws_message ==
        "Pod not supported on Fargate: invalid SecurityContext fields: AllowPrivilegeEscalation");
}

struct CapabilityRow {
  std::string name;
  bool eligible;
};

TEST_CASE("a capability is refused unless every container has it", "[rules]") {
  const auto row = GENERATE(values<CapabilityRow>({
      {"NET_ADMIN", false},
      {"SYS_PTRACE", false},
      {"SYS_ADMIN", false},
      {"ALL", false},
      {"CAP_CHOWN", false},
      {"net_bind_service", false},
      {"", false},
      {"CHOWN", true},
      {"DAC_OVERRIDE", true},
      {"FOWNER", true},
      {"FSETID", true},
      {"KILL", true},
      {"SETGID", true},
      {"SETUID", true},
      {"SETPCAP", true},
      {"NET_BIND_SERVICE", true},
      {"NET_RAW", true},
      {"SYS_CHROOT", true},
      {"MKNOD", true},
      {"AUDIT_WRITE", true},
      {"SETFCAP", true},
  }));
  CAPTURE(row.name);
  auto workload = test::deployment();
  workload.pod.spec.containers[0].added_capabilities = {{row.name, test::line(27)}};
  const auto verdict = check(workload);
  CHECK(verdict.eligible == row.eligible);
  CHECK(test::rules_of(verdict).front() ==
        (row.eligible ? "fargate-default-capability" : "fargate-added-capability"));
}

TEST_CASE("each refused capability is named, the others are not", "[rules]") {
  auto workload = test::deployment();
  workload.pod.spec.containers[0].added_capabilities = {{"CHOWN", test::line(27)},
                                                        {"NET_ADMIN", test::line(28)}};
  const auto verdict = check(workload);
  CHECK(test::rules_of(verdict) == std::vector<std::string>{"fargate-added-capability"});
  const auto finding = only_finding(verdict, "fargate-added-capability");
  CHECK(finding.at == test::line(28));
  CHECK(finding.path == "spec.template.spec.containers[0].securityContext.capabilities.add[1]");
  CHECK(finding.message == "container app adds the capability NET_ADMIN");
  CHECK(finding.aws_message ==
        "Pod not supported on Fargate: invalid SecurityContext fields: Capabilities added: "
        "NET_ADMIN");
}

struct HostField {
  std::string rule;
  std::string field;
  std::string aws_name;
  std::optional<Flag> model::PodSpec::*member;
};

TEST_CASE("host namespaces are refused", "[rules]") {
  const auto row = GENERATE(values<HostField>({
      {"fargate-host-network", "hostNetwork", "HostNetwork", &model::PodSpec::host_network},
      {"fargate-host-pid", "hostPID", "HostPID", &model::PodSpec::host_pid},
      {"fargate-host-ipc", "hostIPC", "HostIPC", &model::PodSpec::host_ipc},
  }));
  CAPTURE(row.rule);
  auto workload = test::deployment();
  workload.pod.spec.*row.member = Flag{false, test::line(15)};
  CHECK(check(workload).findings.empty());
  workload.pod.spec.*row.member = Flag{true, test::line(15)};
  const auto verdict = check(workload);
  CHECK(test::blocked_by(verdict) == std::vector<std::string>{row.rule});
  const auto finding = only_finding(verdict, row.rule);
  CHECK(finding.at == test::line(15));
  CHECK(finding.path == "spec.template.spec." + row.field);
  CHECK(finding.message == "the pod sets " + row.field + " to true");
  CHECK(finding.aws_message ==
        "Pod not supported on Fargate: fields not supported: " + row.aws_name);
}

TEST_CASE("a host port is refused, a container port is not", "[rules]") {
  auto workload = test::deployment();
  auto& ports = workload.pod.spec.containers[0].ports;
  ports.resize(2);
  ports[0].container_port = 80;
  ports[1].container_port = 80;
  ports[1].at = test::line(29);
  CHECK(check(workload).findings.empty());

  ports[1].host_port = 8080;
  ports[1].host_ip = "10.0.0.7";
  const auto finding = only_finding(check(workload), "fargate-host-port");
  CHECK(finding.severity == FindingSeverity::block);
  CHECK(finding.at == test::line(29));
  CHECK(finding.path == "spec.template.spec.containers[0].ports[1].hostPort");
  CHECK(finding.message == "container app asks for hostPort 8080");
  CHECK(finding.aws_message == "Pod not supported on Fargate: port contains HostIP or HostPort");

  ports[1].host_port = 0;
  const auto by_address = only_finding(check(workload), "fargate-host-port");
  CHECK(by_address.path == "spec.template.spec.containers[0].ports[1].hostIP");
  CHECK(by_address.message == "container app binds port 80 to hostIP 10.0.0.7");
}

TEST_CASE("the kubelet's port is warned about", "[rules]") {
  auto workload = test::deployment();
  auto& ports = workload.pod.spec.containers[0].ports;
  ports.resize(1);
  ports[0].container_port = 10251;
  CHECK(check(workload).findings.empty());
  ports[0].container_port = 10250;
  const auto verdict = check(workload);
  CHECK(verdict.eligible);
  const auto finding = only_finding(verdict, "fargate-kubelet-port");
  CHECK(finding.severity == FindingSeverity::warn);
  CHECK(finding.path == "spec.template.spec.containers[0].ports[0].containerPort");
  CHECK(finding.message ==
        "container app listens on 10250, the kubelet's port on the pod's own node");
}

struct KernelCapability {
  std::string name;
  bool hooks;
};

TEST_CASE("a capability that hooks into the kernel speaks of an eBPF agent", "[rules]") {
  const auto row = GENERATE(values<KernelCapability>({{"BPF", true},
                                                      {"CAP_BPF", true},
                                                      {"PERFMON", true},
                                                      {"SYS_ADMIN", false},
                                                      {"SYS_PTRACE", false},
                                                      {"NET_ADMIN", false},
                                                      {"SYS_ADMINS", false}}));
  CAPTURE(row.name);
  auto workload = test::deployment();
  workload.pod.spec.containers[0].added_capabilities = {{"NET_RAW", test::line(27)},
                                                        {row.name, test::line(28)}};
  const auto found = test::findings_of(check(workload), "fargate-ebpf-agent");
  REQUIRE(found.size() == (row.hooks ? 1 : 0));
  if (row.hooks) {
    CHECK(found[0].severity == FindingSeverity::warn);
    CHECK(found[0].basis == Basis::inferred);
    CHECK(found[0].at == test::line(28));
    CHECK(found[0].path == "spec.template.spec.containers[0].securityContext.capabilities.add[1]");
    CHECK(found[0].message == "container app adds the capability " + row.name +
                                  ", as agents that hook into the kernel do");
    CHECK(found[0].aws_message ==
          "Pod not supported on Fargate: invalid SecurityContext fields: Capabilities added: " +
              row.name);
  }
}

struct KernelPath {
  std::string path;
  bool hooks;
};

TEST_CASE("a hostPath where the kernel's hooks are speaks of an eBPF agent", "[rules]") {
  const auto row = GENERATE(values<KernelPath>({{"/sys", false},
                                                {"/sys/fs/bpf", true},
                                                {"/sys/kernel/debug", true},
                                                {"/sys/kernel/debug/tracing/", true},
                                                {"/sys/fs/bpf-extra", false},
                                                {"/lib/modules", false},
                                                {"/var/log", false}}));
  CAPTURE(row.path);
  auto workload = test::deployment();
  workload.pod.spec.volumes = {test::volume("hooks", model::VolumeSource::host_path)};
  workload.pod.spec.volumes[0].host_path = row.path;
  const auto found = test::findings_of(check(workload), "fargate-ebpf-agent");
  REQUIRE(found.size() == (row.hooks ? 1 : 0));
  if (row.hooks) {
    CHECK(found[0].path == "spec.template.spec.volumes[0].hostPath");
    CHECK(found[0].message == "volume hooks mounts " + row.path + ", where the kernel's hooks are");
    CHECK(found[0].aws_message ==
          "Pod not supported on Fargate: volumes not supported: hooks is of an unsupported volume "
          "Type");
  }
}

TEST_CASE("SYS_ADMIN speaks of an eBPF agent beside a hostPath into the kernel alone", "[rules]") {
  for (const auto& [path, hooks] : {std::pair{"/sys", true}, std::pair{"/lib/modules/", true},
                                    std::pair{"/system", false}, std::pair{"/var/log", false}}) {
    CAPTURE(path);
    auto workload = test::deployment();
    workload.pod.spec.containers[0].added_capabilities = {{"SYS_ADMIN", test::line(28)}};
    workload.pod.spec.volumes = {test::volume("hooks", model::VolumeSource::host_path)};
    workload.pod.spec.volumes[0].host_path = path;
    CHECK(test::findings_of(check(workload), "fargate-ebpf-agent").size() == (hooks ? 1 : 0));
  }
}

struct AgentImage {
  std::string image;
  bool is_agent;
};

TEST_CASE("the image of a known eBPF agent keeps a pod off Fargate", "[rules]") {
  const auto row =
      GENERATE(values<AgentImage>({{"quay.io/cilium/cilium:v1.15.1@sha256:0123", true},
                                   {"cilium/tetragon", true},
                                   {"docker.io/falcosecurity/falco:0.37.1", true},
                                   {"registry:5000/falcosecurity/falco", true},
                                   {"gcr.io/pixie-oss/pixie-prod/vizier-pem_image:0.14", true},
                                   {"quay.io/cilium/operator-generic:v1.15.1", false},
                                   {"falcosecurity/falcosidekick:2.28", false},
                                   {"datadog/agent:7", false}}));
  CAPTURE(row.image);
  auto workload = test::deployment();
  workload.pod.spec.containers[0].image = row.image;
  const auto verdict = check(workload);
  CHECK(verdict.eligible != row.is_agent);
  if (row.is_agent) {
    const auto finding = only_finding(verdict, "fargate-ebpf-agent");
    CHECK(finding.severity == FindingSeverity::warn);
    CHECK(finding.at == test::line(20));
    CHECK(finding.path == "spec.template.spec.containers[0].image");
    CHECK(finding.message ==
          "container app runs " + row.image + ", an agent that hooks into the kernel");
    CHECK(finding.aws_message.empty());
  }
}

TEST_CASE("Datadog's agent is one when it runs its system probe", "[rules]") {
  auto workload = test::deployment();
  workload.pod.spec.containers[0].image = "datadog/agent:7";
  CHECK(check(workload).findings.empty());
  workload.pod.spec.containers[0].name = "system-probe";
  CHECK(test::blocked_by(check(workload)) == std::vector<std::string>{"fargate-ebpf-agent"});
}

struct UlimitRow {
  std::string text;
  std::string message;  ///< after "container app wants a limit of"; empty: nothing to say
};

TEST_CASE("limits above Fargate's hard one are noted where they are raised", "[rules]") {
  const auto row = GENERATE(values<UlimitRow>({
      {"ulimit -n 65535", ""},
      {"ulimit -n 65536", "65536 open files"},
      {"ulimit -n 0065535", ""},
      {"ulimit -Hn 1048576 && exec app", "1048576 open files"},
      {"ulimit -S -n unlimited; exec app", "unlimited open files"},
      {"cd /srv\nulimit -u 100000\nexec app", "100000 processes"},
      {"ulimit -n 1024 -u 200000", "200000 processes"},
      {"ulimit -c unlimited", ""},
      {"ulimit -n; echo 1000000", ""},
      {"ulimit -n 1024; sleep 99999", ""},
      {"ulimit -n $(ulimit -Hn)", ""},
      {"ulimit -n 'many'", ""},
      {"ulimit", ""},
      {"my-ulimit -n 100000", ""},
      {"ulimit -n 99999999999999999999999999", "99999999999999999999999999 open files"},
      {"prlimit --nofile=1024:1048576 app", "1024:1048576 open files"},
      {"/usr/bin/prlimit -n70000 app", "70000 open files"},
      {"prlimit --nproc=unlimited:unlimited app", "unlimited:unlimited processes"},
      {"prlimit --nofile=1024:65535 app", ""},
      {"prlimit --pid 70000", ""},
      {"app --nofile=100000", ""},
  }));
  CAPTURE(row.text);
  auto workload = test::deployment();
  workload.pod.spec.containers[0].texts = {{"args[1]", row.text, test::line(24)}};
  const auto verdict = check(workload);
  CHECK(verdict.eligible);
  const auto found = test::findings_of(verdict, "fargate-ulimit");
  REQUIRE(found.size() == (row.message.empty() ? 0 : 1));
  if (!found.empty()) {
    CHECK(found[0].severity == FindingSeverity::note);
    CHECK(found[0].at == test::line(24));
    CHECK(found[0].path == "spec.template.spec.containers[0].args[1]");
    CHECK(found[0].message ==
          "container app wants a limit of " + row.message + "; Fargate's is 65535");
  }
}

TEST_CASE("that the hard limit held in 2020 is inferred", "[rules]") {
  auto workload = test::deployment();
  workload.pod.spec.containers[0].texts = {{"command[2]", "ulimit -n 100000", test::line(24)}};
  CHECK(only_finding(check(workload, {}, "2020-02"), "fargate-ulimit").basis == Basis::inferred);
  CHECK(only_finding(check(workload), "fargate-ulimit").basis == Basis::documented);
}

}  // namespace
}  // namespace eksplan::rules
