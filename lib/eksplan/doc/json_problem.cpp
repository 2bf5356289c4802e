#include "eksplan/doc/json_problem.hpp"

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/json_scalar.hpp"
#include "eksplan/doc/line_index.hpp"

namespace eksplan::doc {
namespace {

bool is_bracket_or_separator(std::string_view found) {
  return found == "}" || found == "]" || found == "," || found == ":";
}

bool begins_number(std::string_view text) {
  return !text.empty() &&
         ((text[0] >= '0' && text[0] <= '9') || text[0] == '-' || text[0] == '+' || text[0] == '.');
}

void explain_value(std::string_view found, Problem& problem) {
  if (is_bracket_or_separator(found)) {
    problem.message = fmt::format("a value is missing before '{}'", found);
    problem.hint = found == "," || found == ":" ? "write the value"
                                                : "write the value, or remove the comma before it";
    return;
  }
  if (const auto lower = base::to_lower(found);
      lower == "true" || lower == "false" || lower == "null") {
    problem.message = fmt::format("{} is not a value of JSON", in_quotes(found));
    problem.hint = "write " + lower;
    return;
  }
  if (begins_number(found)) {
    problem.message = fmt::format("{} is not a number of JSON", in_quotes(found));
    problem.hint = "numbers have no leading zero or +, and digits on both sides of the point";
    return;
  }
  problem.message = fmt::format("{} is not a value of JSON", in_quotes(found));
  problem.hint = "put text in double quotes";
}

void explain_key(std::string_view found, Problem& problem) {
  if (found == "}") {
    problem.message = "an entry is missing before '}'";
    problem.hint = "write the entry, or remove the comma before it";
    return;
  }
  problem.message = fmt::format("{} is not a key", in_quotes(found));
  problem.hint = "keys stand in double quotes";
}

}  // namespace

Problem unexpected_token(std::string_view found, std::size_t offset, JsonPlace place) {
  constexpr std::size_t kLongest = 60;
  Problem problem{.code = diag::kJsonSyntax, .offset = offset};
  problem.length = std::min(count_characters(found.substr(0, kLongest)), kLongest);
  switch (place) {
    case JsonPlace::stream:
      problem.message = fmt::format("{} stands behind the end of a value", in_quotes(found));
      problem.hint = "remove it, or begin a document of YAML with a line of ---";
      break;
    case JsonPlace::value:
      explain_value(found, problem);
      break;
    case JsonPlace::key:
      explain_key(found, problem);
      break;
    case JsonPlace::colon:
      problem.message = fmt::format("{} stands where ':' is expected", in_quotes(found));
      problem.hint = "write \"key\": value";
      break;
    case JsonPlace::mapping_separator:
      problem.message = fmt::format("{} stands where ',' or '}}' is expected", in_quotes(found));
      problem.hint = "put commas between entries, and close the mapping with }";
      break;
    case JsonPlace::sequence_separator:
      problem.message = fmt::format("{} stands where ',' or ']' is expected", in_quotes(found));
      problem.hint = "put commas between elements, and close the list with ]";
      break;
  }
  return problem;
}

Problem wrong_escape(std::string_view text, std::size_t offset) {
  const std::size_t length = text.substr(offset, 2) == "\\u" ? 6 : 2;
  const auto escape = text.substr(offset, length);
  return {
      .code = diag::kJsonSyntax,
      .offset = offset,
      .length = count_characters(escape),
      .message = fmt::format("{} is not an escape", in_quotes(escape.substr(0, escape.find('"')))),
      .hint = "double the backslash"};
}

Problem control_in_string(std::string_view text, std::size_t offset) {
  const auto c = static_cast<unsigned>(static_cast<unsigned char>(text[offset]));
  Problem problem{.code = diag::kJsonSyntax, .offset = offset};
  switch (text[offset]) {
    case '\n':
    case '\r':
      problem.message = "a string ends at the end of its line";
      problem.hint = "close it with \"; a line break in a string is written \\n";
      break;
    case '\t':
      problem.message = "a tab stands in a string";
      problem.hint = "write \\t";
      break;
    default:
      problem.message = fmt::format("the control character U+{:04X} stands in a string", c);
      problem.hint = fmt::format("write \\u{:04x}", c);
      break;
  }
  return problem;
}

Problem open_string(std::size_t offset) {
  return {.code = diag::kJsonSyntax,
          .offset = offset,
          .message = "the string that begins here is not closed",
          .hint = "close it with \"; is the file cut off?"};
}

}  // namespace eksplan::doc
