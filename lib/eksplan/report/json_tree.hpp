#pragma once
/// Trees of JSON whose numbers are exact. Private to this room: only writers of JSON include it.

#include <cstddef>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <nlohmann/json.hpp>

#include "eksplan/report/result.hpp"
#include "eksplan/saved/object_name.hpp"
#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::report {

using Json = nlohmann::ordered_json;

/// Text that stands in the output as it is, carried as bytes: exact decimals, because the tree's
/// own numbers are doubles, and what is laid out already.
Json number(std::string_view text);
Json number(units::Money money);
Json number(units::Decimal decimal);

/// Sets `key` unless the value is not known.
void put(Json& object, const char* key, const std::string& text);

template <class T>
void put(Json& object, const char* key, const std::optional<T>& value) {
  if (value) {
    object[key] = number(*value);
  }
}

/// An array of what `draw` makes of each row.
template <class Row, class Draw>
Json list(const std::vector<Row>& rows, Draw draw) {
  auto array = Json::array();
  for (const auto& row : rows) {
    array.push_back(draw(row));
  }
  return array;
}

/// Sets "choices", if there are any.
void put_choices(Json& context, const std::vector<Choice>& choices);

Json gate_json(const Gate& gate);

/// Sets "object" to the parts of a name that `text` does not tell; few names are of that kind.
void put_object_parts(Json& object, std::string_view text, const saved::ObjectName& name);

/// With two blanks of indentation and a newline at the end. Text that is not UTF-8 shows a
/// replacement character: JSON has no other way to hold it.
std::string print(const Json& tree);

/// Prints a root object as print() does, a member at a time and of lists a row at a time: a large
/// result is never a tree as a whole.
class RootPrinter {
 public:
  void member(std::string_view key, const Json& value);

  /// An array of what `draw` makes of each row. Rows may be drawn two at a time.
  template <class Row, class Draw>
  void rows(std::string_view key, const std::vector<Row>& rows, Draw draw) {
    name(key);
    elements(rows.size(), [&](std::size_t index) -> Json { return draw(rows[index]); });
  }

  std::string take();

 private:
  void name(std::string_view key);
  void elements(std::size_t count, const std::function<Json(std::size_t index)>& element);

  std::string text_;
};

}  // namespace eksplan::report
