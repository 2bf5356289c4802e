#pragma once
/// EKSPLAN_ASSERT(condition, "what should have held"): a mistake of ours, never for input. On in
/// release too.

#include <stdexcept>
#include <string_view>

namespace eksplan::base {

/// Thrown by EKSPLAN_ASSERT; the program reports it as an internal error and exits with 1.
class InternalError : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] void assertion_failed(std::string_view condition, std::string_view expectation,
                                   std::string_view file, int line);

}  // namespace eksplan::base

#define EKSPLAN_ASSERT(condition, expectation)                                        \
  do {                                                                                \
    if (!(condition)) {                                                               \
      ::eksplan::base::assertion_failed(#condition, expectation, __FILE__, __LINE__); \
    }                                                                                 \
  } while (false)
