#pragma once
/// Time zones by their IANA names, from the system's time zone data.

#include <chrono>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/base/parsed.hpp"
#include "eksplan/schedule/window.hpp"

namespace eksplan::schedule {

/// A stretch of a window in which a zone's clocks are ahead of UTC by `offset`. Times count from
/// the start of the window.
struct ClockOffset {
  std::chrono::seconds begin{};
  std::chrono::seconds end{};
  std::chrono::seconds offset{};

  bool operator==(const ClockOffset&) const = default;
};

/// A zone that exists.
class TimeZone {
 public:
  TimeZone() = default;  ///< UTC

  /// As the time zone data spell it: "Europe/Berlin".
  const std::string& name() const { return name_; }

  /// Without gaps from the start of the window to its end.
  std::vector<ClockOffset> offsets(const Window& window) const;

  bool operator==(const TimeZone&) const = default;

 private:
  friend base::Parsed<TimeZone> find_time_zone(std::string_view);

  explicit TimeZone(std::string name) : name_(std::move(name)) {}

  std::string name_ = "UTC";
};

/// In any case, as the downscaler takes names. UTC and GMT need no time zone data; the fault of
/// another name says so when the system has none.
base::Parsed<TimeZone> find_time_zone(std::string_view name);

}  // namespace eksplan::schedule
