#pragma once
/// When the pods of a job run.

#include <chrono>
#include <vector>

#include "eksplan/base/parsed.hpp"
#include "eksplan/model/active_hours.hpp"
#include "eksplan/model/workload.hpp"
#include "eksplan/schedule/window.hpp"

namespace eksplan::demand {

/// Runs of a job in a week that is one of many alike: what runs beyond its end runs at its begin. A
/// dated week has its own runs, those that began before it included, as if it was up then as it is
/// in the week. Each takes `run_time`; a CronJob starts them while `up` (it is suspended
/// otherwise), a Job has one with the begin of the week. Of a CronJob that names days of the month
/// or months an undated week has as many as the week of 2026 that has most.
base::Parsed<std::vector<model::TimeInterval>> job_runs(const model::JobTimes& job,
                                                        std::chrono::seconds run_time,
                                                        const model::ActiveHours& up,
                                                        const schedule::Window& week);

}  // namespace eksplan::demand
