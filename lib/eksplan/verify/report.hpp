#pragma once
/// What a re-check of a saved result says.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace eksplan::verify {

/// One figure that is not what it should be.
struct Fault {
  std::string where;  ///< its path in the file: "costs[3].hourly"
  std::string what;   ///< "is 0.096, should be 0.097: 1 x 0.097"

  bool operator==(const Fault&) const = default;
};

enum class State : std::uint8_t { holds, fails, not_checked };

std::string_view name(State state);  ///< "holds", "fails", "not-checked"

struct Check {
  std::string_view id;     ///< stable: "pods-placed"
  std::string_view title;  ///< what should hold: "every pod is placed once"
  State state = State::holds;
  std::string detail;         ///< what was looked at, or why it was not
  std::vector<Fault> faults;  ///< the first kMostFaults of them
  std::int64_t fault_count = 0;
};

inline constexpr std::int64_t kMostFaults = 20;

struct Report {
  std::vector<Check> checks;  ///< in a fixed order

  bool holds() const;
};

}  // namespace eksplan::verify
