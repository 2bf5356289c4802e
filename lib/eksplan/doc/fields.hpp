#pragma once
/// Reading the fields of a mapping with diagnostics at the right place, so that a reader of a kind
/// is a list of fields.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/parsed.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/doc/node.hpp"

namespace eksplan::doc {

/// An error (or another severity) at a node, with its excerpt.
// NOLINTNEXTLINE(readability-function-size): the last two parameters are mostly left to defaults
void report(diag::Diagnostics& found, const Node& at, std::string_view code, std::string message,
            std::string hint = {}, diag::Severity severity = diag::Severity::error);

/// The fields of one mapping. Paths are keys joined by dots ("resources.requests.cpu"); keys that
/// contain dots cannot be reached by a path, take the parent and use Node::find. A null value
/// counts as absent, as in Kubernetes. Every getter reports a value of the wrong kind and then
/// behaves as if it were absent.
class Fields {
 public:
  Fields(const Node& node, diag::Diagnostics& found) : node_(node), found_(&found) {}

  const Node& node() const { return node_; }

  diag::Diagnostics& diagnostics() const { return *found_; }

  /// The node at `path`, if present and not null. Reports an intermediate value that is not a
  /// mapping.
  std::optional<Node> find(std::string_view path) const;

  /// A mapping or sequence at `path`; another kind is reported.
  std::optional<Node> mapping(std::string_view path) const;
  std::optional<Node> sequence(std::string_view path) const;

  /// Typed scalars. `string` takes only strings: a bare 1 or true is an error, as in the API.
  std::optional<std::string> string(std::string_view path) const;
  std::optional<bool> boolean(std::string_view path) const;
  std::optional<std::int64_t> integer(std::string_view path) const;

  /// As `string`, but takes any scalar by its raw text: for labels and annotations, which people
  /// forget to quote.
  std::optional<std::string> loose_string(std::string_view path) const;

  /// As `string`, and reports a missing one.
  std::optional<std::string> required_string(std::string_view path) const;

  /// What `parse` (std::string_view -> base::Parsed<T>) makes of the scalar at `path`; a fault is
  /// reported with `code`.
  template <class Parse>
  auto parsed(std::string_view path, Parse parse, std::string_view code) const
      -> std::optional<std::decay_t<decltype(*parse(std::string_view{}))>> {
    const auto at = find(path);
    if (!at) {
      return std::nullopt;
    }
    return parsed_at(*at, parse, code);
  }

  /// The same for a node in hand.
  template <class Parse>
  auto parsed_at(const Node& at, Parse parse, std::string_view code) const
      -> std::optional<std::decay_t<decltype(*parse(std::string_view{}))>> {
    if (!at.is_scalar()) {
      wrong_kind(at, "a number or a string");
      return std::nullopt;
    }
    auto result = parse(at.text());
    if (!result) {
      report(*found_, at, code, result.fault().message, result.fault().hint);
      return std::nullopt;
    }
    return *result;
  }

  /// Reports that `at` should have been `expected` ("a mapping").
  void wrong_kind(const Node& at, std::string_view expected) const;

 private:
  Node node_;
  diag::Diagnostics* found_;
};

/// The elements of the list at `path` that are mappings, or strings; any other is an error and left
/// out.
std::vector<Node> mappings_at(const Fields& fields, std::string_view path);
std::vector<Node> string_nodes_at(const Fields& fields, std::string_view path);

/// The same as texts.
std::vector<std::string> strings_at(const Fields& fields, std::string_view path);

/// A whole number in [0, `most`] at `path`; another one is an error.
std::optional<std::int64_t> count_at(const Fields& fields, std::string_view path,
                                     std::int64_t most);

/// The text of a value that should be a string; null is "". A number or a boolean is taken as it
/// stands, with a warning; anything else is an error.
std::optional<std::string> text_of(const Fields& fields, const Node& value);

}  // namespace eksplan::doc
