#pragma once
/// The part of the JSON Schema of SARIF 2.1.0 (OASIS) that eksplan's logs are made of. Everything
/// else is refused, so that a misspelt key shows.

#include <string_view>

namespace eksplan::report {

std::string_view sarif_schema();

}  // namespace eksplan::report
