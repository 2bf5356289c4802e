#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "eksplan/rules/rule_support.hpp"
#include "eksplan/rules/rule_table.hpp"

namespace eksplan::rules {
namespace {

using model::Basis;

/// What Fargate says about a resource by its name.
enum class Device : std::uint8_t { none, gpu, neuron, huge_pages, other };

Device device_of(std::string_view resource) {
  constexpr std::array<std::string_view, 4> kOrdinary{"cpu", "memory", "ephemeral-storage",
                                                      "storage"};
  if (std::ranges::find(kOrdinary, resource) != kOrdinary.end()) {
    return Device::none;
  }
  if (resource.starts_with("hugepages-")) {
    return Device::huge_pages;
  }
  if (resource.starts_with("aws.amazon.com/neuron")) {
    return Device::neuron;
  }
  // nvidia.com/gpu, nvidia.com/mig-1g.5gb, nvidia.com/gpu.shared, amd.com/gpu, gpu.intel.com/i915
  const bool is_gpu = resource.starts_with("nvidia.com/") ||
                      resource.starts_with("gpu.intel.com/") ||
                      resource.find("/gpu") != std::string_view::npos;
  return is_gpu ? Device::gpu : Device::other;
}

/// Where a pod or a container states its resources.
struct Resources {
  const model::ResourceList& requests;
  const model::ResourceList& limits;
  std::string owner;
  std::string path;
};

void find_in(const model::ResourceList& list, const model::ResourceList* but_not, Device wanted,
             const Resources& in, std::vector<Hit>& hits) {
  for (const auto& [name, amount] : list) {
    const bool told = but_not != nullptr && but_not->contains(name);
    if (amount.value > units::Quantity{} && !told && device_of(name) == wanted) {
      hits.push_back(
          {.at = amount.at,
           .path = child_path(in.path + (but_not == nullptr ? ".limits" : ".requests"), name),
           .message = fmt::format("{} asks for {}", in.owner, name)});
    }
  }
}

/// A limit is the request as well, so a resource in both is told once.
void find_in(const Resources& in, Device wanted, std::vector<Hit>& hits) {
  find_in(in.limits, nullptr, wanted, in, hits);
  find_in(in.requests, &in.limits, wanted, in, hits);
}

bool has_device(const model::ResourceList& list, Device wanted) {
  return std::ranges::any_of(list,
                             [&](const auto& entry) { return device_of(entry.first) == wanted; });
}

bool has_device(const model::ResourceList& requests, const model::ResourceList& limits,
                Device wanted) {
  return has_device(requests, wanted) || has_device(limits, wanted);
}

std::vector<Hit> find_device(const RuleContext& context, Device wanted) {
  const auto& pod = context.workload.pod;
  std::vector<Hit> hits;
  for (const auto& at : containers_of(pod)) {
    const auto& container = at.container;
    if (has_device(container.requests, container.limits, wanted)) {
      find_in({container.requests, container.limits, at.text(), at.path() + ".resources"}, wanted,
              hits);
    }
  }
  const auto& spec = pod.spec;
  if (has_device(spec.pod_requests, spec.pod_limits, wanted)) {
    find_in({spec.pod_requests, spec.pod_limits, "the pod", pod.path + ".resources"}, wanted, hits);
  }
  return hits;
}

std::vector<Hit> gpu(const RuleContext& context) {
  return find_device(context, Device::gpu);
}

std::vector<Hit> neuron(const RuleContext& context) {
  return find_device(context, Device::neuron);
}

std::vector<Hit> huge_pages(const RuleContext& context) {
  return find_device(context, Device::huge_pages);
}

std::vector<Hit> extended(const RuleContext& context) {
  return find_device(context, Device::other);
}

constexpr std::array<Rule, 4> kDeviceRules{{
    {.id = "fargate-gpu",
     .title = "Fargate has no GPUs",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "run the pod on a node group with GPUs",
     .source = "EKS user guide, Fargate considerations",
     .find = gpu,
     .trigger = "a resource such as nvidia.com/gpu or amd.com/gpu in requests or limits"},
    {.id = "fargate-neuron",
     .title = "Fargate has no Inferentia or Trainium accelerators",
     .intervals = kAlwaysBlock,
     .basis = Basis::documented,
     .fix = "run the pod on a node group of Inf or Trn types",
     .source = "EKS user guide, comparison of compute options",
     .find = neuron,
     .trigger = "a resource aws.amazon.com/neuron* in requests or limits"},
    {.id = "fargate-hugepages",
     .title = "Fargate has no huge pages",
     .intervals = kAlwaysBlock,
     .basis = Basis::inferred,
     .fix = "run the pod on nodes with huge pages",
     .source = "aws/containers-roadmap#1248: a Fargate node reports none",
     .find = huge_pages,
     .trigger = "a resource hugepages-* in requests or limits"},
    {.id = "fargate-extended-resource",
     .title = "Fargate has no extended resources: device plugins are DaemonSets",
     .intervals = kAlwaysBlock,
     .basis = Basis::inferred,
     .fix = "run the pod on nodes that have the device",
     .source = "EKS user guide, Fargate considerations: no DaemonSets",
     .find = extended,
     .trigger = "a resource other than cpu, memory and ephemeral-storage in requests or limits"},
}};

}  // namespace

std::span<const Rule> device_rules() {
  return kDeviceRules;
}

}  // namespace eksplan::rules
