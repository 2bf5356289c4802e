#pragma once
/// A tree of located nodes, the same from YAML and from JSON. Nodes live in their Document's arena;
/// a Node is a cheap handle that is valid as long as the Document and the Source text it was read
/// from.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "eksplan/diag/diagnostic.hpp"

namespace eksplan::doc {

class Tree;  // the arena, private to doc

/// What a node is, after YAML 1.1 typing as kubectl does it (see resolve.hpp); JSON values map one
/// to one.
enum class Kind : std::uint8_t { null, boolean, integer, floating, string, sequence, mapping };

std::string_view name(Kind kind);  ///< "a list", "a mapping", "a number": as messages say it

/// Line and column (from 1, column in characters) of a node in its file.
struct Position {
  std::uint32_t line = 0;
  std::uint32_t column = 0;
  auto operator<=>(const Position&) const = default;
};

class Node {
 public:
  Kind kind() const;

  bool is_null() const { return kind() == Kind::null; }

  bool is_mapping() const { return kind() == Kind::mapping; }

  bool is_sequence() const { return kind() == Kind::sequence; }

  bool is_scalar() const { return !is_mapping() && !is_sequence(); }

  /// A scalar's value as text: a string's content; a boolean as "true"/"false"; an integer in
  /// decimal digits (0x1F, 010 and 1_000 are already 31, 8 and 1000); a float as it was written,
  /// without underscores; null as "".
  std::string_view text() const;

  /// A scalar exactly as it stands in the input (unquoted content), for messages and for labels
  /// that were not quoted.
  std::string_view raw() const;

  /// Elements of a sequence or entries of a mapping; 0 for scalars.
  std::size_t size() const;

  /// Element `index` of a sequence, or the value of entry `index` of a mapping, in the order of the
  /// input (merged entries after own ones).
  Node at(std::size_t index) const;

  /// Key of entry `index` of a mapping.
  Node key(std::size_t index) const;

  /// The value under `key` in a mapping, if there; nothing for other kinds. A value of null is
  /// found.
  std::optional<Node> find(std::string_view key) const;

  Position position() const;

  /// Where the node stands, with its path from the root of its document
  /// ("spec.containers[0].image"; keys that need it in brackets:
  /// metadata.labels["app.kubernetes.io/name"]).
  diag::SourceRef where() const;

  /// The line the node stands on, for a diagnostic's excerpt; `length` is that of the node's first
  /// line.
  diag::Excerpt excerpt() const;

  bool operator==(const Node&) const = default;

 private:
  friend class Document;
  friend class Tree;

  Node(const Tree* tree, std::uint32_t index) : tree_(tree), index_(index) {}

  const Tree* tree_;
  std::uint32_t index_;
  bool is_key_ = false;  // the key of the entry whose value is `index_`
};

/// One file's documents.
class Document {
 public:
  explicit Document(std::shared_ptr<const Tree> tree);
  ~Document();
  Document(Document&&) noexcept;
  Document& operator=(Document&&) noexcept;
  Document(const Document&);
  Document& operator=(const Document&);

  /// Roots in the order of the input, empty documents left out.
  std::size_t size() const;
  Node root(std::size_t index) const;
  std::string_view name() const;

 private:
  std::shared_ptr<const Tree> tree_;
};

}  // namespace eksplan::doc
