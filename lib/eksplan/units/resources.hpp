#pragma once
/// CPU and memory amounts as the kube-scheduler counts them.

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"

namespace eksplan::units {

/// Requested CPU in thousandths of a vCPU, 0 or more.
class MilliCpu {
 public:
  constexpr MilliCpu() = default;

  static constexpr MilliCpu from_millis(std::int64_t millis) { return MilliCpu{millis}; }

  constexpr std::int64_t millis() const { return millis_; }

  constexpr MilliCpu operator+(MilliCpu other) const { return MilliCpu{millis_ + other.millis_}; }

  constexpr MilliCpu operator-(MilliCpu other) const { return MilliCpu{millis_ - other.millis_}; }

  constexpr MilliCpu operator*(std::int64_t count) const { return MilliCpu{millis_ * count}; }

  constexpr auto operator<=>(const MilliCpu&) const = default;

  /// As Kubernetes prints it: "250m", "2".
  std::string text() const;

 private:
  constexpr explicit MilliCpu(std::int64_t millis) : millis_(millis) {}

  std::int64_t millis_ = 0;
};

/// Memory or storage in bytes, 0 or more.
class Bytes {
 public:
  constexpr Bytes() = default;

  static constexpr Bytes from_count(std::int64_t count) { return Bytes{count}; }

  static constexpr Bytes mib(std::int64_t count) { return Bytes{count * kMib}; }

  static constexpr Bytes gib(std::int64_t count) { return Bytes{count * kGib}; }

  constexpr std::int64_t count() const { return count_; }

  constexpr Bytes operator+(Bytes other) const { return Bytes{count_ + other.count_}; }

  constexpr Bytes operator-(Bytes other) const { return Bytes{count_ - other.count_}; }

  constexpr Bytes operator*(std::int64_t count) const { return Bytes{count_ * count}; }

  constexpr auto operator<=>(const Bytes&) const = default;

  /// Whole binary unit where there is one, else one decimal: "512Mi", "1.5Gi", "100 B".
  std::string text() const;

  static constexpr std::int64_t kMib = 1LL << 20U;
  static constexpr std::int64_t kGib = 1LL << 30U;

 private:
  constexpr explicit Bytes(std::int64_t count) : count_(count) {}

  std::int64_t count_ = 0;
};

}  // namespace eksplan::units

template <>
struct fmt::formatter<eksplan::units::MilliCpu> : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(const eksplan::units::MilliCpu& value, Context& context) const {
    return fmt::formatter<std::string_view>::format(value.text(), context);
  }
};

template <>
struct fmt::formatter<eksplan::units::Bytes> : fmt::formatter<std::string_view> {
  template <class Context>
  auto format(const eksplan::units::Bytes& value, Context& context) const {
    return fmt::formatter<std::string_view>::format(value.text(), context);
  }
};
