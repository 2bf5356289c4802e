#pragma once
/// Sorting of lists whose elements are large.

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <utility>
#include <vector>

namespace eksplan::base {

/// Sorts like std::stable_sort, and moves each element about once.
template <class T, class Less>
void sort_large(std::vector<T>& list, Less less) {
  if (std::is_sorted(list.begin(), list.end(), less)) {
    return;
  }
  std::vector<std::size_t> from(list.size());  // where the element of each place is now
  std::iota(from.begin(), from.end(), std::size_t{0});
  std::stable_sort(from.begin(), from.end(),
                   [&](std::size_t a, std::size_t b) { return less(list[a], list[b]); });
  for (std::size_t first = 0; first < from.size(); ++first) {
    if (from[first] == first) {
      continue;
    }
    auto held = std::move(list[first]);
    auto place = first;
    while (from[place] != first) {
      list[place] = std::move(list[from[place]]);
      place = std::exchange(from[place], place);
    }
    list[place] = std::move(held);
    from[place] = place;
  }
}

}  // namespace eksplan::base
