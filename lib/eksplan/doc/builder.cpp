#include "eksplan/doc/builder.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <span>
#include <unordered_map>

#include <fmt/format.h>

#include "eksplan/diag/codes.hpp"

namespace eksplan::doc {

Builder::Builder(Tree& tree, const ReadOptions& options, Problems& problems)
    : tree_(&tree), options_(&options), problems_(&problems), skipped_(options.skipped) {}

void Builder::begin_document() {
  if (in_document_) {
    tree_->rewind(begin_);
  }
  frames_.clear();
  children_.clear();
  merged_.clear();
  root_ = {};
  given_up_ = false;
  in_document_ = true;
  begin_ = tree_->mark();
}

void Builder::end_document() {
  const bool empty = root_.node == kNone || tree_->resolved(root_.node).kind == Kind::null;
  if (given_up_ || empty) {
    tree_->rewind(begin_);
  } else {
    tree_->add_root(root_.node);
  }
  in_document_ = false;
}

void Builder::key(const Scalar& key) {
  Frame& frame = frames_.back();
  frame.awaits_key = false;
  frame.value_state = skipped_.below(frame.state, key.rewritten.empty() ? key.text : key.rewritten);
  frame.skips_value = frame.value_state == SkippedPaths::kSkipped;
  if (frame.node == kNone) {
    return;
  }
  if (key.kind == Kind::string && key.content != kNone &&
      key.text.size() <= std::numeric_limits<std::uint16_t>::max()) {
    const std::uint8_t quote = key.content != key.offset ? NodeData::key_quoted : NodeData::none;
    frame.key = {key.content, static_cast<std::uint16_t>(key.text.size()), quote};
    return;
  }
  frame.key = {};
  frame.key = {add_scalar(key), 0, NodeData::key_node};
}

void Builder::merge_key(std::uint32_t offset) {
  Frame& frame = frames_.back();
  frame.awaits_key = false;
  frame.merges_value = true;
  frame.merge_offset = offset;
  frame.skips_value = false;
  frame.value_state = SkippedPaths::kNowhere;
  frame.key = {offset, 2, 0};
}

NodeData Builder::next_node(std::uint32_t offset, Kind kind) const {
  NodeData node{};
  node.offset = offset;
  node.kind = kind;
  node.parent = kNone;
  if (frames_.empty()) {
    return node;
  }
  const Frame& frame = frames_.back();
  node.parent = frame.node;
  if (frame.kind == Kind::sequence) {
    node.slot = static_cast<std::uint32_t>(children_.size() - frame.first_child);
  } else {
    node.slot = frame.key.slot;
    node.key_length = frame.key.length;
    node.flags = frame.key.flags;
  }
  return node;
}

std::uint32_t Builder::add_scalar(const Scalar& scalar) {
  NodeData node = next_node(scalar.offset, scalar.kind);
  node.content = scalar.content;
  node.size = static_cast<std::uint32_t>(scalar.text.size());
  node.flags |= scalar.truth ? NodeData::truth : NodeData::none;
  if (!scalar.rewritten.empty() || scalar.content == kNone) {
    node.flags |= NodeData::stored;
    node.content = tree_->store(scalar.text);
  }
  if (!scalar.rewritten.empty()) {
    node.flags |= NodeData::rewritten;
    tree_->store(scalar.rewritten);
  }
  return tree_->add(node);
}

Built Builder::scalar(const Scalar& scalar, bool kept) {
  Built built;
  if (kept || keeps_next()) {
    built.node = add_scalar(scalar);
  }
  place(built);
  return built;
}

Built Builder::detached(const Scalar& scalar) {
  Built built;
  built.node = add_scalar(scalar);
  NodeData& node = tree_->data(built.node);
  node.parent = kNone;
  node.flags &= static_cast<std::uint8_t>(~(NodeData::key_node | NodeData::key_quoted));
  return built;
}

bool Builder::open(Kind kind, std::uint32_t offset, bool kept) {
  if (frames_.size() >= options_->max_depth) {
    return false;
  }
  Frame frame;
  if (kept || keeps_next()) {
    frame.node = tree_->add(next_node(offset, kind));
  }
  frame.kind = kind;
  frame.awaits_key = kind == Kind::mapping;
  frame.state = SkippedPaths::kRoot;
  if (!frames_.empty()) {
    const Frame& outer = frames_.back();
    frame.state = outer.kind == Kind::sequence ? outer.state : outer.value_state;
    frame.state = frame.state == SkippedPaths::kSkipped ? SkippedPaths::kNowhere : frame.state;
  }
  frame.first_child = children_.size();
  frame.first_merged = merged_.size();
  frames_.push_back(frame);
  return true;
}

Built Builder::close() {
  const Frame frame = frames_.back();
  if (frame.node != kNone && frame.kind == Kind::mapping) {
    if (has_repeated_keys(frame.first_child)) {
      drop_repeated_keys(frame.first_child);
    }
    if (merged_.size() > frame.first_merged) {
      merge_into(frame);
    }
  }
  if (frame.node != kNone) {
    const auto children = std::span(children_).subspan(frame.first_child);
    NodeData& node = tree_->data(frame.node);
    node.size = static_cast<std::uint32_t>(children.size());
    node.content = tree_->link(children);
  }
  children_.resize(frame.first_child);
  merged_.resize(frame.first_merged);
  frames_.pop_back();
  const Built built{frame.node, frame.nodes, frame.height};
  place(built);
  return built;
}

bool Builder::alias(const Built& target, std::uint32_t offset) {
  if (frames_.size() + target.height > options_->max_depth) {
    return false;
  }
  Built built = target;
  built.node = kNone;
  if (keeps_next()) {
    NodeData node = next_node(offset, tree_->resolved(target.node).kind);
    node.content = tree_->resolve(target.node);
    node.flags |= NodeData::alias;
    built.node = tree_->add(node);
  }
  place(built);
  return true;
}

void Builder::place(const Built& built) {
  if (frames_.empty()) {
    root_ = built;
    return;
  }
  Frame& frame = frames_.back();
  frame.nodes += built.nodes;
  frame.height = std::max(frame.height, built.height + 1);
  if (frame.node != kNone && built.node != kNone && !frame.skips_value) {
    if (frame.merges_value) {
      merged_.push_back({built.node, frame.merge_offset});
    } else {
      children_.push_back(built.node);
    }
  }
  frame.awaits_key = frame.kind == Kind::mapping;
  frame.skips_value = false;
  frame.merges_value = false;
}

void Builder::merge_into(const Frame& frame) {
  Keys keys;
  for (auto i = frame.first_child; i < children_.size(); ++i) {
    keys.insert(tree_->key_text(tree_->data(children_[i])));
  }
  const std::vector<Merge> merges(merged_.begin() + static_cast<std::ptrdiff_t>(frame.first_merged),
                                  merged_.end());
  for (const auto& merge : merges) {
    const auto value = tree_->resolve(merge.value);
    const NodeData data = tree_->data(value);
    bool mergeable = data.kind == Kind::mapping;
    if (mergeable) {
      merge_from(frame, value, keys);
    } else if (data.kind == Kind::sequence) {
      mergeable = true;
      for (std::size_t i = 0; i < data.size && mergeable; ++i) {
        mergeable = merge_from(frame, tree_->resolve(tree_->child(data, i)), keys);
      }
    }
    if (!mergeable) {
      problems_->add(
          {.code = diag::kYamlSyntax,
           .offset = merge.offset,
           .length = 2,
           .message = fmt::format("the value of '<<' is {}, not a mapping or a list of mappings",
                                  name(data.kind)),
           .hint = "merge an anchored mapping: <<: *name; a key that is called << needs quotes",
           .path = tree_->path(frame.node)});
      give_up();
    }
  }
}

// Adds the entries of the mapping `merged` whose keys are not taken yet.
bool Builder::merge_from(const Frame& frame, std::uint32_t merged, Keys& keys) {
  const NodeData from = tree_->data(merged);
  if (from.kind != Kind::mapping) {
    return false;
  }
  for (std::size_t i = 0; i < from.size; ++i) {
    const auto child = tree_->child(from, i);
    NodeData entry = tree_->data(child);
    if (!keys.insert(tree_->key_text(entry)).second) {
      continue;
    }
    const auto target = tree_->resolve(child);
    entry.parent = frame.node;
    entry.content = target;
    entry.size = 0;
    entry.kind = tree_->data(target).kind;
    entry.flags = static_cast<std::uint8_t>(
        (entry.flags & (NodeData::key_node | NodeData::key_quoted)) | NodeData::alias);
    children_.push_back(tree_->add(entry));
  }
  return true;
}

bool Builder::has_repeated_keys(std::size_t first_child) const {
  constexpr std::size_t kFew = 16;
  const auto entries = std::span(children_).subspan(first_child);
  if (entries.size() <= kFew) {
    std::array<std::string_view, kFew> keys;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      keys[i] = tree_->key_text(tree_->data(entries[i]));
      if (std::find(keys.begin(), keys.begin() + static_cast<std::ptrdiff_t>(i), keys[i]) !=
          keys.begin() + static_cast<std::ptrdiff_t>(i)) {
        return true;
      }
    }
    return false;
  }
  std::vector<std::string_view> keys;
  keys.reserve(entries.size());
  for (const auto entry : entries) {
    keys.push_back(tree_->key_text(tree_->data(entry)));
  }
  std::sort(keys.begin(), keys.end());
  return std::adjacent_find(keys.begin(), keys.end()) != keys.end();
}

void Builder::drop_repeated_keys(std::size_t first_child) {
  struct Seen {
    std::uint32_t first;
    std::size_t latest;  // in children_
  };

  std::unordered_map<std::string_view, Seen> seen;
  for (auto i = first_child; i < children_.size(); ++i) {
    const auto entry = children_[i];
    const auto [at, is_new] = seen.try_emplace(tree_->key_text(tree_->data(entry)), Seen{entry, i});
    if (!is_new) {
      if (!problems_->is_full()) {
        report_repeated(entry, at->second.first);
      }
      children_[at->second.latest] = kNone;
      at->second.latest = i;
    }
  }
  children_.erase(std::remove(children_.begin() + static_cast<std::ptrdiff_t>(first_child),
                              children_.end(), kNone),
                  children_.end());
}

void Builder::report_repeated(std::uint32_t entry, std::uint32_t first) {
  const NodeData& data = tree_->data(entry);
  const auto key = tree_->key_text(data);
  const auto offset = tree_->key_offset(data);
  const auto line = problems_->line(tree_->key_offset(tree_->data(first)));
  Problem problem{.code = diag::kDuplicateKey,
                  .offset = offset,
                  .length = tree_->token_length(offset),
                  .message = fmt::format("the key {} stands twice in one mapping", in_quotes(key)),
                  .hint = fmt::format("the first one is on line {}; remove one of them", line),
                  .path = tree_->path(entry)};
  if (options_->keep_going) {
    problem.severity = diag::Severity::warning;
    problem.hint = fmt::format("the first one is on line {}; the last one counts", line);
  }
  problems_->add(std::move(problem));
}

}  // namespace eksplan::doc
