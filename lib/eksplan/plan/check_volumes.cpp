#include "eksplan/plan/check_volumes.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <string_view>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/rules/claims.hpp"
#include "eksplan/rules/node_fit.hpp"

namespace eksplan::plan {
namespace {

class VolumeCheck {
 public:
  VolumeCheck(const Plan& plan, const demand::Demand& demand, const model::Inventory& inventory,
              const catalog::Catalogue& catalogue)
      : plan_(&plan), items_(&demand.items), inventory_(&inventory), catalogue_(&catalogue) {
    for (std::size_t i = 0; i < items_->size(); ++i) {
      const auto& workload = (*items_)[i].workload;
      if (!workload.volume_claims.empty() || !workload.pod.spec.volumes.empty()) {
        auto claims = rules::mounted_claims(workload, inventory);
        if (!claims.empty()) {
          note_daemon(i, claims);
          claims_.emplace(i, std::move(claims));
        }
      }
    }
  }

  std::vector<std::string> run() {
    if (claims_.empty()) {
      return {};
    }
    for (const auto& set : plan_->nodes) {
      check_node(set);
    }
    for (const auto& [claim, nodes] : nodes_of_) {
      if (nodes > 1) {
        faults_.push_back(fmt::format("claim {} is mounted on {} nodes", claim, nodes));
      }
    }
    for (const auto& [item, claims] : claims_) {
      check_ordinals(item, claims);
    }
    return std::move(faults_);
  }

 private:
  static bool is_ebs(const rules::MountedClaim& mounted) {
    return mounted.binding.storage == rules::ClaimStorage::ebs ||
           mounted.binding.storage == rules::ClaimStorage::ebs_assumed;
  }

  std::string name_of(std::size_t item, const rules::MountedClaim& mounted) const {
    return fmt::format("{}/{}", (*items_)[item].workload.id.namespace_name, mounted.claim.name);
  }

  // What a DaemonSet mounts is on many nodes in any case.
  void note_daemon(std::size_t item, const std::vector<rules::MountedClaim>& claims) {
    for (const auto& mounted : claims) {
      if ((*items_)[item].is_daemon && !mounted.per_pod) {
        on_every_node_.insert(name_of(item, mounted));
      }
    }
  }

  bool for_one_node(std::size_t item, const rules::MountedClaim& mounted) const {
    const auto& modes = mounted.claim.access_modes;
    return !on_every_node_.contains(name_of(item, mounted)) && is_ebs(mounted) &&
           mounted.in_input && !mounted.per_pod &&
           std::ranges::find(modes, "ReadWriteMany") == modes.end();
  }

  void check_node(const NodeSet& set) {
    base::int128 attached = 0;
    std::set<std::string> shared;
    for (const auto* list : {&set.pods, &set.daemons}) {
      for (const auto& of : *list) {
        const auto claims = claims_.find(of.item.value);
        if (claims == claims_.end()) {
          continue;
        }
        for (const auto& mounted : claims->second) {
          if (for_one_node(of.item.value, mounted)) {
            shared.insert(name_of(of.item.value, mounted));
          } else if (is_ebs(mounted)) {
            attached += of.pods;
          }
          check_zone(set, of.item.value, mounted);
        }
      }
    }
    const auto& group = plan_->groups[set.group.value];
    attached += static_cast<std::int64_t>(shared.size());
    if (attached > rules::ebs_attachments(group.type)) {
      faults_.push_back(
          fmt::format("group {}: more EBS volumes on a node than {} has attachments for",
                      group.name, group.type.name));
    }
    for (const auto& claim : shared) {
      nodes_of_[claim] += set.count;
    }
  }

  const model::PersistentVolume* find_volume(const std::string& name) const {
    const auto found = std::ranges::find(inventory_->volumes, name, &model::PersistentVolume::name);
    return found == inventory_->volumes.end() ? nullptr : &*found;
  }

  std::vector<std::string> zones_here(const model::PersistentVolume& volume) const {
    auto zones = volume.zones;
    std::erase_if(zones, [&](const std::string& zone) {
      return std::ranges::find(catalogue_->region().zones, zone) ==
             catalogue_->region().zones.end();
    });
    return zones;
  }

  void check_zone(const NodeSet& set, std::size_t item, const rules::MountedClaim& mounted) {
    // A DaemonSet's pod that its volume keeps off a node is counted there all the same.
    if (mounted.per_pod || mounted.binding.volume.empty() || (*items_)[item].is_daemon) {
      return;
    }
    const auto* const volume = find_volume(mounted.binding.volume);
    if (volume == nullptr) {
      return;
    }
    if (!volume->hosts.empty()) {
      faults_.push_back(fmt::format("{}: volume {} is on {} alone", (*items_)[item].workload.id,
                                    volume->name, volume->hosts.front()));
    }
    const auto zones = zones_here(*volume);
    if (!zones.empty() && std::ranges::find(zones, set.zone) == zones.end()) {
      faults_.push_back(fmt::format("{}: volume {} is not in {}", (*items_)[item].workload.id,
                                    volume->name, set.zone));
    }
  }

  // A StatefulSet has at least as many pods in a zone as it has volumes there.
  void check_ordinals(std::size_t item, const std::vector<rules::MountedClaim>& claims) {
    const auto& wanted = (*items_)[item];
    if (wanted.is_daemon || plan_->placements[item].target != Target::nodes ||
        plan_->placements[item].unplaced_pods > 0) {
      return;
    }
    for (const auto& mounted : claims) {
      if (!mounted.per_pod || mounted.ephemeral) {
        continue;
      }
      std::map<std::string, std::int64_t> pinned;
      for (const auto& volume : inventory_->volumes) {
        const auto zones = zones_here(volume);
        if (!volume.hosts.empty() && is_of(volume, wanted, mounted.claim.name)) {
          faults_.push_back(fmt::format("{}: all its pods are placed, and volume {} is on {} alone",
                                        wanted.workload.id, volume.name, volume.hosts.front()));
        }
        if (zones.size() == 1 && is_of(volume, wanted, mounted.claim.name)) {
          ++pinned[zones.front()];
        }
      }
      for (const auto& [zone, volumes] : pinned) {
        if (pods_in(item, zone) < volumes) {
          faults_.push_back(
              fmt::format("{}: fewer pods in {} than volumes", wanted.workload.id, zone));
        }
      }
    }
  }

  // Its claim is called <template>-<StatefulSet>-<ordinal>, and the pod of that ordinal runs.
  static bool is_of(const model::PersistentVolume& volume, const demand::Item& wanted,
                    const std::string& template_name) {
    const auto& id = wanted.workload.id;
    const auto prefix = fmt::format("{}-{}-", template_name, id.name);
    const std::string_view name = volume.claim_name;
    if (wanted.workload.kind != model::WorkloadKind::stateful_set ||
        volume.claim_namespace != id.namespace_name || !name.starts_with(prefix)) {
      return false;
    }
    const auto digits = name.substr(prefix.size());
    std::int64_t ordinal = -1;
    const auto [end, error] =
        std::from_chars(digits.data(), digits.data() + digits.size(), ordinal);
    return error == std::errc{} && end == digits.data() + digits.size() && ordinal >= 0 &&
           ordinal < wanted.replicas;
  }

  std::int64_t pods_in(std::size_t item, const std::string& zone) const {
    std::int64_t pods = 0;
    for (const auto& set : plan_->nodes) {
      for (const auto& of : set.pods) {
        pods += set.zone == zone && of.item.value == item ? of.pods * set.count : 0;
      }
    }
    return pods;
  }

  const Plan* plan_;
  const std::vector<demand::Item>* items_;
  const model::Inventory* inventory_;
  const catalog::Catalogue* catalogue_;
  std::map<std::size_t, std::vector<rules::MountedClaim>> claims_;
  std::map<std::string, std::int64_t> nodes_of_;
  std::set<std::string> on_every_node_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> check_volumes(const Plan& plan, const demand::Demand& demand,
                                       const model::Inventory& inventory,
                                       const catalog::Catalogue& catalogue) {
  return VolumeCheck(plan, demand, inventory, catalogue).run();
}

}  // namespace eksplan::plan
