#pragma once
/// Measured CPU.

#include <compare>
#include <cstdint>

#include "eksplan/units/resources.hpp"

namespace eksplan::units {

/// Measured CPU in billionths of a vCPU, 0 or more: metrics come as finely as that.
class NanoCpu {
 public:
  constexpr NanoCpu() = default;

  static constexpr NanoCpu from_nanos(std::int64_t nanos) { return NanoCpu{nanos}; }

  constexpr std::int64_t nanos() const { return nanos_; }

  /// Rounded up to what can be requested.
  constexpr MilliCpu millis_up() const {
    constexpr std::int64_t kNanosPerMilli = 1'000'000;
    return MilliCpu::from_millis(nanos_ / kNanosPerMilli + (nanos_ % kNanosPerMilli > 0 ? 1 : 0));
  }

  constexpr auto operator<=>(const NanoCpu&) const = default;

 private:
  constexpr explicit NanoCpu(std::int64_t nanos) : nanos_(nanos) {}

  std::int64_t nanos_ = 0;
};

}  // namespace eksplan::units
