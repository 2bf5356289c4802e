#pragma once
/// Memory for inputs of hundreds of megabytes.

#include <cstddef>

namespace eksplan::cli {

/// Inputs from this size on are worth preparing for.
inline constexpr std::size_t kLargeInput = std::size_t{32} << 20U;

/// Asks for the next `bytes` of the heap in large pages, before they are used: with pages of the
/// usual size their first use costs more time than reading a dump of a large cluster. Nothing is
/// lost where the system has no large pages, or not as much memory.
void prepare_heap(std::size_t bytes);

}  // namespace eksplan::cli
