#include "eksplan/base/nearest.hpp"

#include <algorithm>
#include <vector>

#include "eksplan/base/text.hpp"

namespace eksplan::base {

std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit) {
  if (a.size() > b.size() + limit || b.size() > a.size() + limit) {
    return limit + 1;
  }
  std::vector<std::size_t> before_last(b.size() + 1);
  std::vector<std::size_t> last(b.size() + 1);
  std::vector<std::size_t> row(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) {
    last[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = last[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replaced});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        row[j] = std::min(row[j], before_last[j - 2] + 1);
      }
    }
    before_last.swap(last);
    last.swap(row);
  }
  return std::min(last[b.size()], limit + 1);
}

std::optional<std::string> nearest(std::string_view wrong,
                                   std::span<const std::string_view> names) {
  const std::size_t allowed = std::min<std::size_t>(3, std::max<std::size_t>(1, wrong.size() / 3));
  std::size_t best = allowed + 1;
  std::optional<std::string> found;
  for (const auto name : names) {
    const auto distance = edit_distance(to_lower(wrong), to_lower(name), allowed);
    if (distance < best) {
      best = distance;
      found = std::string(name);
    }
  }
  return found;
}

}  // namespace eksplan::base
