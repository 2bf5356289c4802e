#include "eksplan/base/assert.hpp"

#include <fmt/format.h>

namespace eksplan::base {

void assertion_failed(std::string_view condition, std::string_view expectation,
                      std::string_view file, int line) {
  const auto slash = file.rfind("eksplan/");
  const auto shown = slash == std::string_view::npos ? file : file.substr(slash);
  throw InternalError(fmt::format("{} [{} at {}:{}]", expectation, condition, shown, line));
}

}  // namespace eksplan::base
