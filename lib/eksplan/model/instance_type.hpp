#pragma once
/// EC2 instance types and what AWS sells.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "eksplan/units/money.hpp"
#include "eksplan/units/resources.hpp"

namespace eksplan::model {

enum class Architecture : std::uint8_t { amd64, arm64 };

std::string_view name(Architecture arch);  ///< "amd64"

/// One instance type. Views point into the price set that it came from.
struct InstanceType {
  std::string_view name;  ///< "m6i.large"
  std::int64_t vcpu = 0;
  std::int64_t memory_mib = 0;                      ///< nominal, as the API says
  std::optional<std::int64_t> memory_measured_mib;  ///< what an operating system saw
  Architecture arch = Architecture::amd64;
  std::int64_t gpus = 0;              ///< logical, what a device plugin shows
  std::string_view gpu_manufacturer;  ///< "NVIDIA", "AMD", ...
  std::int64_t neuron_accelerators = 0;
  std::string_view other_accelerator;
  std::int64_t local_nvme_gb = 0;  ///< decimal GB
  std::int64_t enis = 0;           ///< of the default network card
  std::int64_t ipv4_per_eni = 0;
  std::int64_t max_ebs_attachments = 0;  ///< 0 = not known
  bool nitro = false;
  bool bare_metal = false;
  bool burstable = false;
  bool current_generation = false;

  bool operator==(const InstanceType&) const = default;
};

/// How capacity is bought.
enum class Purchase : std::uint8_t {
  on_demand,
  spot,
  reserved_1yr,
  reserved_3yr,
  savings_1yr,
  savings_3yr
};

std::string_view name(Purchase purchase);  ///< "on-demand", as the option spells it

/// One of the sizes that a Fargate pod can have.
struct FargateSize {
  units::MilliCpu vcpu;
  units::Bytes memory;

  auto operator<=>(const FargateSize&) const = default;
};

}  // namespace eksplan::model
