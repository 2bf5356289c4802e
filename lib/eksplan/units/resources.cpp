#include "eksplan/units/resources.hpp"

#include <array>
#include <utility>

#include "eksplan/base/decimal_text.hpp"

namespace eksplan::units {

std::string MilliCpu::text() const {
  return millis_ % 1000 == 0 ? fmt::format("{}", millis_ / 1000) : fmt::format("{}m", millis_);
}

std::string Bytes::text() const {
  constexpr std::array<std::pair<std::int64_t, std::string_view>, 4> kUnits{
      {{1LL << 40U, "Ti"}, {kGib, "Gi"}, {kMib, "Mi"}, {1LL << 10U, "Ki"}}};
  for (const auto& [size, name] : kUnits) {
    if (count_ >= size) {
      const auto tenths = base::div_half_up(base::int128{count_} * 10, size);
      return base::decimal_text(tenths, 1) + std::string(name);
    }
  }
  return count_ == 0 ? "0" : fmt::format("{} B", count_);
}

}  // namespace eksplan::units
