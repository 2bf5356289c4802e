#include "eksplan/rules/rule_support.hpp"

#include <algorithm>
#include <limits>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"

namespace eksplan::rules {
namespace {

std::int64_t capped(base::int128 amount) {
  return base::narrow(amount).value_or(std::numeric_limits<std::int64_t>::max());
}

}  // namespace

std::string ContainerAt::path() const {
  return fmt::format("{}.{}[{}]", pod.path, init ? "initContainers" : "containers", index);
}

std::string ContainerAt::text() const {
  return fmt::format("{}container {}", init ? "init " : "", container.name);
}

std::vector<ContainerAt> containers_of(const model::PodTemplate& pod) {
  std::vector<ContainerAt> found;
  found.reserve(pod.spec.init_containers.size() + pod.spec.containers.size());
  for (std::size_t i = 0; i < pod.spec.init_containers.size(); ++i) {
    found.push_back({pod.spec.init_containers[i], pod, i, true});
  }
  for (std::size_t i = 0; i < pod.spec.containers.size(); ++i) {
    found.push_back({pod.spec.containers[i], pod, i, false});
  }
  return found;
}

std::string child_path(std::string_view path, std::string_view key) {
  const bool plain = std::ranges::all_of(key, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '_';
  });
  return plain ? fmt::format("{}.{}", path, key) : fmt::format("{}[\"{}\"]", path, key);
}

std::string refused_by_aws(std::string_view reasons) {
  return fmt::format("Pod not supported on Fargate: {}", reasons);
}

Hit refused(model::Place at, std::string path, std::string message, std::string_view aws_reasons) {
  return {.at = at,
          .path = std::move(path),
          .message = std::move(message),
          .aws_message = refused_by_aws(aws_reasons)};
}

std::string refused_volume(const RuleContext& context, const model::Volume& volume) {
  return context.profile.as_of < kEfsFrom
             ? fmt::format("volumes not supported: {}", volume.name)
             : fmt::format("volumes not supported: {} is of an unsupported volume Type",
                           volume.name);
}

units::MilliCpu cpu_amount(units::Quantity quantity) {
  return units::MilliCpu::from_millis(capped(quantity.millis_up()));
}

units::Bytes memory_amount(units::Quantity quantity) {
  return units::Bytes::from_count(capped(quantity.units_up()));
}

bool runs_with_the_pod(const ContainerAt& at) {
  return !at.init || at.container.restarts_always;
}

const model::Located<units::Quantity>* amount_of(const model::ResourceList& list,
                                                 std::string_view resource) {
  const auto found = list.find(std::string(resource));
  return found == list.end() ? nullptr : &found->second;
}

std::string exact_text(units::Bytes amount) {
  constexpr std::array<std::pair<std::int64_t, std::string_view>, 3> kUnits{
      {{units::Bytes::kGib, "Gi"}, {units::Bytes::kMib, "Mi"}, {1024, "Ki"}}};
  for (const auto& [size, name] : kUnits) {
    if (amount.count() >= size && amount.count() % size == 0) {
      return fmt::format("{}{}", amount.count() / size, name);
    }
  }
  return fmt::format("{} {}", amount.count(), amount.count() == 1 ? "byte" : "bytes");
}

}  // namespace eksplan::rules
