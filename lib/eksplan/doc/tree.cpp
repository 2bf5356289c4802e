#include "eksplan/doc/tree.hpp"

#include <algorithm>
#include <cstring>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"

namespace eksplan::doc {
namespace {

bool is_plain_key_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' ||
         c == '-';
}

// A key as a path shows it: name, or ["odd/name"] when a dot or another character would make the
// path ambiguous.
std::string path_segment(std::string_view key) {
  constexpr std::size_t kLongestShown = 80;
  if (!key.empty() && key.size() <= kLongestShown &&
      std::all_of(key.begin(), key.end(), is_plain_key_character)) {
    return "." + std::string(key);
  }
  std::string quoted = "[\"";
  for (const char c : base::shorten(key.substr(0, 4 * kLongestShown), kLongestShown)) {
    if (c == '"' || c == '\\') {
      quoted += '\\';
    }
    quoted += c;
  }
  return quoted + "\"]";
}

std::size_t quoted_length(std::string_view line) {
  const char quote = line.front();
  for (std::size_t i = 1; i < line.size(); ++i) {
    if (quote == '"' && line[i] == '\\') {
      ++i;
    } else if (line[i] == quote) {
      if (quote == '\'' && i + 1 < line.size() && line[i + 1] == quote) {
        ++i;
        continue;
      }
      return i + 1;
    }
  }
  return line.size();
}

}  // namespace

std::uint32_t Tree::add(const NodeData& node) {
  nodes_.push_back(node);
  return node_count() - 1;
}

void Tree::rewind(const Mark& mark) {
  nodes_.truncate(mark.nodes);
  links_.truncate(mark.links);
  roots_.resize(mark.roots);
}

void Tree::drop_roots(const Mark& mark) {
  roots_.erase(roots_.begin(), roots_.begin() + static_cast<std::ptrdiff_t>(mark.roots));
}

std::uint32_t Tree::store(std::string_view text) {
  if (text.size() > store_room_) {
    store_room_ = std::max(kStoreChunk, text.size());
    store_chunks_.push_back(std::make_unique_for_overwrite<char[]>(store_room_));
    store_at_ = store_chunks_.back().get();
  }
  if (!text.empty()) {
    std::memcpy(store_at_, text.data(), text.size());
  }
  stored_.push_back({store_at_, text.size()});
  store_at_ += text.size();
  store_room_ -= text.size();
  return static_cast<std::uint32_t>(stored_.size() - 1);
}

std::uint32_t Tree::link(std::span<const std::uint32_t> children) {
  const auto first = link_count();
  for (const auto child : children) {
    links_.push_back(child);
  }
  return first;
}

std::uint32_t Tree::resolve(std::uint32_t index) const {
  while ((nodes_[index].flags & NodeData::alias) != 0) {
    index = nodes_[index].content;
  }
  return index;
}

const NodeData& Tree::resolved(std::uint32_t index) const {
  return nodes_[resolve(index)];
}

std::string_view Tree::raw_text(const NodeData& scalar) const {
  return (scalar.flags & NodeData::stored) != 0 ? stored_[scalar.content]
                                                : text_.substr(scalar.content, scalar.size);
}

std::string_view Tree::scalar_text(const NodeData& scalar) const {
  switch (scalar.kind) {
    case Kind::null:
      return {};
    case Kind::boolean:
      return (scalar.flags & NodeData::truth) != 0 ? "true" : "false";
    case Kind::integer:
    case Kind::floating:
    case Kind::string:
      break;
    case Kind::sequence:
    case Kind::mapping:
      return {};
  }
  return (scalar.flags & NodeData::rewritten) != 0 ? stored_[scalar.content + 1] : raw_text(scalar);
}

std::string_view Tree::key_text(const NodeData& entry) const {
  return (entry.flags & NodeData::key_node) != 0 ? scalar_text(resolved(entry.slot))
                                                 : text_.substr(entry.slot, entry.key_length);
}

std::uint32_t Tree::key_offset(const NodeData& entry) const {
  if ((entry.flags & NodeData::key_node) != 0) {
    return nodes_[entry.slot].offset;
  }
  return (entry.flags & NodeData::key_quoted) != 0 ? entry.slot - 1 : entry.slot;
}

Position Tree::position(std::size_t offset) const {
  std::call_once(lines_once_, [this] { lines_.emplace(text_); });
  return lines_->position(offset);
}

std::string Tree::path(std::uint32_t index) const {
  std::vector<std::string> segments;
  for (auto at = index; nodes_[at].parent != kNone; at = nodes_[at].parent) {
    const auto& data = nodes_[at];
    const bool in_sequence = nodes_[data.parent].kind == Kind::sequence;
    segments.push_back(in_sequence ? fmt::format("[{}]", data.slot) : path_segment(key_text(data)));
  }
  std::string path;
  for (auto segment = segments.rbegin(); segment != segments.rend(); ++segment) {
    path += *segment;
  }
  return path.starts_with('.') ? path.substr(1) : path;
}

diag::Excerpt Tree::excerpt(std::size_t offset, std::size_t length) const {
  // Longer lines are those of JSON without line breaks; a reader of the message has the column.
  constexpr std::size_t kLongestBefore = 2000;
  constexpr std::size_t kLongestAfter = 500;
  offset = std::min(offset, text_.size());
  diag::Excerpt excerpt{{}, static_cast<std::uint32_t>(std::max<std::size_t>(1, length))};
  const auto near = offset > kLongestBefore ? offset - kLongestBefore : 0;
  if (near > 0 && text_.substr(near, offset - near).find('\n') == std::string_view::npos) {
    return excerpt;
  }
  auto end = std::min(text_.size(), offset + kLongestAfter);
  while (end < text_.size() && end > offset && base::continues_utf8(text_[end])) {
    --end;
  }
  excerpt.line = line_around(text_.substr(0, end), offset);
  return excerpt;
}

std::size_t Tree::token_length(std::size_t offset) const {
  if (offset >= text_.size()) {
    return 1;
  }
  constexpr std::size_t kLongest = 500;
  auto rest = text_.substr(offset, kLongest);
  rest = rest.substr(0, rest.find_first_of("\r\n"));
  if (rest.empty()) {
    return 1;
  }
  if (rest.front() == '"' || rest.front() == '\'') {
    return count_characters(rest.substr(0, quoted_length(rest)));
  }
  return count_characters(rest.substr(0, rest.find_first_of(" \t,]}")));
}

}  // namespace eksplan::doc
