#include "support/check_result.hpp"

#include <fmt/format.h>

#include "eksplan/diag/print.hpp"
#include "eksplan/saved/read.hpp"
#include "eksplan/verify/verify.hpp"

namespace eksplan::support {

std::vector<std::string> figures_that_are_wrong(std::string_view json_text) {
  diag::Diagnostics found;
  const auto result = saved::read("result.json", json_text, found);
  std::vector<std::string> wrong;
  for (const auto& problem : found.sorted()) {
    wrong.push_back(diag::print(problem));
  }
  if (!result) {
    return wrong;
  }
  for (const auto& check : verify::verify(*result).checks) {
    for (const auto& fault : check.faults) {
      wrong.push_back(fmt::format("{}: {} {}", check.id, fault.where, fault.what));
    }
  }
  return wrong;
}

}  // namespace eksplan::support
