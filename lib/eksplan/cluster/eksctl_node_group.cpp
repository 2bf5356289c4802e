#include "eksplan/cluster/eksctl_node_group.hpp"

#include <algorithm>
#include <array>

#include "eksplan/cluster/facts.hpp"
#include "eksplan/cluster/node_group.hpp"

namespace eksplan::cluster {
namespace {

using model::ClusterUse;

constexpr const char* kEksctlDefaultType = "m5.large";
constexpr std::string_view kMixed = "mixed";  // eksctl's own word for a set of types
constexpr std::int64_t kDefaultNodes = 2;
constexpr std::int64_t kOnDemandShare = 100;  // percent, when nothing is said

// Ways to let eksctl find an image of EKS's own.
constexpr std::array<std::string_view, 3> kFoundImages{"auto", "auto-ssm", "static"};

void read_sizes(const doc::Fields& fields, model::ClusterNodeGroup& group) {
  const auto desired = count_at(fields, "desiredCapacity");
  const auto least = count_at(fields, "minSize");
  const auto most = count_at(fields, "maxSize");
  group.min_size = least ? least : desired.value_or(kDefaultNodes);
  group.desired_size = desired ? desired : group.min_size;
  group.max_size = most ? most : std::max<std::int64_t>(*group.desired_size, desired ? 0 : 1);
}

// What eksctl only knows when it runs, by an instanceSelector or a launch template, is not known.
void read_types(const doc::Fields& fields, model::ClusterNodeGroup& group) {
  group.instance_types =
      strings_at(fields, group.managed ? "instanceTypes" : "instancesDistribution.instanceTypes");
  const auto type = fields.string("instanceType").value_or("");
  const bool chosen_later = group.launch_template || is_given(fields, "instanceSelector");
  if (group.instance_types.empty() && !type.empty() && type != kMixed) {
    group.instance_types.push_back(type);
  } else if (group.instance_types.empty() && !chosen_later) {
    group.instance_types.emplace_back(kEksctlDefaultType);
  }
  group.arm = has_arm_type(group.instance_types) ||
              fields.string("instanceSelector.cpuArchitecture") == "arm64";
}

bool uses_spot(const doc::Fields& fields, bool managed) {
  if (managed) {
    return is_true(fields, "spot");
  }
  return fields.mapping("instancesDistribution") &&
         count_at(fields, "instancesDistribution.onDemandPercentageAboveBaseCapacity")
                 .value_or(kOnDemandShare) < kOnDemandShare;
}

// The old form of a self-managed group: a mapping of key to "value:Effect", ":Effect" or "Effect".
std::vector<model::Taint> taints_of_mapping(const doc::Node& mapping, const Reading& reading) {
  const doc::Fields fields(mapping, reading.found);
  std::vector<model::Taint> taints;
  for (std::size_t i = 0; i < mapping.size(); ++i) {
    const auto value = mapping.at(i);
    if (value.kind() != doc::Kind::string) {
      fields.wrong_kind(value, "a string");
      continue;
    }
    const auto text = value.text();
    const auto colon = text.rfind(':');
    const bool bare = colon == std::string_view::npos;
    if (const auto effect = parse_effect(value, bare ? text : text.substr(colon + 1), reading)) {
      taints.push_back({.key = std::string(mapping.key(i).text()),
                        .value = std::string(bare ? std::string_view{} : text.substr(0, colon)),
                        .effect = *effect});
    }
  }
  return taints;
}

// A public key lets SSH in unless `allow` says otherwise.
bool lets_ssh_in(const doc::Fields& fields) {
  const auto ssh = fields.mapping("ssh");
  if (!ssh) {
    return false;
  }
  const doc::Fields settings(*ssh, fields.diagnostics());
  const bool has_key = is_given(settings, "publicKey") || is_given(settings, "publicKeyName") ||
                       is_given(settings, "publicKeyPath");
  return settings.boolean("allow").value_or(has_key);
}

bool has_own_image(const doc::Fields& fields) {
  const auto image = fields.string("ami").value_or("");
  return !image.empty() &&
         std::find(kFoundImages.begin(), kFoundImages.end(), image) == kFoundImages.end();
}

bool passes_kubelet_arguments(const doc::Fields& fields) {
  const auto command = fields.string("overrideBootstrapCommand").value_or("");
  return is_given(fields, "kubeletExtraConfig") ||
         command.find("--kubelet-extra-args") != std::string::npos;
}

void note_uses(const doc::Fields& fields, const model::ClusterNodeGroup& group,
               model::Cluster& into) {
  if (group.bottlerocket) {
    into.uses.insert(ClusterUse::bottlerocket);
  }
  if (has_own_image(fields)) {
    into.uses.insert(ClusterUse::custom_ami);
  }
  if (lets_ssh_in(fields)) {
    into.uses.insert(ClusterUse::ssh);
  }
  if (passes_kubelet_arguments(fields)) {
    into.uses.insert(ClusterUse::kubelet_arguments);
  }
}

}  // namespace

model::ClusterNodeGroup read_eksctl_group(const doc::Node& node, bool managed,
                                          const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  model::ClusterNodeGroup group;
  group.name = text_at(fields, "name").value_or("");
  group.managed = managed;
  group.launch_template = is_given(fields, "launchTemplate");
  group.spot = uses_spot(fields, managed);
  const auto family = fields.string("amiFamily").value_or("");
  group.windows = family.starts_with("Windows");
  group.bottlerocket = family.starts_with("Bottlerocket");
  read_types(fields, group);
  read_sizes(fields, group);
  group.labels = labels_at(fields, "labels");
  const auto taints = fields.find("taints");
  group.taints = !managed && taints && taints->is_mapping() ? taints_of_mapping(*taints, reading)
                                                            : taints_at(fields, "taints", reading);
  note_uses(fields, group, reading.into);
  group.path = path_of(node);
  group.at = place_of(fields.find("name").value_or(node), reading);
  return group;
}

std::string edge_zone_of(const doc::Node& node, const Reading& reading) {
  const doc::Fields fields(node, reading.found);
  auto zones = strings_at(fields, "localZones");
  for (auto& zone : strings_at(fields, "availabilityZones")) {
    if (!is_edge_zone(zone)) {
      return {};
    }
    zones.push_back(std::move(zone));
  }
  const auto first = std::min_element(zones.begin(), zones.end());
  return first == zones.end() ? std::string() : *first;
}

}  // namespace eksplan::cluster
