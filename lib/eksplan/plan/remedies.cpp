#include "eksplan/plan/remedies.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/pack/packing.hpp"

namespace eksplan::plan {
namespace {

constexpr std::int64_t kMoreZones = 4;    // that are tried
constexpr std::size_t kMostShapes = 100;  // of a problem that is solved once more for an advice

/// By item without a place: shapes that hold pods of it, each once.
std::map<std::size_t, std::vector<std::size_t>> shapes_of_unplaced(const RemedyInput& input) {
  std::map<std::size_t, std::vector<std::size_t>> shapes;
  const auto& all = input.problem.shaped().shapes;
  for (std::size_t shape = 0; shape < all.size(); ++shape) {
    for (const auto& parcel : all[shape].parcels) {
      for (const auto& of : parcel.pods) {
        const auto item = of.item.value;
        if (input.unplaced[item] > 0 && (shapes[item].empty() || shapes[item].back() != shape)) {
          shapes[item].push_back(shape);
        }
      }
    }
  }
  return shapes;
}

// "p5.*"
std::string pattern_of_family(std::string_view type) {
  return fmt::format("{}.*", type.substr(0, type.find('.')));
}

}  // namespace

struct Remedies::Wider {
  Options options{};
  std::optional<Problem> problem{};
};

Remedies::Remedies(const RemedyInput& input)
    : in_(input),
      may_solve_again_(input.problem.shaped().shapes.size() <= kMostShapes),
      shapes_of_(shapes_of_unplaced(input)) {}

Remedies::~Remedies() = default;

// Beside those of the plan. Where the limit keeps pods out already there is none to give away.
bool Remedies::may_have(std::int64_t more_groups) const {
  const auto most = in_.options.max_node_groups;
  if (most <= 0) {
    return true;
  }
  for (std::size_t item = 0; item < in_.unplaced.size(); ++item) {
    if (is_kept_out_by_groups(item)) {
      return false;
    }
  }
  return std::ssize(in_.groups) + more_groups <= most;
}

bool Remedies::is_kept_out_by_groups(std::size_t item) const {
  const auto most = in_.options.max_node_groups;
  return most > 0 && std::ssize(in_.groups) >= most && in_.unplaced[item] > 0 &&
         !groups_for(item).empty();
}

// Items without a place of which these nodes take a pod; each may want a group of its own.
std::int64_t Remedies::takeable_by(const NodeOptions& nodes) const {
  std::int64_t items = 0;
  for (std::size_t item = 0; item < in_.unplaced.size(); ++item) {
    items += in_.unplaced[item] > 0 && nodes.take(item, in_.demand) ? 1 : 0;
  }
  return items;
}

bool Remedies::is_proven(const Options& better, std::size_t item) {
  const auto key = fmt::format("{} {} {}", better.zones, better.max_node_groups,
                               base::join(better.instance_types, ","));
  auto [known, added] = proven_.try_emplace(key);
  if (added) {
    auto tight = better;
    tight.headroom = {.percent = 0};
    tight.progress = nullptr;
    Problem problem(in_.demand, in_.inventory, in_.catalogue, in_.fargate, tight);
    const auto roomy = problem.solve();
    known->second = problem.assign(*roomy.packing).unplaced;
  }
  return known->second[item] == 0;
}

// Those that are candidates by default, or all that have a price.
const NodeOptions& Remedies::other_types(bool all) {
  auto& types = all ? all_types_ : default_types_;
  if (!types) {
    auto options = in_.options;
    options.instance_types = all ? std::vector<std::string>{"*"} : std::vector<std::string>{};
    types.emplace(find_node_options(in_.demand, in_.catalogue, options, in_.problem.volumes(),
                                    in_.problem.nodes().label_sets));
  }
  return *types;
}

// Whether its group can be in a zone of each parcel that holds the item, of the zones planned for.
bool Remedies::is_wherever_wanted(const NodeOptions& nodes, const NodeOption& option,
                                  std::size_t item) const {
  const auto& planned = in_.problem.nodes().zones;
  const auto is_in = [&](std::size_t zone) {
    const auto known = std::ranges::find(nodes.zones, planned[zone]) - nodes.zones.begin();
    return known < std::ssize(nodes.zones) &&
           std::ranges::any_of(nodes.options, [&](const NodeOption& other) {
             return nodes.group_class(other) == nodes.group_class(option) &&
                    nodes.is_in(other, static_cast<std::size_t>(known));
           });
  };
  return std::ranges::all_of(in_.problem.arrangement().parcels, [&](const Parcel& parcel) {
    bool there = !parcel.holds(item);
    for (std::size_t zone = 0; zone < planned.size() && !there; ++zone) {
      there = (parcel.zones.empty() || parcel.zones[zone]) && is_in(zone);
    }
    return there;
  });
}

// The family of the cheapest type that takes the pods; empty without any.
std::string Remedies::family_for(const Together& pods, const NodeOptions& nodes) const {
  // Other amounts would not be comparable.
  if (nodes.extended != in_.problem.nodes().extended) {
    return "";
  }
  const NodeOption* best = nullptr;
  const auto rank = [&](const NodeOption& option) {
    const auto& candidate = nodes.candidates[option.candidate];
    return std::tuple(!candidate.type.current_generation, candidate.node_price,
                      candidate.type.name);
  };
  for (const auto& option : nodes.options) {
    const bool takes =
        option.has_room(pods.amounts) && std::ranges::none_of(pods.pods, [&](const PodsOf& of) {
          return nodes.kinds.facts(option.kind).refusals[of.item.value].has_value();
        });
    if (takes && (best == nullptr || rank(option) < rank(*best)) &&
        is_wherever_wanted(nodes, option, pods.pods.front().item.value)) {
      best = &option;
    }
  }
  return best == nullptr ? "" : pattern_of_family(nodes.candidates[best->candidate].type.name);
}

std::string Remedies::types(const Together& pods) {
  if (!may_solve_again_) {
    return "";
  }
  const auto& globs = in_.options.instance_types;
  auto family = globs.empty() ? std::string() : family_for(pods, other_types(false));
  if (family.empty()) {
    family = family_for(pods, other_types(true));
  }
  if (family.empty() || !may_have(takeable_by(other_types(true)))) {
    return "";
  }
  // Globs replace the types that are candidates by default: these alone are no advice for all pods.
  if (globs.empty()) {
    return fmt::format("; --instance-types '{}' has types with room for it", family);
  }
  auto better = in_.options;
  better.instance_types.push_back(family);
  return is_proven(better, pods.pods.front().item.value)
             ? fmt::format("; --instance-types '{}' would do",
                           base::join(better.instance_types, ","))
             : "";
}

// Groups of which each takes every parcel that holds the item, as the packing sees them.
std::set<std::uint32_t> Remedies::groups_for(std::size_t item) const {
  const auto& nodes = in_.problem.nodes();
  std::optional<std::set<std::uint32_t>> common;
  const auto shapes = shapes_of_.find(item);
  if (shapes == shapes_of_.end()) {
    return {};
  }
  for (const auto index : shapes->second) {
    const auto& shape = in_.problem.shaped().shapes[index];
    std::set<std::uint32_t> here;
    for (const auto& option : nodes.options) {
      const auto group = nodes.group_class(option);
      const bool takes = shape.may_use(option) && option.has_room(shape.traits.demand) &&
                         shape.traits.per_node_cap.value_or(1) > 0;
      if (takes && (!common || common->contains(group))) {
        here.insert(group);
      }
    }
    common = std::move(here);
  }
  return common.value_or(std::set<std::uint32_t>{});
}

// As many groups more as take everything that the limit keeps out, each time the one that takes
// most of it.
std::string Remedies::groups(std::size_t item) {
  if (!may_solve_again_) {
    return "";
  }
  std::map<std::uint32_t, std::set<std::size_t>> takes;
  std::set<std::size_t> left;
  for (std::size_t i = 0; i < in_.unplaced.size(); ++i) {
    if (is_kept_out_by_groups(i)) {
      left.insert(i);
      for (const auto group : groups_for(i)) {
        takes[group].insert(i);
      }
    }
  }
  std::int64_t more = 0;
  while (!left.empty()) {
    const auto best = std::ranges::max_element(takes, {}, [&](const auto& entry) {
      return std::ranges::count_if(entry.second, [&](auto i) { return left.contains(i); });
    });
    const auto before = left.size();
    if (best != takes.end()) {
      std::erase_if(left, [&](std::size_t i) { return best->second.contains(i); });
    }
    if (left.size() == before) {
      return "";
    }
    ++more;
  }
  auto better = in_.options;
  better.max_node_groups += more;
  return is_proven(better, item)
             ? fmt::format("; --max-node-groups {} would do", better.max_node_groups)
             : "";
}

const Problem& Remedies::with_zones(std::int64_t zones) {
  auto& wider = wider_[zones];
  if (!wider) {
    wider = std::make_unique<Wider>();
    wider->options = in_.options;
    wider->options.zones = zones;
    wider->options.more_zones = false;
    wider->problem.emplace(in_.demand, in_.inventory, in_.catalogue, in_.fargate, wider->options);
  }
  return *wider->problem;
}

bool Remedies::refuses_no_more(const Problem& other) const {
  const auto& before = in_.problem.arrangement().refused;
  return std::ranges::all_of(other.arrangement().refused, [&](const auto& entry) {
    const auto known = before.find(entry.first);
    return known != before.end() && entry.second.pods <= known->second.pods;
  });
}

// By nodes of groups that the plan has, or by any.
bool Remedies::would_take(const Problem& other, std::size_t item, bool by_planned) const {
  const auto& nodes = other.nodes();
  const auto wanted = nodes.amounts_of_pod(item, in_.demand);
  return std::ranges::all_of(other.arrangement().parcels, [&](const Parcel& parcel) {
    return !parcel.holds(item) || std::ranges::any_of(nodes.options, [&](const NodeOption& option) {
      const auto& type = nodes.candidates[option.candidate].type.name;
      const auto& put = nodes.label_sets[option.label_set];
      const bool planned = std::ranges::any_of(in_.groups, [&](const NodeGroup& group) {
        return group.type.name == type && group.labels == put.labels && group.taints == put.taints;
      });
      return (planned || !by_planned) && option.has_room(wanted) &&
             !nodes.kinds.facts(option.kind).refusals[item] &&
             (parcel.zones.empty() || !option.zone || parcel.zones[*option.zone]);
    });
  });
}

// By items that find a place with it and that groups of the plan do not take.
std::int64_t Remedies::groups_wanted(const Problem& other) const {
  std::int64_t wanted = 0;
  for (std::size_t item = 0; item < in_.unplaced.size(); ++item) {
    const bool placeable = in_.unplaced[item] > 0 && !other.arrangement().refused.contains(item) &&
                           other.nodes().take(item, in_.demand);
    wanted += placeable && !would_take(other, item, true) ? 1 : 0;
  }
  return wanted;
}

std::string Remedies::zones(std::size_t item) {
  if (!may_solve_again_) {
    return "";
  }
  const auto there = std::ranges::count(in_.problem.nodes().supplied, true);
  const auto known = std::ssize(in_.catalogue.region().zones);
  for (auto zones = there + 1; zones <= std::min(known, there + kMoreZones); ++zones) {
    const auto& wider = with_zones(zones);
    if (std::ranges::count(wider.nodes().supplied, true) < zones) {
      return "";  // the region has no more
    }
    if (!wider.arrangement().refused.contains(item) && refuses_no_more(wider) &&
        would_take(wider, item, false) && may_have(groups_wanted(wider)) &&
        is_proven(wider_.at(zones)->options, item)) {
      return fmt::format("; --zones {} would do", zones);
    }
  }
  return "";
}

}  // namespace eksplan::plan
