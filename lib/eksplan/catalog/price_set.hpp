#pragma once
/// A price block and how its records are read.

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/base/assert.hpp"
#include "eksplan/catalog/block.hpp"
#include "eksplan/catalog/build_block.hpp"
#include "eksplan/catalog/catalogue.hpp"

namespace eksplan::catalog {

class PriceSet {
 public:
  /// On bytes that live as long as the program.
  PriceSet(std::string name, std::span<const std::byte> block, std::string sha256);

  /// On bytes of its own.
  PriceSet(std::string name, BuiltBlock built);

  PriceSet(const PriceSet&) = delete;
  PriceSet& operator=(const PriceSet&) = delete;

  const std::string& name() const { return name_; }

  const std::string& sha256() const { return sha256_; }

  const block::Header& header() const { return header_; }

  std::span<const AddOn> add_ons() const { return add_ons_; }

  std::string_view text(block::Text at) const;

  /// Record `index` of a list.
  template <class Record>
  Record record(block::List list, std::size_t index) const {
    EKSPLAN_ASSERT(index < list.count, "a record is asked for by an index of its list");
    return record_at<Record>(list.offset, index);
  }

  /// Record `index` of a list whose count is that of another.
  template <class Record>
  Record record_at(std::uint32_t offset, std::size_t index) const {
    Record copy;
    std::memcpy(&copy, block_.data() + offset + index * sizeof(Record), sizeof(Record));
    return copy;
  }

  /// Index of the record of `list`, sorted by `key_of` a record, that has this key.
  template <class Record, class Key, class KeyOf>
  std::optional<std::size_t> find(block::List list, const Key& key, KeyOf key_of) const {
    std::size_t first = 0;
    std::size_t count = list.count;
    while (count > 0) {
      const auto half = count / 2;
      if (key_of(record<Record>(list, first + half)) < key) {
        first += half + 1;
        count -= half + 1;
      } else {
        count = half;
      }
    }
    if (first < list.count && key_of(record<Record>(list, first)) == key) {
      return first;
    }
    return std::nullopt;
  }

 private:
  void read_head();

  std::string name_;
  std::string sha256_;
  std::vector<std::byte> own_;
  std::span<const std::byte> block_;
  block::Header header_;
  std::vector<AddOn> add_ons_;
};

}  // namespace eksplan::catalog
