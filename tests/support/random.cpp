#include "support/random.hpp"

namespace eksplan::support {

std::uint64_t Random::next() {
  std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
  z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
  z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
  return z ^ (z >> 31U);
}

std::int64_t Random::between(std::int64_t low, std::int64_t high) {
  const auto span = static_cast<std::uint64_t>(high) - static_cast<std::uint64_t>(low) + 1U;
  return static_cast<std::int64_t>(static_cast<std::uint64_t>(low) +
                                   (span == 0 ? next() : next() % span));
}

bool Random::chance(int per_cent) {
  return between(0, 99) < per_cent;
}

}  // namespace eksplan::support
