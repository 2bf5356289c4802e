#pragma once
/// Uses everything that a reader of a document can use.

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/doc/node.hpp"

namespace eksplan::fuzz {

/// Visits every node with its text, place and path.
void walk(const doc::Document& document);

/// Prints every problem, and expects each to say something about some place of the text.
void print_all(const diag::Diagnostics& found);

}  // namespace eksplan::fuzz
