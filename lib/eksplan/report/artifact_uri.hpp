#pragma once
/// Files as URIs (RFC 3986). Private to this room.

#include <string>
#include <string_view>

namespace eksplan::report {

/// Whether an input has a place in the file system; standard input has none.
bool is_file(std::string_view file);

bool is_absolute(std::string_view file);

/// "dir/my%20file.yaml" of a relative path, "file:///dir/file.yaml" of an absolute one. Bytes that
/// are not ASCII letters, digits or -._~/ are written as %XX.
std::string artifact_uri(std::string_view file);

}  // namespace eksplan::report
