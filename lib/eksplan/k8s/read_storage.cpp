#include "eksplan/k8s/read_storage.hpp"

#include <algorithm>
#include <array>

#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/k8s/labels.hpp"
#include "eksplan/k8s/quantities.hpp"
#include "eksplan/k8s/read_scheduling.hpp"
#include "eksplan/k8s/read_volumes.hpp"

namespace eksplan::k8s {
namespace {

// The fields of a PersistentVolume's spec that do not say what backs it.
constexpr std::array<std::string_view, 9> kNotSources{"accessModes",
                                                      "capacity",
                                                      "claimRef",
                                                      "mountOptions",
                                                      "nodeAffinity",
                                                      "storageClassName",
                                                      "volumeMode",
                                                      "persistentVolumeReclaimPolicy",
                                                      "volumeAttributesClassName"};

constexpr std::array<std::string_view, 3> kZoneLabels{"topology.kubernetes.io/zone",
                                                      "failure-domain.beta.kubernetes.io/zone",
                                                      "topology.ebs.csi.aws.com/zone"};

template <class Names>
bool contains(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string driver_of(const doc::Fields& spec) {
  if (auto driver = spec.string("csi.driver")) {
    return *driver;
  }
  if (spec.find("awsElasticBlockStore")) {
    return "kubernetes.io/aws-ebs";
  }
  const auto& node = spec.node();
  for (std::size_t i = 0; i < node.size(); ++i) {
    if (node.at(i).is_mapping() && !contains(kNotSources, node.key(i).text())) {
      return std::string(node.key(i).text());
    }
  }
  return {};
}

// Volumes from before there were CSI drivers have their zones in a label, several joined by "__".
std::vector<std::string> labelled_zones(const doc::Fields& fields) {
  std::vector<std::string> zones;
  const auto labels = labels_at(fields, "metadata.labels");
  for (const auto key : kZoneLabels) {
    const auto label = labels.find(std::string(key));
    if (label == labels.end()) {
      continue;
    }
    std::string_view rest = label->second;
    for (auto end = rest.find("__"); end != std::string_view::npos; end = rest.find("__")) {
      zones.emplace_back(rest.substr(0, end));
      rest.remove_prefix(end + 2);
    }
    zones.emplace_back(rest);
  }
  std::sort(zones.begin(), zones.end());
  zones.erase(std::unique(zones.begin(), zones.end()), zones.end());
  return zones;
}

std::vector<std::string> zones_of(const doc::Fields& spec, const Reading& reading) {
  std::vector<std::string> zones;
  for (const auto& term : node_terms_at(spec, "nodeAffinity.required.nodeSelectorTerms", reading)) {
    for (const auto& requirement : term.expressions) {
      if (requirement.op == model::SelectorOperator::in && contains(kZoneLabels, requirement.key)) {
        zones.insert(zones.end(), requirement.values.begin(), requirement.values.end());
      }
    }
  }
  std::sort(zones.begin(), zones.end());
  zones.erase(std::unique(zones.begin(), zones.end()), zones.end());
  return zones;
}

// Only where every term, each an alternative, names some.
std::vector<std::string> hosts_of(const doc::Fields& spec, const Reading& reading) {
  std::vector<std::string> hosts;
  for (const auto& term : node_terms_at(spec, "nodeAffinity.required.nodeSelectorTerms", reading)) {
    const auto named =
        std::ranges::find_if(term.expressions, [](const model::LabelRequirement& requirement) {
          return requirement.op == model::SelectorOperator::in &&
                 requirement.key == "kubernetes.io/hostname";
        });
    if (named == term.expressions.end()) {
      return {};
    }
    hosts.insert(hosts.end(), named->values.begin(), named->values.end());
  }
  std::ranges::sort(hosts);
  hosts.erase(std::unique(hosts.begin(), hosts.end()), hosts.end());
  return hosts;
}

}  // namespace

model::PersistentVolumeClaim read_persistent_volume_claim(const ObjectInput& in) {
  auto claim = read_claim(in.node, in.reading);
  claim.at = in.object.at;
  return {.id = in.object.id, .claim = std::move(claim)};
}

model::PersistentVolume read_persistent_volume(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  model::PersistentVolume volume;
  volume.name = in.object.id.name;
  volume.at = in.object.at;
  const auto spec_node = required_mapping(fields, "spec");
  if (!spec_node) {
    return volume;
  }
  const doc::Fields spec(*spec_node, in.reading.found);
  volume.driver = driver_of(spec);
  volume.storage_class = spec.string("storageClassName").value_or("");
  volume.capacity = bytes_at(spec, "capacity.storage", in.reading).value_or(units::Bytes{});
  volume.zones = zones_of(spec, in.reading);
  if (volume.zones.empty()) {
    volume.zones = labelled_zones(fields);
  }
  volume.hosts = hosts_of(spec, in.reading);
  volume.claim_namespace = spec.string("claimRef.namespace").value_or("");
  volume.claim_name = spec.string("claimRef.name").value_or("");
  return volume;
}

model::StorageClass read_storage_class(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  model::StorageClass storage_class;
  storage_class.name = in.object.id.name;
  storage_class.at = in.object.at;
  storage_class.provisioner = fields.required_string("provisioner").value_or("");
  storage_class.parameters = labels_at(fields, "parameters");
  const auto annotations = labels_at(fields, "metadata.annotations");
  for (const auto* name : {"storageclass.kubernetes.io/is-default-class",
                           "storageclass.beta.kubernetes.io/is-default-class"}) {
    const auto found = annotations.find(name);
    storage_class.is_default =
        storage_class.is_default || (found != annotations.end() && found->second == "true");
  }
  return storage_class;
}

}  // namespace eksplan::k8s
