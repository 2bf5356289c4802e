#pragma once
/// libyaml as a source of events with byte offsets.

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

struct yaml_event_s;
struct yaml_parser_s;

namespace eksplan::doc {

/// libyaml counts characters; this walks a text along with its marks and gives bytes.
class CharacterOffsets {
 public:
  CharacterOffsets(std::string_view text, std::size_t begin, bool ascii)
      : text_(text), begin_(begin), byte_(begin), ascii_(ascii) {}

  /// Byte offset of the character `index` characters after the beginning.
  std::size_t byte(std::size_t index) { return ascii_ ? begin_ + index : walk(index); }

 private:
  std::size_t walk(std::size_t index);

  std::string_view text_;
  std::size_t begin_;
  std::size_t byte_;
  std::size_t character_ = 0;
  bool ascii_;
};

/// What libyaml says about a text that is not YAML.
struct YamlFault {
  std::string_view
      problem;  ///< libyaml's own words: "mapping values are not allowed in this context"
  std::string_view context;                 ///< "while scanning a simple key"; may be empty
  std::size_t offset = 0;                   ///< where it noticed
  std::size_t context_offset = 0;           ///< where the construct began that it was in
  std::optional<std::size_t> bracket = {};  ///< the innermost [ or { that is not closed
};

/// Events of the documents in text[begin, end).
class YamlParser {
 public:
  struct Span {
    std::size_t begin;
    std::size_t end;
    bool ascii;
  };

  YamlParser(std::string_view text, Span span);
  ~YamlParser();
  YamlParser(const YamlParser&) = delete;
  YamlParser& operator=(const YamlParser&) = delete;

  /// The next event, valid until the next call; null when the text cannot be read on.
  const yaml_event_s* next();

  /// After next() gave null.
  YamlFault fault();

  /// Byte offset of a mark's index.
  std::size_t byte(std::size_t index) { return offsets_.byte(index); }

 private:
  struct State;
  std::unique_ptr<State> state_;
  std::size_t begin_;
  CharacterOffsets offsets_;
};

}  // namespace eksplan::doc
