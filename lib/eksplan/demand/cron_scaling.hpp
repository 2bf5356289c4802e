#pragma once
/// When the cron triggers of KEDA want how many pods.

#include <cstdint>
#include <vector>

#include "eksplan/model/active_hours.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/schedule/time_zone.hpp"
#include "eksplan/schedule/window.hpp"

namespace eksplan::demand {

struct WantedPods {
  model::ActiveHours hours;
  std::int64_t pods = 0;
  schedule::TimeZone zone;
};

/// One for each trigger, which holds from a start until the next end
/// (https://keda.sh/docs/latest/scalers/cron/). In an undated week one that names days of the month
/// or months holds at all hours, and one that is on at the end of the week is on at its begin.
std::vector<WantedPods> pods_wanted_by_cron(const std::vector<model::CronTrigger>& triggers,
                                            const schedule::Window& week);

}  // namespace eksplan::demand
