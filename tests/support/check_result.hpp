#pragma once
/// The sums that every JSON result has to satisfy to the last digit.

#include <string>
#include <string_view>
#include <vector>

namespace eksplan::support {

/// What does not add up in a result as `estimate -o json` prints it, one sentence each.
std::vector<std::string> sums_that_are_wrong(std::string_view json_text);

}  // namespace eksplan::support
