#include "eksplan/doc/encoding.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>
#include <simdjson.h>

#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"

namespace eksplan::doc {
namespace {

struct Encoding {
  std::string_view mark;
  std::string_view name;
};

// The longer marks first: that of UTF-32 begins with that of UTF-16.
constexpr std::array kOtherEncodings{
    Encoding{{"\xFF\xFE\0\0", 4}, "UTF-32"},
    Encoding{{"\0\0\xFE\xFF", 4}, "UTF-32"},
    Encoding{{"\xFF\xFE", 2}, "UTF-16"},
    Encoding{{"\xFE\xFF", 2}, "UTF-16"},
};

}  // namespace

std::size_t first_invalid_utf8(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size()) {
    const auto length = base::utf8_sequence_length(text, at);
    if (length == 0) {
      return at;
    }
    at += length;
  }
  return at;
}

std::size_t byte_order_mark(std::string_view text) {
  return text.starts_with("\xEF\xBB\xBF") ? 3 : 0;
}

std::optional<Problem> binary(std::string_view text) {
  const auto* const other =
      std::find_if(kOtherEncodings.begin(), kOtherEncodings.end(),
                   [&](const Encoding& e) { return text.starts_with(e.mark); });
  if (other != kOtherEncodings.end()) {
    return Problem{.code = diag::kFileBinary,
                   .message = fmt::format("the file is {}, not UTF-8", other->name),
                   .hint = fmt::format("convert it: iconv -f {} -t UTF-8 FILE", other->name)};
  }
  const auto nul = text.find('\0');
  const bool valid = simdjson::validate_utf8(text.data(), text.size());
  const auto invalid = valid ? kNowhere : first_invalid_utf8(text);
  if (invalid < nul) {
    return Problem{.code = diag::kFileBinary,
                   .offset = invalid,
                   .message = fmt::format("the byte 0x{:02x} is not UTF-8",
                                          static_cast<unsigned char>(text[invalid])),
                   .hint = "save the file as UTF-8"};
  }
  if (nul != kNowhere) {
    return Problem{.code = diag::kFileBinary,
                   .offset = nul,
                   .message = "the file holds a NUL byte, so it is not text",
                   .hint = "is it compressed, or not the file that was meant?"};
  }
  return std::nullopt;
}

}  // namespace eksplan::doc
