#pragma once
/// Wildcards as AWS and shells write them.

#include <string_view>

namespace eksplan::base {

/// Whether `text` as a whole matches `pattern`, in which `*` is any run of characters (also none)
/// and `?` exactly one. Case counts; there is no escape. Linear in |pattern| * |text|.
bool glob_matches(std::string_view pattern, std::string_view text);

}  // namespace eksplan::base
