#pragma once
/// Text in XML 1.0. Private to this room.

#include <string>
#include <string_view>

namespace eksplan::report {

/// For character data and for attributes in double quotes: what XML gives a meaning becomes a
/// reference, and so do line breaks and tabs, which a reader would change; what XML 1.0 cannot hold
/// becomes U+FFFD.
std::string xml_escaped(std::string_view text);

}  // namespace eksplan::report
