#include "eksplan/catalog/item.hpp"

#include <algorithm>

#include "eksplan/base/assert.hpp"

namespace eksplan::catalog {
namespace {

// Keys and units, in the order of the enumeration.
struct Row {
  std::string_view key;
  std::string_view unit;
};

constexpr std::array<Row, 58> kRows{{
    {"control-plane", "hour"},
    {"control-plane-extended", "hour"},
    {"control-plane-tier-xl", "hour"},
    {"control-plane-tier-2xl", "hour"},
    {"control-plane-tier-4xl", "hour"},
    {"control-plane-tier-8xl", "hour"},
    {"auto-mode-fee", "fraction"},
    {"fargate-vcpu", "vCPU-hour"},
    {"fargate-memory", "GB-hour"},
    {"fargate-ephemeral", "GB-hour"},
    {"fargate-savings-1yr-no-upfront", "fraction"},
    {"fargate-savings-1yr-partial-upfront", "fraction"},
    {"fargate-savings-1yr-all-upfront", "fraction"},
    {"fargate-savings-3yr-no-upfront", "fraction"},
    {"fargate-savings-3yr-partial-upfront", "fraction"},
    {"fargate-savings-3yr-all-upfront", "fraction"},
    {"ebs-gp3-storage", "GB-month"},
    {"ebs-gp2-storage", "GB-month"},
    {"ebs-io1-storage", "GB-month"},
    {"ebs-io2-storage", "GB-month"},
    {"ebs-st1-storage", "GB-month"},
    {"ebs-sc1-storage", "GB-month"},
    {"ebs-standard-storage", "GB-month"},
    {"ebs-gp3-iops", "IOPS-month"},
    {"ebs-gp3-throughput", "MBps-month"},
    {"ebs-io1-iops", "IOPS-month"},
    {"ebs-io2-iops", "IOPS-month"},
    {"ebs-snapshot-storage", "GB-month"},
    {"efs-standard-storage", "GB-month"},
    {"efs-infrequent-access-storage", "GB-month"},
    {"efs-infrequent-access-elastic-storage", "GB-month"},
    {"efs-archive-storage", "GB-month"},
    {"efs-one-zone-storage", "GB-month"},
    {"efs-one-zone-infrequent-access-storage", "GB-month"},
    {"efs-elastic-read", "GB"},
    {"efs-elastic-write", "GB"},
    {"efs-provisioned-throughput", "MBps-month"},
    {"nat-gateway", "hour"},
    {"nat-gateway-data", "GB"},
    {"application-load-balancer", "hour"},
    {"application-load-balancer-lcu", "LCU-hour"},
    {"network-load-balancer", "hour"},
    {"network-load-balancer-lcu", "LCU-hour"},
    {"classic-load-balancer", "hour"},
    {"classic-load-balancer-data", "GB"},
    {"interface-endpoint", "hour"},
    {"interface-endpoint-data", "GB"},
    {"public-ipv4", "hour"},
    {"public-ipv4-idle", "hour"},
    {"logs-ingestion", "GB"},
    {"logs-ingestion-infrequent-access", "GB"},
    {"logs-storage", "GB-month"},
    {"data-transfer-internet-first-10tb", "GB"},
    {"data-transfer-internet-next-40tb", "GB"},
    {"data-transfer-internet-next-100tb", "GB"},
    {"data-transfer-internet-over-150tb", "GB"},
    {"data-transfer-cross-zone", "GB"},
    {"data-transfer-other-region", "GB"},
}};
static_assert(static_cast<std::size_t>(Item::data_transfer_other_region) + 1 == kRows.size());

constexpr auto kItemKeys = [] {
  std::array<std::string_view, kRows.size()> keys;
  std::transform(kRows.begin(), kRows.end(), keys.begin(), [](const Row& row) { return row.key; });
  return keys;
}();

constexpr auto kItems = [] {
  std::array<Item, kRows.size()> items{};
  for (std::size_t i = 0; i < items.size(); ++i) {
    items[i] = static_cast<Item>(i);
  }
  return items;
}();

const Row& row_of(Item item) {
  const auto index = static_cast<std::size_t>(item);
  EKSPLAN_ASSERT(index < kRows.size(), "an item is one of the enumeration");
  return kRows[index];
}

}  // namespace

std::string_view name(Item item) {
  return row_of(item).key;
}

std::string_view unit(Item item) {
  return row_of(item).unit;
}

std::span<const Item> all_items() {
  return kItems;
}

std::optional<Item> item_named(std::string_view key) {
  const auto at = std::find(kItemKeys.begin(), kItemKeys.end(), key);
  if (at == kItemKeys.end()) {
    return std::nullopt;
  }
  return static_cast<Item>(at - kItemKeys.begin());
}

std::span<const std::string_view> item_keys() {
  return kItemKeys;
}

}  // namespace eksplan::catalog
