#pragma once
/// How many pods each workload has in the course of a week: by the downscaler's annotations, by the
/// cron lines of jobs whose run time is known, and by --schedule.

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/base/parsed.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/schedule/downscaler.hpp"
#include "eksplan/schedule/window.hpp"

namespace eksplan::demand {

/// On a Job or CronJob: how long one run takes, such as "15m". Such a job has pods only while it
/// runs; of any other job the pods are always counted.
inline constexpr std::string_view kRunTimeAnnotation = "schedule.eksplan.dev/run-time";

struct ScheduleOptions {
  schedule::DownscalerSettings downscaler{};
  schedule::Window week = schedule::standard_week();
  std::optional<std::chrono::seconds> job_run_time{};  ///< of jobs without the annotation
};

/// From `begin` of the week on there are `pods`.
struct PodStep {
  std::chrono::seconds begin{};
  std::int64_t pods = 0;

  bool operator==(const PodStep&) const = default;
};

/// The first step begins with the week, neighbours differ, and what is scheduled has two or more
/// unless its schedule never takes a pod away.
struct PodsOverTime {
  std::vector<PodStep> steps;
  std::string reason;                     ///< what decided; empty = nothing did
  std::vector<schedule::TimeZone> zones;  ///< of its schedule
  bool scheduled = false;                 ///< annotations or settings say when it is up

  std::int64_t most() const;
};

/// Something wrong with a schedule, and where it stands.
struct ScheduleProblem {
  model::ObjectId object;  ///< a workload or a Namespace
  model::Place at;
  std::string path;
  bool is_error = false;
  base::Fault fault;
};

struct WeekOfPods {
  std::vector<PodsOverTime> items;  ///< by demand item
  std::vector<ScheduleProblem> problems;
};

/// Under an autoscaler that goes on while its workload is down to 1 or more, the workload comes up
/// again at once: it counts as up.
WeekOfPods pods_over_time(const Demand& demand, const model::Inventory& inventory,
                          const ScheduleOptions& options);

}  // namespace eksplan::demand
