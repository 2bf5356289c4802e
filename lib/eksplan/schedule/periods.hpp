#pragma once
/// The downscaler's periods, which move between up and down instead of naming one of them.

#include "eksplan/model/active_hours.hpp"

namespace eksplan::schedule {

/// Up from the begin of a stretch of `upscale` until the next begin of one of `downscale`; where
/// both hold nothing happens, and where neither does all stays as it is. The window is one of many
/// alike, so what is up at its end is up at its begin. Without a stretch that scales up everything
/// outside `downscale` is up; without one that scales down it is always up.
model::ActiveHours hours_by_periods(const model::ActiveHours& upscale,
                                    const model::ActiveHours& downscale);

}  // namespace eksplan::schedule
