#pragma once
/// What the tests of `doc` share: reading a text at once, and trees and problems as text that a
/// test can compare.

#include <string>
#include <string_view>
#include <vector>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/doc/read.hpp"

namespace eksplan::doc {

/// Documents and problems of one text. It keeps the text, which nodes point into.
struct Reading {
  enum class How { by_content, yaml, json };

  explicit Reading(std::string text, const ReadOptions& options = {}, How how = How::by_content,
                   std::string name = "file");

  std::string text;
  diag::Diagnostics found;
  Document document;

  Node root() const { return document.root(0); }

  /// All documents in a short JSON-like form, one a line: {a: 1, b: ["x", null]}; strings in
  /// quotes.
  std::string shown() const;

  /// Problems in order: "2:3 yaml-syntax: message | hint".
  std::vector<std::string> problems() const;
};

std::string shown(const Node& node);

}  // namespace eksplan::doc
