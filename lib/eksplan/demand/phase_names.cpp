#include "eksplan/demand/phase_names.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <optional>
#include <set>
#include <utility>

#include <fmt/format.h>

namespace eksplan::demand {
namespace {

using namespace std::chrono_literals;
using std::chrono::seconds;

constexpr std::array<std::string_view, 7> kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::size_t kShownRuns = 2;

/// A stretch within one local day, the same on the days from `first` to `last`.
struct Run {
  int first = 0;
  int last = 0;
  seconds begin{};
  seconds end{};
};

/// What local clocks show: one zone for all, or UTC.
struct Clock {
  std::string zone = "UTC";
  seconds offset{};
};

Clock clock_of(const WeekOfPods& week, const schedule::Window& window) {
  std::set<std::string> names;
  Clock clock;
  for (const auto& item : week.items) {
    for (const auto& zone : item.zones) {
      names.insert(zone.name());
      clock = {zone.name(), zone.offsets(window).front().offset};
    }
  }
  return names.size() == 1 ? clock : Clock{};
}

// Cut at local midnights; a week that is shifted by an offset goes around.
std::vector<Run> days_of(const model::ActiveHours& hours, seconds offset) {
  std::vector<model::TimeInterval> local;
  for (const auto& interval : hours.intervals()) {
    for (const auto shift : {-hours.window(), seconds(0), hours.window()}) {
      local.push_back({interval.begin + offset + shift, interval.end + offset + shift});
    }
  }
  std::vector<Run> days;
  const auto shown = model::ActiveHours::of(hours.window(), std::move(local));
  for (const auto& interval : shown.intervals()) {
    for (auto at = interval.begin; at < interval.end;) {
      const auto midnight = (at / 24h + 1) * seconds(24h);
      const auto end = std::min(interval.end, midnight);
      const auto day = static_cast<int>(at / 24h);
      days.push_back({day, day, at - day * seconds(24h), end - day * seconds(24h)});
      at = end;
    }
  }
  return days;
}

// Days with the same times one after the other become one run.
std::vector<Run> runs_of(std::vector<Run> days) {
  std::ranges::stable_sort(days, {}, [](const Run& run) { return std::pair(run.begin, run.end); });
  std::vector<Run> runs;
  for (const auto& day : days) {
    const bool goes_on = !runs.empty() && runs.back().begin == day.begin &&
                         runs.back().end == day.end && runs.back().last + 1 == day.first;
    if (goes_on) {
      runs.back().last = day.last;
    } else {
      runs.push_back(day);
    }
  }
  std::ranges::stable_sort(runs, {},
                           [](const Run& run) { return std::pair(run.first, run.begin); });
  return runs;
}

bool is_office(const std::vector<Run>& runs) {
  return !runs.empty() && std::ranges::all_of(runs, [](const Run& run) {
    return run.last <= 4 && run.begin >= 5h && run.end <= 23h;
  });
}

std::string time_text(seconds time) {
  const auto minutes = time / 1min;
  const auto rest = (time % 1min).count();
  auto text = fmt::format("{:02}:{:02}", minutes / 60, minutes % 60);
  return rest == 0 ? text : text + fmt::format(":{:02}", rest);
}

std::string run_text(const Run& run) {
  const auto days = run.first == run.last
                        ? std::string(kDays.at(static_cast<std::size_t>(run.first)))
                        : fmt::format("{}-{}", kDays.at(static_cast<std::size_t>(run.first)),
                                      kDays.at(static_cast<std::size_t>(run.last)));
  return fmt::format("{} {}-{}", days, time_text(run.begin), time_text(run.end));
}

std::string times_text(const std::vector<Run>& runs, const std::string& zone) {
  std::string text;
  for (std::size_t i = 0; i < std::min(runs.size(), kShownRuns); ++i) {
    text += (i == 0 ? "" : ", ") + run_text(runs[i]);
  }
  text += " " + zone;
  return runs.size() > kShownRuns ? text + fmt::format(" and {} more", runs.size() - kShownRuns)
                                  : text;
}

void make_unique(std::vector<Phase>& phases) {
  std::set<std::string> taken;
  for (auto& phase : phases) {
    const auto plain = phase.name;
    for (int n = 2; !taken.insert(phase.name).second; ++n) {
      phase.name = fmt::format("{} ({})", plain, n);
    }
  }
}

}  // namespace

void name_phases(const WeekOfPods& week, const schedule::Window& window,
                 std::vector<Phase>& phases) {
  if (phases.size() == 1) {
    phases.front().name = "always on";
    return;
  }
  const auto clock = clock_of(week, window);
  std::vector<std::vector<Run>> runs;
  std::ranges::transform(phases, std::back_inserter(runs), [&](const Phase& phase) {
    return runs_of(days_of(phase.hours, clock.offset));
  });
  if (phases.size() == 2 && is_office(runs[0])) {
    phases[0].name = "work hours";
    phases[1].name = "nights and weekends";
    return;
  }
  for (std::size_t i = 0; i < phases.size(); ++i) {
    phases[i].name = times_text(runs[i], clock.zone);
  }
  make_unique(phases);
}

}  // namespace eksplan::demand
