#pragma once
/// What every JSON result has to satisfy to the last digit.

#include <string>
#include <string_view>
#include <vector>

namespace eksplan::support {

/// What is wrong in a result as `estimate -o json` prints it, one sentence each: what eksplan
/// cannot read back, and what `eksplan verify` finds.
std::vector<std::string> figures_that_are_wrong(std::string_view json_text);

}  // namespace eksplan::support
