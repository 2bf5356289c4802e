#include "eksplan/k8s/read_volumes.hpp"

#include <array>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/k8s/quantities.hpp"

namespace eksplan::k8s {
namespace {

using model::VolumeSource;

struct SourceRow {
  std::string_view field;
  VolumeSource source;
};

// Any other field of a volume is a source as well: `other`, under its own name.
constexpr std::array<SourceRow, 11> kSources{{
    {"emptyDir", VolumeSource::empty_dir},
    {"configMap", VolumeSource::config_map},
    {"secret", VolumeSource::secret},
    {"projected", VolumeSource::projected},
    {"downwardAPI", VolumeSource::downward_api},
    {"persistentVolumeClaim", VolumeSource::persistent_volume_claim},
    {"ephemeral", VolumeSource::ephemeral},
    {"hostPath", VolumeSource::host_path},
    {"nfs", VolumeSource::nfs},
    {"csi", VolumeSource::csi},
    {"awsElasticBlockStore", VolumeSource::aws_elastic_block_store},
}};

constexpr std::string_view kOldClassAnnotation = "volume.beta.kubernetes.io/storage-class";

VolumeSource source_of(std::string_view field) {
  for (const auto& row : kSources) {
    if (row.field == field) {
      return row.source;
    }
  }
  return VolumeSource::other;
}

void read_source(const doc::Fields& source, model::Volume& volume, const Reading& reading) {
  if (volume.source == VolumeSource::persistent_volume_claim) {
    volume.claim = source.required_string("claimName").value_or("");
  } else if (volume.source == VolumeSource::host_path) {
    volume.host_path = source.string("path").value_or("");
  } else if (volume.source == VolumeSource::csi) {
    volume.driver = source.string("driver").value_or("");
  } else if (volume.source == VolumeSource::empty_dir) {
    volume.in_memory = source.string("medium").value_or("") == "Memory";
    if (const auto limit = source.find("sizeLimit")) {
      volume.size_limit = read_amount(*limit, reading);
    }
  } else if (volume.source == VolumeSource::ephemeral) {
    if (const auto claim_template = source.mapping("volumeClaimTemplate")) {
      const auto claim = read_claim(*claim_template, reading);
      volume.storage_class = claim.storage_class;
      volume.access_modes = claim.access_modes;
      volume.requested = claim.requested;
    }
  }
}

model::Volume read_volume(const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  model::Volume volume;
  volume.name = fields.string("name").value_or("");
  volume.at = place_of(node, reading);
  for (std::size_t i = 0; i < node.size(); ++i) {
    const auto field = node.key(i).text();
    const auto value = node.at(i);
    if (field == "name" || value.is_null()) {
      continue;
    }
    if (!volume.type.empty()) {
      doc::report(reading.found, node.key(i), diag::kK8sFieldValue,
                  fmt::format("the volume is a {} already", volume.type),
                  "give each volume one type");
      continue;
    }
    volume.type = field;
    volume.source = source_of(field);
    if (value.is_mapping()) {
      read_source(doc::Fields(value, reading.found), volume, reading);
    } else {
      fields.wrong_kind(value, "a mapping");
    }
  }
  if (volume.type.empty()) {
    volume.type = "emptyDir";  // what the API makes of a volume that only has a name
  }
  return volume;
}

}  // namespace

std::vector<model::Volume> volumes_at(const doc::Fields& fields, std::string_view path,
                                      const Reading& reading) {
  std::vector<model::Volume> volumes;
  for (const auto& node : mappings_at(fields, path)) {
    volumes.push_back(read_volume(node, reading));
  }
  return volumes;
}

model::VolumeClaim read_claim(const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  model::VolumeClaim claim;
  claim.name = fields.string("metadata.name").value_or("");
  claim.storage_class = fields.string("spec.storageClassName");
  const auto annotations = fields.find("metadata.annotations");
  const auto old_class = annotations ? annotations->find(kOldClassAnnotation) : std::nullopt;
  if (!claim.storage_class && old_class && old_class->kind() == doc::Kind::string) {
    claim.storage_class = std::string(old_class->text());
  }
  claim.access_modes = strings_at(fields, "spec.accessModes");
  claim.requested =
      bytes_at(fields, "spec.resources.requests.storage", reading).value_or(units::Bytes{});
  claim.block_mode = fields.string("spec.volumeMode") == "Block";
  claim.volume_name = fields.string("spec.volumeName").value_or("");
  claim.at = place_of(node, reading);
  return claim;
}

std::vector<model::VolumeClaim> claims_at(const doc::Fields& fields, std::string_view path,
                                          const Reading& reading) {
  std::vector<model::VolumeClaim> claims;
  for (const auto& node : mappings_at(fields, path)) {
    claims.push_back(read_claim(node, reading));
  }
  return claims;
}

}  // namespace eksplan::k8s
