#pragma once
/// Puts records and strings into a block of bytes.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eksplan/catalog/block.hpp"

namespace eksplan::catalog {

/// The strings of a block, each kept once.
class StringTable {
 public:
  block::Text add(std::string_view text);

  std::string_view text(block::Text at) const {
    return std::string_view(bytes_).substr(at.offset, at.size);
  }

  std::string_view bytes() const { return bytes_; }

 private:
  std::string bytes_;
  std::map<std::string, block::Text, std::less<>> known_;
};

/// The origins of a block, each kept once.
class OriginTable {
 public:
  /// Index of the origin.
  std::uint32_t add(block::Origin origin);

  std::span<const block::Origin> all() const { return all_; }

 private:
  std::vector<block::Origin> all_;
  std::map<std::pair<std::uint32_t, std::uint32_t>, std::uint32_t>
      known_;  // offsets of as_of and source
};

/// Appends lists of records to bytes that begin with a Header.
class BlockWriter {
 public:
  BlockWriter() : bytes_(sizeof(block::Header)) {}

  template <class Record>
  block::List append(std::span<const Record> records) {
    static_assert(block::kIsRecord<Record>);
    const block::List list{.offset = end(), .count = static_cast<std::uint32_t>(records.size())};
    append_bytes(records.data(), records.size_bytes());
    return list;
  }

  /// Adds the strings, puts the header in its place and hands over the bytes.
  std::vector<std::byte> finish(block::Header header, const StringTable& strings) &&;

 private:
  std::uint32_t end() const;
  void append_bytes(const void* data, std::size_t size);

  std::vector<std::byte> bytes_;
};

}  // namespace eksplan::catalog
