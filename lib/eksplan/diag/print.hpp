#pragma once
/// A diagnostic as a person reads it.

#include <string>
#include <string_view>

#include "eksplan/diag/diagnostic.hpp"

namespace eksplan::diag {

struct PrintStyle {
  bool color = false;  ///< ANSI colours
};

std::string_view name(Severity severity);

/// file:line:column: error: path: message [code], then the source line with a caret and the hint.
/// Text from the input is made printable; ends with a newline.
std::string print(const Diagnostic& diagnostic, PrintStyle style = {});

}  // namespace eksplan::diag
