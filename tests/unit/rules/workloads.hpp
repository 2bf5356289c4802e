#pragma once
/// Workloads made by hand, as a reader of manifests would make them.

#include <string>
#include <string_view>
#include <vector>

#include "eksplan/rules/fargate_rules.hpp"

namespace eksplan::rules::test {

/// A Deployment shop/cart with one container, app, that asks for 250m and 256Mi.
model::Workload deployment();

/// The same as a bare Pod, whose path is shorter.
model::Workload pod();

/// The same pods from a StatefulSet with one claim template, data, of that class.
model::Workload stateful_set(std::optional<std::string> storage_class);

model::Container container(std::string name);
model::Place line(std::uint32_t number);
model::ResourceList resources(std::vector<std::pair<std::string, std::string>> amounts);

/// What a pod asks for; 0Mi of ephemeral storage unless said.
model::PodRequests requests(std::int64_t cpu_millis, std::int64_t memory_mib,
                            std::int64_t ephemeral_gib = 0);

model::Volume volume(std::string name, model::VolumeSource source);
model::Volume claim_volume(std::string name, std::string claim);
model::PersistentVolumeClaim claim(std::string name, std::optional<std::string> storage_class);
model::StorageClass storage_class(std::string name, std::string provisioner);
model::PersistentVolume persistent_volume(std::string name, std::string driver);

/// An inventory of storage, sorted as a reader sorts it.
model::Inventory storage(std::vector<model::PersistentVolumeClaim> claims,
                         std::vector<model::StorageClass> classes = {},
                         std::vector<model::PersistentVolume> volumes = {});

model::LabelRequirement wants(std::string key, model::SelectorOperator op,
                              std::vector<std::string> values = {});

/// Required node affinity: alternatives of one requirement each.
void require_nodes(model::Workload& workload, std::vector<model::LabelRequirement> alternatives);

LimitsProfile profile(std::string_view text);

/// Under profile `current` unless said.
FargateVerdict check(const model::Workload& workload, const model::Inventory& inventory = {},
                     std::string_view profile_text = "current");

std::vector<model::Finding> findings_of(const FargateVerdict& verdict, std::string_view rule);

/// The only finding of a rule; a failure of the test when there is none or more.
model::Finding only_finding(const FargateVerdict& verdict, std::string_view rule);

/// Ids of all rules that found something, in the order of the table, each once.
std::vector<std::string> rules_of(const FargateVerdict& verdict);

std::vector<std::string> blocked_by(const FargateVerdict& verdict);

}  // namespace eksplan::rules::test
