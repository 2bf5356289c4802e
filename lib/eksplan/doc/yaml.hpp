#pragma once
/// Documents of a YAML stream to a tree.

#include <cstddef>

#include "eksplan/doc/builder.hpp"
#include "eksplan/doc/problems.hpp"
#include "eksplan/doc/read.hpp"
#include "eksplan/doc/tree.hpp"

namespace eksplan::doc {

/// Reads the documents of the tree's text from byte `begin` on, and after a problem the documents
/// after it.
void read_yaml_documents(Tree& tree, std::size_t begin, const ReadOptions& options,
                         Problems& problems);

}  // namespace eksplan::doc
