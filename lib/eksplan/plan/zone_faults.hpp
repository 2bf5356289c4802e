#pragma once
/// Wishes by zone that do not hold, and why.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/plan/zone_wishes.hpp"
#include "eksplan/plan/zoned_pods.hpp"

namespace eksplan::plan {

class ZoneFaults {
 public:
  /// Refers to its arguments, which must outlive it.
  ZoneFaults(const ArrangementInput& input, const ZoneWishes& wishes, const ZonedPods& pods)
      : in_(&input), wishes_(&wishes), pods_(&pods) {}

  /// Why a wish of an item in a bundle does not hold; without words where no kind of node accepts
  /// it at all.
  std::optional<std::string> unmet(std::size_t i) const;

  /// Why no zone takes more pods of an item.
  std::string zone_reason(std::size_t i) const;

 private:
  bool meets_enemies(std::size_t i) const;
  bool has_company(std::size_t i) const;
  bool is_even(const ZoneSpread& spread) const;
  std::string spread_reason(const ZoneSpread& spread) const;
  std::string no_zone_text(std::size_t i) const;
  std::string zones_text() const;
  std::vector<std::string> closed_zones(const ZoneSpread& spread, const ZoneSet& compared) const;
  std::string_view policy_text(const ZoneSpread& spread) const;

  const demand::Item& item(std::size_t i) const { return in_->demand.items[i]; }

  const Relations& relations() const { return in_->relations; }

  const ArrangementInput* in_;
  const ZoneWishes* wishes_;
  const ZonedPods* pods_;
};

}  // namespace eksplan::plan
