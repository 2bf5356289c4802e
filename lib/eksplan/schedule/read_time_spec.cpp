#include <algorithm>
#include <array>
#include <limits>
#include <optional>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/schedule/calendar.hpp"
#include "eksplan/schedule/time_spec.hpp"

namespace eksplan::schedule {
namespace {

namespace chrono = std::chrono;

constexpr std::array<std::string_view, 7> kReadWeekdays{"mon", "tue", "wed", "thu",
                                                        "fri", "sat", "sun"};
constexpr int kDays = 7;
constexpr std::string_view kExample = "write a range such as Mon-Fri 07:30-20:30 Europe/Berlin";

std::optional<int> weekday_called(std::string_view text) {
  const auto lower = base::to_lower(text);
  const auto* const found = std::ranges::find(kReadWeekdays, lower);
  return found == kReadWeekdays.end()
             ? std::nullopt
             : std::optional(static_cast<int>(found - kReadWeekdays.begin()));
}

// Fri-Mon is Friday to Monday over the weekend.
std::uint8_t days_from_to(int first, int last) {
  unsigned days = 0;
  const int count = (last - first + kDays) % kDays + 1;
  for (int i = 0; i < count; ++i) {
    days |= 1U << static_cast<unsigned>((first + i) % kDays);
  }
  return static_cast<std::uint8_t>(days);
}

// "07:30" in minutes; whether such a time exists is not asked, as the programs do not.
std::optional<int> minutes_of(std::string_view text) {
  if (text.size() != 5 || text[2] != ':') {
    return std::nullopt;
  }
  const auto hour = read_digits(text.substr(0, 2));
  const auto minute = read_digits(text.substr(3, 2));
  return hour && minute ? std::optional(*hour * 60 + *minute) : std::nullopt;
}

struct TimeRange {
  int from = 0;
  int to = 0;
};

std::optional<TimeRange> time_range_of(std::string_view text) {
  if (text.size() != 11 || text[5] != '-') {
    return std::nullopt;
  }
  const auto from = minutes_of(text.substr(0, 5));
  const auto to = minutes_of(text.substr(6));
  return from && to ? std::optional(TimeRange{*from, *to}) : std::nullopt;
}

bool is_time_of_day(std::string_view text) {
  const auto minutes = minutes_of(text);
  return minutes && *minutes <= kMinutesOfDay && text[3] < '6';
}

bool is_zone_letter(char c, Dialect dialect) {
  const bool letter = (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || c == '/' || c == '_';
  const bool wider = (c >= '0' && c <= '9') || c == '+' || c == '-';
  return letter || (dialect == Dialect::go && wider);
}

bool ends_in_two_digits(std::string_view text) {
  return text.size() >= 2 && read_digits(text.substr(text.size() - 2)).has_value();
}

/// Reads the items of one spec.
class SpecReader {
 public:
  explicit SpecReader(const Wording& wording) : wording_(&wording) {}

  ReadSpec read(std::string_view text) {
    if (const auto word = constant_called(text)) {
      return {.spec = {{*word}}, .faults = {}, .cautions = {}};
    }
    if (text.find(';') != std::string_view::npos) {
      fail(text, "has a ';'", "write a comma between two ranges");
      return std::move(result_);
    }
    for (const auto part : base::split(text, ',')) {
      const auto trimmed = base::trim(part);
      if (const auto item = read_item(trimmed)) {
        result_.spec.items.push_back(*item);
      }
    }
    return std::move(result_);
  }

 private:
  bool is_go() const { return wording_->dialect == Dialect::go; }

  std::optional<Constant> constant_called(std::string_view text) const {
    const auto lower = base::to_lower(is_go() ? base::trim(text) : text);
    if (lower == "always" || (is_go() && lower == "true")) {
      return Constant{true};
    }
    if (lower == "never" || (is_go() && lower == "false")) {
      return Constant{false};
    }
    return std::nullopt;
  }

  std::optional<TimeItem> read_item(std::string_view text) {
    const auto word = constant_called(text);
    if (word && is_go()) {
      return *word;
    }
    if (word) {
      return fail(text, "stands for a whole spec, not for one of several ranges",
                  fmt::format("write only {}, without blanks and commas", base::to_lower(text)));
    }
    if (const auto stretch = absolute(text)) {
      return *stretch;
    }
    return recurring(with_defaults(text));
  }

  std::string with_defaults(std::string_view text) const {
    std::string full(text);
    if (wording_->dialect == Dialect::hjacobs) {
      return full;
    }
    if (!wording_->default_zone.empty() && ends_in_two_digits(full)) {
      full += " " + wording_->default_zone;
    }
    if (!wording_->default_weekframe.empty() && time_range_of(full.substr(0, 11))) {
      full = wording_->default_weekframe + " " + full;
    }
    return full;
  }

  std::vector<std::string_view> words_of(std::string_view text) const {
    auto words = base::split(text, ' ');
    if (is_go()) {
      std::erase(words, std::string_view{});
    }
    return words;
  }

  std::optional<TimeItem> recurring(const std::string& text) {
    const auto words = words_of(text);
    if (text.empty()) {
      return fail(text, "is not a time range", kExample);
    }
    if (words.size() < 3) {
      return incomplete(text, words);
    }
    if (words.size() > 3) {
      return fail(text, "is not a time range", "write exactly one blank between its three parts");
    }
    const auto days = read_days(text, words[0]);
    const auto times = days ? read_times(words[1]) : std::nullopt;
    const auto zone = times ? read_zone(words[2]) : std::nullopt;
    if (!zone) {
      return std::nullopt;
    }
    const bool backwards = times->to < times->from;
    if (backwards && !is_go()) {
      caution_of_midnight(text, *days, words);
    }
    return Recurring{.weekdays = *days,
                     .from_minute = times->from,
                     .to_minute = times->to,
                     .over_midnight = backwards && is_go(),
                     .zone = *zone};
  }

  std::optional<TimeItem> incomplete(const std::string& text,
                                     const std::vector<std::string_view>& words) {
    if (time_range_of(words.back())) {
      return fail(text, words.size() == 1 ? "names no days and no time zone" : "names no time zone",
                  kExample);
    }
    const bool like_stamp = text.size() > 10 && text[10] == 'T';
    return fail(text, "is not a time range",
                like_stamp ? "write two moments such as 2026-01-01T00:00:00+00:00 with a dash "
                             "between them"
                           : kExample);
  }

  std::optional<std::uint8_t> read_days(std::string_view text, std::string_view days) {
    const auto dash = days.find('-');
    if (dash == std::string_view::npos) {
      return fail(text, "names one day, not a range of days",
                  fmt::format("write {0}-{0} for a single day", days));
    }
    for (const auto day : {days.substr(0, dash), days.substr(dash + 1)}) {
      if (!weekday_called(day)) {
        return fail(fmt::format("'{}' is not a weekday", day),
                    "write Mon, Tue, Wed, Thu, Fri, Sat or Sun");
      }
    }
    return days_from_to(*weekday_called(days.substr(0, dash)),
                        *weekday_called(days.substr(dash + 1)));
  }

  std::optional<TimeRange> read_times(std::string_view times) {
    const auto range = time_range_of(times);
    if (!range) {
      return fail(fmt::format("'{}' is not a range of times", times),
                  "write two digits each, such as 07:30-20:30");
    }
    if (is_go() && !(is_time_of_day(times.substr(0, 5)) && is_time_of_day(times.substr(6)))) {
      return fail(fmt::format("'{}' is not a range of times", times),
                  "write times from 00:00 to 24:00");
    }
    return range;
  }

  std::optional<TimeZone> read_zone(std::string_view name) {
    const bool spelled = !name.empty() && std::ranges::all_of(name, [&](char c) {
      return is_zone_letter(c, wording_->dialect);
    });
    if (!spelled) {
      return fail(
          fmt::format("'{}' is not the name of a time zone as the downscaler reads it", name),
          "write a name of letters and /, such as UTC or Europe/Berlin");
    }
    const auto zone = find_time_zone(name);
    if (!zone) {
      return fail(zone.fault().message, zone.fault().hint);
    }
    return *zone;
  }

  void caution_of_midnight(std::string_view text, std::uint8_t days,
                           const std::vector<std::string_view>& words) {
    const auto next_days = static_cast<std::uint8_t>(
        ((static_cast<unsigned>(days) << 1U) | (static_cast<unsigned>(days) >> 6U)) & 0x7fU);
    const auto until = words[1].substr(6);
    auto hint =
        fmt::format("write two ranges: {} {}-24:00 {}", words[0], words[1].substr(0, 5), words[2]);
    if (until != "00:00") {
      const auto shifted = text_of(TimeSpec{{Recurring{.weekdays = next_days}}});
      hint += fmt::format(",{} 00:00-{} {}", shifted.substr(0, 7), until, words[2]);
    }
    result_.cautions.push_back(
        {fmt::format("'{}' runs over midnight, and such a range never holds", text), hint});
  }

  // YYYY-MM-DDTHH:MM:SS+HH:MM, where go also takes Z.
  std::optional<chrono::sys_seconds> stamp(std::string_view text) const {
    if (text.size() < 20 || text[10] != 'T') {
      return std::nullopt;
    }
    const auto day = read_date(text.substr(0, 10));
    const auto time = read_time_of_day(text.substr(11, 8));
    const auto offset = offset_of(text.substr(19));
    if (!day || !time || !offset) {
      return std::nullopt;
    }
    return *day + *time - *offset;
  }

  std::optional<chrono::seconds> offset_of(std::string_view text) const {
    if (is_go() && text == "Z") {
      return chrono::seconds(0);
    }
    const auto minutes = text.size() == 6 ? minutes_of(text.substr(1)) : std::nullopt;
    if (!minutes || *minutes >= kMinutesOfDay || (text[0] != '+' && text[0] != '-')) {
      return std::nullopt;
    }
    return chrono::minutes(text[0] == '-' ? -*minutes : *minutes);
  }

  std::optional<Absolute> absolute(std::string_view text) const {
    if (is_go()) {
      if (const auto open = open_ended(text)) {
        return open;
      }
    }
    // The dash between the two stamps is one of several.
    for (std::size_t dash = text.find('-'); dash != std::string_view::npos;
         dash = text.find('-', dash + 1)) {
      auto first = text.substr(0, dash);
      auto second = text.substr(dash + 1);
      if (is_go()) {
        first = base::trim(first);
        second = base::trim(second);
      }
      const auto from = stamp(first);
      const auto to = from ? stamp(second) : std::nullopt;
      if (to) {
        return Absolute{*from, *to};
      }
    }
    return std::nullopt;
  }

  std::optional<Absolute> open_ended(std::string_view text) const {
    constexpr chrono::sys_seconds kFirst{chrono::sys_days(chrono::year(1) / 1 / 1)};
    constexpr chrono::sys_seconds kLast{chrono::sys_days(chrono::year(9999) / 12 / 31)};
    const auto words = words_of(text);
    const auto moment = words.size() == 2 ? stamp(words[1]) : std::nullopt;
    if (!moment) {
      return std::nullopt;
    }
    const auto word = base::to_lower(words[0]);
    if (word == "from") {
      return Absolute{*moment, kLast};
    }
    return word == "until" ? std::optional(Absolute{kFirst, *moment}) : std::nullopt;
  }

  std::nullopt_t fail(std::string message, std::string_view hint) {
    result_.faults.push_back({std::move(message), std::string(hint)});
    return std::nullopt;
  }

  std::nullopt_t fail(std::string_view text, std::string_view what, std::string_view hint) {
    return fail(fmt::format("'{}' {}", text, what), hint);
  }

  const Wording* wording_;
  ReadSpec result_;
};

}  // namespace

ReadSpec read_time_spec(std::string_view text, const Wording& wording) {
  return SpecReader(wording).read(text);
}

base::Parsed<TimeSpec> parse_time_spec(std::string_view text, const Wording& wording) {
  auto read = read_time_spec(text, wording);
  if (!read.faults.empty()) {
    return std::move(read.faults.front());
  }
  return std::move(read.spec);
}

}  // namespace eksplan::schedule
