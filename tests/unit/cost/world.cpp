#include "world.hpp"

#include <fmt/format.h>

namespace eksplan::cost {

model::Workload workload(const std::string& kind, const std::string& name) {
  model::Workload made;
  made.id = {"shop", kind, name};
  if (kind == "StatefulSet") {
    made.kind = model::WorkloadKind::stateful_set;
  }
  made.pod.path = "spec.template.spec";
  return made;
}

model::PersistentVolumeClaim claim(const std::string& name, std::int64_t gib,
                                   const std::string& storage_class) {
  model::PersistentVolumeClaim made;
  made.id = {"shop", "PersistentVolumeClaim", name};
  made.claim.name = name;
  made.claim.storage_class = storage_class;
  made.claim.access_modes = {"ReadWriteOnce"};
  made.claim.requested = units::Bytes::gib(gib);
  return made;
}

model::StorageClass storage_class(const std::string& name, const std::string& type) {
  model::StorageClass made;
  made.name = name;
  made.provisioner = "ebs.csi.aws.com";
  made.parameters["type"] = type;
  return made;
}

model::Volume claim_volume(const std::string& claim_name) {
  model::Volume made;
  made.name = "data";
  made.source = model::VolumeSource::persistent_volume_claim;
  made.claim = claim_name;
  return made;
}

plan::ItemIndex World::add(model::Workload workload, std::int64_t replicas) {
  const bool is_daemon = workload.kind == model::WorkloadKind::daemon_set;
  demand.items.push_back(
      {.workload = std::move(workload), .replicas = replicas, .is_daemon = is_daemon});
  plan.placements.emplace_back();
  return {demand.items.size() - 1};
}

plan::ItemIndex World::add(const std::string& name, std::int64_t replicas) {
  return add(workload("Deployment", name), replicas);
}

void World::run_on_fargate(plan::ItemIndex item, model::FargateSize size) {
  auto& placement = plan.placements[item.value];
  placement.target = plan::Target::fargate;
  placement.fargate.size = size;
}

plan::GroupIndex World::add_group(const std::string& name, std::string_view type,
                                  std::int64_t count) {
  plan::NodeGroup group;
  group.name = name;
  const auto index = *catalogue.find_type(type);
  group.type = catalogue.type(index);
  group.count = count;
  group.allocatable.cpu = units::MilliCpu::from_millis(group.type.vcpu * 900);
  group.allocatable.memory =
      units::Bytes::from_count(units::Bytes::mib(group.type.memory_mib).count() / 10 * 9);
  group.hourly_per_node = *catalogue.hourly(index, model::Purchase::on_demand);
  plan.groups.push_back(std::move(group));
  return {plan.groups.size() - 1};
}

CostedPlan World::cost(const Options& options) const {
  return cost::cost(plan, demand, inventory, catalogue, options);
}

std::vector<std::string> World::lines(Category category, const Options& options) const {
  std::vector<std::string> texts;
  for (const auto& line : cost(options).lines) {
    if (line.category != category) {
      continue;
    }
    auto text = fmt::format("{} {} x {} = {}", line.item, line.quantity, line.unit_price,
                            line.hourly.hourly());
    if (line.item_of) {
      text += ", " + demand.items[line.item_of->value].workload.id.name;
    }
    if (line.group) {
      text += ", " + plan.groups[line.group->value].name;
    }
    if (!line.detail.empty()) {
      text += ", " + line.detail;
    }
    texts.push_back(std::move(text));
  }
  return texts;
}

std::vector<std::string> World::unpriced(const Options& options) const {
  std::vector<std::string> texts;
  for (const auto& entry : cost(options).unpriced) {
    texts.push_back(fmt::format("{}: {}: {}", entry.item, entry.what, entry.reason));
  }
  return texts;
}

std::vector<std::string> World::assumptions(const Options& options) const {
  std::vector<std::string> ids;
  for (const auto& assumption : cost(options).assumptions) {
    ids.push_back(assumption.id);
  }
  return ids;
}

}  // namespace eksplan::cost
