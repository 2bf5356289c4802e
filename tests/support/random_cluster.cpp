#include "support/random_cluster.hpp"

#include <algorithm>
#include <array>
#include <span>
#include <string>
#include <string_view>
#include <utility>

#include "support/random.hpp"

namespace eksplan::support {
namespace {

using model::SelectorOperator;

constexpr std::array<std::string_view, 4> kNamespaces{"shop", "auth", "batch", "logging"};
constexpr std::array<std::int64_t, 9> kCpu{0, 10, 50, 100, 250, 500, 1000, 1500, 3000};
constexpr std::array<std::int64_t, 8> kMemoryMib{0, 32, 128, 300, 512, 1024, 2500, 8192};

template <class T, std::size_t N>
const T& pick(Random& random, const std::array<T, N>& values) {
  return random.pick(std::span<const T>(values));
}

void add_container(model::Workload& workload) {
  model::Container container;
  container.name = workload.id.name;
  container.written_requests = true;
  workload.pod.spec.containers.push_back(std::move(container));
}

void set_requests(Random& random, model::Workload& workload) {
  auto& requests = workload.pod.requests;
  requests.cpu = units::MilliCpu::from_millis(pick(random, kCpu));
  requests.memory = units::Bytes::mib(pick(random, kMemoryMib));
  if (random.chance(10)) {
    requests.ephemeral_storage = units::Bytes::gib(random.between(1, 12));
  }
}

void select(model::Workload& workload, const std::string& key, const std::string& value) {
  workload.pod.spec.node_selector[key] = {value, {}};
}

void require(model::Workload& workload, const std::string& key, SelectorOperator op,
             std::vector<std::string> values) {
  auto& spec = workload.pod.spec;
  spec.has_required_node_affinity = true;
  if (spec.required_node_affinity.empty()) {
    spec.required_node_affinity.emplace_back();
  }
  spec.required_node_affinity.front().expressions.push_back({key, op, std::move(values), {}});
}

void keep_apart(model::Workload& workload, const std::string& app) {
  model::PodAffinityTerm term;
  term.topology_key = "kubernetes.io/hostname";
  term.selector = model::LabelSelector{{{"app", SelectorOperator::in, {app}, {}}}};
  workload.pod.spec.required_pod_anti_affinity.push_back(std::move(term));
}

void spread(model::Workload& workload, std::int64_t skew) {
  model::TopologySpread constraint;
  constraint.max_skew = skew;
  constraint.topology_key = "kubernetes.io/hostname";
  constraint.selector =
      model::LabelSelector{{{"app", SelectorOperator::in, {workload.id.name}, {}}}};
  workload.pod.spec.topology_spread.push_back(std::move(constraint));
}

void open_host_port(model::Workload& workload, std::int64_t port) {
  model::ContainerPort opened;
  opened.container_port = port;
  opened.host_port = port;
  workload.pod.spec.containers.front().ports.push_back(std::move(opened));
}

void constrain(Random& random, model::Workload& workload) {
  switch (random.between(0, 25)) {
    case 0:
      return select(workload, "disktype", random.chance(50) ? "ssd" : "hdd");
    case 1:
      return select(workload, "kubernetes.io/arch", random.chance(70) ? "amd64" : "arm64");
    case 2:
      return require(workload, "team", SelectorOperator::in, {"blue", "green"});
    case 3:
      return require(workload, "node.kubernetes.io/instance-type", SelectorOperator::in,
                     {"m5.large", "r5.xlarge"});
    case 4:
      return select(workload, "topology.kubernetes.io/zone", "us-east-1b");
    case 5:
      return keep_apart(workload, workload.id.name);
    case 6:
      return keep_apart(workload, "w3");
    case 7:
      return spread(workload, random.between(1, 3));
    case 8:
      return open_host_port(workload, random.between(9100, 9101));
    case 9:
      workload.pod.requests.extended["nvidia.com/gpu"] = random.between(1, 2);
      return;
    case 10:
      workload.pod.requests.memory = units::Bytes::gib(random.between(40, 3000));
      return;
    case 11:
      return require(workload, "disktype", SelectorOperator::not_in, {"ssd"});
    case 12:
      return require(workload, "topology.kubernetes.io/zone", SelectorOperator::in,
                     {"us-east-1a", "us-east-1c"});
    case 13:
      workload.pod.requests.extended["example.com/widget"] = 1;
      return;
    default:
      return;
  }
}

// Few names, so that workloads meet: two thirds of them are some workload's.
std::string some_app(Random& random) {
  return "w" + std::to_string(random.between(0, 11));
}

model::PodAffinityTerm random_term(Random& random) {
  model::PodAffinityTerm term;
  term.topology_key = random.chance(50) ? "kubernetes.io/hostname" : "topology.kubernetes.io/zone";
  term.all_namespaces = random.chance(70);
  term.selector = model::LabelSelector{{{"app", SelectorOperator::in, {some_app(random)}, {}}}};
  if (random.chance(15)) {
    term.selector = model::LabelSelector{{{"tier", SelectorOperator::exists, {}, {}}}};
  }
  return term;
}

void spread_by_zone(Random& random, model::Workload& workload) {
  model::TopologySpread wish;
  wish.max_skew = random.between(1, 2);
  wish.topology_key = random.chance(80) ? "topology.kubernetes.io/zone" : "kubernetes.io/hostname";
  wish.selector = model::LabelSelector{{{"app", SelectorOperator::in, {workload.id.name}, {}}}};
  if (random.chance(30)) {
    wish.selector = model::LabelSelector{{{"tier", SelectorOperator::exists, {}, {}}}};
  }
  if (random.chance(30)) {
    wish.min_domains = random.between(2, 4);
  }
  workload.pod.spec.topology_spread.push_back(std::move(wish));
}

void mount(model::Workload& workload, const std::string& claim) {
  model::Volume volume;
  volume.name = claim;
  volume.source = model::VolumeSource::persistent_volume_claim;
  volume.type = "persistentVolumeClaim";
  volume.claim = claim;
  workload.pod.spec.volumes.push_back(std::move(volume));
}

void add_templates(Random& random, model::Workload& workload) {
  workload.kind = model::WorkloadKind::stateful_set;
  workload.id.kind = "StatefulSet";
  const auto count = random.between(1, 12);
  for (std::int64_t i = 0; i < count; ++i) {
    model::VolumeClaim claim;
    claim.name = "data" + std::to_string(i);
    claim.access_modes = {"ReadWriteOnce"};
    workload.volume_claims.push_back(std::move(claim));
  }
}

void relate(Random& random, model::Workload& workload) {
  if (random.chance(25)) {
    workload.pod.labels["tier"] = random.chance(50) ? "front" : "back";
  }
  if (random.chance(15)) {
    workload.pod.labels["app"] = some_app(random);
  }
  switch (random.between(0, 11)) {
    case 0:
    case 1:
      workload.pod.spec.required_pod_affinity.push_back(random_term(random));
      return;
    case 2:
      workload.pod.spec.required_pod_anti_affinity.push_back(random_term(random));
      return;
    case 3:
    case 4:
      return spread_by_zone(random, workload);
    case 5:
      return mount(workload, "claim" + std::to_string(random.between(0, 3)));
    case 6:
      if (workload.kind == model::WorkloadKind::deployment) {
        add_templates(random, workload);
      }
      return;
    default:
      return;
  }
}

void add_volume(Random& random, const std::string& space, const std::string& claim,
                model::Inventory& inventory) {
  constexpr std::array<std::string_view, 4> kZones{"us-east-1a", "us-east-1b", "us-east-1d",
                                                   "eu-west-1a"};
  model::PersistentVolume volume;
  volume.name = space + "-" + claim;
  volume.driver = "ebs.csi.aws.com";
  volume.zones = {std::string(pick(random, kZones))};
  volume.claim_namespace = space;
  volume.claim_name = claim;
  inventory.volumes.push_back(std::move(volume));
}

void add_claims(Random& random, model::Inventory& inventory) {
  constexpr std::array<std::string_view, 3> kModes{"ReadWriteOnce", "ReadWriteOncePod",
                                                   "ReadWriteMany"};
  for (const auto space : kNamespaces) {
    for (int i = 0; i < 3; ++i) {
      model::PersistentVolumeClaim claim;
      claim.id = {std::string(space), "PersistentVolumeClaim", "claim" + std::to_string(i)};
      claim.claim.name = claim.id.name;
      claim.claim.access_modes = {std::string(pick(random, kModes))};
      if (random.chance(40)) {
        add_volume(random, std::string(space), claim.id.name, inventory);
      }
      inventory.claims.push_back(std::move(claim));
    }
  }
  for (const auto& workload : inventory.workloads) {
    for (int ordinal = 0; ordinal < 3 && !workload.volume_claims.empty(); ++ordinal) {
      if (random.chance(30)) {
        add_volume(random, workload.id.namespace_name,
                   "data0-" + workload.id.name + "-" + std::to_string(ordinal), inventory);
      }
    }
  }
  const auto by_id = [](const auto& a, const auto& b) { return a.id < b.id; };
  const auto by_name = [](const auto& a, const auto& b) { return a.name < b.name; };
  std::sort(inventory.claims.begin(), inventory.claims.end(), by_id);
  std::sort(inventory.volumes.begin(), inventory.volumes.end(), by_name);
}

model::Workload random_workload(Random& random, std::int64_t number, const ClusterShape& shape) {
  model::Workload workload;
  const bool daemon = random.chance(8);
  const auto space = daemon ? std::string_view("logging") : pick(random, kNamespaces);
  workload.id = {std::string(space), daemon ? "DaemonSet" : "Deployment",
                 "w" + std::to_string(number)};
  workload.kind = daemon ? model::WorkloadKind::daemon_set : model::WorkloadKind::deployment;
  workload.api_version = "apps/v1";
  workload.pod.labels = {{"app", workload.id.name}};
  workload.pod.path = "spec.template.spec";
  add_container(workload);
  set_requests(random, workload);
  if (daemon) {
    workload.pod.requests.cpu = units::MilliCpu::from_millis(random.between(10, 120));
    workload.pod.requests.memory = units::Bytes::mib(random.between(20, 150));
  } else {
    const auto replicas = random.between(0, shape.most_replicas);
    workload.replicas = {.spec = replicas, .min = replicas, .expected = replicas, .max = replicas};
  }
  if (shape.constraints) {
    constrain(random, workload);
  }
  if (shape.relations) {
    relate(random, workload);
  }
  workload.pod.requests_without_overhead = workload.pod.requests;
  return workload;
}

}  // namespace

model::Inventory random_cluster(std::uint64_t seed, const ClusterShape& shape) {
  Random random(seed);
  model::Inventory inventory;
  const auto count = random.between(1, shape.most_workloads);
  for (std::int64_t i = 0; i < count; ++i) {
    inventory.workloads.push_back(random_workload(random, i, shape));
  }
  std::sort(inventory.workloads.begin(), inventory.workloads.end(),
            [](const auto& a, const auto& b) { return a.id < b.id; });
  if (shape.relations) {
    add_claims(random, inventory);
  }
  return inventory;
}

}  // namespace eksplan::support
