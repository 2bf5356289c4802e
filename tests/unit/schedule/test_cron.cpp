#include <algorithm>
#include <chrono>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "eksplan/schedule/cron.hpp"

namespace eksplan::schedule {
namespace {

TEST_CASE("a cron line as the controller takes it has no fault", "[schedule]") {
  const auto schedule = GENERATE(values<std::string>({"0 * * * *",
                                                      "@hourly",
                                                      "*/15 * * * *",
                                                      "*/7 * * * *",
                                                      "5/20 * * * *",
                                                      "0 0 * * MON-FRI",
                                                      "0 0 * * 0",
                                                      "0 0 * * SUN",
                                                      "@weekly",
                                                      "0 0 1,15 * MON",
                                                      "0 0 */2 * MON",
                                                      "0 0 1 */3 *",
                                                      "0 0 * JAN *",
                                                      "@every 1h30m",
                                                      "@every 1.5h",
                                                      "0 0 29 2 *",
                                                      "0 0 31 2 *",
                                                      "30 2 ? * ?",
                                                      "  0 2\t* * *  ",
                                                      "0 0 * jan-Mar sun,sat",
                                                      "TZ=Europe/Berlin 0 2 * * *",
                                                      "CRON_TZ=UTC @daily",
                                                      "@yearly",
                                                      "@annually",
                                                      "@monthly",
                                                      "@midnight"}));
  CAPTURE(schedule);
  CHECK(parse_cron(schedule));
}

struct CronRow {
  std::string schedule;
  std::string message;
  std::string hint;
};

TEST_CASE("what is not a cron line is refused with what would be right", "[schedule]") {
  const auto row = GENERATE(values<CronRow>({
      {"0 0 * * 7", "'7' is not a day of the week", "write 0 for Sunday"},
      {"0 0 * * FRI-MON", "'FRI-MON' ends before it begins",
       "write two ranges with a comma between them"},
      {"0 22-2 * * *", "'22-2' ends before it begins",
       "write two ranges with a comma between them"},
      {"60 * * * *", "'60' is not a minute",
       "write *, a number from 0 to 59, a range such as 0-1, or one of them with /step"},
      {"*/0 * * * *", "'*/0' has no step after /", "write a number from 1 on, such as */5"},
      {"*/ * * * *", "'*/' has no step after /", "write a number from 1 on, such as */5"},
      {"0 0 L * *", "'L' is not a day of the month",
       "write *, a number from 1 to 31, a range such as 1-2, or one of them with /step"},
      {"* * * * * *", "'* * * * * *' has 6 fields",
       "write five fields: minute, hour, day of the month, month, day of the week"},
      {"", "'' has 0 fields",
       "write five fields: minute, hour, day of the month, month, day of the week"},
      {"@reboot", "'@reboot' is not a schedule",
       "write @hourly, @daily, @weekly, @monthly, @yearly, @every 1h30m or five fields"},
      {"@every", "'@every' is not a schedule",
       "write @hourly, @daily, @weekly, @monthly, @yearly, @every 1h30m or five fields"},
      {"@every 5", "'@every 5' is not a schedule",
       "write @hourly, @daily, @weekly, @monthly, @yearly, @every 1h30m or five fields"},
      {"0 , * * *", "'' is not an hour",
       "write *, a number from 0 to 23, a range such as 0-1, or one of them with /step"},
      {"99999999999999999999 * * * *", "'99999999999999999999' is not a minute",
       "write *, a number from 0 to 59, a range such as 0-1, or one of them with /step"},
  }));
  CAPTURE(row.schedule);
  const auto read = parse_cron(row.schedule);
  REQUIRE_FALSE(read);
  CHECK(read.fault().message == row.message);
  CHECK(read.fault().hint == row.hint);
}

struct CountRow {
  std::string schedule;
  std::string zone;
  std::size_t starts;
};

TEST_CASE("a cron line starts as often in a year as the controller starts it", "[schedule]") {
  const auto row = GENERATE(
      values<CountRow>({{"0 * * * *", "UTC", 8760},     {"@hourly", "UTC", 8760},
                        {"*/15 * * * *", "UTC", 35040}, {"*/7 * * * *", "UTC", 78840},
                        {"5/20 * * * *", "UTC", 26280}, {"0 0 * * MON-FRI", "UTC", 261},
                        {"0 0 * * 0", "UTC", 52},       {"0 0 * * SUN", "UTC", 52},
                        {"@weekly", "UTC", 52},         {"0 0 1,15 * MON", "UTC", 74},
                        {"0 0 */2 * MON", "UTC", 212},  {"0 0 1 */3 *", "UTC", 4},
                        {"0 0 * JAN *", "UTC", 31},     {"@every 1h30m", "UTC", 5840},
                        {"0 0 29 2 *", "UTC", 0},       {"0 0 31 2 *", "UTC", 0},
                        {"@yearly", "UTC", 1},          {"@annually", "UTC", 1},
                        {"@monthly", "UTC", 12},        {"@daily", "UTC", 365},
                        {"@midnight", "UTC", 365},      {"30 2 * * *", "Europe/Berlin", 365}}));
  CAPTURE(row.schedule);
  const auto starts =
      starts_of(*parse_cron(row.schedule), *find_time_zone(row.zone), calendar_year(2026));
  CHECK(starts.size() == row.starts);
  CHECK(std::is_sorted(starts.begin(), starts.end()));
}

TEST_CASE("a start in the hour that clocks skip is lost, one in the repeated hour comes twice",
          "[schedule]") {
  const auto berlin = *find_time_zone("Europe/Berlin");
  const auto nightly = *parse_cron("30 2 * * *");
  CHECK(starts_of(nightly, berlin, *parse_week("2026-03-25")).size() == 6);
  CHECK(starts_of(nightly, berlin, *parse_week("2026-10-25")).size() == 8);
  CHECK(starts_of(nightly, berlin, standard_week()).size() == 7);
}

TEST_CASE("starts count from the begin of the window", "[schedule]") {
  const auto starts = starts_of(*parse_cron("30 6 * * TUE"), TimeZone{}, standard_week());
  CHECK(starts == std::vector<std::chrono::seconds>{std::chrono::minutes(30 * 60 + 30)});
}

TEST_CASE("the zone of a prefix is kept", "[schedule]") {
  CHECK(parse_cron("CRON_TZ=Europe/Berlin 0 2 * * *")->zone == "Europe/Berlin");
  CHECK(parse_cron("TZ=UTC @daily")->zone == "UTC");
  CHECK(parse_cron("@daily")->zone.empty());
}

TEST_CASE("a line that names no day of the month and no month is the same every week",
          "[schedule]") {
  CHECK(recurs_weekly(*parse_cron("*/5 8-18 * * MON-FRI")));
  CHECK(recurs_weekly(*parse_cron("@every 10m")));
  CHECK_FALSE(recurs_weekly(*parse_cron("@monthly")));
  CHECK_FALSE(recurs_weekly(*parse_cron("0 0 * JAN *")));
}

}  // namespace
}  // namespace eksplan::schedule
