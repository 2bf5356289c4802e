#include "eksplan/demand/pods_over_time.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include <fmt/format.h>

#include "eksplan/demand/cron_scaling.hpp"
#include "eksplan/demand/job_runs.hpp"
#include "eksplan/schedule/duration.hpp"

namespace eksplan::demand {
namespace {

using model::ActiveHours;
using model::WorkloadKind;
using std::chrono::seconds;

constexpr std::string_view kForceUptime = "downscaler/force-uptime";

// In the words of the downscaler; empty = it never touches such a thing.
std::string_view kind_word(const model::Workload& workload) {
  switch (workload.kind) {
    case WorkloadKind::deployment:
      return "deployments";
    case WorkloadKind::stateful_set:
      return "statefulsets";
    case WorkloadKind::cron_job:
      return "cronjobs";
    case WorkloadKind::job:
      return "jobs";
    case WorkloadKind::other:
      return workload.id.kind == "Rollout" ? "rollouts" : "";
    case WorkloadKind::daemon_set:
    case WorkloadKind::replica_set:
    case WorkloadKind::replication_controller:
    case WorkloadKind::pod:
      break;
  }
  return "";
}

bool forces_up(const Item& item) {
  const auto found = item.workload.pod.annotations.find(std::string(kForceUptime));
  return item.replicas > 0 && found != item.workload.pod.annotations.end() &&
         found->second == "true";
}

std::vector<PodStep> without_repeats(const std::vector<PodStep>& steps) {
  std::vector<PodStep> kept;
  for (const auto& step : steps) {
    if (kept.empty() || kept.back().pods != step.pods) {
      kept.push_back(step);
    }
  }
  return kept;
}

void add_bounds(const ActiveHours& hours, std::set<seconds>& bounds) {
  for (const auto& interval : hours.intervals()) {
    bounds.insert(interval.begin);
    if (interval.end < hours.window()) {
      bounds.insert(interval.end);
    }
  }
}

// Pods that a workload has while it is up: what it is given otherwise, and what triggers want.
struct PodsUp {
  std::int64_t pods = 0;
  std::int64_t most = 0;  // of the autoscaler with the triggers
  std::vector<WantedPods> wanted{};

  std::int64_t at(seconds moment) const {
    auto count = pods;
    for (const auto& one : wanted) {
      count = std::max(count, one.hours.contains(moment) ? std::min(one.pods, most) : 0);
    }
    return count;
  }
};

std::vector<PodStep> steps_of(const ActiveHours& up, const PodsUp& pods_up,
                              std::int64_t pods_down) {
  std::set<seconds> bounds{seconds(0)};
  add_bounds(up, bounds);
  for (const auto& one : pods_up.wanted) {
    add_bounds(one.hours, bounds);
  }
  std::vector<PodStep> steps;
  for (const auto moment : bounds) {
    steps.push_back({moment, up.contains(moment) ? pods_up.at(moment) : pods_down});
  }
  return without_repeats(steps);
}

// Runs may overlap: their pods add up.
std::vector<PodStep> steps_of_runs(const std::vector<model::TimeInterval>& runs, std::int64_t pods,
                                   seconds length) {
  std::map<seconds, std::int64_t> changes{{seconds(0), 0}};
  for (const auto& run : runs) {
    changes[run.begin] += pods;
    if (run.end < length) {
      changes[run.end] -= pods;
    }
  }
  std::vector<PodStep> steps;
  std::int64_t running = 0;
  for (const auto& [at, change] : changes) {
    running += change;
    steps.push_back({at, running});
  }
  return without_repeats(steps);
}

/// Lays the week out for each workload.
class Week {
 public:
  Week(const Demand& demand, const model::Inventory& inventory, const ScheduleOptions& options)
      : demand_(&demand), options_(&options) {
    for (const auto& space : inventory.namespaces) {
      namespaces_.emplace(space.name, &space);
    }
    for (const auto& scaler : inventory.autoscalers) {
      if (scaler.id.kind == "ScaledObject") {
        scaled_objects_.insert_or_assign(
            model::ObjectId{scaler.id.namespace_name, scaler.target_kind, scaler.target_name},
            &scaler);
      }
    }
    pod_forces_up_ = std::ranges::any_of(demand.items, forces_up);
  }

  WeekOfPods run() {
    for (const auto& item : demand_->items) {
      result_.items.push_back(item.is_daemon || item.workload.added ? constant(item)
                                                                    : over_time(item));
    }
    return std::move(result_);
  }

 private:
  static PodsOverTime constant(const Item& item) {
    PodsOverTime pods;
    pods.steps = {{seconds(0), item.replicas}};
    return pods;
  }

  const model::NamespaceObject* namespace_of(const Item& item) const {
    const auto found = namespaces_.find(item.workload.id.namespace_name);
    return found == namespaces_.end() ? nullptr : found->second;
  }

  PodsOverTime over_time(const Item& item) {
    const auto& workload = item.workload;
    const auto* const space = namespace_of(item);
    const schedule::DownscalerSubject subject{
        .kind = kind_word(workload),
        .namespace_name = workload.id.namespace_name,
        .name = workload.id.name,
        .annotations = &workload.annotations,
        .namespace_annotations = space == nullptr ? nullptr : &space->annotations,
        .pod_forces_up = pod_forces_up_};
    auto uptime = schedule::uptime_of(subject, options_->downscaler, options_->week);
    tell(uptime.problems, workload, space);
    PodsOverTime pods;
    pods.reason = std::move(uptime.reason);
    pods.zones = std::move(uptime.zones);
    pods.scheduled = uptime.source != schedule::UptimeSource::always_on;
    if (const auto run_time = run_time_of(workload)) {
      pods.steps = steps_of_job(item, *run_time, uptime.up);
      pods.reason = fmt::format("{}{}runs of {} seconds", pods.reason,
                                pods.reason.empty() ? "" : ", ", run_time->count());
      pods.scheduled = true;
    } else {
      const auto pods_up = pods_while_up(item);
      pods.steps = steps_of(uptime.up, pods_up, pods_down(item, uptime.downtime_replicas));
      note_triggers(pods_up, pods);
    }
    return pods;
  }

  PodsUp pods_while_up(const Item& item) const {
    const auto found = scaled_objects_.find(item.workload.id);
    if (found == scaled_objects_.end() || found->second->cron.empty() ||
        item.workload.replicas.source != model::ReplicaSource::autoscaler) {
      return {.pods = item.replicas};
    }
    const auto* const scaler = found->second;
    return {.pods = scaler->resting_replicas.value_or(item.replicas),
            .most = scaler->max_replicas,
            .wanted = pods_wanted_by_cron(scaler->cron, options_->week)};
  }

  static void note_triggers(const PodsUp& pods_up, PodsOverTime& pods) {
    for (const auto& one : pods_up.wanted) {
      pods.zones.push_back(one.zone);
      pods.scheduled = true;
    }
    if (!pods_up.wanted.empty()) {
      pods.reason += fmt::format("{}KEDA's cron triggers", pods.reason.empty() ? "" : ", ");
    }
  }

  static std::int64_t pods_down(const Item& item, std::int64_t downtime_replicas) {
    if (item.workload.job) {
      return 0;  // suspended
    }
    const bool pulled_up =
        downtime_replicas > 0 && item.workload.replicas.source == model::ReplicaSource::autoscaler;
    return pulled_up ? item.replicas : std::min(item.replicas, downtime_replicas);
  }

  std::optional<seconds> run_time_of(const model::Workload& workload) {
    if (!workload.job) {
      return std::nullopt;
    }
    const auto found = workload.annotations.find(std::string(kRunTimeAnnotation));
    if (found == workload.annotations.end()) {
      return options_->job_run_time;
    }
    const auto run_time = schedule::parse_run_time(found->second);
    if (!run_time) {
      add_problem(workload, kRunTimeAnnotation, true, run_time.fault());
    }
    return run_time.optional();
  }

  std::vector<PodStep> steps_of_job(const Item& item, seconds run_time, const ActiveHours& up) {
    const auto runs = job_runs(*item.workload.job, run_time, up, options_->week);
    if (!runs) {  // a bad cron line has been told by the reader, a zone has not
      result_.problems.push_back(
          {item.workload.id, item.workload.job->schedule_at, "spec.timeZone", true, runs.fault()});
      return {{seconds(0), item.replicas}};
    }
    return steps_of_runs(*runs, item.replicas, options_->week.length);
  }

  void tell(const std::vector<schedule::AnnotationProblem>& problems,
            const model::Workload& workload, const model::NamespaceObject* space) {
    for (const auto& problem : problems) {
      if (!problem.on_namespace) {
        add_problem(workload, problem.annotation, problem.is_error, problem.fault);
      } else if (space != nullptr) {
        add({{}, "Namespace", space->name}, space->annotation_places, space->at, problem.annotation,
            {problem.is_error, problem.fault});
      }
    }
  }

  void add_problem(const model::Workload& workload, std::string_view annotation, bool is_error,
                   const base::Fault& fault) {
    add(workload.id, workload.annotation_places, workload.at, annotation, {is_error, fault});
  }

  struct Trouble {
    bool is_error = false;
    base::Fault fault;
  };

  void add(const model::ObjectId& object, const model::AnnotationPlaces& places,
           const model::Place& otherwise, std::string_view annotation, const Trouble& trouble) {
    const auto at = places.find(std::string(annotation));
    result_.problems.push_back({object, at == places.end() ? otherwise : at->second,
                                fmt::format("metadata.annotations[\"{}\"]", annotation),
                                trouble.is_error, trouble.fault});
  }

  const Demand* demand_;
  const ScheduleOptions* options_;
  std::map<std::string, const model::NamespaceObject*, std::less<>> namespaces_;
  /// KEDA's autoscalers by what they scale.
  std::map<model::ObjectId, const model::HorizontalPodAutoscaler*> scaled_objects_;
  bool pod_forces_up_ = false;
  WeekOfPods result_;
};

}  // namespace

std::int64_t PodsOverTime::most() const {
  return std::ranges::max_element(steps, {}, &PodStep::pods)->pods;
}

WeekOfPods pods_over_time(const Demand& demand, const model::Inventory& inventory,
                          const ScheduleOptions& options) {
  return Week(demand, inventory, options).run();
}

}  // namespace eksplan::demand
