#pragma once
/// Text to located trees. YAML is scanned by libyaml, as kubectl's own reader is a port of it; JSON
/// by simdjson.

#include <cstddef>
#include <span>
#include <string_view>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/doc/source.hpp"

namespace eksplan::doc {

/// Bounds on what is read and what is left out while reading. The bounds are far above any real
/// manifest.
struct ReadOptions {
  /// Keys whose values no reader asks for: they are checked for syntax but not kept. Each is a path
  /// of keys from the root of an object, where list elements add nothing: "metadata.managedFields".
  /// Paths are also tried below `items` of a list.
  std::span<const std::string_view> skipped = {};
  bool keep_going =
      false;  ///< a duplicate key is a warning and the last one counts, instead of an error
  std::size_t max_depth = 200;              ///< nesting of collections
  std::size_t max_alias_nodes = 1'000'000;  ///< nodes that aliases may stand for, in one file
};

/// Reads every document in `source`, JSON or YAML by its first character (after a byte-order mark):
/// a stream that begins with `{` or `[` is read as JSON values, with or without blanks between
/// them, and as YAML when it is not valid JSON, as kubectl does. Problems go to `found`, at their
/// line and column; documents before the problem are kept and, where the reader can tell where the
/// next document begins, those after it too. A file that holds NUL bytes or is not UTF-8 is
/// reported as binary. Empty and null documents are left out.
Document read(const Source& source, const ReadOptions& options, diag::Diagnostics& found);

/// The same for text known to be YAML / JSON.
Document read_yaml(const Source& source, const ReadOptions& options, diag::Diagnostics& found);
Document read_json(const Source& source, const ReadOptions& options, diag::Diagnostics& found);

}  // namespace eksplan::doc
