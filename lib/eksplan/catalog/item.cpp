#include "eksplan/catalog/item.hpp"

#include <algorithm>

#include "eksplan/base/assert.hpp"

namespace eksplan::catalog {
namespace {

constexpr std::size_t kItemCount = static_cast<std::size_t>(Item::public_ipv4) + 1;

constexpr std::array<std::string_view, kItemCount> kKeys{
    "control-plane",
    "control-plane-extended",
    "fargate-vcpu",
    "fargate-memory",
    "fargate-ephemeral",
    "ebs-gp3-storage",
    "ebs-gp2-storage",
    "ebs-io1-storage",
    "ebs-io2-storage",
    "ebs-st1-storage",
    "ebs-sc1-storage",
    "ebs-standard-storage",
    "ebs-gp3-iops",
    "ebs-gp3-throughput",
    "efs-standard-storage",
    "nat-gateway",
    "application-load-balancer",
    "network-load-balancer",
    "classic-load-balancer",
    "public-ipv4",
};

}  // namespace

std::string_view name(Item item) {
  const auto index = static_cast<std::size_t>(item);
  EKSPLAN_ASSERT(index < kItemCount, "an item is one of the enumeration");
  return kKeys[index];
}

std::string_view unit(Item item) {
  switch (item) {
    case Item::control_plane:
    case Item::control_plane_extended:
    case Item::nat_gateway:
    case Item::application_load_balancer:
    case Item::network_load_balancer:
    case Item::classic_load_balancer:
    case Item::public_ipv4:
      return "hour";
    case Item::fargate_vcpu:
      return "vCPU-hour";
    case Item::fargate_memory:
    case Item::fargate_ephemeral:
      return "GB-hour";
    case Item::ebs_gp3_iops:
      return "IOPS-month";
    case Item::ebs_gp3_throughput:
      return "MBps-month";
    case Item::ebs_gp3_storage:
    case Item::ebs_gp2_storage:
    case Item::ebs_io1_storage:
    case Item::ebs_io2_storage:
    case Item::ebs_st1_storage:
    case Item::ebs_sc1_storage:
    case Item::ebs_standard_storage:
    case Item::efs_standard_storage:
      break;
  }
  return "GB-month";
}

std::optional<Item> item_named(std::string_view key) {
  const auto at = std::find(kKeys.begin(), kKeys.end(), key);
  if (at == kKeys.end()) {
    return std::nullopt;
  }
  return static_cast<Item>(at - kKeys.begin());
}

std::span<const std::string_view> item_keys() {
  return kKeys;
}

}  // namespace eksplan::catalog
