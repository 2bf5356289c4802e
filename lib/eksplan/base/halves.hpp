#pragma once
/// Work done in two parts at the same time.

#include <cstddef>
#include <functional>

namespace eksplan::base {

/// Calls `work` for part 0 and for part 1: at the same time where that is wished and the machine
/// has threads, else one after the other.
void in_two(bool at_once, const std::function<void(std::size_t part)>& work);

/// Calls `work(part, begin, end)` for part 0 with the first half of `count` things and part 1 with
/// the second, at the same time where the machine has threads; with fewer than `fewest` things for
/// part 0 alone, with all of them. Where the list is parted does not depend on the machine: parts
/// joined in their order are the same everywhere.
void in_halves(
    std::size_t count, std::size_t fewest,
    const std::function<void(std::size_t part, std::size_t begin, std::size_t end)>& work);

}  // namespace eksplan::base
