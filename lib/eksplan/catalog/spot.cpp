#include "eksplan/catalog/spot.hpp"

#include <algorithm>
#include <array>

#include "eksplan/base/assert.hpp"

namespace eksplan::catalog {
namespace {

constexpr std::array<std::string_view, 3> kKinds{"region-average", "advisor-estimate", "zone-mean"};
static_assert(static_cast<std::size_t>(SpotKind::zone_mean) + 1 == kKinds.size());

constexpr std::array<std::string_view, 6> kInterruptions{"",       "<5%",    "5-10%",
                                                         "10-15%", "15-20%", ">20%"};

}  // namespace

std::string_view name(SpotKind kind) {
  const auto index = static_cast<std::size_t>(kind);
  EKSPLAN_ASSERT(index < kKinds.size(), "a kind is one of the enumeration");
  return kKinds[index];
}

std::span<const std::string_view> spot_kind_names() {
  return kKinds;
}

std::optional<SpotKind> spot_kind_named(std::string_view text) {
  const auto at = std::find(kKinds.begin(), kKinds.end(), text);
  if (at == kKinds.end()) {
    return std::nullopt;
  }
  return static_cast<SpotKind>(at - kKinds.begin());
}

std::span<const std::string_view> interruptions() {
  return kInterruptions;
}

}  // namespace eksplan::catalog
