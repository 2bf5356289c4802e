#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "eksplan/cost/scene.hpp"
#include "eksplan/cost/volume_price.hpp"
#include "eksplan/rules/claims.hpp"

namespace eksplan::cost {
namespace {

using Key = std::pair<std::string, std::string>;  // namespace, name

// A claim template or ephemeral volume of one workload.
struct PerPod {
  plan::ItemIndex item;
  rules::MountedClaim mounted;
  std::int64_t already_made = 0;  ///< claims in the input that it made for pods that still run
};

/// Everything that workloads mount, found by the names that claims in the input have.
struct Mounts {
  std::vector<PerPod> per_pod;
  std::map<Key, std::vector<std::size_t>> templates;  ///< by namespace and <template>-<workload>
  std::map<std::string, std::vector<std::size_t>> ephemeral;  ///< by namespace
  std::map<Key, std::vector<plan::ItemIndex>> claims;         ///< claims by name: who mounts them
  std::map<Key, rules::MountedClaim> missing;                 ///< mounted, but not in the input
};

void add_mount(plan::ItemIndex index, const model::ObjectId& id, rules::MountedClaim mounted,
               Mounts& mounts) {
  const Key key{id.namespace_name, mounted.claim.name};
  if (!mounted.per_pod) {
    mounts.claims[key].push_back(index);
    if (!mounted.in_input) {
      mounts.missing.emplace(key, std::move(mounted));
    }
    return;
  }
  const auto place = mounts.per_pod.size();
  if (mounted.ephemeral) {
    mounts.ephemeral[id.namespace_name].push_back(place);
  } else {
    mounts.templates[{id.namespace_name, fmt::format("{}-{}", mounted.claim.name, id.name)}]
        .push_back(place);
  }
  mounts.per_pod.push_back({index, std::move(mounted), 0});
}

// A volume that the pod names itself has no claim, so its size is not in the input.
void report_inline_volumes(const model::Workload& workload, Ledger& ledger) {
  for (const auto& volume : workload.pod.spec.volumes) {
    if (volume.source == model::VolumeSource::aws_elastic_block_store) {
      ledger.cannot_price("ebs-volume", "the input does not say how large it is",
                          fmt::format("volume {} of {}", volume.name, workload.id.text()));
    }
  }
}

Mounts collect_mounts(const Scene& scene, Ledger& ledger) {
  Mounts mounts;
  for (std::size_t i = 0; i < scene.demand.items.size(); ++i) {
    const auto& workload = scene.demand.items[i].workload;
    for (auto& mounted : rules::mounted_claims(workload, scene.inventory)) {
      add_mount(item_index(i), workload.id, std::move(mounted), mounts);
    }
    report_inline_volumes(workload, ledger);
  }
  return mounts;
}

// "data-web-3" -> "data-web" and 3.
std::optional<std::pair<std::string, std::int64_t>> split_ordinal(const std::string& name) {
  const auto dash = name.rfind('-');
  if (dash == std::string::npos || dash + 1 == name.size()) {
    return std::nullopt;
  }
  std::int64_t ordinal = 0;
  const auto* const end = name.data() + name.size();
  const auto [read_to, error] = std::from_chars(name.data() + dash + 1, end, ordinal);
  if (error != std::errc{} || read_to != end) {
    return std::nullopt;
  }
  return std::pair(name.substr(0, dash), ordinal);
}

// The claim that a template or an ephemeral volume has made keeps a name that tells so:
// <template>-<workload>-<ordinal>, or <pod>-<volume> with a pod name that begins with the
// workload's.
PerPod* maker_of(const model::ObjectId& id, const Scene& scene, Mounts& mounts) {
  if (const auto parts = split_ordinal(id.name)) {
    const auto found = mounts.templates.find({id.namespace_name, parts->first});
    if (found != mounts.templates.end()) {
      auto& maker = mounts.per_pod[found->second.front()];
      maker.already_made += parts->second < scene.pods_with_volumes(maker.item, false) ? 1 : 0;
      return &maker;
    }
  }
  const auto in_namespace = mounts.ephemeral.find(id.namespace_name);
  if (in_namespace == mounts.ephemeral.end()) {
    return nullptr;
  }
  for (const auto place : in_namespace->second) {
    auto& maker = mounts.per_pod[place];
    const auto prefix = scene.demand.items[maker.item.value].workload.id.name + "-";
    const auto suffix = "-" + maker.mounted.claim.name;
    if (id.name.size() > prefix.size() + suffix.size() && id.name.starts_with(prefix) &&
        id.name.ends_with(suffix)) {
      maker.already_made += maker.already_made < scene.pods[maker.item.value] ? 1 : 0;
      return &maker;
    }
  }
  return nullptr;
}

// Who pays for a claim in the input, or nothing when it takes no part.
std::optional<Payer> payer_of(const model::PersistentVolumeClaim& claim, const Scene& scene,
                              Mounts& mounts) {
  Payer payer;
  payer.detail = fmt::format("PersistentVolumeClaim {}/{}", claim.id.namespace_name, claim.id.name);
  const auto mounted = mounts.claims.find({claim.id.namespace_name, claim.id.name});
  if (mounted != mounts.claims.end()) {
    if (mounted->second.size() == 1) {
      payer.item = mounted->second.front();
    }
    return payer;
  }
  if (const auto* const maker = maker_of(claim.id, scene, mounts)) {
    payer.item = maker->item;
    return payer;
  }
  const bool takes_part =
      scene.selects_namespace(claim.id.namespace_name) && !scene.selects_by_label();
  return takes_part ? std::optional(payer) : std::nullopt;
}

// A bound claim has the size of its volume, which may be larger than what it asked for.
units::Bytes size_of(const model::VolumeClaim& claim, const rules::ClaimBinding& binding,
                     const model::Inventory& inventory) {
  const auto& volumes = inventory.volumes;  // sorted by name
  const auto found =
      std::ranges::lower_bound(volumes, binding.volume, {}, &model::PersistentVolume::name);
  const bool is_known =
      !binding.volume.empty() && found != volumes.end() && found->name == binding.volume;
  return is_known ? std::max(claim.requested, found->capacity) : claim.requested;
}

void charge_claims(const Scene& scene, Mounts& mounts, Ledger& ledger) {
  for (const auto& claim : scene.inventory.claims) {
    const auto payer = payer_of(claim, scene, mounts);
    if (!payer) {
      continue;
    }
    auto named = claim.claim;
    named.name = claim.id.name;
    const auto binding = rules::bind_claim(named, claim.id.namespace_name, scene.inventory);
    charge_volumes({.binding = binding,
                    .size = size_of(named, binding, scene.inventory),
                    .count = 1,
                    .payer = *payer},
                   scene.inventory, ledger);
  }
}

void charge_per_pod(const Scene& scene, const Mounts& mounts, Ledger& ledger) {
  for (const auto& per_pod : mounts.per_pod) {
    const auto volumes =
        scene.pods_with_volumes(per_pod.item, per_pod.mounted.ephemeral) - per_pod.already_made;
    if (volumes > 0) {
      const Payer payer{.item = per_pod.item,
                        .group = {},
                        .detail = fmt::format("volume {} of each pod", per_pod.mounted.claim.name)};
      charge_volumes({.binding = per_pod.mounted.binding,
                      .size = per_pod.mounted.claim.requested,
                      .count = volumes,
                      .payer = payer},
                     scene.inventory, ledger);
    }
  }
}

}  // namespace

std::int64_t Scene::pods_with_volumes(plan::ItemIndex item, bool ephemeral) const {
  const auto& most = options.most_pods;
  return ephemeral || most.empty() ? pods[item.value]
                                   : std::max(pods[item.value], most[item.value]);
}

void charge_storage(const Scene& scene, Ledger& ledger) {
  auto mounts = collect_mounts(scene, ledger);
  charge_claims(scene, mounts, ledger);
  charge_per_pod(scene, mounts, ledger);
  for (const auto& [key, mounted] : mounts.missing) {
    const Payer payer{
        .item = {},
        .group = {},
        .detail = fmt::format("PersistentVolumeClaim {}/{}, which is not in the input", key.first,
                              key.second)};
    charge_volumes(
        {.binding = mounted.binding, .size = mounted.claim.requested, .count = 1, .payer = payer},
        scene.inventory, ledger);
  }
}

}  // namespace eksplan::cost
