#pragma once
/// Places in texts that are gone by the time a message is shown: what the reader of a stream kept
/// of them, and the lines found by reading the text once more.

#include <cstddef>
#include <span>
#include <string_view>
#include <vector>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/doc/byte_source.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/doc/problems.hpp"

namespace eksplan::doc {

/// A problem at a byte of a stream, with the line as it stood in the window.
struct StreamProblem {
  Problem problem;
  diag::Excerpt excerpt;
};

/// The line around byte `offset` of `window` and `length` characters of it; none when it is too
/// long to show or not whole.
diag::Excerpt excerpt_of(std::string_view window, std::size_t offset, std::size_t length);

/// Line and column of each of `offsets`, which ascend, by reading `source` from its beginning; all
/// zero where it cannot be read again.
std::vector<Position> positions(ByteSource& source, std::span<const std::size_t> offsets);

/// The problems as diagnostics of the file `name`, with line and column; where the source cannot be
/// read again, the message tells the byte.
void report(std::vector<StreamProblem> problems, std::string_view name, ByteSource& source,
            diag::Diagnostics& found);

}  // namespace eksplan::doc
