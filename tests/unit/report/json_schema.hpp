#pragma once
/// As much of JSON Schema as our schemas use; an unknown keyword is an error, so that
/// nothing goes unchecked.

#include <string>
#include <string_view>
#include <vector>

namespace eksplan::report {

/// Where `json_text` breaks `schema_text`, one sentence each. Throws on text that is not JSON.
std::vector<std::string> schema_violations(std::string_view json_text,
                                           std::string_view schema_text);

}  // namespace eksplan::report
