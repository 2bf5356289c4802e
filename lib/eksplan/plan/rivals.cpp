#include "eksplan/plan/rivals.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>
#include <utility>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/checked.hpp"
#include "eksplan/plan/candidates.hpp"
#include "eksplan/plan/node_kinds.hpp"
#include "eksplan/plan/node_options.hpp"

namespace eksplan::plan {
namespace {

using base::int128;

// Pods of one workload that are still to be put somewhere.
struct Lot {
  std::size_t item = 0;
  std::int64_t pods = 0;
  Amounts one;  ///< of a pod
  std::optional<std::int64_t> cap;
};

std::int64_t copies(const Lot& lot, const Amounts& room) {
  auto most = std::min(lot.pods, lot.cap.value_or(lot.pods));
  for (std::size_t d = 0; d < room.size(); ++d) {
    if (lot.one[d] > 0) {
      most = std::min(most, room[d] / lot.one[d]);
    }
  }
  return most;
}

/// The group's pods on one type after the other.
class RivalFinder {
 public:
  RivalFinder(const Plan& plan, GroupIndex group, const demand::Demand& demand,
              const catalog::Catalogue& catalogue, const Options& options)
      : plan_(&plan),
        group_(&plan.groups[group.value]),
        demand_(&demand),
        options_(&options),
        region_(catalogue.region().name),
        candidates_(find_candidates(demand, catalogue, options)),
        kinds_(demand) {
    collect_pods(group);
    collect_resources();
  }

  GroupRivals find(std::size_t most) {
    GroupRivals result;
    for (std::size_t i = 0; i < candidates_.size(); ++i) {
      auto rival = try_type(candidates_[i]);
      if (!rival) {
        ++result.unfit;
      } else if (candidates_[i].type.name == group_->type.name) {
        result.own = std::move(*rival);
      } else {
        rival->dominated_by = better_than(i);
        result.nearest.push_back(std::move(*rival));
      }
    }
    result.planned = result.own.per_node * group_->count;
    std::sort(result.nearest.begin(), result.nearest.end(), [](const Rival& a, const Rival& b) {
      return std::tie(a.hourly, a.type) < std::tie(b.hourly, b.type);
    });
    result.nearest.resize(std::min(result.nearest.size(), most));
    return result;
  }

 private:
  void collect_pods(GroupIndex group) {
    for (const auto& set : plan_->nodes) {
      if (set.group == group) {
        for (const auto& of : set.pods) {
          pods_[of.item.value] += of.pods * set.count;
        }
      }
    }
  }

  void collect_resources() {
    std::set<std::string> names;
    for (const auto& item : demand_->items) {
      for (const auto& [name, amount] : item.workload.pod.requests.extended) {
        names.insert(name);
      }
    }
    extended_.assign(names.begin(), names.end());
  }

  // By zone of the group: whether some pod tells zones apart is not asked.
  std::vector<std::size_t> kinds_of(const Candidate& candidate) {
    std::vector<std::size_t> kinds;
    for (const auto& zone : group_->zones) {
      auto labels = rules::well_known_labels(candidate.type, candidate.purchase, region_, zone);
      labels.insert(group_->labels.begin(), group_->labels.end());
      kinds.push_back(kinds_.find(labels, group_->taints));
    }
    return kinds;
  }

  bool may_run(std::size_t item, const std::vector<std::size_t>& kinds) const {
    return std::any_of(kinds.begin(), kinds.end(), [&](std::size_t kind) {
      return !kinds_.facts(kind).refusals[item].has_value();
    });
  }

  // What the DaemonSets leave of a node; nothing when they do not fit.
  std::optional<Amounts> room_on(const Candidate& candidate, std::size_t kind) const {
    auto room = amounts_of(candidate, extended_);
    for (const auto daemon : kinds_.facts(kind).daemons) {
      const auto taken = amounts_of(demand_->items[daemon].workload.pod.requests, extended_);
      for (std::size_t d = 0; d < room.size(); ++d) {
        room[d] -= taken[d];
        if (room[d] < 0) {
          return std::nullopt;
        }
      }
    }
    return room;
  }

  bool is_offered(const Candidate& candidate) const {
    return candidate.zones.empty() ||
           std::all_of(group_->zones.begin(), group_->zones.end(), [&](const std::string& zone) {
             return std::ranges::binary_search(candidate.zones, zone);
           });
  }

  std::optional<Rival> try_type(const Candidate& candidate) {
    const auto kinds = kinds_of(candidate);
    const auto room =
        kinds.empty() || !is_offered(candidate) ? std::nullopt : room_on(candidate, kinds.front());
    if (!room) {
      return std::nullopt;
    }
    std::vector<Lot> lots;
    for (const auto& [item, pods] : pods_) {
      const auto& workload = demand_->items[item].workload;
      lots.push_back({item, pods, amounts_of(workload.pod.requests, extended_),
                      rules::per_node_cap(workload)});
      if (!may_run(item, kinds) || copies(lots.back(), *room) == 0) {
        return std::nullopt;
      }
    }
    const auto per_node =
        units::HourlyRate::per_hour(units::Money::from_nanos(candidate.node_price));
    const auto nodes = fill(std::move(lots), *room);
    return Rival{.type = std::string(candidate.type.name),
                 .per_node = per_node,
                 .nodes = nodes,
                 .hourly = per_node * nodes,
                 .dominated_by = {},
                 .loss_per_node = loss(candidate)};
  }

  // Nodes that the lots take, one pattern after the other, each repeated as long as the pods last.
  std::int64_t fill(std::vector<Lot> lots, const Amounts& whole) const {
    sort_by_part(lots, whole);
    std::int64_t nodes = 0;
    while (!lots.empty()) {
      const auto pattern = one_node(lots, whole);
      std::int64_t times = 0;
      for (std::size_t i = 0; i < lots.size(); ++i) {
        if (pattern[i] > 0) {
          const auto here = lots[i].pods / pattern[i];
          times = times == 0 ? here : std::min(times, here);
        }
      }
      EKSPLAN_ASSERT(times > 0, "every pod fits an empty node");
      nodes += times;
      for (std::size_t i = 0; i < lots.size(); ++i) {
        lots[i].pods -= times * pattern[i];
      }
      lots.erase(
          std::remove_if(lots.begin(), lots.end(), [](const Lot& lot) { return lot.pods == 0; }),
          lots.end());
    }
    return nodes;
  }

  static void sort_by_part(std::vector<Lot>& lots, const Amounts& whole) {
    const auto part = [&](const Lot& lot) {
      int128 largest = 0;
      for (std::size_t d = 0; d < whole.size(); ++d) {
        largest =
            std::max(largest, int128{lot.one[d]} * 1'000'000 / std::max<std::int64_t>(whole[d], 1));
      }
      return largest;
    };
    std::stable_sort(lots.begin(), lots.end(),
                     [&](const Lot& a, const Lot& b) { return part(a) > part(b); });
  }

  std::vector<std::int64_t> one_node(const std::vector<Lot>& lots, Amounts room) const {
    std::vector<std::int64_t> pattern(lots.size(), 0);
    std::vector<std::size_t> touchy;
    for (std::size_t i = 0; i < lots.size(); ++i) {
      const auto item = lots[i].item;
      const bool clashes =
          kinds_.touchy()[item] && std::any_of(touchy.begin(), touchy.end(), [&](auto other) {
            return rules::exclude_each_other(demand_->items[item].workload,
                                             demand_->items[other].workload);
          });
      pattern[i] = clashes ? 0 : copies(lots[i], room);
      for (std::size_t d = 0; d < room.size(); ++d) {
        room[d] -= pattern[i] * lots[i].one[d];
      }
      if (pattern[i] > 0 && kinds_.touchy()[item]) {
        touchy.push_back(item);
      }
    }
    return pattern;
  }

  // The group's own type where it is one of those that are better; types that are as good as each
  // other are not.
  std::string better_than(std::size_t index) const {
    std::string better;
    for (std::size_t other = 0; other < candidates_.size(); ++other) {
      const auto& winner = candidates_[other];
      const auto& loser = candidates_[index];
      if (other == index || !beats(winner, loser) || beats(loser, winner)) {
        continue;
      }
      if (winner.type.name == group_->type.name) {
        return std::string(winner.type.name);
      }
      better = better.empty() ? std::string(winner.type.name) : better;
    }
    return better;
  }

  std::optional<units::HourlyRate> loss(const Candidate& candidate) const {
    if (!plan_->proof) {
      return std::nullopt;
    }
    for (const auto& type : plan_->proof->types) {
      if (type.claim && type.instance_type == candidate.type.name &&
          plan_->proof->classes[type.node_class].labels == group_->labels) {
        const auto shift = plan_->proof->shift;
        const auto price = int128{candidate.node_price} << static_cast<unsigned>(shift);
        const auto above = price - type.claim->most - plan_->proof->node_worth;
        return units::HourlyRate::per_hour(
            units::Money::from_nanos(std::max<int128>(above, 0) >> static_cast<unsigned>(shift)));
      }
    }
    return std::nullopt;
  }

  const Plan* plan_;
  const NodeGroup* group_;
  const demand::Demand* demand_;
  const Options* options_;
  std::string_view region_;
  std::vector<Candidate> candidates_;
  NodeKinds kinds_;
  std::map<std::size_t, std::int64_t> pods_;  // of the group, by item
  std::vector<std::string> extended_;
};

}  // namespace

GroupRivals rivals(const Plan& plan, GroupIndex group, const demand::Demand& demand,
                   const catalog::Catalogue& catalogue, const Options& options, std::size_t most) {
  EKSPLAN_ASSERT(group.value < plan.groups.size(), "a group of the plan");
  return RivalFinder(plan, group, demand, catalogue, options).find(most);
}

}  // namespace eksplan::plan
