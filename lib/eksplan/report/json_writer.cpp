#include "eksplan/report/json_writer.hpp"

#include <utility>

#include "eksplan/report/json_quote.hpp"

namespace eksplan::report {

void JsonWriter::next() {
  if (!empty_.back()) {
    text_ += ',';
  }
  empty_.back() = false;
  text_ += '\n';
  text_.append(2 * empty_.size(), ' ');
}

void JsonWriter::open(char bracket) {
  text_ += bracket;
  empty_.push_back(true);
}

void JsonWriter::close(char bracket) {
  const bool empty = empty_.back();
  empty_.pop_back();
  if (!empty) {
    text_ += '\n';
    text_.append(2 * empty_.size(), ' ');
  }
  text_ += bracket;
}

void JsonWriter::name(std::string_view key) {
  next();
  append_quoted(text_, key);
  text_ += ": ";
}

void JsonWriter::text(std::string_view key, std::string_view value) {
  if (!value.empty()) {
    name(key);
    append_quoted(text_, value);
  }
}

void JsonWriter::count(std::string_view key, std::int64_t value) {
  name(key);
  text_ += std::to_string(value);
}

void JsonWriter::money(std::string_view key, units::Money value) {
  name(key);
  text_ += value.text();
}

void JsonWriter::decimal(std::string_view key, units::Decimal value) {
  name(key);
  text_ += value.text();
}

void JsonWriter::flag(std::string_view key, bool value) {
  name(key);
  text_ += value ? "true" : "false";
}

std::string JsonWriter::take() {
  close('}');
  text_ += '\n';
  return std::move(text_);
}

}  // namespace eksplan::report
