#include <array>
#include <chrono>
#include <string>
#include <vector>

#include "support/random.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "eksplan/schedule/time_spec.hpp"

namespace eksplan::schedule {
namespace {

using namespace std::chrono_literals;
using model::ActiveHours;

constexpr std::array kDays{"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
constexpr std::array kZones{"UTC", "Europe/Berlin", "America/New_York", "Pacific/Auckland",
                            "Asia/Kathmandu"};
constexpr std::array kWeeks{"2026-01-12", "2026-03-25", "2026-10-25", "2026-03-08", "2026-04-05"};

std::string random_range(support::Random& random) {
  const auto day = [&] { return kDays[static_cast<std::size_t>(random.between(0, 6))]; };
  return fmt::format("{}-{} {:02}:{:02}-{:02}:{:02} {}", day(), day(), random.between(0, 24),
                     random.between(0, 59), random.between(0, 24), random.between(0, 59),
                     kZones[static_cast<std::size_t>(random.between(0, 4))]);
}

std::string random_spec(support::Random& random) {
  auto spec = random_range(random);
  for (auto more = random.between(0, 2); more > 0; --more) {
    spec += "," + random_range(random);
  }
  return spec;
}

Window random_week(support::Random& random) {
  return *parse_week(kWeeks[static_cast<std::size_t>(random.between(0, 4))]);
}

TEST_CASE("sets of hours add up as sets do", "[schedule][property]") {
  const auto seed = GENERATE(range(0, 300));
  CAPTURE(seed);
  support::Random random(static_cast<std::uint64_t>(seed));
  const auto week = random_week(random);
  const auto a = hours_of(*parse_time_spec(random_spec(random)), week);
  const auto b = hours_of(*parse_time_spec(random_spec(random)), week);
  CHECK(a.total() + a.complement().total() == week.length);
  CHECK(a.complement().complement() == a);
  CHECK(a.united(b).total() + a.intersected(b).total() == a.total() + b.total());
  CHECK(a.united(b).complement() == a.complement().intersected(b.complement()));
  CHECK(a.without(b).united(a.intersected(b)) == a);
  CHECK(a.united(b) == b.united(a));
  for (std::chrono::seconds at = 0s; at < week.length; at += 37min) {
    CHECK(a.united(b).contains(at) == (a.contains(at) || b.contains(at)));
    CHECK(a.intersected(b).contains(at) == (a.contains(at) && b.contains(at)));
    CHECK(a.complement().contains(at) != a.contains(at));
  }
}

TEST_CASE("a spec holds where any of its ranges does", "[schedule][property]") {
  const auto seed = GENERATE(range(0, 200));
  CAPTURE(seed);
  support::Random random(static_cast<std::uint64_t>(seed));
  const auto week = random_week(random);
  const auto first = random_range(random);
  const auto second = random_range(random);
  const auto both = hours_of(*parse_time_spec(first + "," + second), week);
  CHECK(both ==
        hours_of(*parse_time_spec(first), week).united(hours_of(*parse_time_spec(second), week)));
}

TEST_CASE("a range holds at a moment when the zone's clocks say so", "[schedule][property]") {
  const auto seed = GENERATE(range(0, 100));
  CAPTURE(seed);
  support::Random random(static_cast<std::uint64_t>(seed));
  const auto week = random_week(random);
  const auto spec = *parse_time_spec(random_range(random));
  const auto& rule = std::get<Recurring>(spec.items.front());
  const auto hours = hours_of(spec, week);
  for (const auto& piece : rule.zone.offsets(week)) {
    for (auto at = piece.begin; at < piece.end; at += 11min) {
      const auto local = week.begin + at + piece.offset;
      const auto day = std::chrono::floor<std::chrono::days>(local);
      const auto minute = std::chrono::floor<std::chrono::minutes>(local - day).count();
      const auto weekday = std::chrono::weekday(day).iso_encoding() - 1;
      const bool listed = ((rule.weekdays >> weekday) & 1) != 0;
      CHECK(hours.contains(at) ==
            (listed && minute >= rule.from_minute && minute < rule.to_minute));
    }
  }
}

TEST_CASE("what is printed of a spec means the same", "[schedule][property]") {
  const auto seed = GENERATE(range(0, 200));
  CAPTURE(seed);
  support::Random random(static_cast<std::uint64_t>(seed));
  const auto week = random_week(random);
  const auto spec = *parse_time_spec(random_spec(random));
  CHECK(hours_of(*parse_time_spec(text_of(spec)), week) == hours_of(spec, week));
}

}  // namespace
}  // namespace eksplan::schedule
