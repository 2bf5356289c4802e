#pragma once
/// Digests that tell two texts apart.

#include <string>
#include <string_view>

namespace eksplan::base {

/// SHA-256 of the bytes of `text`, as 64 hexadecimal digits in lower case.
std::string sha256_hex(std::string_view text);

}  // namespace eksplan::base
