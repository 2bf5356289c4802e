#include "eksplan/rules/fargate_size.hpp"

#include <algorithm>
#include <array>
#include <limits>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/decimal_text.hpp"

namespace eksplan::rules {
namespace {

/// The sizes of one vCPU value: memory from `first` to `last` in steps of `step`, all in MiB.
struct Tier {
  std::int64_t vcpu_millis;
  std::int64_t first;
  std::int64_t last;
  std::int64_t step;  ///< 0 = each size is twice the one before
};

constexpr std::int64_t kGb = 1024;
constexpr std::array<Tier, 7> kTiers{{{250, kGb / 2, 2 * kGb, 0},
                                      {500, 1 * kGb, 4 * kGb, kGb},
                                      {1000, 2 * kGb, 8 * kGb, kGb},
                                      {2000, 4 * kGb, 16 * kGb, kGb},
                                      {4000, 8 * kGb, 30 * kGb, kGb},
                                      {8000, 16 * kGb, 60 * kGb, 4 * kGb},
                                      {16000, 32 * kGb, 120 * kGb, 8 * kGb}}};
constexpr std::int64_t kLargestBriefTier = 4000;

bool is_on_sale(const Tier& tier, const LimitsProfile& profile) {
  return tier.vcpu_millis <= kLargestBriefTier ||
         (!profile.brief_size_limit && profile.as_of >= kLargeSizesFrom);
}

model::FargateSize size_of(const Tier& tier, std::int64_t memory_mib) {
  return {.vcpu = units::MilliCpu::from_millis(tier.vcpu_millis),
          .memory = units::Bytes::mib(memory_mib)};
}

std::int64_t next_memory(const Tier& tier, std::int64_t mib) {
  return mib + (tier.step == 0 ? mib : tier.step);
}

}  // namespace

std::vector<model::FargateSize> fargate_sizes(const LimitsProfile& profile) {
  std::vector<model::FargateSize> sizes;
  for (const auto& tier : kTiers) {
    if (!is_on_sale(tier, profile)) {
      continue;
    }
    for (std::int64_t mib = tier.first; mib <= tier.last; mib = next_memory(tier, mib)) {
      sizes.push_back(size_of(tier, mib));
    }
  }
  return sizes;
}

std::optional<model::FargateSize> fargate_size(units::MilliCpu cpu, units::Bytes memory,
                                               const LimitsProfile& profile) {
  const auto needed = base::checked_add(memory.count(), kFargateSystemMemory.count());
  if (!needed) {
    return std::nullopt;
  }
  for (const auto& tier : kTiers) {
    if (!is_on_sale(tier, profile) || tier.vcpu_millis < cpu.millis()) {
      continue;
    }
    for (std::int64_t mib = tier.first; mib <= tier.last; mib = next_memory(tier, mib)) {
      if (units::Bytes::mib(mib).count() >= *needed) {
        return size_of(tier, mib);
      }
    }
  }
  return std::nullopt;
}

units::Bytes fargate_provisioned_ephemeral(units::Bytes requested) {
  const auto provisioned =
      base::div_ceil(base::int128{requested.count()} * 11, 10) + units::Bytes::gib(5).count();
  return units::Bytes::from_count(
      base::narrow(provisioned).value_or(std::numeric_limits<std::int64_t>::max()));
}

units::Bytes fargate_billed_ephemeral(units::Bytes requested, const LimitsProfile& profile) {
  if (profile.as_of < kEphemeralStorageFrom) {
    return {};
  }
  return std::max(units::Bytes{}, fargate_provisioned_ephemeral(requested) - kFreeEphemeralStorage);
}

std::string size_text(const model::FargateSize& size) {
  const auto thousandths_of_gib =
      base::div_half_up(base::int128{size.memory.count()} * 1000, units::Bytes::kGib);
  return fmt::format("{} vCPU / {} GB", base::decimal_text(size.vcpu.millis(), 3),
                     base::decimal_text(thousandths_of_gib, 3));
}

}  // namespace eksplan::rules
