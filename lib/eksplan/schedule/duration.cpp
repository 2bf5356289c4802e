#include "eksplan/schedule/duration.hpp"

#include <array>
#include <optional>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"

namespace eksplan::schedule {
namespace {

struct Unit {
  std::string_view text;
  std::int64_t nanos;
};

// Longer names before those that they begin with; the micro sign has two code points.
constexpr std::array<Unit, 8> kUnits{{{"ns", 1},
                                      {"us", 1'000},
                                      {"\xc2\xb5s", 1'000},
                                      {"\xce\xbcs", 1'000},
                                      {"ms", 1'000'000},
                                      {"s", 1'000'000'000},
                                      {"m", 60'000'000'000},
                                      {"h", 3'600'000'000'000}}};

constexpr base::int128 kMostNanos = base::int128{100} * 366 * 24 * 3'600'000'000'000;

/// Takes one number and its unit off the front of a text.
class DurationReader {
 public:
  explicit DurationReader(std::string_view text) : rest_(text) {}

  bool at_end() const { return rest_.empty(); }

  std::optional<base::int128> next() {
    const auto number = rest_.substr(0, rest_.find_first_not_of("0123456789."));
    rest_.remove_prefix(number.size());
    const auto unit = next_unit();
    const auto point = number.find('.');
    const bool two_points =
        point != std::string_view::npos && number.find('.', point + 1) != std::string_view::npos;
    if (!unit || number.empty() || number == "." || two_points) {
      return std::nullopt;
    }
    const auto whole = digits_value(number.substr(0, point));
    if (!whole) {
      return std::nullopt;
    }
    const auto fraction =
        point == std::string_view::npos ? 0 : fraction_of(number.substr(point + 1), *unit);
    return *whole * *unit + fraction;
  }

 private:
  std::optional<base::int128> next_unit() {
    for (const auto& unit : kUnits) {
      if (rest_.starts_with(unit.text)) {
        rest_.remove_prefix(unit.text.size());
        return unit.nanos;
      }
    }
    return std::nullopt;
  }

  static std::optional<base::int128> digits_value(std::string_view digits) {
    base::int128 value = 0;
    for (const char c : digits) {
      value = value * 10 + (c - '0');
      if (value > kMostNanos) {
        return std::nullopt;
      }
    }
    return value;
  }

  static base::int128 fraction_of(std::string_view digits, base::int128 unit) {
    constexpr std::size_t kDigitsThatMatter = 18;  // an hour has 3.6 * 10^12 nanoseconds
    base::int128 part = 0;
    base::int128 scale = 1;
    for (const char c : digits.substr(0, kDigitsThatMatter)) {
      part = part * 10 + (c - '0');
      scale *= 10;
    }
    return part * unit / scale;
  }

  std::string_view rest_;
};

}  // namespace

base::Parsed<std::chrono::nanoseconds> parse_duration(std::string_view text) {
  const base::Fault fault{fmt::format("'{}' is not a duration", text),
                          "write numbers with units, such as 90s, 15m or 1h30m"};
  DurationReader reader(text);
  base::int128 sum = 0;
  do {
    const auto part = reader.next();
    sum += part.value_or(0);
    if (!part || sum > kMostNanos) {
      return fault;
    }
  } while (!reader.at_end());
  return std::chrono::nanoseconds(static_cast<std::int64_t>(sum));
}

base::Parsed<std::chrono::seconds> parse_run_time(std::string_view text) {
  const auto duration = parse_duration(text);
  if (!duration) {
    return duration.fault();
  }
  const auto whole = std::chrono::ceil<std::chrono::seconds>(*duration);
  if (whole.count() == 0) {
    return base::Fault{fmt::format("'{}' is no time at all", text),
                       "write how long one run takes, such as 15m"};
  }
  return whole;
}

}  // namespace eksplan::schedule
