#include "eksplan/cost/volume_price.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/decimal_text.hpp"

namespace eksplan::cost {
namespace {

using catalog::Item;

// What every gp3 volume has free of charge.
constexpr std::int64_t kFreeIops = 3000;
constexpr std::int64_t kFreeThroughput = 125;  // MB/s

std::optional<Item> item_of(std::string_view volume_type) {
  constexpr std::array<std::pair<std::string_view, Item>, 7> kItems{
      {{"gp3", Item::ebs_gp3_storage},
       {"gp2", Item::ebs_gp2_storage},
       {"io1", Item::ebs_io1_storage},
       {"io2", Item::ebs_io2_storage},
       {"st1", Item::ebs_st1_storage},
       {"sc1", Item::ebs_sc1_storage},
       {"standard", Item::ebs_standard_storage}}};
  const auto* const found = std::find_if(kItems.begin(), kItems.end(),
                                         [&](const auto& row) { return row.first == volume_type; });
  return found == kItems.end() ? std::nullopt : std::optional(found->second);
}

// EBS bills binary gigabytes, of which a volume has a whole number.
units::Decimal billed_gigabytes(units::Bytes size) {
  return units::Decimal::from_billionths(base::div_ceil(size.count(), units::Bytes::kGib) *
                                         units::Decimal::kOne);
}

std::optional<std::int64_t> whole_parameter(const model::StorageClass& storage_class,
                                            const std::string& key) {
  const auto found = storage_class.parameters.find(key);
  if (found == storage_class.parameters.end()) {
    return std::nullopt;
  }
  const auto value = base::parse_decimal(found->second, 0);
  return value ? base::narrow(*value) : std::nullopt;
}

// What the class asks for beyond storage: its own figure, or one per GB. More than this is nonsense
// and stands for it.
constexpr std::int64_t kMostIops = 1'000'000;

std::int64_t wanted_iops(const model::StorageClass& storage_class, units::Decimal gigabytes) {
  const auto per_gigabyte = whole_parameter(storage_class, "iopsPerGB");
  const auto iops = whole_parameter(storage_class, "iops");
  if (iops || !per_gigabyte) {
    return std::clamp<std::int64_t>(iops.value_or(0), 0, kMostIops);
  }
  const auto product = gigabytes.billionths() / units::Decimal::kOne * *per_gigabyte;
  return static_cast<std::int64_t>(std::clamp<base::int128>(product, 0, kMostIops));
}

void charge_performance(const Volumes& volumes, const model::StorageClass& storage_class,
                        Ledger& ledger) {
  const auto& type = volumes.binding.volume_type;
  const auto iops = wanted_iops(storage_class, billed_gigabytes(volumes.size));
  if (type == "gp3") {
    const auto throughput = whole_parameter(storage_class, "throughput").value_or(0);
    const auto extra = [&](std::int64_t wanted, std::int64_t free) {
      return units::Decimal::whole(std::clamp<std::int64_t>(wanted - free, 0, kMostIops)) *
             volumes.count;
    };
    ledger.charge(Category::storage, Item::ebs_gp3_iops, extra(iops, kFreeIops), volumes.payer);
    ledger.charge(Category::storage, Item::ebs_gp3_throughput, extra(throughput, kFreeThroughput),
                  volumes.payer);
  } else if (type == "io1" || type == "io2") {
    ledger.cannot_price(
        fmt::format("ebs-{}-iops", type),
        fmt::format("{} volumes are billed by their IOPS too, for which there is no price", type),
        volumes.payer.detail);
  }
}

void charge_ebs(const Volumes& volumes, const model::Inventory& inventory, Ledger& ledger) {
  const auto item = item_of(volumes.binding.volume_type);
  if (!item) {
    ledger.cannot_price(
        "ebs-volume", fmt::format("'{}' is not a volume type of EBS", volumes.binding.volume_type),
        volumes.payer.detail);
    return;
  }
  if (volumes.size == units::Bytes{}) {
    ledger.cannot_price(catalog::name(*item), "the input does not say how large it is",
                        volumes.payer.detail);
    return;
  }
  ledger.charge(Category::storage, *item, billed_gigabytes(volumes.size) * volumes.count,
                volumes.payer);
  const auto& classes = inventory.storage_classes;
  const auto storage_class =
      std::find_if(classes.begin(), classes.end(), [&](const model::StorageClass& candidate) {
        return candidate.name == volumes.binding.storage_class;
      });
  charge_performance(
      volumes, storage_class == classes.end() ? model::StorageClass{} : *storage_class, ledger);
}

}  // namespace

void charge_volumes(const Volumes& volumes, const model::Inventory& inventory, Ledger& ledger) {
  const auto& binding = volumes.binding;
  switch (binding.storage) {
    case rules::ClaimStorage::ebs_assumed:
      if (volumes.size != units::Bytes{}) {
        ledger.assume("ebs-assumed",
                      "a claim whose storage class is not in the input is an EBS volume, of the "
                      "type that its class is "
                      "named after, else gp3; gp2, the default of EKS, without a class");
      }
      charge_ebs(volumes, inventory, ledger);
      return;
    case rules::ClaimStorage::ebs:
      charge_ebs(volumes, inventory, ledger);
      return;
    case rules::ClaimStorage::efs:
      ledger.cannot_price(catalog::name(Item::efs_standard_storage),
                          "EFS is billed by what is stored; the request says nothing of it",
                          volumes.payer.detail);
      return;
    case rules::ClaimStorage::other:
      ledger.cannot_price("volume",
                          fmt::format("no price is known for volumes of {}", binding.provisioner),
                          volumes.payer.detail);
      return;
    case rules::ClaimStorage::unknown:
      ledger.cannot_price("volume", "the input does not say what stores it", volumes.payer.detail);
      return;
  }
}

}  // namespace eksplan::cost
