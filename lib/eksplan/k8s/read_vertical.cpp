#include "eksplan/k8s/read_vertical.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <set>
#include <span>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/nearest.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/fields.hpp"
#include "eksplan/doc/node.hpp"

namespace eksplan::k8s {
namespace {

constexpr const char* kOff = "Off";
constexpr const char* kAuto = "Auto";
constexpr std::string_view kAllOthers = "*";
constexpr std::array<std::string_view, 6> kUpdateModes{kOff,  "Initial",           "Recreate",
                                                       kAuto, "InPlaceOrRecreate", "InPlace"};
constexpr std::array<std::string_view, 2> kContainerModes{kAuto, kOff};

// The mode at `path`. A bare Off is a boolean in YAML 1.1; it is taken for what was meant.
std::optional<std::string> mode_at(const doc::Fields& fields, std::string_view path,
                                   std::span<const std::string_view> modes) {
  const auto node = fields.find(path);
  if (node && node->kind() == doc::Kind::boolean && node->text() == "false") {
    doc::report(fields.diagnostics(), *node, diag::kK8sFieldType,
                fmt::format("'{}' is a boolean, not a string; it is taken as Off", node->raw()),
                "write \"Off\" in quotes", diag::Severity::warning);
    return kOff;
  }
  auto mode = fields.string(path);
  if (mode && std::find(modes.begin(), modes.end(), *mode) == modes.end()) {
    const auto meant = base::nearest(*mode, modes);
    doc::report(fields.diagnostics(), *node, diag::kK8sFieldValue,
                fmt::format("'{}' is not one of {}", *mode, fmt::join(modes, ", ")),
                meant ? fmt::format("did you mean {}?", *meant) : "");
    return std::nullopt;
  }
  return mode;
}

std::vector<std::string> controlled_resources(const doc::Fields& fields) {
  std::set<std::string> controlled;
  bool said = false;  // of containers that no policy names the default holds
  for (const auto& node : mappings_at(fields, "spec.resourcePolicy.containerPolicies")) {
    const doc::Fields policy(node, fields.diagnostics());
    said = policy.string("containerName") == kAllOthers || said;
    if (mode_at(policy, "mode", kContainerModes) == kOff) {
      continue;
    }
    const bool written = policy.find("controlledResources").has_value();
    const auto resources = strings_at(policy, "controlledResources");
    controlled.insert(resources.begin(), resources.end());
    if (!written) {
      controlled.insert({"cpu", "memory"});
    }
    said = said || written;
  }
  if (controlled.empty() && !said) {
    controlled.insert({"cpu", "memory"});
  }
  return {controlled.begin(), controlled.end()};
}

}  // namespace

model::VerticalPodAutoscaler read_vertical_autoscaler(const ObjectInput& in) {
  const doc::Fields fields(in.node, in.reading.found);
  model::VerticalPodAutoscaler autoscaler;
  autoscaler.id = in.object.id;
  autoscaler.at = in.object.at;
  if (fields.find("spec.targetRef") || !fields.find("spec.selector")) {
    autoscaler.target_kind = fields.required_string("spec.targetRef.kind").value_or("");
    autoscaler.target_name = fields.required_string("spec.targetRef.name").value_or("");
  }
  constexpr std::string_view kMode = "spec.updatePolicy.updateMode";
  autoscaler.update_mode = {mode_at(fields, kMode, kUpdateModes).value_or(kAuto),
                            place_at(fields, kMode, in)};
  autoscaler.controlled_resources = controlled_resources(fields);
  return autoscaler;
}

}  // namespace eksplan::k8s
