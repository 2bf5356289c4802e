#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/doc/json_stream.hpp"
#include "eksplan/doc/read.hpp"

using eksplan::doc::JsonMembers;
using eksplan::doc::JsonStream;
using eksplan::doc::JsonView;
using eksplan::doc::Kind;
using eksplan::doc::Node;
using eksplan::doc::StreamSizes;
using eksplan::doc::TextBytes;

namespace {

// A value in one spelling, whatever it was read by.
void spell(const JsonView& value, std::string& out) {
  if (const auto text = value.string()) {
    out += "'" + std::string(*text) + "'";
    return;
  }
  if (!value.is_mapping() && !value.is_sequence()) {
    out += value.raw();
    return;
  }
  out += value.first();
  JsonMembers members(value);
  while (members.next()) {
    out += std::string(members.key()) + "=";
    spell(members.value(), out);
    out += ";";
  }
  out += value.is_mapping() ? "}" : "]";
}

void spell(const Node& node, std::string& out) {
  if (node.is_scalar()) {
    out += node.kind() == Kind::string ? "'" + std::string(node.text()) + "'"
                                       : std::string(node.raw());
    return;
  }
  out += node.is_mapping() ? "{" : "[";
  for (std::size_t i = 0; i < node.size(); ++i) {
    out += (node.is_mapping() ? std::string(node.key(i).text()) : "") + "=";
    spell(node.at(i), out);
    out += ";";
  }
  out += node.is_mapping() ? "}" : "]";
}

// Goes into `depth` levels and takes what is deeper as whole values.
void spell(JsonStream& stream, int depth, std::string& out) {
  while (stream.next()) {
    out += std::string(stream.key()) + "=";
    const char first = stream.first();
    if (depth > 0 && stream.enter()) {
      out += first;
      spell(stream, depth - 1, out);
      out += first == '{' ? "}" : "]";
    } else if (const auto value = stream.value()) {
      spell(*value, out);
    }
    out += ";";
  }
}

const std::string kNested =
    R"({"a": {"x": [1, 2.5e3, -0], "y": {"z": null, "\u0041\"b": "c\\"}, "": []},
  "long": "abcdefghijklmnopqrstuvwxyz, \"quoted\": {not a bracket]",
  "products": {"S1": {"sku": "S1", "n": {"k": "v", "w": "ä€𝄞"}}, "S2": {}, "S3": [[[]], {"a": [true]}]},
  "t":false,"u":[{"b":"1"},{"b":"2"},"x:y,z}"],"end":"\\\\"})";

std::string fault_of(std::string_view text, StreamSizes sizes = {}) {
  TextBytes bytes(text);
  JsonStream stream(bytes, sizes);
  std::string out;
  if (stream.enter()) {
    spell(stream, 1, out);
  }
  if (stream.finish()) {
    return "";
  }
  eksplan::diag::Diagnostics found;
  eksplan::doc::report({*stream.problem()}, "a.json", bytes, found);
  const auto& at = found.all().front().at;
  return std::to_string(at.line) + ":" + std::to_string(at.column) + ": " + at.path + ": " +
         found.all().front().message;
}

}  // namespace

TEST_CASE("a stream in windows of any size gives what a tree of the whole text gives") {
  eksplan::diag::Diagnostics found;
  const auto document = eksplan::doc::read_json({"a.json", kNested}, {}, found);
  REQUIRE_FALSE(found.has_errors());
  std::string expected;
  spell(document.root(0), expected);

  const auto usual = GENERATE(range(std::size_t{1}, std::size_t{80}), std::size_t{500000});
  const auto step = GENERATE(std::size_t{1}, std::size_t{7}, std::size_t{1000});
  const auto depth = GENERATE(0, 1, 2, 5);
  CAPTURE(usual, step, depth);
  TextBytes bytes(kNested, step);
  JsonStream stream(bytes, {.usual = usual});
  REQUIRE(stream.enter());
  std::string out = "{";
  spell(stream, depth, out);
  CHECK(stream.finish());
  CHECK(out + "}" == expected);
}

TEST_CASE("what is not looked at is passed over, in whatever window it lies") {
  const auto usual = GENERATE(range(std::size_t{1}, std::size_t{80}));
  TextBytes bytes(kNested);
  JsonStream stream(bytes, {.usual = usual});
  REQUIRE(stream.enter());
  std::string keys;
  while (stream.next()) {
    keys += std::string(stream.key()) + " ";
    if (stream.key() == "products" && stream.enter() && stream.next()) {
      CHECK(stream.path() == "products.S1");
      CHECK(stream.value()->at({"n", "k"})->string() == "v");
    }
    if (stream.key() == "S1") {  // the rest of the products stays
      while (stream.next()) {
        keys += std::string(stream.key()) + " ";
      }
    }
  }
  CHECK(stream.finish());
  CHECK(keys == "a long products S2 S3 t u end ");
}

TEST_CASE("a byte-order mark is dropped") {
  CHECK(fault_of("\xEF\xBB\xBF{\"a\": 1}").empty());
}

TEST_CASE("what is wrong with a stream is said with its line and path") {
  using Row = std::pair<std::string, std::string>;
  const auto [text, fault] = GENERATE(values<Row>({
      {"", "1:1: : the file is empty"},
      {"{\"a\": 1,\n \"b\": {\"c\": ", "2:13: b: the file ends after 21 bytes, in the middle"},
      {"{\"a\": 1,\n \"b\": \"open", "2:12: : the file ends after 20 bytes, in the middle"},
      {"{\"a\": 1\n \"b\": 2}", "2:2: a: '\"b\"' stands where ',' or '}' is expected"},
      {"{\"a\":\n {\"b\" 1}}", "2:7: a.b: '1' stands where ':' is expected"},
      {"{\"a\": {\"b\": [1 2]}}", "1:16: a.b: '2' stands where ',' or ']' is expected"},
      {"{\"a\": [1, NaN]}", "1:11: a: 'NaN' is not a value of JSON"},
      {"{\"a\": \"b\tc\"}", "1:9: : a tab stands in a string"},
      {"{\"a\": \"b\\\tc\"}", "1:10: : a tab stands in a string"},
      {"{\"a\": \"b\\qc\"}", "1:9: a: '\\q' is not an escape"},
      {"{\"a\": 1} {", "1:10: : '{' stands behind the end of a value"},
      {"{\"a\": \"\xFF\"}", "1:8: : the text is not UTF-8 here"},
      {"{a: 1}", "1:2: : 'a' is not a key"},
      {"{\"a\": 1,}", "1:9: : an entry is missing before '}'"},
  }));
  const auto usual = GENERATE(std::size_t{4}, std::size_t{4096});
  CAPTURE(text, usual);
  CHECK(fault_of(text, {.usual = usual}) == fault);
}

TEST_CASE("an entry larger than the limit ends the reading") {
  const auto text = "{\"a\": \"" + std::string(100, 'x') + "\"}";
  CHECK(fault_of(text, {.usual = 16, .most = 64}) ==
        "1:2: : the entry that begins here is larger than 0 MiB");
}

TEST_CASE("values nested deeper than a stream goes are taken as a whole") {
  std::string text;
  for (int i = 0; i < 40; ++i) {
    text += "{\"k\":";
  }
  text += "1" + std::string(40, '}');
  TextBytes bytes(text);
  JsonStream stream(bytes);
  int levels = 0;
  while (stream.enter() && stream.next()) {
    ++levels;
  }
  CHECK(levels == 32);
  CHECK(stream.finish());
}
