#pragma once
/// expect(condition, "what should have held"): ends the program when it does not hold, so that the
/// fuzzer keeps the input.

#include <cstdio>
#include <cstdlib>

namespace eksplan::fuzz {

inline void expect(bool condition, const char* expectation) {
  if (!condition) {
    std::fprintf(stderr, "does not hold: %s\n", expectation);
    std::abort();
  }
}

}  // namespace eksplan::fuzz
