#pragma once
/// JSON as text, one field after the other, with numbers that keep their digits. Private to this
/// room.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::report {

/// A text as JSON writes it; bytes that are no UTF-8 are replaced.
std::string json_quoted(std::string_view text);

/// An object, indented by two blanks a level. Empty texts are left out, as what is not known is.
class JsonWriter {
 public:
  JsonWriter() { open('{'); }

  void text(std::string_view key, std::string_view value);
  void count(std::string_view key, std::int64_t value);
  void money(std::string_view key, units::Money value);
  void decimal(std::string_view key, units::Decimal value);
  void flag(std::string_view key, bool value);

  /// `fill` writes the fields of the object under `key`.
  template <class Fill>
  void object(std::string_view key, Fill fill) {
    name(key);
    open('{');
    fill();
    close('}');
  }

  /// `fill` writes the fields of the object for each row.
  template <class Row, class Fill>
  void list(std::string_view key, const std::vector<Row>& rows, Fill fill) {
    name(key);
    open('[');
    for (const auto& row : rows) {
      next();
      open('{');
      fill(row);
      close('}');
    }
    close(']');
  }

  /// The whole text; ends the outermost object.
  std::string take();

 private:
  void name(std::string_view key);
  void next();
  void open(char bracket);
  void close(char bracket);

  std::string text_;
  std::vector<bool> empty_;  // by level: nothing in it yet
};

}  // namespace eksplan::report
