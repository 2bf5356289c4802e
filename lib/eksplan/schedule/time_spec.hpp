#pragma once
/// Time specs of the downscaler ("Mon-Fri 07:30-20:30 Europe/Berlin") and when they hold.

#include <chrono>
#include <cstdint>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "eksplan/base/parsed.hpp"
#include "eksplan/model/active_hours.hpp"
#include "eksplan/schedule/time_zone.hpp"
#include "eksplan/schedule/window.hpp"

namespace eksplan::schedule {

/// Which program reads the annotations: kube-downscaler, py-kube-downscaler or GoKubeDownscaler.
enum class Dialect : std::uint8_t { hjacobs, py, go };

/// How specs are to be read.
struct Wording {
  Dialect dialect = Dialect::py;
  std::string default_zone{};       ///< DEFAULT_TIMEZONE; empty = a range without zone is a fault
  std::string default_weekframe{};  ///< DEFAULT_WEEKFRAME, such as Mon-Fri; empty = likewise
};

/// "always" or "never".
struct Constant {
  bool active = false;

  bool operator==(const Constant&) const = default;
};

inline constexpr int kMinutesOfDay = 24 * 60;

/// Days of the week and a time of day, by the clocks of a zone.
struct Recurring {
  std::uint8_t weekdays = 0;   ///< bit 0 = Monday ... bit 6 = Sunday
  int from_minute = 0;         ///< of the local day
  int to_minute = 0;           ///< the first that is out again
  bool over_midnight = false;  ///< early and late in each listed day; else a range that ends before
                               ///< it begins is empty
  TimeZone zone{};

  bool operator==(const Recurring&) const = default;
};

/// One stretch of time; that its last moment belongs to it weighs nothing.
struct Absolute {
  std::chrono::sys_seconds from{};
  std::chrono::sys_seconds to{};

  bool operator==(const Absolute&) const = default;
};

using TimeItem = std::variant<Constant, Recurring, Absolute>;

/// Holds where any of its items does.
struct TimeSpec {
  std::vector<TimeItem> items;

  bool operator==(const TimeSpec&) const = default;
};

/// A spec with everything that is wrong in it.
struct ReadSpec {
  TimeSpec spec;                      ///< the items that could be read
  std::vector<base::Fault> faults;    ///< the others
  std::vector<base::Fault> cautions;  ///< what is legal and hardly meant
};

ReadSpec read_time_spec(std::string_view text, const Wording& wording);

/// The same where one fault is enough.
base::Parsed<TimeSpec> parse_time_spec(std::string_view text, const Wording& wording = {});

/// When `spec` holds within `window`. Absolute stretches count in a dated window only: they do not
/// recur.
model::ActiveHours hours_of(const TimeSpec& spec, const Window& window);

/// Whether an item is an absolute stretch.
bool has_dates(const TimeSpec& spec);

/// The zones of its recurring items, each once, sorted by name.
std::vector<TimeZone> zones_of(const TimeSpec& spec);

/// In the downscaler's own spelling; read again in its dialect it holds at the same times.
std::string text_of(const TimeSpec& spec);

}  // namespace eksplan::schedule
