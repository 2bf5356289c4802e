#include "eksplan/cluster/node_group.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "eksplan/base/nearest.hpp"
#include "eksplan/diag/codes.hpp"

namespace eksplan::cluster {
namespace {

using model::ClusterUse;
using model::TaintEffect;

constexpr std::array<std::string_view, 6> kEffectNames{"NoSchedule",         "PreferNoSchedule",
                                                       "NoExecute",          "NO_SCHEDULE",
                                                       "PREFER_NO_SCHEDULE", "NO_EXECUTE"};
constexpr std::array<TaintEffect, 3> kEffects{
    TaintEffect::no_schedule, TaintEffect::prefer_no_schedule, TaintEffect::no_execute};

bool holds(std::string_view text, std::string_view word) {
  return text.find(word) != std::string_view::npos;
}

// AL2_ARM_64, BOTTLEROCKET_x86_64, WINDOWS_CORE_2022_x86_64, CUSTOM ...
void read_ami_type(std::string_view ami_type, model::ClusterNodeGroup& group,
                   const Reading& reading) {
  group.arm = group.arm || holds(ami_type, "ARM_64");
  group.windows = ami_type.starts_with("WINDOWS");
  group.bottlerocket = ami_type.starts_with("BOTTLEROCKET");
  if (group.bottlerocket) {
    reading.into.uses.insert(ClusterUse::bottlerocket);
  }
  if (ami_type == "CUSTOM") {
    reading.into.uses.insert(ClusterUse::custom_ami);
  }
}

}  // namespace

bool is_arm_type(std::string_view instance_type) {
  const auto family = instance_type.substr(0, instance_type.find('.'));
  const auto generation = family.find_first_of("0123456789");
  if (generation == std::string_view::npos) {
    return false;
  }
  return family == "a1" || holds(family.substr(generation), "g");
}

bool has_arm_type(const std::vector<std::string>& instance_types) {
  return std::any_of(instance_types.begin(), instance_types.end(),
                     [](const std::string& type) { return is_arm_type(type); });
}

std::optional<TaintEffect> parse_effect(const doc::Node& at, std::string_view text,
                                        const Reading& reading) {
  for (std::size_t i = 0; i < kEffectNames.size(); ++i) {
    if (text == kEffectNames[i]) {
      return kEffects[i % kEffects.size()];
    }
  }
  const auto meant = base::nearest(text, kEffectNames);
  doc::report(reading.found, at, diag::kK8sFieldValue,
              fmt::format("'{}' is not the effect of a taint", text),
              meant ? fmt::format("did you mean {}?", *meant)
                    : "write NoSchedule, PreferNoSchedule or NoExecute");
  return std::nullopt;
}

std::vector<model::Taint> taints_at(const doc::Fields& fields, std::string_view path,
                                    const Reading& reading) {
  std::vector<model::Taint> taints;
  for (const auto& node : mappings_at(fields, path)) {
    const doc::Fields entry(node, reading.found);
    auto key = entry.required_string("key");
    const auto word = entry.required_string("effect");
    const auto effect =
        word ? parse_effect(*entry.find("effect"), *word, reading) : std::optional<TaintEffect>{};
    if (key && effect) {
      taints.push_back({.key = std::move(*key),
                        .value = text_at(entry, "value").value_or(""),
                        .effect = *effect});
    }
  }
  return taints;
}

model::ClusterNodeGroup read_api_group(const doc::Fields& fields, const GroupWords& words,
                                       const std::optional<doc::Node>& scaling,
                                       const Reading& reading) {
  model::ClusterNodeGroup group;
  group.name = fields.string(words.name).value_or("");
  group.spot = fields.string(words.capacity_type) == "SPOT";
  group.instance_types = strings_at(fields, words.instance_types);
  group.arm = has_arm_type(group.instance_types);
  read_ami_type(fields.string(words.ami_type).value_or(""), group, reading);
  group.launch_template = is_given(fields, words.launch_template);
  if (is_given(fields, words.remote_access)) {
    reading.into.uses.insert(ClusterUse::ssh);
  }
  if (scaling && scaling->is_mapping()) {
    const doc::Fields sizes(*scaling, reading.found);
    group.min_size = count_at(sizes, words.min_size);
    group.desired_size = count_at(sizes, words.desired_size);
    group.max_size = count_at(sizes, words.max_size);
  }
  group.labels = labels_at(fields, "labels");
  group.taints = taints_at(fields, words.taints, reading);
  group.path = path_of(fields.node());
  group.at = place_of(fields.find(words.name).value_or(fields.node()), reading);
  return group;
}

}  // namespace eksplan::cluster
