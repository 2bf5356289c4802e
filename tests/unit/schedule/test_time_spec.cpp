#include <chrono>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "eksplan/schedule/time_spec.hpp"

namespace eksplan::schedule {
namespace {

using namespace std::chrono_literals;

std::int64_t hours_in(const std::string& spec, const Window& window, const Wording& wording = {}) {
  const auto read = read_time_spec(spec, wording);
  REQUIRE(read.faults.empty());
  const auto total = hours_of(read.spec, window).total();
  REQUIRE(total % 1h == 0s);
  return total / 1h;
}

struct HoursRow {
  std::string spec;
  std::int64_t hours;
};

TEST_CASE("a spec holds as many hours of a year as the downscaler says", "[schedule]") {
  const auto dialect = GENERATE(Dialect::hjacobs, Dialect::py);
  const auto row =
      GENERATE(values<HoursRow>({{"Mon-Fri 07:30-20:30 Europe/Berlin", 3393},
                                 {"mon-fri 07:30-20:30 UTC", 3393},
                                 {"Sat-Sun 00:00-24:00 UTC", 2496},
                                 {"Fri-Mon 08:00-18:00 UTC", 2080},
                                 {"Mon-Fri 07:30-20:30 UTC,Sat-Sun 10:00-12:00 UTC", 3601},
                                 {"Mon-Sun 00:00-24:00 Europe/Berlin", 8760},
                                 {"Sun-Sun 02:00-03:00 Europe/Berlin", 52},
                                 {"Sun-Sun 02:00-03:00 America/New_York", 51},
                                 {"Mon-Fri 23:30-09:30 UTC", 0},
                                 {"Mon-Fri 20:00-20:00 UTC", 0},
                                 {"Mon-Fri 99:99-99:99 UTC", 0},
                                 {"always", 8760},
                                 {"ALWAYS", 8760},
                                 {"Never", 0},
                                 {" Mon-Fri 07:30-20:30 UTC , Mon-Tue 08:00-09:00 UTC", 3393}}));
  CAPTURE(row.spec);
  CHECK(hours_in(row.spec, calendar_year(2026), {.dialect = dialect}) == row.hours);
}

TEST_CASE("GoKubeDownscaler takes a range over midnight as the ends of each listed day",
          "[schedule]") {
  const Wording go{.dialect = Dialect::go};
  CHECK(hours_in("Mon-Fri 23:30-09:30 UTC", calendar_year(2026), go) == 2610);
  const auto hours = hours_of(*parse_time_spec("Mon-Mon 22:00-06:00 UTC", go), standard_week());
  CHECK(hours.intervals() == std::vector<model::TimeInterval>{{0h, 6h}, {22h, 24h}});
}

TEST_CASE("GoKubeDownscaler is freer in what it takes", "[schedule]") {
  const Wording go{.dialect = Dialect::go};
  CHECK(hours_in("Mon-Fri  07:30-20:30   Etc/GMT+1", standard_week(), go) == 65);
  CHECK(hours_in("never,Mon-Mon 08:00-10:00 UTC", standard_week(), go) == 2);
  CHECK(hours_in("true", standard_week(), go) == 168);
  CHECK_FALSE(parse_time_spec("Mon-Fri 25:00-26:00 UTC", go));
  CHECK_FALSE(parse_time_spec("Mon-Fri 07:60-20:30 UTC", go));
  const auto week = *parse_week("2026-03-29");
  CHECK(hours_in("2026-03-23T00:00:00Z - 2026-03-23T05:00:00Z", week, go) == 5);
  CHECK(hours_in("from 2026-03-28T00:00:00Z", week, go) == 48);
  CHECK(hours_in("until 2026-03-24T00:00:00+00:00", week, go) == 24);
}

struct FaultRow {
  std::string spec;
  std::string message;
  std::string hint;
};

TEST_CASE("what is not a spec is refused with what would be right", "[schedule]") {
  const std::string example = "write a range such as Mon-Fri 07:30-20:30 Europe/Berlin";
  const auto row = GENERATE_COPY(values<FaultRow>({
      {"", "'' is not a time range", example},
      {" always", "'always' stands for a whole spec, not for one of several ranges",
       "write only always, without blanks and commas"},
      {"always,Mon-Fri 07:30-20:30 UTC",
       "'always' stands for a whole spec, not for one of several ranges",
       "write only always, without blanks and commas"},
      {"Mon 07:30-20:30 UTC", "'Mon 07:30-20:30 UTC' names one day, not a range of days",
       "write Mon-Mon for a single day"},
      {"Mon-Fri 7:30-20:30 UTC", "'7:30-20:30' is not a range of times",
       "write two digits each, such as 07:30-20:30"},
      {"Mon-Thur 07:30-20:30 UTC", "'Thur' is not a weekday",
       "write Mon, Tue, Wed, Thu, Fri, Sat or Sun"},
      {"Mon-Xyz 07:30-20:30 UTC", "'Xyz' is not a weekday",
       "write Mon, Tue, Wed, Thu, Fri, Sat or Sun"},
      {"Mon-Fri  07:30-20:30 UTC", "'Mon-Fri  07:30-20:30 UTC' is not a time range",
       "write exactly one blank between its three parts"},
      {"Mon-Fri 07:30-20:30", "'Mon-Fri 07:30-20:30' names no time zone", example},
      {"08:00-20:00", "'08:00-20:00' names no days and no time zone", example},
      {"Mon-Fri 07:30-20:30 Etc/GMT+1",
       "'Etc/GMT+1' is not the name of a time zone as the downscaler reads it",
       "write a name of letters and /, such as UTC or Europe/Berlin"},
      {"Mon-Fri 07:30-20:30 EST5EDT",
       "'EST5EDT' is not the name of a time zone as the downscaler reads it",
       "write a name of letters and /, such as UTC or Europe/Berlin"},
      {"Mon-Fri 07:30-20:30 PST", "there is no time zone 'PST'", "did you mean EST?"},
      {"2026-01-01T00:00:00Z-2026-01-02T00:00:00Z",
       "'2026-01-01T00:00:00Z-2026-01-02T00:00:00Z' is not a time range",
       "write two moments such as 2026-01-01T00:00:00+00:00 with a dash between them"},
      {"Mon-Fri 07:30-20:30 UTC;Sat-Sun 00:00-24:00 UTC",
       "'Mon-Fri 07:30-20:30 UTC;Sat-Sun 00:00-24:00 UTC' has a ';'",
       "write a comma between two ranges"},
  }));
  CAPTURE(row.spec);
  const auto read = parse_time_spec(row.spec);
  REQUIRE_FALSE(read);
  CHECK(read.fault().message == row.message);
  CHECK(read.fault().hint == row.hint);
}

TEST_CASE("every bad item of a spec is told, and the good ones are kept", "[schedule]") {
  const auto read = read_time_spec("Mon 08:00-09:00 UTC,Mon-Mon 08:00-09:00 UTC,never", {});
  CHECK(read.faults.size() == 2);
  CHECK(text_of(read.spec) == "Mon-Mon 08:00-09:00 UTC");
}

TEST_CASE("a range over midnight is legal and told of", "[schedule]") {
  const auto read = read_time_spec("Fri-Sun 22:00-06:00 Europe/Berlin", {});
  REQUIRE(read.cautions.size() == 1);
  CHECK(read.cautions[0].message ==
        "'Fri-Sun 22:00-06:00 Europe/Berlin' runs over midnight, and such a range never holds");
  CHECK(read.cautions[0].hint ==
        "write two ranges: Fri-Sun 22:00-24:00 Europe/Berlin,Sat-Mon 00:00-06:00 Europe/Berlin");
  CHECK(read_time_spec("Mon-Fri 20:00-20:00 UTC", {}).cautions.empty());
}

TEST_CASE("a default zone and week complete a range in the maintained programs", "[schedule]") {
  Wording wording{.default_zone = "Europe/Berlin", .default_weekframe = "Mon-Fri"};
  CHECK(text_of(*parse_time_spec("08:00-20:00", wording)) == "Mon-Fri 08:00-20:00 Europe/Berlin");
  CHECK(text_of(*parse_time_spec("Sat-Sat 08:00-20:00", wording)) ==
        "Sat-Sat 08:00-20:00 Europe/Berlin");
  CHECK(text_of(*parse_time_spec("08:00-20:00 UTC", wording)) == "Mon-Fri 08:00-20:00 UTC");
  wording.dialect = Dialect::hjacobs;
  CHECK_FALSE(parse_time_spec("08:00-20:00", wording));
}

TEST_CASE("a moment matches in the zone's own days", "[schedule]") {
  const auto at = [](std::chrono::sys_seconds moment, const Window& window) {
    return moment - window.begin;
  };
  const std::chrono::sys_seconds sunday =
      std::chrono::sys_days(std::chrono::year(2017) / 11 / 26) + 15h + 33min;
  const auto week = *parse_week("2017-11-26");
  CHECK(hours_of(*parse_time_spec("Sat-Sun 15:30-16:00 UTC"), week).contains(at(sunday, week)));
  const std::chrono::sys_seconds in_auckland_monday =
      std::chrono::sys_days(std::chrono::year(2018) / 11 / 4) + 20h + 30min;
  const auto that_week = *parse_week("2018-11-04");
  CHECK(hours_of(*parse_time_spec("Mon-Fri 09:00-10:00 Pacific/Auckland"), that_week)
            .contains(at(in_auckland_monday, that_week)));
}

TEST_CASE("a skipped hour is lost and a repeated one counts twice", "[schedule]") {
  const std::string night = "Sun-Sun 02:00-03:00 Europe/Berlin";
  CHECK(hours_in(night, standard_week()) == 1);
  CHECK(hours_in(night, *parse_week("2026-03-29")) == 0);
  CHECK(hours_in(night, *parse_week("2026-10-25")) == 2);
  CHECK(hours_in("Sun-Sun 00:00-24:00 Europe/Berlin", *parse_week("2026-10-25")) == 25);
  CHECK(hours_in("Mon-Fri 07:30-20:30 Europe/Berlin", *parse_week("2026-03-29")) == 65);
  CHECK(hours_in("always", *parse_week("2026-10-25")) == 168);
}

TEST_CASE("an absolute stretch counts in a dated week only", "[schedule]") {
  const std::string stretch = "2026-03-24T08:00:00+01:00-2026-03-24T20:00:00+01:00";
  CHECK(hours_in(stretch, *parse_week("2026-03-29")) == 12);
  CHECK(hours_in(stretch, standard_week()) == 0);
  CHECK(has_dates(*parse_time_spec(stretch)));
  CHECK(hours_in("2026-03-25T00:00:00+00:00-2026-03-24T00:00:00+00:00",
                 *parse_week("2026-03-29")) == 0);
}

}  // namespace
}  // namespace eksplan::schedule
