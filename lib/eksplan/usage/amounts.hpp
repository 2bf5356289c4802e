#pragma once
/// What the readers do with amounts that may be missing. Private to this room.

#include <algorithm>
#include <optional>

#include "eksplan/model/usage.hpp"

namespace eksplan::usage {

/// An amount; nothing where it is 0, for sources that write 0 when they know none.
template <class T>
std::optional<T> unless_zero(const std::optional<T>& amount) {
  return amount == T{} ? std::nullopt : amount;
}

/// The larger of each amount; one that is missing is less than any other.
inline void take_larger(model::UsageAmounts& kept, const model::UsageAmounts& other) {
  kept.cpu = std::max(kept.cpu, other.cpu);
  kept.memory = std::max(kept.memory, other.memory);
}

}  // namespace eksplan::usage
