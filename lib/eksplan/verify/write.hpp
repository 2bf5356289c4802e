#pragma once
/// A report as bytes.

#include <cstddef>
#include <string>

#include "eksplan/verify/report.hpp"

namespace eksplan::verify {

/// Whose report it is.
struct Subject {
  std::string file;     ///< of the result
  std::string version;  ///< of this program
};

/// Each check and what is wrong with it below, in lines of `width` columns, and a last line that
/// says how it went. Control characters of the file never get through.
std::string table(const Report& report, const Subject& subject, std::size_t width);

/// The same for machines: {"schemaVersion": 1, "tool", "file", "holds", "checks": [...]}.
std::string json(const Report& report, const Subject& subject);

}  // namespace eksplan::verify
