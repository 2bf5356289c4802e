#pragma once
/// The JSON Schemas that `eksplan schema` prints.

#include <string>
#include <string_view>
#include <vector>

namespace eksplan::app {

std::vector<std::string> schema_names();

/// The schema called `name`, which must be one of schema_names().
std::string schema(std::string_view name);

}  // namespace eksplan::app
