#pragma once
/// Amounts with an SI suffix, as Kubernetes writes them (resource.Quantity): "250m", "1.5Gi",
/// "1e3". Grammar and rounding: k8s.io/apimachinery/pkg/api/resource, whose own test vectors are
/// run against this parser.

#include <cstdint>
#include <string_view>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/parsed.hpp"

namespace eksplan::units {

/// An exact value in billionths. Finer digits are rounded away from zero on reading, as Kubernetes
/// does; values with a binary suffix are capped at 2^63 - 1, as Kubernetes does.
class Quantity {
 public:
  constexpr Quantity() = default;

  static constexpr Quantity from_nanos(base::int128 nanos) { return Quantity{nanos}; }

  constexpr base::int128 nanos() const { return nanos_; }

  /// Rounded up (away from zero for negative values) to whole thousandths / whole units.
  constexpr base::int128 millis_up() const { return up(1'000'000); }

  constexpr base::int128 units_up() const { return up(1'000'000'000); }

  constexpr Quantity operator+(Quantity other) const { return Quantity{nanos_ + other.nanos_}; }

  constexpr Quantity operator*(std::int64_t count) const { return Quantity{nanos_ * count}; }

  constexpr auto operator<=>(const Quantity&) const = default;

 private:
  constexpr explicit Quantity(base::int128 nanos) : nanos_(nanos) {}

  constexpr base::int128 up(std::int64_t unit) const {
    return nanos_ >= 0 ? base::div_ceil(nanos_, unit) : base::div_floor(nanos_, unit);
  }

  base::int128 nanos_ = 0;
};

/// The quantity in `text`, without blanks around it. Values of 10^24 or more are a fault, so that
/// sums of many stay within 128 bits. The fault says which spelling would be right (KB -> k, GB ->
/// G or Gi, 1_000 -> 1000).
base::Parsed<Quantity> parse_quantity(std::string_view text);

}  // namespace eksplan::units
