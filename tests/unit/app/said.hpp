#pragma once
/// What a command or a reader said, as it is printed.

#include <string>

#include "eksplan/app/outcome.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/diag/print.hpp"

namespace eksplan::app {

inline std::string said(const Outcome& outcome) {
  std::string text;
  for (const auto& diagnostic : outcome.messages) {
    text += diag::print(diagnostic);
  }
  return text;
}

inline std::string said(const diag::Diagnostics& found) {
  std::string text;
  for (const auto& diagnostic : found.sorted()) {
    text += diag::print(diagnostic);
  }
  return text;
}

}  // namespace eksplan::app
