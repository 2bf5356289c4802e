#pragma once
/// The stretch of time that schedules are laid over.

#include <chrono>
#include <string_view>

#include "eksplan/base/parsed.hpp"

namespace eksplan::schedule {

inline constexpr std::chrono::seconds kWeek = std::chrono::hours(168);

/// `length` from `begin` on, counted in UTC: a week always has 168 hours, also where clocks change
/// within it.
struct Window {
  std::chrono::sys_seconds begin{};
  std::chrono::seconds length = kWeek;
  /// Its dates were asked for, so what happens only on given dates counts. An undated week stands
  /// for every week.
  bool dated = false;
};

/// The week from Monday 2026-01-12 on, undated: no zone of the world changes its clocks in it.
Window standard_week();

/// "2026-03-29": the week from the Monday on or before that day, dated.
base::Parsed<Window> parse_week(std::string_view text);

/// From 1 January of `year` until the next, undated.
Window calendar_year(int year);

}  // namespace eksplan::schedule
