#pragma once
/// The arena behind Document: 24 bytes a node and 4 for its place in its parent; text stays in the
/// source where it stands there as it is.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/doc/chunked.hpp"
#include "eksplan/doc/line_index.hpp"
#include "eksplan/doc/node.hpp"
#include "eksplan/doc/source.hpp"

namespace eksplan::doc {

inline constexpr std::uint32_t kNone = 0xFFFFFFFFU;  ///< no node, no offset

/// One node. Entries of a mapping hold their key: where it stands in the source when it stands
/// there as it is and is a string, else the index of a node of its own.
struct NodeData {
  enum Flag : std::uint8_t {
    none = 0,
    stored = 1,       ///< the text is in the arena; `content` is its index
    rewritten = 2,    ///< stored, and the next text of the arena is the canonical one
    truth = 4,        ///< a boolean that is true
    alias = 8,        ///< stands for the node `content`; `kind` is that node's
    key_node = 16,    ///< `slot` is the index of the key's node
    key_quoted = 32,  ///< the key's text stands one byte after its quote
  };

  std::uint32_t offset;      ///< of its first byte in the source
  std::uint32_t parent;      ///< kNone for a root
  std::uint32_t content;     ///< scalar: offset of the text; collection: first link
  std::uint32_t size;        ///< scalar: bytes of text; collection: elements or entries
  std::uint32_t slot;        ///< in a sequence its index; in a mapping the key
  std::uint16_t key_length;  ///< bytes of a key that stands in the source
  Kind kind;
  std::uint8_t flags;
};

static_assert(sizeof(NodeData) == 24);

class Tree {
 public:
  explicit Tree(const Source& source) : name_(source.name), text_(source.text) {}

  std::string_view name() const { return name_; }

  std::string_view text() const { return text_; }

  // Building

  std::uint32_t add(const NodeData& node);

  NodeData& data(std::uint32_t index) { return nodes_[index]; }

  std::uint32_t node_count() const { return static_cast<std::uint32_t>(nodes_.size()); }

  /// How far the tree has grown, and back to there.
  struct Mark {
    std::uint32_t nodes;
    std::uint32_t links;
    std::size_t roots;
  };

  Mark mark() const { return {node_count(), link_count(), roots_.size()}; }

  void rewind(const Mark& mark);

  /// Drops the roots that stood before `mark`.
  void drop_roots(const Mark& mark);

  /// Copies a text into the arena; texts are numbered from 0.
  std::uint32_t store(std::string_view text);

  /// Appends children; gives the place of the first.
  std::uint32_t link(std::span<const std::uint32_t> children);

  std::uint32_t link_count() const { return static_cast<std::uint32_t>(links_.size()); }

  void add_root(std::uint32_t index) { roots_.push_back(index); }

  // Reading

  const NodeData& data(std::uint32_t index) const { return nodes_[index]; }

  /// The node itself, or the one that an alias stands for.
  const NodeData& resolved(std::uint32_t index) const;
  std::uint32_t resolve(std::uint32_t index) const;

  std::uint32_t child(const NodeData& collection, std::size_t index) const {
    return links_[collection.content + index];
  }

  std::string_view scalar_text(const NodeData& scalar) const;  ///< canonical
  std::string_view raw_text(const NodeData& scalar) const;
  std::string_view key_text(const NodeData& entry) const;
  std::uint32_t key_offset(const NodeData& entry) const;

  const std::vector<std::uint32_t>& roots() const { return roots_; }

  Position position(std::size_t offset) const;
  std::string path(std::uint32_t index) const;

  /// The line at `offset` and `length` characters of it; without the line when that is too long to
  /// show.
  diag::Excerpt excerpt(std::size_t offset, std::size_t length) const;

  /// Characters that the token at `offset` takes on its line.
  std::size_t token_length(std::size_t offset) const;

  Node node(std::uint32_t index) const { return Node(this, index); }

 private:
  static constexpr std::size_t kStoreChunk = std::size_t{64} * 1024;

  std::string name_;
  std::string_view text_;
  Chunked<NodeData> nodes_;
  Chunked<std::uint32_t> links_;
  Chunked<std::string_view, 8> stored_;
  std::vector<std::unique_ptr<char[]>> store_chunks_;
  char* store_at_ = nullptr;
  std::size_t store_room_ = 0;
  std::vector<std::uint32_t> roots_;
  mutable std::once_flag lines_once_;
  mutable std::optional<LineIndex> lines_;
};

}  // namespace eksplan::doc
