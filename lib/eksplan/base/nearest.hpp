#pragma once
/// "did you mean ...?"

#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace eksplan::base {

/// Edits (insert, delete, replace, swap of neighbours) that turn `a` into `b`; at most `limit` + 1.
std::size_t edit_distance(std::string_view a, std::string_view b, std::size_t limit);

/// The name nearest to `wrong`, if one is near enough to be what was meant (a third of its length,
/// at most 3 edits). Ties go to the first in `names`.
std::optional<std::string> nearest(std::string_view wrong, std::span<const std::string_view> names);

}  // namespace eksplan::base
