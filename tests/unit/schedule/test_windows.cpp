#include <chrono>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "eksplan/schedule/time_zone.hpp"
#include "eksplan/schedule/window.hpp"

namespace eksplan::schedule {
namespace {

using namespace std::chrono_literals;

TEST_CASE("the standard week begins on a Monday and has no change of clocks", "[schedule]") {
  const auto week = standard_week();
  CHECK(std::chrono::weekday(std::chrono::floor<std::chrono::days>(week.begin)) ==
        std::chrono::Monday);
  CHECK_FALSE(week.dated);
  for (const auto* const zone :
       {"Europe/Berlin", "America/New_York", "Pacific/Auckland", "America/Santiago",
        "Africa/Casablanca", "Australia/Lord_Howe", "Asia/Gaza", "Africa/Cairo"}) {
    CAPTURE(zone);
    CHECK(find_time_zone(zone)->offsets(week).size() == 1);
  }
}

TEST_CASE("any day of a week names it", "[schedule]") {
  const auto day = GENERATE(values<std::string>({"2026-03-23", "2026-03-25", "2026-03-29"}));
  const auto week = parse_week(day);
  REQUIRE(week);
  CHECK(week->begin == std::chrono::sys_days(std::chrono::year(2026) / 3 / 23));
  CHECK(week->length == 168h);
  CHECK(week->dated);
}

TEST_CASE("what is not a day is refused", "[schedule]") {
  const auto text = GENERATE(
      values<std::string>({"", "2026-02-29", "26-01-01", "2026-1-1", "2026-13-01", "next week"}));
  const auto week = parse_week(text);
  REQUIRE_FALSE(week);
  CHECK(week.fault().message == "'" + text + "' is not a date");
  CHECK(week.fault().hint == "write a day of the week that is meant, such as 2026-03-29");
}

TEST_CASE("offsets of a week in which clocks change", "[schedule]") {
  const auto offsets = find_time_zone("Europe/Berlin")->offsets(*parse_week("2026-03-29"));
  const auto change = 6 * 24h + 1h;
  CHECK(offsets == std::vector<ClockOffset>{{0s, change, 1h}, {change, 168h, 2h}});
}

TEST_CASE("zones are found in any case, by the names of the time zone data", "[schedule]") {
  CHECK(find_time_zone("europe/berlin")->name() == "Europe/Berlin");
  CHECK(find_time_zone("utc")->name() == "UTC");
  CHECK(find_time_zone("gmt")->name() == "UTC");
}

TEST_CASE("a name that is not a zone is refused with the nearest one", "[schedule]") {
  const auto near = find_time_zone("Europe/Berln");
  REQUIRE_FALSE(near);
  CHECK(near.fault().message == "there is no time zone 'Europe/Berln'");
  CHECK(near.fault().hint == "did you mean Europe/Berlin?");
  CHECK(find_time_zone("Mars/Olympus").fault().hint ==
        "write a name of the IANA time zone database, such as UTC or Europe/Berlin");
  CHECK_FALSE(find_time_zone("../../etc/passwd"));
  CHECK_FALSE(find_time_zone(""));
}

}  // namespace
}  // namespace eksplan::schedule
