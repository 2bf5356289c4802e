#include "eksplan/rules/claims.hpp"

#include <algorithm>
#include <array>
#include <optional>
#include <tuple>

#include <fmt/format.h>

namespace eksplan::rules {
namespace {

using model::Inventory;
using model::PersistentVolume;
using model::StorageClass;
using model::VolumeClaim;

/// The driver of EKS Auto Mode, and the one that was part of Kubernetes.
constexpr std::string_view kAutoModeEbsDriver = "ebs.csi.eks.amazonaws.com";
constexpr std::string_view kInTreeEbs = "kubernetes.io/aws-ebs";

/// The class that EKS itself makes is gp2; a class without a type gets its driver's default, gp3
/// since the driver left Kubernetes.
constexpr std::string_view kEksClassType = "gp2";
constexpr std::string_view kDriverDefaultType = "gp3";

bool is_ebs(std::string_view provisioner) {
  return provisioner == kEbsDriver || provisioner == kInTreeEbs ||
         provisioner == kAutoModeEbsDriver;
}

ClaimStorage storage_of(std::string_view provisioner) {
  if (is_ebs(provisioner)) {
    return ClaimStorage::ebs;
  }
  if (provisioner.empty()) {
    return ClaimStorage::unknown;
  }
  return provisioner == kEfsDriver ? ClaimStorage::efs : ClaimStorage::other;
}

/// Inventory lists are sorted by name.
template <class T>
const T* find_named(const std::vector<T>& sorted, std::string_view name) {
  const auto found = std::ranges::lower_bound(
      sorted, name, {}, [](const T& item) -> std::string_view { return item.name; });
  return found != sorted.end() && found->name == name ? &*found : nullptr;
}

std::vector<model::PersistentVolumeClaim>::const_iterator first_claim_from(
    const Inventory& inventory, std::string_view namespace_name, std::string_view name) {
  return std::ranges::lower_bound(inventory.claims, std::tuple(namespace_name, name), {},
                                  [](const model::PersistentVolumeClaim& claim) {
                                    return std::tuple<std::string_view, std::string_view>(
                                        claim.id.namespace_name, claim.id.name);
                                  });
}

const model::PersistentVolumeClaim* find_claim(const Inventory& inventory,
                                               std::string_view namespace_name,
                                               std::string_view name) {
  const auto found = first_claim_from(inventory, namespace_name, name);
  const bool is_it = found != inventory.claims.end() &&
                     found->id.namespace_name == namespace_name && found->id.name == name;
  return is_it ? &*found : nullptr;
}

const StorageClass* default_class(const Inventory& inventory) {
  const auto found = std::ranges::find(inventory.storage_classes, true, &StorageClass::is_default);
  return found == inventory.storage_classes.end() ? nullptr : &*found;
}

/// The class that decides about a claim: its own, or the cluster's default. "" when it wants none
/// or none is known.
std::string class_name(const VolumeClaim& claim, const Inventory& inventory) {
  if (claim.storage_class) {
    return *claim.storage_class;
  }
  const auto* const fallback = default_class(inventory);
  return fallback == nullptr ? "" : fallback->name;
}

bool is_of(const PersistentVolume& volume, std::string_view namespace_name,
           std::string_view claim_name) {
  return !claim_name.empty() && volume.claim_namespace == namespace_name &&
         volume.claim_name == claim_name;
}

bool has_room_for(const PersistentVolume& volume, const VolumeClaim& claim,
                  std::string_view storage_class) {
  return volume.claim_name.empty() && volume.storage_class == storage_class &&
         volume.capacity >= claim.requested;
}

const PersistentVolume* find_volume(const VolumeClaim& claim, std::string_view namespace_name,
                                    std::string_view storage_class, const Inventory& inventory) {
  if (!claim.volume_name.empty()) {
    return find_named(inventory.volumes, claim.volume_name);
  }
  const PersistentVolume* smallest = nullptr;
  for (const auto& volume : inventory.volumes) {
    if (is_of(volume, namespace_name, claim.name)) {
      return &volume;
    }
    if (has_room_for(volume, claim, storage_class) &&
        (smallest == nullptr || volume.capacity < smallest->capacity)) {
      smallest = &volume;
    }
  }
  return smallest;
}

std::string ebs_volume_type(std::string_view provisioner, const StorageClass* storage_class) {
  if (storage_class != nullptr) {
    const auto type = storage_class->parameters.find("type");
    if (type != storage_class->parameters.end() && !type->second.empty()) {
      return type->second;
    }
  }
  return std::string(provisioner == kInTreeEbs ? kEksClassType : kDriverDefaultType);
}

ClaimBinding known_binding(std::string_view provisioner, std::string class_text,
                           const Inventory& inventory) {
  ClaimBinding binding{.storage = storage_of(provisioner), .provisioner = std::string(provisioner)};
  if (binding.storage == ClaimStorage::ebs) {
    binding.volume_type =
        ebs_volume_type(provisioner, find_named(inventory.storage_classes, class_text));
  }
  binding.storage_class = std::move(class_text);
  return binding;
}

/// A class that is not in the input is often named after the volume type that it makes.
std::string assumed_volume_type(const VolumeClaim& claim, std::string_view storage_class) {
  constexpr std::array<std::string_view, 6> kTypes{"gp2", "gp3", "io1", "io2", "sc1", "st1"};
  if (std::ranges::find(kTypes, storage_class) != kTypes.end()) {
    return std::string(storage_class);
  }
  return std::string(claim.storage_class ? kDriverDefaultType : kEksClassType);
}

ClaimBinding guessed_binding(const VolumeClaim& claim, std::string class_text) {
  const bool wants_no_class = claim.storage_class && claim.storage_class->empty();
  const bool shared =
      std::ranges::find(claim.access_modes, "ReadWriteMany") != claim.access_modes.end();
  ClaimBinding binding;
  if (!wants_no_class && !shared) {
    binding.storage = ClaimStorage::ebs_assumed;
    binding.volume_type = assumed_volume_type(claim, class_text);
  }
  binding.storage_class = std::move(class_text);
  return binding;
}

class MountReader {
 public:
  MountReader(const model::Workload& workload, const Inventory& inventory)
      : workload_(workload), inventory_(inventory) {}

  std::vector<MountedClaim> read() {
    const auto& volumes = workload_.pod.spec.volumes;
    for (std::size_t i = 0; i < volumes.size(); ++i) {
      if (!is_template(volumes[i].name)) {
        add(volumes[i], fmt::format("{}.volumes[{}]", workload_.pod.path, i));
      }
    }
    for (std::size_t i = 0; i < workload_.volume_claims.size(); ++i) {
      add_template(workload_.volume_claims[i], fmt::format("spec.volumeClaimTemplates[{}]", i));
    }
    return std::move(mounted_);
  }

 private:
  const std::string& own_namespace() const { return workload_.id.namespace_name; }

  bool is_template(std::string_view volume_name) const {
    return std::ranges::find(workload_.volume_claims, volume_name, &VolumeClaim::name) !=
           workload_.volume_claims.end();
  }

  void add(const model::Volume& volume, std::string path) {
    if (volume.source == model::VolumeSource::persistent_volume_claim) {
      add_claim(volume, std::move(path));
    } else if (volume.source == model::VolumeSource::ephemeral) {
      add_ephemeral(volume, std::move(path));
    }
  }

  void add_claim(const model::Volume& volume, std::string path) {
    const bool mounted_before = std::ranges::any_of(mounted_, [&](const MountedClaim& other) {
      return !other.per_pod && other.claim.name == volume.claim;
    });
    if (mounted_before) {
      return;
    }
    const auto* const known = find_claim(inventory_, own_namespace(), volume.claim);
    MountedClaim mounted{.in_input = known != nullptr,
                         .volume_name = volume.name,
                         .path = std::move(path),
                         .at = volume.at};
    if (known != nullptr) {
      mounted.claim = known->claim;
    }
    // A claim in a list of its own may leave its name to the object.
    mounted.claim.name = volume.claim;
    mounted.binding = bind_claim(mounted.claim, own_namespace(), inventory_);
    mounted_.push_back(std::move(mounted));
  }

  void add_ephemeral(const model::Volume& volume, std::string path) {
    MountedClaim mounted{.per_pod = true,
                         .ephemeral = true,
                         .volume_name = volume.name,
                         .path = std::move(path),
                         .at = volume.at};
    mounted.claim.name = volume.name;
    mounted.claim.storage_class = volume.storage_class;
    mounted.claim.access_modes = volume.access_modes;
    mounted.claim.requested = volume.requested.value_or(units::Bytes{});
    mounted.claim.at = volume.at;
    mounted.binding = bind_claim(named(mounted.claim, ""), own_namespace(), inventory_);
    mounted_.push_back(std::move(mounted));
  }

  void add_template(const VolumeClaim& claim, std::string path) {
    MountedClaim mounted{.claim = claim,
                         .per_pod = true,
                         .volume_name = claim.name,
                         .path = std::move(path),
                         .at = claim.at};
    const auto* const made = find_made_claim(claim.name);
    mounted.binding =
        made != nullptr ? bind_claim(named(made->claim, made->id.name), own_namespace(), inventory_)
                        : bind_claim(named(claim, ""), own_namespace(), inventory_);
    mounted_.push_back(std::move(mounted));
  }

  /// The name under which a volume may be bound to a claim. What is yet to be made has none.
  static VolumeClaim named(VolumeClaim claim, const std::string& name) {
    claim.name = name;
    return claim;
  }

  /// A claim that the template made: <template>-<StatefulSet>-<ordinal>.
  const model::PersistentVolumeClaim* find_made_claim(std::string_view template_name) const {
    const auto prefix = fmt::format("{}-{}-", template_name, workload_.id.name);
    const auto end = inventory_.claims.end();
    for (auto at = first_claim_from(inventory_, own_namespace(), prefix);
         at != end && is_own(*at, prefix); ++at) {
      if (is_ordinal(std::string_view(at->id.name).substr(prefix.size()))) {
        return &*at;
      }
    }
    return nullptr;
  }

  bool is_own(const model::PersistentVolumeClaim& claim, std::string_view prefix) const {
    return claim.id.namespace_name == own_namespace() && claim.id.name.starts_with(prefix);
  }

  static bool is_ordinal(std::string_view text) {
    return !text.empty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
  }

  const model::Workload& workload_;
  const Inventory& inventory_;
  std::vector<MountedClaim> mounted_;
};

}  // namespace

ClaimBinding bind_claim(const VolumeClaim& claim, std::string_view namespace_name,
                        const Inventory& inventory) {
  auto class_text = class_name(claim, inventory);
  if (const auto* const volume = find_volume(claim, namespace_name, class_text, inventory)) {
    auto binding = known_binding(volume->driver, volume->storage_class, inventory);
    binding.volume = volume->name;
    return binding;
  }
  const auto* const storage_class = find_named(inventory.storage_classes, class_text);
  auto binding = storage_class != nullptr
                     ? known_binding(storage_class->provisioner, std::move(class_text), inventory)
                     : guessed_binding(claim, std::move(class_text));
  binding.volume = claim.volume_name;
  return binding;
}

std::vector<MountedClaim> mounted_claims(const model::Workload& workload,
                                         const Inventory& inventory) {
  return MountReader(workload, inventory).read();
}

}  // namespace eksplan::rules
