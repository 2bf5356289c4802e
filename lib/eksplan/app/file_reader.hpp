#pragma once
/// The seam between commands and the disk: replaced by an in-memory one in tests.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/base/parsed.hpp"

namespace eksplan::app {

enum class PathKind : std::uint8_t { missing, file, folder };

class FileReader {
 public:
  FileReader() = default;
  FileReader(const FileReader&) = delete;
  FileReader& operator=(const FileReader&) = delete;
  virtual ~FileReader() = default;

  /// What `path` names, links followed. Anything that can be read and is not a folder is a file
  /// (pipes too).
  virtual PathKind kind(const std::string& path) const = 0;

  /// The whole content; the fault says why not ("permission denied").
  virtual base::Parsed<std::string> read(const std::string& path) const = 0;

  /// Names in a folder, unsorted, without "." and "..".
  virtual base::Parsed<std::vector<std::string>> list(const std::string& path) const = 0;

  /// One text for every way to write the same path, so that a file is read once.
  virtual std::string identity(const std::string& path) const = 0;

  /// Standard input to its end.
  virtual base::Parsed<std::string> read_stdin() const = 0;
};

}  // namespace eksplan::app
