#include "eksplan/catalog/block_writer.hpp"

#include <limits>

#include "eksplan/base/assert.hpp"

namespace eksplan::catalog {

block::Text StringTable::add(std::string_view text) {
  if (const auto known = known_.find(text); known != known_.end()) {
    return known->second;
  }
  EKSPLAN_ASSERT(bytes_.size() + text.size() <= std::numeric_limits<std::uint32_t>::max(),
                 "the size of price files is bounded");
  const block::Text added{.offset = static_cast<std::uint32_t>(bytes_.size()),
                          .size = static_cast<std::uint32_t>(text.size())};
  bytes_ += text;
  known_.emplace(std::string(text), added);
  return added;
}

std::uint32_t OriginTable::add(block::Origin origin) {
  const auto next = static_cast<std::uint32_t>(all_.size());
  const auto [at, is_new] =
      known_.emplace(std::pair(origin.as_of.offset, origin.source.offset), next);
  if (is_new) {
    all_.push_back(origin);
  }
  return at->second;
}

std::uint32_t BlockWriter::end() const {
  EKSPLAN_ASSERT(bytes_.size() <= std::numeric_limits<std::uint32_t>::max(),
                 "the size of price files is bounded");
  return static_cast<std::uint32_t>(bytes_.size());
}

void BlockWriter::append_bytes(const void* data, std::size_t size) {
  if (size == 0) {
    return;
  }
  const auto at = bytes_.size();
  bytes_.resize(at + size);
  std::memcpy(bytes_.data() + at, data, size);
}

std::vector<std::byte> BlockWriter::finish(block::Header header, const StringTable& strings) && {
  header.strings = end();
  append_bytes(strings.bytes().data(), strings.bytes().size());
  end();
  std::memcpy(bytes_.data(), &header, sizeof header);
  return std::move(bytes_);
}

}  // namespace eksplan::catalog
