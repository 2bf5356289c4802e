#pragma once
/// Which values a reader leaves out, found step by step while it goes down a document.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace eksplan::doc {

/// The paths of ReadOptions::skipped as a tree of keys. A state is a place in it.
class SkippedPaths {
 public:
  using State = std::int32_t;
  static constexpr State kRoot = 0;      ///< the root of an object
  static constexpr State kNowhere = -1;  ///< on no path
  static constexpr State kSkipped = -2;  ///< at the end of a path: the value is left out

  explicit SkippedPaths(std::span<const std::string_view> paths);

  /// The state of the value under `key` in a mapping in state `state`. `items` of an object holds
  /// objects.
  State below(State state, std::string_view key) const {
    return state == kNowhere ? kNowhere : find(state, key);
  }

 private:
  struct Edge {
    std::string key;
    State target;
  };

  State find(State state, std::string_view key) const;
  void insert(std::string_view path);

  std::vector<std::vector<Edge>> edges_;  // by state
};

}  // namespace eksplan::doc
