#pragma once
/// Cron lines as the CronJob controller reads them (robfig/cron, standard parser).

#include <optional>
#include <string_view>

#include "eksplan/base/parsed.hpp"

namespace eksplan::k8s {

/// Why `schedule` is not a cron line, or nothing. A prefix TZ= or CRON_TZ= is taken: objects made
/// before Kubernetes 1.29 may have one.
std::optional<base::Fault> cron_fault(std::string_view schedule);

}  // namespace eksplan::k8s
