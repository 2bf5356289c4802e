#pragma once
/// A JSON text of any size, walked from front to back in constant memory:
///
///     JsonStream stream(source);
///     stream.enter();                                   // the root
///     while (stream.next()) {
///       if (stream.key() == "products" && stream.enter()) {
///         while (stream.next()) {
///           read(stream.key(), stream.value());         // one product, complete in memory
///         }
///       }                                               // what is not looked at is passed over
///     }
///     if (!stream.finish()) { report(stream.problem()) }
///
/// The grammar is checked on the way, but of what is passed over only strings, encoding and the
/// number of its brackets.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/doc/json_view.hpp"
#include "eksplan/doc/json_window.hpp"
#include "eksplan/doc/stream_place.hpp"

namespace eksplan::doc {

class JsonStream {
 public:
  explicit JsonStream(ByteSource& source, StreamSizes sizes = {});

  /// Goes into the value in hand: at the beginning the root, later the one that next() found. False
  /// when it is no mapping or sequence, or is nested too deep.
  bool enter();

  /// The next member of the collection entered last; what is left of the one before is passed over.
  /// False at the end of that collection, which is left by it, and at a fault.
  bool next();

  /// Of the member in hand; "" in a sequence.
  std::string_view key() const { return key_; }

  /// The first character of the value in hand: '{', '[', '"' or that of a number or word; NUL when
  /// there is none.
  char first() const { return has_token() ? window_.text()[*at_] : '\0'; }

  /// Where the value in hand begins; where the window ends when there is none.
  std::size_t offset() const {
    return window_.base() + (has_token() ? std::size_t{*at_} : window_.text().size());
  }

  /// The value in hand, complete in memory until next(); nothing at a fault. At most once.
  std::optional<JsonView> value();

  /// The root as a whole, in place of entering it.
  std::optional<JsonView> root();

  /// Goes to the end of the text. False when there was a fault anywhere.
  bool finish();

  bool has_problem() const { return fault_.has_value(); }

  /// The fault, with the line as it stood; nothing when there is none.
  std::optional<StreamProblem> problem() const;

  /// A problem at byte `offset`, which lies in the window, or close to it.
  StreamProblem problem_at(Problem problem) const;

  /// "products.ABC" of the member in hand.
  std::string path() const;

 private:
  static constexpr std::size_t kMostDepth = 32;

  struct Level {
    bool mapping = false;
    bool first = true;
    std::string key;  // of the member that was entered
  };

  bool has_token() const { return at_ != window_.end(); }

  bool need(std::ptrdiff_t tokens);
  bool begin();
  bool separator();
  bool read_key();
  bool pass_value();
  bool close();
  bool fail(Problem problem);
  bool unexpected(JsonPlace place);
  bool cut_off();

  char here() const { return window_.text()[*at_]; }

  JsonWindow window_;
  JsonText text_;
  const std::uint32_t* at_ = nullptr;  // the next token to look at
  std::vector<Level> levels_;
  std::string key_;
  bool begun_ = false;
  bool pending_ = false;  // at_ is at a value that was not taken
  std::optional<StreamProblem> fault_;
};

}  // namespace eksplan::doc
