#include <chrono>
#include <string>
#include <vector>

#include <catch2/catch.hpp>

#include "eksplan/schedule/downscaler.hpp"
#include "eksplan/schedule/periods.hpp"

namespace eksplan::schedule {
namespace {

using namespace std::chrono_literals;
using model::Labels;

const std::string kOffice = "Mon-Fri 08:00-18:00 UTC";
const std::string kWeekend = "Sat-Sun 00:00-24:00 UTC";

Uptime weigh(const Labels& own, const Labels& of_namespace, const DownscalerSettings& settings = {},
             const Window& window = standard_week()) {
  return uptime_of({.kind = "deployments",
                    .namespace_name = "shop",
                    .name = "web",
                    .annotations = &own,
                    .namespace_annotations = &of_namespace},
                   settings, window);
}

std::int64_t hours_up(const Uptime& uptime) {
  return uptime.up.total() / 1h;
}

struct DownscalerRow {
  Labels own;
  Labels of_namespace;
  std::int64_t hjacobs;
  std::int64_t py;
  std::int64_t go;
};

TEST_CASE("annotations weigh as each of the three programs weighs them", "[schedule]") {
  const auto row = GENERATE_COPY(values<DownscalerRow>({
      {{}, {}, 168, 168, 168},
      {{{"downscaler/uptime", kOffice}}, {}, 50, 50, 50},
      {{}, {{"downscaler/uptime", kOffice}}, 50, 50, 50},
      {{{"downscaler/uptime", "always"}}, {{"downscaler/uptime", kOffice}}, 168, 168, 168},
      {{{"downscaler/downtime", kWeekend}}, {}, 120, 120, 120},
      // Each value by itself, or all from the innermost place that has any.
      {{{"downscaler/downtime", "Mon-Mon 00:00-24:00 UTC"}},
       {{"downscaler/uptime", kOffice}},
       40,
       40,
       144},
      {{{"downscaler/uptime", kOffice}, {"downscaler/exclude", "true"}}, {}, 168, 168, 168},
      {{{"downscaler/uptime", kOffice}, {"downscaler/exclude", "False"}}, {}, 50, 50, 50},
      {{{"downscaler/uptime", kOffice}, {"downscaler/exclude", kWeekend}}, {}, 168, 168, 98},
      {{{"downscaler/uptime", kOffice}}, {{"downscaler/exclude", "true"}}, 168, 168, 168},
      {{{"downscaler/uptime", kOffice}}, {{"downscaler/force-uptime", "true"}}, 168, 168, 168},
      {{{"downscaler/uptime", kOffice}}, {{"downscaler/force-uptime", kWeekend}}, 98, 98, 98},
      {{{"downscaler/uptime", kOffice}}, {{"downscaler/force-uptime", "false"}}, 50, 50, 50},
      {{{"downscaler/uptime", kOffice}}, {{"downscaler/force-downtime", "true"}}, 50, 0, 0},
      {{{"downscaler/uptime", kOffice}, {"downscaler/force-uptime", "true"}}, {}, 50, 50, 168},
      {{{"downscaler/force-downtime", "true"}}, {}, 168, 168, 0},
      // Forced up weighs more than forced down.
      {{},
       {{"downscaler/force-uptime", kWeekend}, {"downscaler/force-downtime", "true"}},
       168,
       48,
       48},
      // Periods leave uptime and downtime out of account.
      {{{"downscaler/upscale-period", "Mon-Fri 08:00-08:30 UTC"},
        {"downscaler/downscale-period", "Mon-Fri 18:00-18:30 UTC"}},
       {{"downscaler/uptime", "never"}},
       50,
       50,
       50},
      {{{"downscaler/uptime", "Sat-Sun 08:00-09:00 UTC"}},
       {{"downscaler/downscale-period", "Fri-Fri 18:00-24:00 UTC"}},
       162,
       162,
       2},
      {{{"downscaler/uptime", kOffice}, {"downscaler/upscale-period", "never"}}, {}, 50, 50, 168},
  }));
  CAPTURE(row.own, row.of_namespace);
  DownscalerSettings settings;
  settings.wording.dialect = Dialect::hjacobs;
  CHECK(hours_up(weigh(row.own, row.of_namespace, settings)) == row.hjacobs);
  settings.wording.dialect = Dialect::py;
  CHECK(hours_up(weigh(row.own, row.of_namespace, settings)) == row.py);
  settings.wording.dialect = Dialect::go;
  CHECK(hours_up(weigh(row.own, row.of_namespace, settings)) == row.go);
}

TEST_CASE("the downscaler leaves its own pods, the system and other kinds alone", "[schedule]") {
  const Labels office{{"downscaler/uptime", kOffice}};
  const auto up = [&](std::string_view kind, std::string_view space, std::string_view name,
                      Dialect dialect = Dialect::py) {
    DownscalerSettings settings;
    settings.wording.dialect = dialect;
    return hours_up(
        uptime_of({.kind = kind, .namespace_name = space, .name = name, .annotations = &office},
                  settings, standard_week()));
  };
  CHECK(up("deployments", "shop", "web") == 50);
  CHECK(up("deployments", "kube-system", "web") == 168);
  CHECK(up("deployments", "shop", "kube-downscaler") == 168);
  CHECK(up("deployments", "shop", "py-kube-downscaler") == 168);
  CHECK(up("deployments", "shop", "py-kube-downscaler", Dialect::hjacobs) == 50);
  CHECK(up("deployments", "kube-downscaler", "web", Dialect::go) == 168);
  CHECK(up("statefulsets", "shop", "web") == 168);
  CHECK(up("", "shop", "web") == 168);
}

TEST_CASE("an annotation on a kind that is not scaled is told of", "[schedule]") {
  const Labels office{{"downscaler/uptime", kOffice}};
  const auto uptime = uptime_of(
      {.kind = "statefulsets", .namespace_name = "db", .name = "pg", .annotations = &office}, {},
      standard_week());
  REQUIRE(uptime.problems.size() == 1);
  CHECK_FALSE(uptime.problems[0].is_error);
  CHECK(uptime.problems[0].fault.message ==
        "the downscaler is not told to scale statefulsets, so this does nothing");
  CHECK(uptime.problems[0].fault.hint ==
        "add statefulsets to its --include-resources, and to --downscaler-kinds here");
}

TEST_CASE("the uptime of the settings holds for what says nothing itself", "[schedule]") {
  DownscalerSettings settings;
  settings.uptime = *parse_time_spec(kOffice);
  CHECK(hours_up(weigh({}, {}, settings)) == 50);
  CHECK(weigh({}, {}, settings).source == UptimeSource::of_settings);
  CHECK(hours_up(weigh({{"downscaler/downtime", kWeekend}}, {}, settings)) == 120);
  CHECK(hours_up(weigh({}, {{"downscaler/uptime", "always"}}, settings)) == 168);
  CHECK(hours_up(weigh({{"downscaler/exclude", "true"}}, {}, settings)) == 168);
  const Labels none;
  CHECK(hours_up(uptime_of({.kind = "statefulsets", .namespace_name = "db", .annotations = &none},
                           settings, standard_week())) == 50);
}

TEST_CASE("a pod that forces up does so everywhere, unless the namespace says otherwise",
          "[schedule]") {
  const Labels own{{"downscaler/uptime", kOffice}};
  const Labels calm{{"downscaler/force-uptime", "false"}};
  DownscalerSubject subject{.kind = "deployments",
                            .namespace_name = "shop",
                            .name = "web",
                            .annotations = &own,
                            .pod_forces_up = true};
  CHECK(hours_up(uptime_of(subject, {}, standard_week())) == 168);
  subject.namespace_annotations = &calm;
  CHECK(hours_up(uptime_of(subject, {}, standard_week())) == 50);
}

TEST_CASE("an exclusion until a date counts in a dated week", "[schedule]") {
  const auto until = GENERATE(values<std::string>(
      {"2026-03-25T00:00:00Z", "2026-03-25T00:00", "2026-03-25 00:00", "2026-03-25"}));
  const Labels own{{"downscaler/uptime", kOffice}, {"downscaler/exclude-until", until}};
  CHECK(hours_up(weigh(own, {}, {}, *parse_week("2026-03-29"))) == 48 + 30);
  const auto undated = weigh(own, {});
  CHECK(hours_up(undated) == 50);
  REQUIRE(undated.problems.size() == 1);
  CHECK(undated.problems[0].fault.message == "a date does not count in a week without dates");
  CHECK(hours_up(weigh(own, {}, {}, *parse_week("2026-06-01"))) == 50);
}

TEST_CASE("replicas that stay when it is down", "[schedule]") {
  CHECK(weigh({{"downscaler/downtime-replicas", "2"}}, {{"downscaler/downtime-replicas", "1"}})
            .downtime_replicas == 2);
  CHECK(weigh({}, {{"downscaler/downtime-replicas", "1"}}).downtime_replicas == 1);
  DownscalerSettings settings;
  settings.downtime_replicas = 3;
  CHECK(weigh({}, {}, settings).downtime_replicas == 3);
  settings.wording.dialect = Dialect::go;
  CHECK(weigh({{"downscaler/downscale-replicas", "4"}}, {}, settings).downtime_replicas == 4);
}

struct ProblemRow {
  std::string annotation;
  std::string value;
  bool is_error;
  std::string message;
};

TEST_CASE("what is wrong with an annotation is told with its name", "[schedule]") {
  const auto row = GENERATE(values<ProblemRow>({
      {"downscaler/uptime", "Mon 08:00-18:00 UTC", true,
       "'Mon 08:00-18:00 UTC' names one day, not a range of days"},
      {"downscaler/uptime", "Mon-Fri 22:00-06:00 UTC", false,
       "'Mon-Fri 22:00-06:00 UTC' runs over midnight, and such a range never holds"},
      {"downscaler/downtime-replicas", "-1", true, "'-1' is not a number of replicas"},
      {"downscaler/grace-period", "soon", true, "'soon' is not a grace period"},
      {"downscaler/exclude-until", "tomorrow", false,
       "'tomorrow' is not a time, so it excludes nothing"},
      {"downscaler/up-time", "always", false,
       "the downscaler knows no annotation 'downscaler/up-time'"},
      {"downscaler/force-uptime", "true", false,
       "'downscaler/force-uptime' counts on a namespace only"},
      {"downscaler/downscale-period", "Fri-Fri 18:00-19:00 UTC", false,
       "nothing scales up again after this period; it is counted as up outside of it"},
      {"downscaler/downtime", "2026-01-01T00:00:00+00:00-2026-01-02T00:00:00+00:00", false,
       "a range of dates does not count in a week without dates"},
  }));
  const auto uptime = weigh({{row.annotation, row.value}}, {});
  REQUIRE(uptime.problems.size() == 1);
  CHECK(uptime.problems[0].annotation == row.annotation);
  CHECK_FALSE(uptime.problems[0].on_namespace);
  CHECK(uptime.problems[0].is_error == row.is_error);
  CHECK(uptime.problems[0].fault.message == row.message);
}

TEST_CASE("a bad spec leaves the workload up", "[schedule]") {
  CHECK(hours_up(weigh({{"downscaler/uptime", "nonsense"}}, {})) == 168);
}

TEST_CASE("the reason tells what decided", "[schedule]") {
  CHECK(weigh({{"downscaler/uptime", kOffice}}, {}).reason ==
        "downscaler/uptime Mon-Fri 08:00-18:00 UTC");
  CHECK(weigh({}, {{"downscaler/exclude", ""}}).reason == "downscaler/exclude");
  CHECK(weigh({}, {{"downscaler/uptime", kOffice}}).source == UptimeSource::of_namespace);
  const auto berlin = weigh({{"downscaler/uptime", "Mon-Fri 08:00-18:00 Europe/Berlin"}}, {});
  REQUIRE(berlin.zones.size() == 1);
  CHECK(berlin.zones[0].name() == "Europe/Berlin");
}

TEST_CASE("the noted size of a workload that is down", "[schedule]") {
  CHECK(original_replicas({{"downscaler/original-replicas", "3"}}) == 3);
  CHECK_FALSE(original_replicas({{"downscaler/original-replicas", ""}}));
  CHECK_FALSE(original_replicas({{"downscaler/original-replicas", "-1"}}));
  CHECK_FALSE(original_replicas({}));
}

TEST_CASE("periods keep what is until the other begins, around the end of the window",
          "[schedule]") {
  const auto hours = [](std::chrono::seconds begin, std::chrono::seconds end) {
    return model::ActiveHours::of(10h, {{begin, end}});
  };
  CHECK(hours_by_periods(hours(2h, 3h), hours(6h, 7h)) == hours(2h, 6h));
  CHECK(hours_by_periods(hours(6h, 7h), hours(2h, 3h)) ==
        model::ActiveHours::of(10h, {{0h, 2h}, {6h, 10h}}));
  CHECK(hours_by_periods(hours(2h, 5h), hours(4h, 7h)) == hours(2h, 5h));  // both: as it was
  CHECK(hours_by_periods(hours(2h, 3h), model::ActiveHours::never(10h)).is_always());
  CHECK(hours_by_periods(model::ActiveHours::never(10h), hours(6h, 7h)) ==
        hours(6h, 7h).complement());
}

}  // namespace
}  // namespace eksplan::schedule
