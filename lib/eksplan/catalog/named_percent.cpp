#include "eksplan/catalog/named_percent.hpp"

#include <algorithm>
#include <optional>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"

namespace eksplan::catalog {
namespace {

constexpr int kPlaces = 4;

std::optional<std::int64_t> parse_percent(std::string_view text) {
  constexpr int kFinestPlaces = 9;
  constexpr int kFiner = 100'000;  // read to nine places, to see whether there are too many
  constexpr std::int64_t kWhole = 1'000'000;
  const auto percent = base::parse_decimal(text, kFinestPlaces);
  if (!percent || *percent <= 0 || *percent >= kWhole * kFiner || *percent % kFiner != 0) {
    return std::nullopt;
  }
  return static_cast<std::int64_t>(*percent / kFiner);
}

}  // namespace

base::Parsed<NamedPercent> parse_named_percent(std::string_view text, const PercentNames& names) {
  const auto equals = text.find('=');
  const auto wanted = text.substr(0, equals);
  const auto found = std::ranges::find(names.names, wanted);
  if (found == names.names.end()) {
    const auto near = base::nearest(wanted, names.names);
    return base::Fault{fmt::format("'{}' {}", wanted, names.no_name),
                       near ? fmt::format("did you mean '{}'?", *near)
                            : fmt::format("{} {}", names.they_are, words_of(names.names))};
  }
  const auto percent =
      equals == std::string_view::npos ? std::nullopt : parse_percent(text.substr(equals + 1));
  if (!percent) {
    return base::Fault{fmt::format("'{}' {}", text, names.no_percent),
                       fmt::format("write {}", names.example)};
  }
  return NamedPercent{static_cast<std::size_t>(found - names.names.begin()), *percent};
}

std::string named_percent_text(std::string_view name, std::int64_t millionths) {
  return fmt::format("{}={}", name, base::decimal_text(millionths, kPlaces));
}

std::string words_of(std::span<const std::string_view> names) {
  return base::join({names.begin(), names.end()}, ", ");
}

}  // namespace eksplan::catalog
