#pragma once
/// A growing sequence that never moves what it holds, so that a tree of many millions of nodes
/// needs no second copy while it grows.

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace eksplan::doc {

template <class T, unsigned kBits = 10>
class Chunked {
 public:
  std::size_t size() const { return size_; }

  const T& operator[](std::size_t index) const { return chunks_[index >> kBits][index & kMask]; }

  T& operator[](std::size_t index) { return chunks_[index >> kBits][index & kMask]; }

  void push_back(const T& value) {
    if ((size_ & kMask) == 0 && (size_ >> kBits) == chunks_.size()) {
      chunks_.push_back(std::make_unique_for_overwrite<T[]>(std::size_t{1} << kBits));
    }
    (*this)[size_++] = value;
  }

  /// Forgets everything from `size` on, and keeps the room.
  void truncate(std::size_t size) { size_ = size; }

 private:
  static constexpr std::size_t kMask = (std::size_t{1} << kBits) - 1;
  std::vector<std::unique_ptr<T[]>> chunks_;
  std::size_t size_ = 0;
};

}  // namespace eksplan::doc
