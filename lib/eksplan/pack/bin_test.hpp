#pragma once
/// Whether given bins hold given items, decided exactly where the search ends in time.

#include <cstdint>
#include <vector>

#include "eksplan/pack/draft.hpp"
#include "eksplan/pack/scope.hpp"

namespace eksplan::pack {

struct BinTest {
  enum class Answer : std::uint8_t { yes, no, unknown };

  Answer answer = Answer::unknown;
  Draft packing;           ///< with `yes`: one bin each, also the empty ones
  std::int64_t steps = 0;  ///< taken
};

/// `bins`: by option, how many there are. `items`: by place, how many must be in them. Regards caps
/// and conflicts.
BinTest test_bins(const Scope& scope, const std::vector<std::int64_t>& bins,
                  const std::vector<std::int64_t>& items, std::int64_t steps);

}  // namespace eksplan::pack
