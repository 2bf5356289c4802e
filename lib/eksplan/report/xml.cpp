#include "eksplan/report/xml.hpp"

#include "eksplan/base/text.hpp"

namespace eksplan::report {
namespace {

constexpr std::string_view kReplacement = "\xEF\xBF\xBD";

std::string xml_escaped_byte(char c) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '"':
      return "&quot;";
    case '\'':
      return "&apos;";
    case '\t':
      return "&#9;";
    case '\n':
      return "&#10;";
    case '\r':
      return "&#13;";
    default:
      break;
  }
  const bool is_control = static_cast<unsigned char>(c) < 0x20;
  return is_control ? std::string(kReplacement) : std::string(1, c);
}

// U+FFFE and U+FFFF are no characters (XML 1.0, production 2).
bool is_no_character(std::string_view sequence) {
  return sequence == "\xEF\xBF\xBE" || sequence == "\xEF\xBF\xBF";
}

}  // namespace

std::string xml_escaped(std::string_view text) {
  std::string safe;
  safe.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto length = base::utf8_sequence_length(text, i);
    if (length == 1) {
      safe += xml_escaped_byte(text[i]);
    } else {
      const auto sequence = text.substr(i, length);
      safe += length == 0 || is_no_character(sequence) ? kReplacement : sequence;
    }
    i += length == 0 ? 1 : length;
  }
  return safe;
}

}  // namespace eksplan::report
