#pragma once
/// Values of a JSON stream to a tree.

#include <cstddef>
#include <optional>

#include "eksplan/doc/problems.hpp"
#include "eksplan/doc/read.hpp"
#include "eksplan/doc/tree.hpp"

namespace eksplan::doc {

/// Why reading stopped.
struct JsonFault {
  Problem problem;
  bool is_syntax = true;        ///< not JSON, so that it may still be YAML
  std::size_t value_begin = 0;  ///< of the value of the stream that it is in
};

/// Reads the values of the tree's text from byte `begin` on; those before a fault are kept.
std::optional<JsonFault> read_json_values(Tree& tree, std::size_t begin, const ReadOptions& options,
                                          Problems& problems);

}  // namespace eksplan::doc
