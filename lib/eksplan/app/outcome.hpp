#pragma once
/// What a command hands back to the program: bytes to write, things to say, and how it ended.

#include <cstdint>
#include <string>
#include <vector>

#include "eksplan/diag/diagnostic.hpp"

namespace eksplan::app {

/// The program's exit codes. When several gates are hit, the smallest one counts.
enum class ExitCode : std::uint8_t {
  done = 0,
  internal = 1,      ///< internal or I/O error
  usage = 2,         ///< wrong usage or configuration
  input = 3,         ///< the input is not valid, or a pod fits nowhere
  finding_gate = 4,  ///< --fail-on
  cost_gate = 5,     ///< --max-hourly, --max-monthly
  incomplete = 6,    ///< --strict
};

/// One output besides standard output: `--out F=FILE`.
struct OutputFile {
  std::string path;
  std::string text;
};

struct Outcome {
  ExitCode exit = ExitCode::done;
  std::string standard_output;
  std::vector<OutputFile> files;
  std::vector<diag::Diagnostic> messages;  ///< in the order of showing, for standard error
};

}  // namespace eksplan::app
