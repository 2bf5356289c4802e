#pragma once
/// Events of a document to nodes of a Tree: the part that YAML and JSON share. Leaves out skipped
/// values, finds keys that stand twice, joins merged mappings and bounds depth.

#include <cstddef>
#include <cstdint>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "eksplan/doc/problems.hpp"
#include "eksplan/doc/read.hpp"
#include "eksplan/doc/skipped_paths.hpp"
#include "eksplan/doc/tree.hpp"

namespace eksplan::doc {

/// A scalar as its source gives it.
struct Scalar {
  std::string_view text = {};  ///< its content
  std::uint32_t offset = 0;    ///< of its first byte (the quote of a quoted one)
  std::uint32_t content =
      kNone;  ///< where `text` stands in the source as it is; kNone when it was unescaped or folded
  Kind kind = Kind::string;
  bool truth = false;               ///< the value of a boolean
  std::string_view rewritten = {};  ///< canonical text when it is another one than `text`
};

/// A node that is complete: what an alias of it stands for.
struct Built {
  std::uint32_t node = kNone;  ///< kNone when it was left out
  std::uint64_t nodes = 1;     ///< it and everything below it, aliases counted in full
  std::uint32_t height = 0;    ///< collections nested in it, itself included
};

class Builder {
 public:
  Builder(Tree& tree, const ReadOptions& options, Problems& problems);

  void begin_document();

  /// Keeps the document unless it is null or was given up.
  void end_document();

  /// What follows up to the end of the document is read but not kept.
  void give_up() { given_up_ = true; }

  bool given_up() const { return given_up_; }

  /// True when the next node is the key of an entry.
  bool expects_key() const { return !frames_.empty() && frames_.back().awaits_key; }

  void key(const Scalar& key);

  /// In place of a key: the next value is merged into the mapping ('<<').
  void merge_key(std::uint32_t offset);

  /// True when the value of the last key is not kept, so that its source may pass over it and call
  /// pass().
  bool skips_value() const { return !frames_.empty() && frames_.back().skips_value; }

  void pass() { place({}); }

  /// `kept`: even inside a value that is left out, because an alias may stand for it.
  Built scalar(const Scalar& scalar, bool kept = false);

  /// A scalar that has no place in the document: the key that an alias stands for.
  Built detached(const Scalar& scalar);

  /// False when it would be nested too deep.
  [[nodiscard]] bool open(Kind kind, std::uint32_t offset, bool kept = false);
  Built close();

  /// An alias at `offset` for `target`. False when that would be nested too deep.
  [[nodiscard]] bool alias(const Built& target, std::uint32_t offset);

  std::size_t depth() const { return frames_.size(); }

 private:
  struct KeyPlace {
    std::uint32_t slot = 0;
    std::uint16_t length = 0;
    std::uint8_t flags = 0;
  };

  struct Frame {
    std::uint32_t node = kNone;  // kNone when it is not kept
    Kind kind = Kind::sequence;
    bool awaits_key = false;
    bool skips_value = false;
    bool merges_value = false;
    SkippedPaths::State state = SkippedPaths::kNowhere;
    SkippedPaths::State value_state = SkippedPaths::kNowhere;
    KeyPlace key = {};
    std::uint32_t merge_offset = 0;
    std::size_t first_child = 0;   // in children_
    std::size_t first_merged = 0;  // in merged_
    std::uint64_t nodes = 1;
    std::uint32_t height = 1;
  };

  bool keeps_next() const {
    return frames_.empty() || (frames_.back().node != kNone && !frames_.back().skips_value);
  }

  NodeData next_node(std::uint32_t offset, Kind kind) const;
  std::uint32_t add_scalar(const Scalar& scalar);
  void place(const Built& built);
  using Keys = std::unordered_set<std::string_view>;
  void merge_into(const Frame& frame);
  bool merge_from(const Frame& frame, std::uint32_t merged, Keys& keys);
  bool has_repeated_keys(std::size_t first_child) const;
  void drop_repeated_keys(std::size_t first_child);
  void report_repeated(std::uint32_t entry, std::uint32_t first);

  Tree* tree_;
  const ReadOptions* options_;
  Problems* problems_;
  SkippedPaths skipped_;
  std::vector<Frame> frames_;
  std::vector<std::uint32_t> children_;  // of open collections, the innermost last

  struct Merge {
    std::uint32_t value;
    std::uint32_t offset;
  };

  std::vector<Merge> merged_;  // values of '<<' in open mappings
  Built root_;
  bool given_up_ = false;
  bool in_document_ = false;
  Tree::Mark begin_{};  // of the document
};

}  // namespace eksplan::doc
