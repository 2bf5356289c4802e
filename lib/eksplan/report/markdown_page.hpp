#pragma once
/// Sections of rows that share the room of one comment. Private to this room.

#include <cstddef>
#include <string>
#include <vector>

namespace eksplan::report {

/// GitHub refuses a comment of more than 65,536 characters.
inline constexpr std::size_t kCommentBytes = 65'000;

/// `head` and `tail` are always written, `rows` as far as there is room. Each ends in a newline or
/// is empty.
struct MarkdownSection {
  std::string head;
  std::vector<std::string> rows{};
  std::string tail{};
};

/// The sections one after the other in at most `limit` bytes, as long as heads and tails need no
/// more by themselves. A section that lacks room for a row ends there and says how many it leaves
/// out. Each section has a share of the room, so that a long one does not hide a short one; of what
/// they leave earlier sections take theirs first.
std::string markdown_page(const std::vector<MarkdownSection>& sections, std::size_t limit);

}  // namespace eksplan::report
