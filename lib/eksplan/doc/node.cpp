#include "eksplan/doc/node.hpp"

#include <utility>

#include "eksplan/base/assert.hpp"
#include "eksplan/doc/line_index.hpp"
#include "eksplan/doc/tree.hpp"

namespace eksplan::doc {

std::string_view name(Kind kind) {
  switch (kind) {
    case Kind::null:
      return "null";
    case Kind::boolean:
      return "a boolean";
    case Kind::integer:
    case Kind::floating:
      return "a number";
    case Kind::string:
      return "a string";
    case Kind::sequence:
      return "a list";
    case Kind::mapping:
      break;
  }
  return "a mapping";
}

namespace {

bool key_has_node(const NodeData& entry) {
  return (entry.flags & NodeData::key_node) != 0;
}

}  // namespace

Kind Node::kind() const {
  const NodeData& data = tree_->data(index_);
  if (!is_key_) {
    return data.kind;
  }
  return key_has_node(data) ? tree_->resolved(data.slot).kind : Kind::string;
}

std::string_view Node::text() const {
  return is_key_ ? tree_->key_text(tree_->data(index_))
                 : tree_->scalar_text(tree_->resolved(index_));
}

std::string_view Node::raw() const {
  const NodeData& data = tree_->data(index_);
  if (is_key_) {
    return key_has_node(data) ? tree_->raw_text(tree_->resolved(data.slot)) : tree_->key_text(data);
  }
  return is_scalar() ? tree_->raw_text(tree_->resolved(index_)) : std::string_view{};
}

std::size_t Node::size() const {
  return is_scalar() ? 0 : tree_->resolved(index_).size;
}

Node Node::at(std::size_t index) const {
  EKSPLAN_ASSERT(index < size(), "an element within the collection");
  return tree_->node(tree_->child(tree_->resolved(index_), index));
}

Node Node::key(std::size_t index) const {
  EKSPLAN_ASSERT(is_mapping() && index < size(), "an entry of a mapping");
  Node key = at(index);
  key.is_key_ = true;
  return key;
}

std::optional<Node> Node::find(std::string_view key) const {
  if (!is_mapping()) {
    return std::nullopt;
  }
  const NodeData& mapping = tree_->resolved(index_);
  for (std::size_t i = 0; i < mapping.size; ++i) {
    const auto child = tree_->child(mapping, i);
    if (tree_->key_text(tree_->data(child)) == key) {
      return tree_->node(child);
    }
  }
  return std::nullopt;
}

Position Node::position() const {
  const NodeData& data = tree_->data(index_);
  return tree_->position(is_key_ ? tree_->key_offset(data) : data.offset);
}

diag::SourceRef Node::where() const {
  const auto at = position();
  return {std::string(tree_->name()), at.line, at.column, tree_->path(index_)};
}

diag::Excerpt Node::excerpt() const {
  const NodeData& data = tree_->data(index_);
  if (is_key_) {
    const auto offset = tree_->key_offset(data);
    return tree_->excerpt(offset, key_has_node(data) ? tree_->token_length(offset)
                                                     : count_characters(tree_->key_text(data)) +
                                                           2 * (data.slot - offset));
  }
  const bool in_source = (data.flags & (NodeData::stored | NodeData::alias)) == 0;
  if (is_scalar() && in_source) {
    return tree_->excerpt(
        data.offset, count_characters(tree_->raw_text(data)) + 2 * (data.content - data.offset));
  }
  return tree_->excerpt(data.offset, is_scalar() ? tree_->token_length(data.offset) : 1);
}

Document::Document(std::shared_ptr<const Tree> tree) : tree_(std::move(tree)) {}

Document::~Document() = default;
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::Document(const Document&) = default;
Document& Document::operator=(const Document&) = default;

std::size_t Document::size() const {
  return tree_->roots().size();
}

Node Document::root(std::size_t index) const {
  EKSPLAN_ASSERT(index < size(), "a root within the document");
  return tree_->node(tree_->roots()[index]);
}

std::string_view Document::name() const {
  return tree_->name();
}

}  // namespace eksplan::doc
