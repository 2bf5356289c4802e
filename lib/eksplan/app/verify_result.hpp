#pragma once
/// `eksplan verify`: a saved result in, a verdict on each of its figures out.

#include <cstddef>
#include <cstdint>
#include <string>

#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"

namespace eksplan::app {

/// For output that is either read or parsed.
enum class PlainFormat : std::uint8_t { table, json };

struct VerifyOptions {
  std::string input;  ///< a file, or "-" for standard input
  PlainFormat format = PlainFormat::table;
  std::size_t width = 80;  ///< columns of a table
  std::string version;
};

/// Asks neither prices nor a solver. A result that fails a check is wrong input, as is a file that
/// holds none.
Outcome verify_result(const VerifyOptions& options, const FileReader& files);

}  // namespace eksplan::app
