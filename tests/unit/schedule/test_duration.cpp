#include <chrono>
#include <string>

#include <catch2/catch.hpp>

#include "eksplan/schedule/duration.hpp"

namespace eksplan::schedule {
namespace {

struct DurationRow {
  std::string text;
  std::int64_t nanos;
};

TEST_CASE("a duration is read as Go reads it", "[schedule]") {
  const auto row = GENERATE(values<DurationRow>({{"90s", 90'000'000'000},
                                                 {"1h30m", 5'400'000'000'000},
                                                 {"1.5h", 5'400'000'000'000},
                                                 {".5s", 500'000'000},
                                                 {"1.s", 1'000'000'000},
                                                 {"2ms3us4ns", 2'003'004},
                                                 {"1\xc2\xb5s", 1'000},
                                                 {"0s", 0}}));
  CAPTURE(row.text);
  CHECK(parse_duration(row.text)->count() == row.nanos);
}

TEST_CASE("what is not a duration is refused", "[schedule]") {
  const auto text = GENERATE(values<std::string>(
      {"", "5", "m", ".s", "1.1.1s", "-5m", "5 m", "5d", "99999999999999999999h", "1000000h"}));
  CAPTURE(text);
  const auto read = parse_duration(text);
  REQUIRE_FALSE(read);
  CHECK(read.fault().message == "'" + text + "' is not a duration");
  CHECK(read.fault().hint == "write numbers with units, such as 90s, 15m or 1h30m");
}

TEST_CASE("the run time of a job is rounded up to a second and is never nothing", "[schedule]") {
  CHECK(*parse_run_time("1500ms") == std::chrono::seconds(2));
  CHECK(*parse_run_time("15m") == std::chrono::minutes(15));
  CHECK(parse_run_time("0m").fault().message == "'0m' is no time at all");
}

}  // namespace
}  // namespace eksplan::schedule
