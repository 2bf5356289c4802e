#include <algorithm>
#include <limits>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/rules/node_fit.hpp"

namespace eksplan::rules {
namespace {

using base::int128;

/// Amounts are computed in 128 bits; what a node has is never below 0.
std::int64_t amount(int128 value) {
  return base::narrow(std::max<int128>(value, 0))
      .value_or(std::numeric_limits<std::int64_t>::max());
}

constexpr int128 kMib = units::Bytes::kMib;

/// Millicores that the kubelet keeps of `cpu` millicores: 6 % of the first core, 1 % of the second,
/// 0.5 % of the third and fourth, 0.25 % of the rest; each part is cut to a whole number.
int128 reserved_cpu(int128 cpu) {
  const auto part = [cpu](int128 from, int128 to, int128 per_ten_thousand) {
    return std::max<int128>(std::min(cpu, to) - from, 0) * per_ten_thousand / 10'000;
  };
  return part(0, 1000, 600) + part(1000, 2000, 100) + part(2000, 4000, 50) +
         part(4000, std::max<int128>(cpu, 4000), 25);
}

/// Pods that the addresses of the type's default network card allow; two more use the node's own
/// address.
int128 pods_by_addresses(const model::InstanceType& type) {
  constexpr int128 kUnknownType = 110;
  if (type.enis <= 0 || type.ipv4_per_eni <= 0) {
    return kUnknownType;
  }
  return amount(int128{type.enis} * (type.ipv4_per_eni - 1) + 2);
}

/// Managed node groups lower the kubelet's limit, but leave what it keeps as the addresses make it.
int128 pods_by_group(const model::InstanceType& type) {
  constexpr std::int64_t kLargeNodeVcpu = 30;
  return std::min<int128>(pods_by_addresses(type), type.vcpu < kLargeNodeVcpu ? 110 : 250);
}

/// MiB that the kernel reports: measured, or the nominal figure less 64 MiB on arm64 and 7.5 %.
int128 memory_capacity(const model::InstanceType& type) {
  if (type.memory_measured_mib) {
    return *type.memory_measured_mib;
  }
  const int128 visible =
      int128{type.memory_mib} - (type.arch == model::Architecture::arm64 ? 64 : 0);
  return visible - base::div_ceil(visible * 75, 1000);
}

int128 reserved_memory(const model::InstanceType& type) {
  constexpr int128 kHardEviction = 100;
  return 255 + 11 * pods_by_addresses(type) + kHardEviction;
}

/// 1 GiB for the kubelet; at 10 % left it evicts pods.
units::Bytes ephemeral_storage(units::Bytes root_volume) {
  return units::Bytes::from_count(amount(int128{root_volume.count()} - units::Bytes::kGib -
                                         base::div_ceil(root_volume.count(), 10)));
}

/// The name under which a device plugin of that maker offers GPUs; empty when none is known.
std::string gpu_resource(std::string_view manufacturer) {
  const auto maker = base::to_lower(manufacturer);
  if (maker == "nvidia" || maker == "amd") {
    return maker + ".com/gpu";
  }
  return maker == "habana" ? "habana.ai/gaudi" : "";
}

std::map<std::string, std::int64_t> extended_resources(const model::InstanceType& type) {
  std::map<std::string, std::int64_t> resources;
  const auto gpu = gpu_resource(type.gpu_manufacturer);
  if (type.gpus > 0 && !gpu.empty()) {
    resources.emplace(gpu, type.gpus);
  }
  if (type.neuron_accelerators > 0) {
    resources.emplace("aws.amazon.com/neuron", type.neuron_accelerators);
  }
  return resources;
}

}  // namespace

Allocatable allocatable(const model::InstanceType& type, units::Bytes root_volume) {
  const int128 cpu = int128{type.vcpu} * 1000;
  return {.cpu = units::MilliCpu::from_millis(amount(cpu - reserved_cpu(cpu))),
          .memory = units::Bytes::from_count(
              amount((memory_capacity(type) - reserved_memory(type)) * kMib)),
          .ephemeral_storage = ephemeral_storage(root_volume),
          .pods = amount(pods_by_group(type)),
          .extended = extended_resources(type),
          .memory_measured = type.memory_measured_mib.has_value()};
}

std::int64_t ebs_attachments(const model::InstanceType& type) {
  constexpr std::int64_t kLeastDedicated = 32;
  constexpr std::int64_t kNitroDefault = 25;
  constexpr std::int64_t kOtherDefault = 39;
  if (type.max_ebs_attachments <= 0) {
    return type.nitro ? kNitroDefault : kOtherDefault;
  }
  const bool shared = type.max_ebs_attachments < kLeastDedicated;
  const auto other_interfaces = shared ? std::max<std::int64_t>(type.enis - 1, 0) : 0;
  return std::max<std::int64_t>(type.max_ebs_attachments - 1 - other_interfaces, 0);
}

}  // namespace eksplan::rules
