#include <string>

#include <catch2/catch.hpp>

#include "eksplan/k8s/cron.hpp"

namespace eksplan::k8s {
namespace {

TEST_CASE("a cron line as the controller takes it has no fault", "[k8s]") {
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
  CHECK_FALSE(cron_fault(schedule));
}

struct Row {
  std::string schedule;
  std::string message;
  std::string hint;
};

TEST_CASE("what is not a cron line is refused with what would be right", "[k8s]") {
  const auto row = GENERATE(values<Row>({
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
  const auto fault = cron_fault(row.schedule);
  REQUIRE(fault);
  CHECK(fault->message == row.message);
  CHECK(fault->hint == row.hint);
}

}  // namespace
}  // namespace eksplan::k8s
