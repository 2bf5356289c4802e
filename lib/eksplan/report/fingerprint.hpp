#pragma once
/// What tells a finding from all others, however the lines of its file move. Private to this room.

#include <cstdint>
#include <map>
#include <string>
#include <tuple>

#include "eksplan/report/result.hpp"

namespace eksplan::report {

/// Hands out fingerprints of the findings of one result, in their order.
class Fingerprints {
 public:
  /// SHA-256, in hexadecimal, of the rule, the object, the path within it, and how many equal ones
  /// came before.
  std::string next(const FindingRow& row);

 private:
  std::map<std::tuple<std::string, std::string, std::string>, std::int64_t> seen_;
};

}  // namespace eksplan::report
