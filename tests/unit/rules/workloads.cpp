#include "workloads.hpp"

#include <algorithm>

#include <catch2/catch.hpp>

#include "eksplan/units/quantity.hpp"

namespace eksplan::rules::test {

model::Place line(std::uint32_t number) {
  return {.file = 0, .line = number, .column = 7};
}

model::ResourceList resources(std::vector<std::pair<std::string, std::string>> amounts) {
  model::ResourceList list;
  std::uint32_t at = 40;
  for (const auto& [name, text] : amounts) {
    const auto quantity = units::parse_quantity(text);
    REQUIRE(quantity);
    list[name] = {*quantity, line(at++)};
  }
  return list;
}

model::Container container(std::string name) {
  model::Container made;
  made.name = std::move(name);
  made.image = "registry.example/app:1";
  made.at = line(20);
  return made;
}

model::PodRequests requests(std::int64_t cpu_millis, std::int64_t memory_mib,
                            std::int64_t ephemeral_gib) {
  model::PodRequests made;
  made.cpu = units::MilliCpu::from_millis(cpu_millis);
  made.memory = units::Bytes::mib(memory_mib);
  made.ephemeral_storage = units::Bytes::gib(ephemeral_gib);
  return made;
}

model::Workload deployment() {
  model::Workload workload;
  workload.id = {"shop", "Deployment", "cart"};
  workload.at = line(3);
  workload.pod.path = "spec.template.spec";
  workload.pod.at = line(12);
  workload.pod.labels = {{"app", "cart"}};
  workload.pod.spec.containers = {container("app")};
  workload.pod.spec.containers[0].requests = resources({{"cpu", "250m"}, {"memory", "256Mi"}});
  workload.pod.spec.containers[0].written_requests = true;
  workload.pod.requests = requests(250, 256);
  workload.pod.requests_without_overhead = workload.pod.requests;
  return workload;
}

model::Workload pod() {
  auto workload = deployment();
  workload.id.kind = "Pod";
  workload.kind = model::WorkloadKind::pod;
  workload.pod.path = "spec";
  return workload;
}

model::Workload stateful_set(std::optional<std::string> storage_class) {
  auto workload = deployment();
  workload.id.kind = "StatefulSet";
  workload.kind = model::WorkloadKind::stateful_set;
  model::VolumeClaim claim;
  claim.name = "data";
  claim.storage_class = std::move(storage_class);
  claim.access_modes = {"ReadWriteOnce"};
  claim.requested = units::Bytes::gib(10);
  claim.at = line(60);
  workload.volume_claims = {claim};
  return workload;
}

model::Volume volume(std::string name, model::VolumeSource source) {
  model::Volume made;
  made.name = std::move(name);
  made.source = source;
  made.at = line(50);
  return made;
}

model::Volume claim_volume(std::string name, std::string claim) {
  auto made = volume(std::move(name), model::VolumeSource::persistent_volume_claim);
  made.type = "persistentVolumeClaim";
  made.claim = std::move(claim);
  return made;
}

model::PersistentVolumeClaim claim(std::string name, std::optional<std::string> storage_class) {
  model::PersistentVolumeClaim made;
  made.id = {"shop", "PersistentVolumeClaim", name};
  made.claim.name = std::move(name);
  made.claim.storage_class = std::move(storage_class);
  made.claim.access_modes = {"ReadWriteOnce"};
  made.claim.requested = units::Bytes::gib(8);
  return made;
}

model::StorageClass storage_class(std::string name, std::string provisioner) {
  model::StorageClass made;
  made.name = std::move(name);
  made.provisioner = std::move(provisioner);
  return made;
}

model::PersistentVolume persistent_volume(std::string name, std::string driver) {
  model::PersistentVolume made;
  made.name = std::move(name);
  made.driver = std::move(driver);
  made.capacity = units::Bytes::gib(100);
  return made;
}

model::Inventory storage(std::vector<model::PersistentVolumeClaim> claims,
                         std::vector<model::StorageClass> classes,
                         std::vector<model::PersistentVolume> volumes) {
  std::ranges::sort(claims, {}, &model::PersistentVolumeClaim::id);
  std::ranges::sort(classes, {}, &model::StorageClass::name);
  std::ranges::sort(volumes, {}, &model::PersistentVolume::name);
  model::Inventory inventory;
  inventory.claims = std::move(claims);
  inventory.storage_classes = std::move(classes);
  inventory.volumes = std::move(volumes);
  return inventory;
}

model::LabelRequirement wants(std::string key, model::SelectorOperator op,
                              std::vector<std::string> values) {
  return {.key = std::move(key), .op = op, .values = std::move(values), .at = line(70)};
}

void require_nodes(model::Workload& workload, std::vector<model::LabelRequirement> alternatives) {
  workload.pod.spec.has_required_node_affinity = true;
  for (auto& requirement : alternatives) {
    model::NodeSelectorTerm term;
    term.expressions.push_back(std::move(requirement));
    workload.pod.spec.required_node_affinity.push_back(std::move(term));
  }
}

LimitsProfile profile(std::string_view text) {
  const auto parsed = parse_limits_profile(text);
  REQUIRE(parsed);
  return *parsed;
}

FargateVerdict check(const model::Workload& workload, const model::Inventory& inventory,
                     std::string_view profile_text) {
  return check_fargate(workload, inventory, profile(profile_text));
}

std::vector<model::Finding> findings_of(const FargateVerdict& verdict, std::string_view rule) {
  std::vector<model::Finding> found;
  std::ranges::copy_if(verdict.findings, std::back_inserter(found),
                       [&](const model::Finding& finding) { return finding.rule == rule; });
  return found;
}

model::Finding only_finding(const FargateVerdict& verdict, std::string_view rule) {
  const auto found = findings_of(verdict, rule);
  CAPTURE(rule);
  REQUIRE(found.size() == 1);
  return found.front();
}

std::vector<std::string> rules_of(const FargateVerdict& verdict) {
  std::vector<std::string> ids;
  for (const auto& finding : verdict.findings) {
    if (ids.empty() || ids.back() != finding.rule) {
      ids.emplace_back(finding.rule);
    }
  }
  return ids;
}

std::vector<std::string> blocked_by(const FargateVerdict& verdict) {
  return {verdict.blocked_by.begin(), verdict.blocked_by.end()};
}

}  // namespace eksplan::rules::test
