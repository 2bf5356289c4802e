#include "eksplan/app/assumptions.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <set>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/rules/node_fit.hpp"
#include "eksplan/rules/pod_relations.hpp"

namespace eksplan::app {
namespace {

constexpr std::size_t kNamesInSentence = 3;

// "a, b, c and 4 more"
std::string names_of(const std::vector<std::string>& names) {
  if (names.size() <= kNamesInSentence + 1) {
    return base::and_list(names);
  }
  const std::vector<std::string> first(names.begin(), names.begin() + kNamesInSentence);
  return fmt::format("{} and {} more", base::join(first, ", "), names.size() - kNamesInSentence);
}

std::vector<std::string> workloads_where(const demand::Demand& demand,
                                         const std::function<bool(const demand::Item&)>& holds) {
  std::vector<std::string> names;
  for (const auto& item : demand.items) {
    if (holds(item)) {
      names.push_back(item.workload.id.text());
    }
  }
  return names;
}

/// Collects the sentences of one plan.
class AssumptionCollector {
 public:
  explicit AssumptionCollector(const AssumptionInput& input) : in_(&input) {}

  std::vector<cost::Assumption> collect() {
    region();
    add_ons();
    scheduling();
    jobs();
    vertical_autoscalers();
    memory();
    return std::move(list_);
  }

 private:
  void say(std::string_view id, std::string text) {
    list_.push_back({std::string(id), std::move(text)});
  }

  void region() {
    if (in_->region_defaulted) {
      say("region",
          fmt::format("no region was given, so prices are those of {}; --region chooses another",
                      in_->catalogue.region().name));
    }
  }

  void add_ons() {
    const auto added =
        workloads_where(in_->demand, [](const auto& item) { return item.workload.added; });
    if (!added.empty()) {
      std::vector<std::string> names;
      for (const auto& id : added) {
        names.push_back(id.substr(id.rfind('/') + 1));
      }
      say("add-ons", fmt::format("add-ons that every EKS cluster runs are counted though the input "
                                 "does not hold them: {}",
                                 base::and_list(names)));
    }
  }

  void say_headroom() {
    if (in_->headroom.percent == 0) {
      say("headroom",
          "nodes are packed as tightly as the pods' requests allow; the scheduler spreads pods, so "
          "leave some room or expect a node more now and then");
    } else if (in_->headroom.percent) {
      say("headroom", fmt::format("{} % of the CPU and memory of every node stay free",
                                  *in_->headroom.percent));
    } else if (in_->plan.stranded_pods > 0) {
      say("headroom",
          fmt::format("the default kube-scheduler, replayed in several orders, finds no "
                      "room for up to {}, and nodes that would change that cost half as much "
                      "again or are not allowed; a PriorityClass lets such pods come first",
                      base::plural(in_->plan.stranded_pods, "pod", "pods")));
    } else {
      say("headroom",
          "the default kube-scheduler, replayed in several orders and through a rolling update of "
          "every Deployment, finds room for every pod");
    }
  }

  std::size_t index_of(const demand::Item& item) const {
    return static_cast<std::size_t>(&item - in_->demand.items.data());
  }

  plan::Target target_of(const demand::Item& item) const {
    return in_->plan.placements[index_of(item)].target;
  }

  // The scheduler counts from the least loaded node on; a plan does as if one had none.
  void say_host_spread() {
    const auto capped = workloads_where(in_->demand, [&](const auto& item) {
      const auto cap = rules::per_node_cap(item.workload);
      return target_of(item) == plan::Target::nodes && cap && item.replicas > *cap &&
             cap != rules::certain_node_cap(item.workload);
    });
    if (!capped.empty()) {
      say("host-spread",
          "a hard spread over hosts is planned as at most maxSkew pods on each node; where every "
          "node has one the scheduler allows more, so fewer nodes may do: " +
              names_of(capped));
    }
  }

  void say_fargate_zones() {
    const auto unsure = workloads_where(in_->demand, [&](const auto& item) {
      return target_of(item) == plan::Target::fargate && rules::has_zone_wish(item.workload);
    });
    if (!unsure.empty()) {
      say("fargate-zones",
          "nobody chooses the zone of a pod on Fargate, so what these wish for by zone may not "
          "hold: " +
              names_of(unsure));
    }
  }

  void say_foreign_volumes() {
    std::vector<std::string> names;
    const auto& here = in_->catalogue.region().zones;
    for (const auto& volume : in_->inventory.volumes) {
      const bool foreign =
          std::none_of(volume.zones.begin(), volume.zones.end(), [&](const auto& zone) {
            return std::find(here.begin(), here.end(), zone) != here.end();
          });
      if (foreign && !volume.zones.empty()) {
        names.push_back(volume.name);
      }
    }
    if (!names.empty()) {
      say("volume-zones", fmt::format("volumes in zones that {} does not have pin no pods: {}",
                                      in_->catalogue.region().name, names_of(names)));
    }
  }

  void say_confined() {
    const auto& types = in_->plan.confined;
    if (!types.empty()) {
      say("types-in-one-zone",
          fmt::format("AWS offers {} in one alone of the zones planned for, and only pods that "
                      "nothing else takes would run there; --zones 1 makes one zone enough: {}",
                      base::plural(std::ssize(types), "instance type", "instance types"),
                      names_of(types)));
    }
  }

  void say_taints() {
    std::map<std::string, std::vector<std::string>> groups;
    for (const auto& group : in_->plan.groups) {
      for (const auto& taint : group.taints) {
        groups[rules::taint_text(taint)].push_back(group.name);
      }
    }
    for (const auto& [taint, names] : groups) {
      say("taints", fmt::format("nodes are tainted {}, so that only pods that tolerate it run "
                                "there: {}",
                                taint, names_of(names)));
    }
  }

  void scheduling() {
    if (in_->plan.node_count() > 0) {
      say_headroom();
      say_taints();
    }
    const auto preferences = workloads_where(in_->demand, [](const auto& item) {
      return item.replicas > 0 && item.workload.pod.spec.has_preferences;
    });
    if (!preferences.empty()) {
      say("preferences", "preferred affinity and ScheduleAnyway spread do not bind the plan: " +
                             names_of(preferences));
    }
    say_host_spread();
    say_fargate_zones();
    say_foreign_volumes();
    say_confined();
    for (const auto& item : in_->demand.items) {
      if (item.replicas == 0) {
        continue;
      }
      const auto constraints = rules::unmodelled_constraints(item.workload);
      if (!constraints.empty()) {
        say("constraint-not-planned",
            fmt::format("{}: {} is not planned for; the plan may need more nodes",
                        item.workload.id.text(), base::and_list(constraints)));
      }
    }
  }

  bool follows_schedule(const demand::Item& item) const {
    return in_->week != nullptr && in_->week->items[index_of(item)].steps.size() > 1;
  }

  void jobs() {
    const auto running = workloads_where(in_->demand, [&](const auto& item) {
      return item.workload.job && item.replicas > 0 && !item.workload.job->suspended &&
             !follows_schedule(item);
    });
    if (!running.empty()) {
      say("jobs",
          "a manifest does not say how long a job runs, so its pods are counted all the time: " +
              names_of(running));
    }
    const auto suspended = workloads_where(in_->demand, [](const auto& item) {
      return item.workload.job && item.replicas > 0 && item.workload.job->suspended;
    });
    if (!suspended.empty()) {
      say("suspended", "suspended, but counted as if running: " + names_of(suspended));
    }
  }

  void vertical_autoscalers() {
    std::set<model::ObjectId> targets;
    for (const auto& scaler : in_->inventory.vertical_autoscalers) {
      if (in_->as_written && scaler.update_mode.value != "Off") {
        targets.insert({scaler.id.namespace_name, scaler.target_kind, scaler.target_name});
      }
    }
    const auto resized = workloads_where(in_->demand, [&](const auto& item) {
      return item.replicas > 0 && targets.contains(item.workload.id);
    });
    if (!resized.empty()) {
      say("vpa",
          "a VerticalPodAutoscaler changes what pods of these ask for when they run, and "
          "they are planned as written; --size-by recommended takes its recommendation: " +
              names_of(resized));
    }
  }

  void memory() {
    std::vector<std::string> types;
    for (const auto& group : in_->plan.groups) {
      if (!group.allocatable.memory_measured) {
        types.emplace_back(group.type.name);
      }
    }
    std::sort(types.begin(), types.end());
    types.erase(std::unique(types.begin(), types.end()), types.end());
    if (!types.empty()) {
      say("memory-estimate", "no measured memory is known for " + names_of(types) +
                                 ": 7.5 % below the nominal size is assumed");
    }
  }

  const AssumptionInput* in_;
  std::vector<cost::Assumption> list_;
};

}  // namespace

std::vector<cost::Assumption> assumptions(const AssumptionInput& input) {
  return AssumptionCollector(input).collect();
}

}  // namespace eksplan::app
