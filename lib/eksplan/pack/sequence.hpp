#pragma once
/// Numbers that look random and are the same everywhere.

#include <cstddef>
#include <cstdint>

#include "eksplan/base/checked.hpp"

namespace eksplan::pack {

/// SplitMix64: equal seeds give equal sequences on every machine.
class Sequence {
 public:
  explicit Sequence(std::uint64_t seed) : state_(seed) {}

  std::uint64_t next() {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return z ^ (z >> 31U);
  }

  /// In [0, limit), which must not be empty.
  std::size_t below(std::size_t limit) {
    return static_cast<std::size_t>(base::int128{static_cast<std::int64_t>(next() >> 1U)} *
                                        static_cast<std::int64_t>(limit) >>
                                    63U);
  }

 private:
  std::uint64_t state_;
};

}  // namespace eksplan::pack
