#include "eksplan/report/utf8.hpp"

#include "eksplan/base/text.hpp"

namespace eksplan::report {

std::string valid_utf8(std::string_view text) {
  constexpr std::string_view kReplacement = "\xEF\xBF\xBD";
  std::string valid;
  valid.reserve(text.size());
  for (std::size_t i = 0; i < text.size();) {
    const auto length = base::utf8_sequence_length(text, i);
    valid += length == 0 ? kReplacement : text.substr(i, length);
    i += length == 0 ? 1 : length;
  }
  return valid;
}

}  // namespace eksplan::report
