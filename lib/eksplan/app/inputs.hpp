#pragma once
/// INPUT arguments -> files in the order they count.

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/app/file_reader.hpp"
#include "eksplan/base/parsed.hpp"
#include "eksplan/diag/diagnostic.hpp"

namespace eksplan::app {

/// How standard input is called in messages.
inline constexpr const char* kStdinName = "<stdin>";

/// Folders below folders are read so deep: links may go in circles.
inline constexpr std::size_t kMaxFolderDepth = 64;

struct InputFile {
  std::string name;  ///< as it was given, or found below a folder that was
  base::Parsed<std::string>
      content;  ///< as it was read, without a fault: it may be too large to copy

  std::string_view text() const { return *content; }
};

/// Reads every INPUT: a file, a folder (recursively: .yaml .yml .json, names in sorted order, each
/// file once; folders whose name begins with a dot are passed over), or "-" for standard input. A
/// Helm chart inside a folder is left out with a warning and is an error when it is the INPUT
/// itself; a folder with a kustomization is read with a warning. What cannot be read is reported,
/// and everything else is read all the same.
std::vector<InputFile> read_inputs(const std::vector<std::string>& inputs, const FileReader& files,
                                   diag::Diagnostics& found);

}  // namespace eksplan::app
