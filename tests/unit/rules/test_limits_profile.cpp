#include <catch2/catch.hpp>

#include "eksplan/rules/limits_profile.hpp"

namespace eksplan::rules {
namespace {

struct GoodProfile {
  std::string text;
  Date as_of;
  bool brief_size_limit;
};

TEST_CASE("a limits profile is one of three names or a date", "[rules]") {
  const auto row = GENERATE(values<GoodProfile>({
      {"standard", kForever, true},
      {"current", kForever, false},
      {"2020-02", {2020, 2, 27}, false},
      {"2019-12-01", {2019, 12, 1}, false},
      {"2020-02-27", {2020, 2, 27}, false},
      {"2024-02-29", {2024, 2, 29}, false},
      {"2100-12-31", {2100, 12, 31}, false},
      {"9999-12-31", kForever, false},
  }));
  CAPTURE(row.text);
  const auto profile = parse_limits_profile(row.text);
  REQUIRE(profile);
  CHECK(profile->name == row.text);
  CHECK(profile->as_of == row.as_of);
  CHECK(profile->brief_size_limit == row.brief_size_limit);
}

struct BadProfile {
  std::string text;
  std::string message;
  std::string hint;
};

TEST_CASE("a limits profile that is none says what was probably meant", "[rules]") {
  const std::string date_hint = "write YYYY-MM-DD, such as 2024-06-30";
  const auto row = GENERATE_COPY(values<BadProfile>({
      {"standart", "'standart' is not a limits profile", "did you mean standard?"},
      {"Current", "'Current' is not a limits profile", "did you mean current?"},
      {"latest", "'latest' is not a limits profile",
       "write standard, current, 2020-02 or a date such as 2024-06-30"},
      {"", "'' is not a limits profile",
       "write standard, current, 2020-02 or a date such as 2024-06-30"},
      {"2020-03", "'2020-03' is not a date", date_hint},
      {"2020-2-7", "'2020-2-7' is not a date", date_hint},
      {"2020/02/27", "'2020/02/27' is not a date", date_hint},
      {"2020-02-27 ", "'2020-02-27 ' is not a date", date_hint},
      {"20200-02-27", "'20200-02-27' is not a date", date_hint},
      {"2023-02-29", "'2023-02-29' is not a day of the calendar", date_hint},
      {"2023-00-10", "'2023-00-10' is not a day of the calendar", date_hint},
      {"2023-13-01", "'2023-13-01' is not a day of the calendar", date_hint},
      {"2023-04-31", "'2023-04-31' is not a day of the calendar", date_hint},
      {"2019-11-30", "'2019-11-30' is before EKS had Fargate", "write 2019-12-01 or a later day"},
      {"0000-01-01", "'0000-01-01' is before EKS had Fargate", "write 2019-12-01 or a later day"},
  }));
  CAPTURE(row.text);
  const auto profile = parse_limits_profile(row.text);
  REQUIRE_FALSE(profile);
  CHECK(profile.fault().message == row.message);
  CHECK(profile.fault().hint == row.hint);
}

TEST_CASE("dates compare in time order", "[rules]") {
  CHECK(Date{2020, 2, 27} < Date{2020, 10, 1});
  CHECK(Date{2019, 12, 31} < Date{2020, 1, 1});
  CHECK(Date{2020, 2, 26} < Date{2020, 2, 27});
}

}  // namespace
}  // namespace eksplan::rules
