#include <array>
#include <string>
#include <vector>

#include "reading.hpp"
#include "support/random.hpp"
#include <catch2/catch.hpp>
#include <fmt/format.h>

namespace eksplan::doc {
namespace {

/// A random value, and what a reading of it must show.
struct Value {
  Kind kind = Kind::null;
  std::string text = {};               // of a scalar
  std::vector<std::string> keys = {};  // of a mapping
  std::vector<Value> children = {};
};

const std::array<std::string, 18> kTexts{"",
                                         "plain",
                                         "yes",
                                         "010",
                                         "two words",
                                         "line\nbreak",
                                         "tab\there",
                                         "quote\"d",
                                         "back\\slash",
                                         "it's",
                                         "~",
                                         " leading",
                                         "trailing ",
                                         "# hash",
                                         "a: b",
                                         "- dash",
                                         "\xc3\xa9\xe2\x98\xba\xf0\x9f\x98\x80",
                                         "{[,]}"};
const std::array<std::string, 8> kIntegers{
    "0", "1", "-1", "42", "1000000", "9223372036854775807", "-7", "12345678901234567890123"};

Value random_value(support::Random& random, int depth) {
  Value value;
  const auto kind = random.between(0, depth > 0 ? 6 : 3);
  if (kind == 0) {
    value.kind = Kind::null;
  } else if (kind == 1) {
    value = {.kind = Kind::boolean, .text = random.chance(50) ? "true" : "false"};
  } else if (kind == 2) {
    value = {.kind = Kind::integer, .text = random.pick<std::string>(kIntegers)};
  } else if (kind == 3) {
    value = {.kind = Kind::string, .text = random.pick<std::string>(kTexts)};
  } else {
    value.kind = kind == 4 ? Kind::sequence : Kind::mapping;
    const auto size = random.between(0, 5);
    for (std::int64_t i = 0; i < size; ++i) {
      if (value.kind == Kind::mapping) {
        value.keys.push_back(fmt::format("{}{}", random.pick<std::string>(kTexts), i));
      }
      value.children.push_back(random_value(random, depth - 1));
    }
  }
  return value;
}

std::string shown_as(const Value& value) {
  if (value.kind == Kind::string) {
    return fmt::format("\"{}\"", value.text);
  }
  if (value.kind == Kind::null) {
    return "null";
  }
  if (value.kind != Kind::sequence && value.kind != Kind::mapping) {
    return value.text;
  }
  std::string all;
  for (std::size_t i = 0; i < value.children.size(); ++i) {
    all += i == 0 ? "" : ", ";
    all += value.kind == Kind::mapping ? value.keys[i] + ": " : "";
    all += shown_as(value.children[i]);
  }
  return value.kind == Kind::mapping ? "{" + all + "}" : "[" + all + "]";
}

// In double quotes with escapes that JSON and YAML share.
std::string in_double_quotes(support::Random& random, std::string_view text) {
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"' || c == '\\') {
      quoted += std::string("\\") + c;
    } else if (c == '\n') {
      quoted += "\\n";
    } else if (c == '\t') {
      quoted += "\\t";
    } else if (static_cast<unsigned char>(c) < 0x80 && random.chance(10)) {
      quoted += fmt::format("\\u{:04x}", c);
    } else {
      quoted += c;
    }
  }
  return quoted + "\"";
}

std::string scalar_text(support::Random& random, const Value& value) {
  return value.kind == Kind::null     ? "null"
         : value.kind == Kind::string ? in_double_quotes(random, value.text)
                                      : value.text;
}

std::string blanks(support::Random& random) {
  static const std::array<std::string, 5> kBlanks{"", " ", "\n", "\r\n  ", "   "};
  return random.pick<std::string>(kBlanks);
}

std::string as_json(support::Random& random, const Value& value) {
  if (value.kind != Kind::sequence && value.kind != Kind::mapping) {
    return scalar_text(random, value);
  }
  std::string all = value.kind == Kind::mapping ? "{" : "[";
  for (std::size_t i = 0; i < value.children.size(); ++i) {
    all += (i == 0 ? "" : ",") + blanks(random);
    if (value.kind == Kind::mapping) {
      all += in_double_quotes(random, value.keys[i]) + blanks(random) + ":" + blanks(random);
    }
    all += as_json(random, value.children[i]) + blanks(random);
  }
  return all + (value.kind == Kind::mapping ? "}" : "]");
}

// Block style where it can be, with the indentation of `indent`.
std::string as_yaml(support::Random& random, const Value& value, const std::string& indent) {
  if (value.children.empty()) {
    return value.kind == Kind::mapping    ? " {}\n"
           : value.kind == Kind::sequence ? " []\n"
                                          : " " + scalar_text(random, value) + "\n";
  }
  const bool comment = random.chance(20);
  std::string all = comment ? " # comment\n" : "\n";
  for (std::size_t i = 0; i < value.children.size(); ++i) {
    all += indent;
    all += value.kind == Kind::mapping ? in_double_quotes(random, value.keys[i]) + ":" : "-";
    all += as_yaml(random, value.children[i], indent + "  ");
  }
  return all;
}

TEST_CASE("what is written as JSON is read back", "[doc][property]") {
  const auto seed = GENERATE(range(0U, 300U));
  CAPTURE(seed);
  support::Random random(seed);
  const Value value{.kind = Kind::sequence, .children = {random_value(random, 4)}};
  const auto text = as_json(random, value);
  CAPTURE(text);
  const Reading reading(text, {}, Reading::How::json);
  CHECK(reading.problems().empty());
  CHECK(reading.shown() == shown_as(value));
}

TEST_CASE("what is written as YAML is read back", "[doc][property]") {
  const auto seed = GENERATE(range(0U, 300U));
  CAPTURE(seed);
  support::Random random(seed);
  const Value value{.kind = Kind::mapping, .keys = {"root"}, .children = {random_value(random, 4)}};
  const auto text = "---" + as_yaml(random, value, "");
  CAPTURE(text);
  const Reading reading(text, {}, Reading::How::yaml);
  CHECK(reading.problems().empty());
  CHECK(reading.shown() == shown_as(value));
}

}  // namespace
}  // namespace eksplan::doc
