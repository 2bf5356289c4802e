#include "eksplan/schedule/time_zone.hpp"

#include <algorithm>
#include <array>
#include <exception>
#include <iterator>
#include <optional>

#include <date/tz.h>
#include <fmt/format.h>

#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"

namespace eksplan::schedule {
namespace {

constexpr std::array<std::string_view, 8> kNamesOfUtc{"UTC", "GMT",     "Etc/UTC", "Etc/GMT",
                                                      "UCT", "Etc/UCT", "Zulu",    "Etc/Zulu"};

// The library reads the folder of zones on its first use and throws when there is none.
const date::tzdb* time_zone_data() {
  try {
    const auto& data = date::get_tzdb();
    return data.zones.empty() ? nullptr : &data;
  } catch (const std::exception&) {
    return nullptr;
  }
}

const date::time_zone* zone_called(const std::string& name) {
  try {
    return date::locate_zone(name);
  } catch (const std::exception&) {
    return nullptr;
  }
}

// Whether the zone's file can be read: the library only finds out when it is asked for an offset.
bool is_readable(const date::time_zone& zone) {
  try {
    return zone.get_info(std::chrono::sys_seconds{}).end != std::chrono::sys_seconds{};
  } catch (const std::exception&) {
    return false;
  }
}

base::Fault unknown_zone(std::string_view name, const date::tzdb& data) {
  std::vector<std::string_view> names;
  for (const auto& zone : data.zones) {
    names.emplace_back(zone.name());
  }
  const auto near = base::nearest(name, names);
  return {fmt::format("there is no time zone '{}'", name),
          near ? fmt::format("did you mean {}?", *near)
               : "write a name of the IANA time zone database, such as UTC or Europe/Berlin"};
}

}  // namespace

base::Parsed<TimeZone> find_time_zone(std::string_view name) {
  const auto wanted = base::to_lower(name);
  const auto is_wanted = [&](std::string_view known) { return base::to_lower(known) == wanted; };
  if (const auto* const utc = std::ranges::find_if(kNamesOfUtc, is_wanted);
      utc != kNamesOfUtc.end()) {
    return TimeZone{};
  }
  const auto* const data = time_zone_data();
  if (data == nullptr) {
    return base::Fault{fmt::format("time zone '{}' cannot be looked up: this system has no time "
                                   "zone data",
                                   name),
                       "install the package tzdata, or give times in UTC"};
  }
  const auto found = std::ranges::find_if(
      data->zones, [&](const date::time_zone& zone) { return is_wanted(zone.name()); });
  if (found == data->zones.end() || !is_readable(*found)) {
    return unknown_zone(name, *data);
  }
  return TimeZone{found->name()};
}

std::vector<ClockOffset> TimeZone::offsets(const Window& window) const {
  const auto end = window.begin + window.length;
  const auto* const zone = name_ == "UTC" ? nullptr : zone_called(name_);
  std::vector<ClockOffset> offsets;
  for (auto at = window.begin; at < end;) {
    auto until = end;
    std::chrono::seconds offset(0);
    if (zone != nullptr) {
      const auto info = zone->get_info(at);
      until = std::min(end, info.end);
      offset = info.offset;
    }
    offsets.push_back({at - window.begin, until - window.begin, offset});
    at = until;
  }
  return offsets;
}

}  // namespace eksplan::schedule
