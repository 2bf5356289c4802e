#pragma once
/// Files and standard streams.

#include <string>
#include <string_view>

#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"

namespace eksplan::cli {

class Disk final : public app::FileReader {
 public:
  app::PathKind kind(const std::string& path) const override;
  base::Parsed<std::string> read(const std::string& path) const override;
  base::Parsed<std::vector<std::string>> list(const std::string& path) const override;
  std::string identity(const std::string& path) const override;
  base::Parsed<std::string> read_stdin() const override;
};

/// What the system says of an `errno`, in lower case.
std::string error_text(int error);

/// Why a write failed ("no space left on device"); empty = it did not.
using WriteError = std::string;

/// Replaces `path` in one step: written beside it, then renamed; on failure the old content stays.
/// A path that is not a regular file (a pipe, /dev/null) is written in place.
WriteError replace_file(const std::string& path, std::string_view text);

/// Everything to standard output, or why not.
WriteError write_stdout(std::string_view text);

/// A result to standard output; a failure is said on standard error.
app::ExitCode write_result(std::string_view text);

/// Best effort.
void write_stderr(std::string_view text);

}  // namespace eksplan::cli
