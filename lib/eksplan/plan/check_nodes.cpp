#include "eksplan/plan/check_nodes.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/rules/node_fit.hpp"

namespace eksplan::plan {
namespace {

using base::int128;

// Everything that pods take on one node.
struct Taken {
  int128 cpu = 0;
  int128 memory = 0;
  int128 ephemeral = 0;
  int128 pods = 0;
  std::map<std::string, int128> extended;

  void add(const model::PodRequests& requests, std::int64_t count) {
    cpu += int128{requests.cpu.millis()} * count;
    memory += int128{requests.memory.count()} * count;
    ephemeral += int128{requests.ephemeral_storage.count()} * count;
    pods += count;
    for (const auto& [resource, amount] : requests.extended) {
      extended[resource] += int128{amount} * count;
    }
  }
};

// Only pods with host ports or anti-affinity can exclude others.
bool may_exclude(const model::Workload& workload) {
  const auto has_port = [](const model::Container& container) { return !container.ports.empty(); };
  const auto& pod = workload.pod.spec;
  return !pod.required_pod_anti_affinity.empty() || std::ranges::any_of(pod.containers, has_port) ||
         std::ranges::any_of(pod.init_containers, has_port);
}

class NodeCheck {
 public:
  NodeCheck(const Plan& plan, const demand::Demand& demand, const catalog::Catalogue& catalogue)
      : plan_(plan), items_(demand.items), region_(catalogue.region().name) {
    for (std::size_t i = 0; i < items_.size(); ++i) {
      const auto& item = items_[i];
      caps_.push_back(rules::per_node_cap(item.workload));
      may_exclude_.push_back(may_exclude(item.workload));
      if (item.is_daemon) {
        daemons_.push_back(i);
      }
    }
  }

  std::vector<std::string> run() {
    for (std::size_t i = 0; i < plan_.nodes.size(); ++i) {
      const auto& set = plan_.nodes[i];
      where_ = fmt::format("nodes {} of group {}", i, plan_.groups[set.group.value].name);
      check_room(set);
      check_filters(set);
      check_daemons(set);
      check_caps(set);
      check_neighbours(set);
    }
    return std::move(faults_);
  }

 private:
  void fault(const std::string& words) { faults_.push_back(fmt::format("{}: {}", where_, words)); }

  void check_room(const NodeSet& set) {
    Taken taken;
    for (const auto* list : {&set.pods, &set.daemons}) {
      for (const auto& of : *list) {
        taken.add(items_[of.item.value].workload.pod.requests, of.pods);
      }
    }
    const auto& room = plan_.groups[set.group.value].allocatable;
    const bool fits = taken.cpu <= room.cpu.millis() && taken.memory <= room.memory.count() &&
                      taken.ephemeral <= room.ephemeral_storage.count() && taken.pods <= room.pods;
    if (!fits) {
      fault("the pods take more than the node has");
    }
    for (const auto& [resource, amount] : taken.extended) {
      const auto offer = room.extended.find(resource);
      if (amount > (offer == room.extended.end() ? 0 : offer->second)) {
        fault(fmt::format("the pods take more {} than the node has", resource));
      }
    }
  }

  // What the scheduler answers on nodes of one group in one zone.
  struct Answers {
    rules::NodeKind kind;
    std::vector<std::optional<bool>> accepted;  // by item, once it was asked for
  };

  Answers& answers_on(const NodeSet& set) {
    const auto [found, added] = answers_.try_emplace({set.group.value, set.zone});
    auto& answers = found->second;
    if (added) {
      answers.accepted.resize(items_.size());
      const auto& group = plan_.groups[set.group.value];
      answers.kind = {rules::well_known_labels(group.type, group.purchase, region_, set.zone),
                      group.taints};
      for (const auto& [key, value] : group.labels) {
        answers.kind.labels[key] = value;
      }
    }
    return answers;
  }

  bool accepts(Answers& answers, std::size_t item) const {
    auto& answer = answers.accepted[item];
    if (!answer) {
      answer = !rules::refuses(answers.kind, items_[item].workload.pod.spec).has_value();
    }
    return *answer;
  }

  void check_filters(const NodeSet& set) {
    auto& answers = answers_on(set);
    for (const auto& of : set.pods) {
      if (items_[of.item.value].is_daemon) {
        fault(fmt::format("{} is a DaemonSet but listed as a pod",
                          items_[of.item.value].workload.id));
      } else if (!accepts(answers, of.item.value)) {
        fault(fmt::format("{} may not run there", items_[of.item.value].workload.id));
      }
    }
  }

  void check_daemons(const NodeSet& set) {
    auto& answers = answers_on(set);
    std::vector<PodsOf> wanted;
    for (const auto item : daemons_) {
      if (accepts(answers, item)) {
        wanted.push_back({ItemIndex{item}, 1});
      }
    }
    if (wanted != set.daemons) {
      fault("its DaemonSet pods are not those that would run there");
    }
  }

  void check_caps(const NodeSet& set) {
    std::set<ItemIndex> seen;
    for (const auto& of : set.pods) {
      if (of.pods <= 0 || !seen.insert(of.item).second) {
        fault(fmt::format("{} is listed twice or without pods", items_[of.item.value].workload.id));
      }
      const auto cap = caps_[of.item.value];
      if (cap && of.pods > *cap) {
        fault(
            fmt::format("more than {} of {} on one node", *cap, items_[of.item.value].workload.id));
      }
    }
  }

  void check_neighbours(const NodeSet& set) {
    auto all = set.pods;
    all.insert(all.end(), set.daemons.begin(), set.daemons.end());
    for (std::size_t a = 0; a < all.size(); ++a) {
      for (std::size_t b = a + 1; b < all.size(); ++b) {
        const auto first = all[a].item.value;
        const auto second = all[b].item.value;
        const bool both_daemons = items_[first].is_daemon && items_[second].is_daemon;
        if (!both_daemons && (may_exclude_[first] || may_exclude_[second]) &&
            rules::exclude_each_other(items_[first].workload, items_[second].workload)) {
          fault(fmt::format("{} and {} exclude each other", items_[first].workload.id,
                            items_[second].workload.id));
        }
      }
    }
  }

  const Plan& plan_;
  const std::vector<demand::Item>& items_;
  std::string_view region_;
  std::vector<std::optional<std::int64_t>> caps_;
  std::vector<bool> may_exclude_;
  std::vector<std::size_t> daemons_;
  std::map<std::pair<std::size_t, std::string>, Answers> answers_;  // by group and zone
  std::string where_;
  std::vector<std::string> faults_;
};

}  // namespace

std::vector<std::string> check_nodes(const Plan& plan, const demand::Demand& demand,
                                     const catalog::Catalogue& catalogue) {
  return NodeCheck(plan, demand, catalogue).run();
}

}  // namespace eksplan::plan
