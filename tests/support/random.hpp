#pragma once
/// Seeded random numbers for property tests. Our own generator, because the distributions of the
/// standard library differ between implementations and a failing seed must fail everywhere.

#include <cstdint>
#include <span>

namespace eksplan::support {

/// How many generated cases a costly property tries: a quarter where sanitizers make each slow.
constexpr std::uint64_t cases(std::uint64_t all) {
#ifdef __SANITIZE_ADDRESS__
  return (all + 3) / 4;
#else
  return all;
#endif
}

/// SplitMix64: small, fast, the same everywhere.
class Random {
 public:
  explicit Random(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next();

  /// A whole number in [low, high], both ends included.
  std::int64_t between(std::int64_t low, std::int64_t high);

  /// True in `per_cent` of 100 calls.
  bool chance(int per_cent);

  /// One of `values`, which must not be empty.
  template <class T>
  const T& pick(std::span<const T> values) {
    return values[static_cast<std::size_t>(
        between(0, static_cast<std::int64_t>(values.size()) - 1))];
  }

 private:
  std::uint64_t state_;
};

}  // namespace eksplan::support
