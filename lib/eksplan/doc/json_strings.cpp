#include "eksplan/doc/json_strings.hpp"

namespace eksplan::doc {

bool is_escaped(std::string_view text, std::size_t at) {
  std::size_t backslashes = 0;
  while (backslashes < at && text[at - 1 - backslashes] == '\\') {
    ++backslashes;
  }
  return backslashes % 2 == 1;
}

std::size_t last_open_quote(std::string_view text) {
  auto at = text.rfind('"');
  while (at != std::string_view::npos && at > 0 && is_escaped(text, at)) {
    at = text.rfind('"', at - 1);
  }
  return at == std::string_view::npos ? 0 : at;
}

ControlCharacter first_control_character(std::string_view text) {
  ControlCharacter result;
  bool in_string = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (in_string && static_cast<unsigned char>(c) < 0x20) {
      result.at = i;
      result.found = true;
      return result;
    }
    if (c == '"') {
      in_string = !in_string;
      result.string_begin = i;
    } else if (c == '\\' && i + 1 < text.size() && (text[i + 1] == '"' || text[i + 1] == '\\')) {
      ++i;
    }
  }
  return result;
}

}  // namespace eksplan::doc
