#include "eksplan/plan/misses.hpp"

#include <algorithm>
#include <limits>
#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/units/resources.hpp"

namespace eksplan::plan {
namespace {

constexpr std::size_t kNearest = 2;  // candidates that are named
constexpr std::size_t kReasons = 3;  // different refusals that are named

std::string amount_text(std::size_t dimension, std::int64_t amount, const NodeOptions& nodes) {
  switch (dimension) {
    case kCpu:
      return fmt::format("{} of CPU", units::MilliCpu::from_millis(amount));
    case kMemory:
      return fmt::format("{} of memory", units::Bytes::from_count(amount));
    case kEphemeral:
      return fmt::format("{} of ephemeral storage", units::Bytes::from_count(amount));
    case kPods:
      return base::plural(amount, "pod slot", "pod slots");
    default:
      if (dimension == nodes.attachments_dimension()) {
        return base::plural(amount, "attachment for EBS volumes", "attachments for EBS volumes");
      }
      return fmt::format("{} {}", amount, nodes.extended[dimension - kFirstExtended]);
  }
}

// How far a node is from holding the pod, in parts per million of what the pod wants.
base::int128 shortfall(const Amounts& wanted, const NodeOption& option) {
  base::int128 parts = 0;
  for (std::size_t d = 0; d < wanted.size(); ++d) {
    if (wanted[d] > option.capacity[d]) {
      parts += base::int128{wanted[d] - option.capacity[d]} * 1'000'000 / wanted[d];
    }
  }
  return parts;
}

// The same in words.
std::string lack_text(const Amounts& wanted, const NodeOption& option, const NodeOptions& nodes) {
  std::vector<std::string> lacks;
  for (std::size_t d = 0; d < wanted.size(); ++d) {
    if (wanted[d] > option.capacity[d]) {
      lacks.push_back(amount_text(d, wanted[d] - option.capacity[d], nodes));
    }
  }
  return base::and_list(lacks);
}

std::string no_candidates(const Options& options) {
  if (!options.instance_types.empty()) {
    return fmt::format("no instance type with a price here matches --instance-types {}",
                       base::join(options.instance_types, ","));
  }
  return "no instance type with a price here is a candidate";
}

bool refused_on(model::Architecture arch, const LabelSet& set, const model::PodSpec& pod) {
  rules::NodeKind kind{set.labels, set.taints};
  for (const auto* const prefix : {"", "beta."}) {
    kind.labels[fmt::format("{}kubernetes.io/arch", prefix)] = model::name(arch);
    kind.labels[fmt::format("{}kubernetes.io/os", prefix)] = "linux";
  }
  return rules::refuses(kind, pod).has_value();
}

// An architecture that is not among the candidates and would make the difference.
std::string architecture_hint(const model::PodSpec& pod, const NodeOptions& nodes,
                              const Options& options) {
  const auto& wanted = options.architectures;
  for (const auto& set : nodes.label_sets) {
    const bool refused = std::all_of(wanted.begin(), wanted.end(), [&](model::Architecture arch) {
      return refused_on(arch, set, pod);
    });
    for (const auto arch : {model::Architecture::amd64, model::Architecture::arm64}) {
      const bool other = std::find(wanted.begin(), wanted.end(), arch) == wanted.end();
      if (refused && other && !refused_on(arch, set, pod)) {
        return fmt::format("; --arch {} would allow it", model::name(arch));
      }
    }
  }
  return "";
}

// Zones in which the pod could run if AWS offered some candidate there.
std::string supply_hint(std::size_t item, const std::vector<bool>& zones, const MissInput& in) {
  const auto& nodes = in.nodes;
  const auto& pod = in.demand.items[item].workload.pod.spec;
  std::vector<std::string> bare;
  for (std::size_t zone = 0; zone < nodes.zones.size(); ++zone) {
    if (nodes.supplied[zone] || !(zones.empty() || zones[zone])) {
      continue;
    }
    const bool accepted = std::ranges::any_of(nodes.candidates, [&](const Candidate& candidate) {
      return std::ranges::any_of(nodes.label_sets, [&](const LabelSet& set) {
        rules::NodeKind kind{rules::well_known_labels(candidate.type, candidate.purchase, in.region,
                                                      nodes.zones[zone]),
                             set.taints};
        kind.labels.insert(set.labels.begin(), set.labels.end());
        return !rules::refuses(kind, pod);
      });
    });
    if (accepted) {
      bare.push_back(nodes.zones[zone]);
    }
  }
  return bare.empty() ? ""
                      : fmt::format("AWS offers none of the candidate instance types in {}",
                                    base::and_list(bare));
}

// Whether the plan put the labels on the node that the pod's node selector asks for.
bool has_selected_labels(const model::PodSpec& pod, const model::Labels& labels) {
  return std::all_of(pod.node_selector.begin(), pod.node_selector.end(), [&](const auto& wanted) {
    const auto label = labels.find(wanted.first);
    return rules::is_well_known_label(wanted.first) ||
           (label != labels.end() && label->second == wanted.second.value);
  });
}

// Every kind of node refused the pod. Nodes without the labels that were made for it are refused
// for their lack alone and say nothing; of the others, what most candidates say comes first.
std::string all_refused(std::size_t item, const MissInput& in) {
  const auto& nodes = in.nodes;
  std::map<std::string, std::int64_t> reasons;
  const auto& pod = in.demand.items[item].workload.pod.spec;
  for (const auto& option : nodes.options) {
    const auto& refusal = nodes.kinds.facts(option.kind).refusals[item];
    const auto& put = nodes.label_sets[option.label_set];
    if (refusal && put.resources.empty() && has_selected_labels(pod, put.labels)) {
      ++reasons[refusal->reason];
    }
  }
  std::vector<std::pair<std::int64_t, std::string>> sorted;
  for (const auto& [reason, count] : reasons) {
    sorted.emplace_back(-count, reason);
  }
  std::sort(sorted.begin(), sorted.end());
  std::vector<std::string> words;
  for (std::size_t i = 0; i < std::min(sorted.size(), kReasons); ++i) {
    words.push_back(sorted[i].second);
  }
  return base::join(words, "; ") + architecture_hint(pod, nodes, in.options);
}

struct Near {
  base::int128 parts = 0;
  std::int64_t price = 0;
  std::string_view type;
  const NodeOption* option = nullptr;
};

// What has to find room at once: the pod, or the largest unit that it is welded into.
struct Unit {
  Amounts amounts;
  std::vector<PodsOf> pods;
  std::vector<bool> zones;
};

Unit unit_of(std::size_t item, const MissInput& in) {
  Unit unit{in.nodes.amounts_of_pod(item, in.demand), {{ItemIndex{item}, 1}}, {}};
  std::int64_t most = 1;
  for (const auto number : in.parcels_of_items[item]) {
    const auto& parcel = in.arrangement.parcels[number];
    std::int64_t pods = 0;
    for (const auto& of : parcel.pods) {
      pods += of.pods;
    }
    if (pods > most || unit.zones.empty()) {
      most = pods;
      unit.pods = parcel.pods;
      unit.zones = parcel.zones;
    }
  }
  std::vector<base::int128> sum(unit.amounts.size(), 0);
  for (const auto& of : unit.pods) {
    const auto amounts = in.nodes.amounts_of_pod(of.item.value, in.demand);
    for (std::size_t d = 0; d < sum.size(); ++d) {
      sum[d] += base::int128{amounts[d]} * of.pods;
    }
  }
  for (std::size_t d = 0; d < sum.size(); ++d) {
    unit.amounts[d] = base::narrow(sum[d]).value_or(std::numeric_limits<std::int64_t>::max());
  }
  return unit;
}

// Whether a DaemonSet that the item wants beside its pods is on that kind of node, if it wants any.
bool has_company(std::size_t item, std::size_t kind, const MissInput& in) {
  const auto near = in.relations.near.find(item);
  if (near == in.relations.near.end() || near->second.daemons.empty()) {
    return true;
  }
  const auto& there = in.nodes.kinds.facts(kind).daemons;
  return std::ranges::any_of(near->second.daemons, [&](std::size_t daemon) {
    return std::ranges::find(there, daemon) != there.end();
  });
}

// Every node that takes one of those that have to be together refuses another.
std::string nothing_for_all(std::size_t item, const Unit& unit, const MissInput& in) {
  const auto near = in.relations.near.find(item);
  if (near != in.relations.near.end() && !near->second.daemons.empty()) {
    return fmt::format(
        "required pod affinity wants pods of {} beside it, which are on no node that "
        "it may use",
        in.demand.items[near->second.daemons.front()].workload.id);
  }
  std::vector<std::string> names;
  for (const auto& of : unit.pods) {
    names.push_back(in.demand.items[of.item.value].workload.id.text());
  }
  return fmt::format("no kind of node takes {} where {} to be", base::and_list(names),
                     names.size() > 1 ? "they have" : "it has");
}

bool may_use(const NodeOption& option, const Unit& unit, const MissInput& in) {
  const bool in_zone = unit.zones.empty() || !option.zone || unit.zones[*option.zone];
  return in_zone && std::ranges::none_of(unit.pods, [&](const PodsOf& of) {
           return in.nodes.kinds.facts(option.kind).refusals[of.item.value].has_value() ||
                  !has_company(of.item.value, option.kind, in);
         });
}

std::vector<Near> nearest_options(const Unit& unit, const MissInput& in) {
  const auto& nodes = in.nodes;
  std::vector<Near> near;
  for (const auto& option : nodes.options) {
    if (may_use(option, unit, in)) {
      const auto& candidate = nodes.candidates[option.candidate];
      near.push_back(
          {shortfall(unit.amounts, option), candidate.node_price, candidate.type.name, &option});
    }
  }
  std::stable_sort(near.begin(), near.end(), [](const Near& a, const Near& b) {
    return std::tie(a.parts, a.price, a.type) < std::tie(b.parts, b.price, b.type);
  });
  return near;
}

// "3 pods of shop/Deployment/web and 1 pod of shop/Deployment/cache have to be on one node: "
std::string company_text(const Unit& unit, const demand::Demand& demand) {
  if (unit.pods.size() == 1 && unit.pods.front().pods == 1) {
    return "";
  }
  std::vector<std::string> words;
  for (const auto& of : unit.pods) {
    words.push_back(fmt::format("{} of {}", base::plural(of.pods, "pod", "pods"),
                                demand.items[of.item.value].workload.id));
  }
  return fmt::format("{} have to be on one node: ", base::and_list(words));
}

// Nodes are large enough, and yet none may hold them all.
std::string crowded_unit_text(const Unit& unit, const demand::Demand& demand) {
  for (const auto& of : unit.pods) {
    const auto& workload = demand.items[of.item.value].workload;
    const auto cap = rules::per_node_cap(workload);
    if (cap && of.pods > *cap) {
      return fmt::format("{} pods of {} have to be on one node, which may hold {}", of.pods,
                         workload.id, *cap);
    }
  }
  return "the search found no node for it beside all else";
}

// Local volumes do not move; empty when the item has none.
std::string host_text(std::size_t item, const MissInput& in) {
  const auto wish = in.volumes.find(item);
  if (wish == in.volumes.end()) {
    return "";
  }
  auto volumes = wish->second.on_hosts;
  for (const auto& [ordinal, volume] : wish->second.ordinals_on_hosts) {
    if (ordinal < in.demand.items[item].replicas) {
      volumes.push_back(volume);
    }
  }
  if (volumes.empty()) {
    return "";
  }
  const auto all = volumes.size();
  if (all > kReasons) {
    volumes.resize(kReasons);
    volumes.push_back(fmt::format("{} more", all - kReasons));
  }
  return fmt::format("volumes are on nodes of today's cluster, and a plan has new ones alone: {}",
                     base::and_list(volumes));
}

}  // namespace

ParcelsOfItems parcels_of_items(const std::vector<Parcel>& parcels, std::size_t items) {
  ParcelsOfItems numbers(items);
  for (std::size_t number = 0; number < parcels.size(); ++number) {
    for (const auto& of : parcels[number].pods) {
      auto& held = numbers[of.item.value];
      if (held.empty() || held.back() != number) {
        held.push_back(number);
      }
    }
  }
  return numbers;
}

std::string nearest_miss(std::size_t item, const MissInput& input) {
  const auto& [demand, nodes, options, arrangement, relations, region, volumes, remedies, parcels] =
      input;
  if (auto text = host_text(item, input); !text.empty()) {
    return text;
  }
  const auto refused = arrangement.refused.find(item);
  if (refused != arrangement.refused.end() && !refused->second.reason.empty()) {
    return refused->second.reason + remedies.zones(item);
  }
  if (nodes.candidates.empty()) {
    return no_candidates(options);
  }
  if (nodes.options.empty()) {
    return fmt::format("no candidate has room for the DaemonSets, {} among them",
                       nodes.crowded_out);
  }
  const auto unit = unit_of(item, input);
  const auto near = nearest_options(unit, input);
  if (near.empty()) {
    if (auto hint = supply_hint(item, unit.zones, input); !hint.empty()) {
      return hint;
    }
    const auto refusals = all_refused(item, input);
    return refusals.empty() ? nothing_for_all(item, unit, input) : refusals;
  }
  if (near.front().parts == 0) {
    return remedies.is_kept_out_by_groups(item)
               ? fmt::format(
                     "it needs a node group of its own, and --max-node-groups {} are in "
                     "use{}",
                     options.max_node_groups, remedies.groups(item))
               : crowded_unit_text(unit, demand);
  }
  std::vector<std::string> words;
  std::set<std::string_view> named;
  for (const auto& candidate : near) {
    if (named.size() < kNearest && named.insert(candidate.type).second) {
      words.push_back(fmt::format("{} lacks {}", candidate.type,
                                  lack_text(unit.amounts, *candidate.option, nodes)));
    }
  }
  return company_text(unit, demand) + base::join(words, ", ") +
         remedies.types({unit.pods, unit.amounts});
}

}  // namespace eksplan::plan
