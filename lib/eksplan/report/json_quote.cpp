#include "eksplan/report/json_quote.hpp"

#include <algorithm>

#include <nlohmann/json.hpp>

namespace eksplan::report {
namespace {

// Most text needs no escape.
bool is_plain_text(std::string_view text) {
  return std::ranges::all_of(text,
                             [](char c) { return c >= ' ' && c <= '~' && c != '"' && c != '\\'; });
}

}  // namespace

void append_quoted(std::string& text, std::string_view value) {
  if (is_plain_text(value)) {
    text += '"';
    text += value;
    text += '"';
  } else {
    text += nlohmann::json(value).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  }
}

std::string json_quoted(std::string_view value) {
  std::string text;
  append_quoted(text, value);
  return text;
}

}  // namespace eksplan::report
