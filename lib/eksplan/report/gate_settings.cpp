#include "eksplan/report/gate_settings.hpp"

#include <algorithm>
#include <array>

namespace eksplan::report {

std::optional<model::FindingSeverity> failing_severity(const std::vector<Gate>& gates,
                                                       std::string_view name) {
  using model::FindingSeverity;
  constexpr std::array kAll{FindingSeverity::block, FindingSeverity::warn, FindingSeverity::cost,
                            FindingSeverity::note};
  const auto gate = std::ranges::find(gates, name, &Gate::name);
  const auto* const word = gate == gates.end() ? nullptr : std::get_if<std::string>(&gate->limit);
  if (word == nullptr) {
    return std::nullopt;
  }
  const auto* const known = std::ranges::find(
      kAll, *word, [](FindingSeverity severity) { return model::name(severity); });
  return known == kAll.end() ? std::nullopt : std::optional(*known);
}

bool is_strict(const std::vector<Gate>& gates) {
  return std::ranges::find(gates, "strict", &Gate::name) != gates.end();
}

}  // namespace eksplan::report
