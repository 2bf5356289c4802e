#include "eksplan/offers/price_text.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/text.hpp"

namespace eksplan::offers {
namespace {

std::string shown(std::string_view text) {
  constexpr std::size_t kColumns = 40;
  return base::shorten(base::on_one_line(text.substr(0, 4 * kColumns)), kColumns);
}

int two_digits(std::string_view text) {
  return (text[0] - '0') * 10 + (text[1] - '0');
}

}  // namespace

base::Parsed<units::Money> parse_list_price(std::string_view text) {
  constexpr int kPlaces = 9;
  constexpr base::int128 kOne = 1'000'000'000;
  constexpr base::int128 kMost = 10'000'000 * kOne;
  const auto nanos = base::parse_decimal(text, kPlaces);
  if (!nanos) {
    return base::Fault{fmt::format("'{}' is not a price", shown(text)),
                       "prices are written in dollars, such as 0.0960000000"};
  }
  if (*nanos < 0 || text.front() == '-') {
    return base::Fault{fmt::format("'{}' is a negative price", shown(text)),
                       "no list price is below 0"};
  }
  if (*nanos > kMost) {
    return base::Fault{fmt::format("'{}' is no price of anything here", shown(text)),
                       "the dearest thing costs less than 10 million dollars"};
  }
  return units::Money::from_nanos(*nanos);
}

std::optional<std::string> day_of(std::string_view time) {
  constexpr std::string_view kPattern = "dddd-dd-dd";
  constexpr int kMonths = 12;
  constexpr int kDays = 31;
  const auto day = time.substr(0, kPattern.size());
  const bool fits = std::equal(
      day.begin(), day.end(), kPattern.begin(), kPattern.end(),
      [](char c, char pattern) { return pattern == 'd' ? base::is_digit(c) : c == pattern; });
  if (!fits || (time.size() > day.size() && base::is_digit(time[day.size()]))) {
    return std::nullopt;
  }
  const int month = two_digits(day.substr(5));
  const int of_month = two_digits(day.substr(8));
  if (month < 1 || month > kMonths || of_month < 1 || of_month > kDays) {
    return std::nullopt;
  }
  return std::string(day);
}

}  // namespace eksplan::offers
