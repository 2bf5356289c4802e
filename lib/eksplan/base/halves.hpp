#pragma once
/// The two halves of a long list worked on at the same time.

#include <cstddef>
#include <functional>

namespace eksplan::base {

/// Calls `work(part, begin, end)` for part 0 with the first half of `count` things and part 1 with
/// the second, at the same time where the machine has threads; with fewer than `fewest` things for
/// part 0 alone, with all of them. Where the list is parted does not depend on the machine: parts
/// joined in their order are the same everywhere.
void in_halves(
    std::size_t count, std::size_t fewest,
    const std::function<void(std::size_t part, std::size_t begin, std::size_t end)>& work);

}  // namespace eksplan::base
