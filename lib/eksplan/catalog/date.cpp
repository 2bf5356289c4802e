#include "eksplan/catalog/date.hpp"

#include <charconv>
#include <chrono>
#include <optional>

namespace eksplan::catalog {
namespace {

std::optional<unsigned> digits(std::string_view text) {
  unsigned value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (error != std::errc() || end != text.data() + text.size()) {
    return std::nullopt;
  }
  return value;
}

}  // namespace

bool is_date(std::string_view text) {
  constexpr std::size_t kYear = 4;
  constexpr std::size_t kMonth = 7;
  constexpr std::size_t kDay = 10;
  if (text.size() != kYear && text.size() != kMonth && text.size() != kDay) {
    return false;
  }
  if ((text.size() >= kMonth && text[kYear] != '-') ||
      (text.size() == kDay && text[kMonth] != '-')) {
    return false;
  }
  const auto year = digits(text.substr(0, kYear));
  const auto month = text.size() >= kMonth ? digits(text.substr(kYear + 1, 2)) : 1U;
  const auto day = text.size() == kDay ? digits(text.substr(kMonth + 1, 2)) : 1U;
  if (!year || !month || !day) {
    return false;
  }
  return std::chrono::year_month_day(std::chrono::year(static_cast<int>(*year)),
                                     std::chrono::month(*month), std::chrono::day(*day))
      .ok();
}

}  // namespace eksplan::catalog
