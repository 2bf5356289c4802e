#include "eksplan/verify/report.hpp"

#include <algorithm>

namespace eksplan::verify {

std::string_view name(State state) {
  switch (state) {
    case State::holds:
      return "holds";
    case State::fails:
      return "fails";
    case State::not_checked:
      break;
  }
  return "not-checked";
}

bool Report::holds() const {
  return std::all_of(checks.begin(), checks.end(),
                     [](const Check& check) { return check.state != State::fails; });
}

}  // namespace eksplan::verify
