#include "eksplan/plan/volumes.hpp"

#include <algorithm>
#include <charconv>
#include <iterator>
#include <limits>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/rules/claims.hpp"

namespace eksplan::plan {
namespace {

constexpr std::string_view kNoZone = "(none)";  // a name that no zone has

bool may_mount_claims(const model::Workload& workload) {
  return !workload.volume_claims.empty() ||
         std::ranges::any_of(workload.pod.spec.volumes, [](const model::Volume& volume) {
           return volume.source == model::VolumeSource::persistent_volume_claim ||
                  volume.source == model::VolumeSource::ephemeral;
         });
}

bool is_ebs(const rules::MountedClaim& mounted) {
  return mounted.binding.storage == rules::ClaimStorage::ebs ||
         mounted.binding.storage == rules::ClaimStorage::ebs_assumed;
}

bool has_mode(const rules::MountedClaim& mounted, std::string_view mode) {
  return std::ranges::find(mounted.claim.access_modes, mode) != mounted.claim.access_modes.end();
}

class WishReader {
 public:
  WishReader(const model::Inventory& inventory, const std::vector<std::string_view>& region_zones)
      : inventory_(&inventory), region_zones_(region_zones.begin(), region_zones.end()) {
    for (const auto& volume : inventory.volumes) {
      by_name_.emplace(volume.name, &volume);
      if (!volume.claim_name.empty()) {
        by_claim_.emplace(std::pair(volume.claim_namespace, volume.claim_name), &volume);
      }
    }
  }

  VolumeWish read(const model::Workload& workload) {
    VolumeWish wish;
    for (const auto& mounted : rules::mounted_claims(workload, *inventory_)) {
      if (mounted.per_pod) {
        add_own(workload, mounted, wish);
      } else {
        add_shared(workload, mounted, wish);
      }
    }
    return wish;
  }

 private:
  void add_own(const model::Workload& workload, const rules::MountedClaim& mounted,
               VolumeWish& wish) const {
    wish.attachments_per_pod += is_ebs(mounted) ? 1 : 0;
    if (!mounted.ephemeral && workload.kind == model::WorkloadKind::stateful_set) {
      add_ordinals(workload, mounted.claim.name, wish);
    }
  }

  void add_shared(const model::Workload& workload, const rules::MountedClaim& mounted,
                  VolumeWish& wish) const {
    const auto volume = by_name_.find(mounted.binding.volume);
    if (volume != by_name_.end()) {
      narrow(wish.zones, zones_of(*volume->second));
      if (!volume->second->hosts.empty()) {
        wish.on_hosts.push_back(host_text(*volume->second));
      }
    }
    wish.one_pod = wish.one_pod || has_mode(mounted, "ReadWriteOncePod");
    if (!is_ebs(mounted)) {
      return;
    }
    // Block volumes of io2 may be attached to several nodes; of a claim that is not in the input
    // nothing is known.
    if (has_mode(mounted, "ReadWriteMany") || !mounted.in_input) {
      ++wish.attachments_per_pod;
    } else {
      wish.shared.push_back(fmt::format("{}/{}", workload.id.namespace_name, mounted.claim.name));
    }
  }

  /// Claims that the template has made are called <template>-<StatefulSet>-<ordinal>.
  void add_ordinals(const model::Workload& workload, const std::string& template_name,
                    VolumeWish& wish) const {
    const auto prefix = fmt::format("{}-{}-", template_name, workload.id.name);
    const auto& space = workload.id.namespace_name;
    for (auto at = by_claim_.lower_bound({space, prefix});
         at != by_claim_.end() && at->first.first == space && at->first.second.starts_with(prefix);
         ++at) {
      const auto ordinal = ordinal_of(std::string_view(at->first.second).substr(prefix.size()));
      auto zones = ordinal ? zones_of(*at->second) : ZoneNames{};
      if (!zones.empty()) {
        narrow(wish.by_ordinal[*ordinal], std::move(zones));
        if (!at->second->hosts.empty()) {
          wish.ordinals_on_hosts[*ordinal] = host_text(*at->second);
        }
      }
    }
  }

  static std::optional<std::int64_t> ordinal_of(std::string_view text) {
    std::int64_t ordinal = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), ordinal);
    const bool whole = error == std::errc{} && end == text.data() + text.size() && ordinal >= 0;
    return whole ? std::optional(ordinal) : std::nullopt;
  }

  static std::string host_text(const model::PersistentVolume& volume) {
    return fmt::format("{} on {}", volume.name, base::join(volume.hosts, " or "));
  }

  /// Those of the region; none when the volume is in no zone of it.
  ZoneNames zones_of(const model::PersistentVolume& volume) const {
    if (!volume.hosts.empty()) {
      return {std::string(kNoZone)};
    }
    ZoneNames zones;
    std::ranges::copy_if(volume.zones, std::back_inserter(zones),
                         [&](const std::string& zone) { return region_zones_.contains(zone); });
    return zones;
  }

  /// Volumes of two zones on one pod leave it none.
  static void narrow(ZoneNames& zones, ZoneNames further) {
    if (zones.empty() || further.empty()) {
      zones = zones.empty() ? std::move(further) : zones;
      return;
    }
    ZoneNames both;
    std::ranges::set_intersection(zones, further, std::back_inserter(both));
    zones = both.empty() ? ZoneNames{std::string(kNoZone)} : both;
  }

  const model::Inventory* inventory_;
  std::set<std::string> region_zones_;
  std::map<std::string, const model::PersistentVolume*> by_name_;
  std::map<std::pair<std::string, std::string>, const model::PersistentVolume*> by_claim_;
};

// A claim that a DaemonSet mounts is on many nodes, whatever its access mode says.
void free_claims_of_daemons(const demand::Demand& demand, VolumeWishes& wishes) {
  std::set<std::string> everywhere;
  for (const auto& [item, wish] : wishes) {
    if (demand.items[item].is_daemon) {
      everywhere.insert(wish.shared.begin(), wish.shared.end());
    }
  }
  if (everywhere.empty()) {
    return;
  }
  for (auto& [item, wish] : wishes) {
    wish.attachments_per_pod += static_cast<std::int64_t>(std::erase_if(
        wish.shared, [&](const std::string& claim) { return everywhere.contains(claim); }));
  }
}

}  // namespace

VolumeWishes find_volume_wishes(const demand::Demand& demand, const model::Inventory& inventory,
                                const std::vector<std::string_view>& region_zones) {
  VolumeWishes wishes;
  std::optional<WishReader> reader;
  for (std::size_t i = 0; i < demand.items.size(); ++i) {
    const auto& item = demand.items[i];
    if (!may_mount_claims(item.workload) || (item.replicas == 0 && !item.is_daemon)) {
      continue;
    }
    if (!reader) {
      reader.emplace(inventory, region_zones);
    }
    wishes.emplace(i, reader->read(item.workload));
  }
  free_claims_of_daemons(demand, wishes);
  return wishes;
}

std::int64_t total_attachments(const VolumeWishes& wishes, const demand::Demand& demand) {
  base::int128 total = 0;
  for (const auto& [item, wish] : wishes) {
    const base::int128 pods = std::max<std::int64_t>(demand.items[item].replicas, 1);
    total += pods * wish.attachments_per_pod + static_cast<std::int64_t>(wish.shared.size());
  }
  return base::narrow(total).value_or(std::numeric_limits<std::int64_t>::max());
}

bool pin_zones(const VolumeWishes& wishes) {
  return std::ranges::any_of(wishes, [](const auto& entry) {
    return !entry.second.zones.empty() || !entry.second.by_ordinal.empty();
  });
}

}  // namespace eksplan::plan
