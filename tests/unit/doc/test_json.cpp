#include <string>
#include <vector>

#include "reading.hpp"
#include <catch2/catch.hpp>

namespace eksplan::doc {
namespace {

using Lines = std::vector<std::string>;

struct JsonRow {
  std::string text;
  std::string shown;
};

TEST_CASE("JSON values come one by one, with or without blanks between them", "[doc]") {
  const auto row = GENERATE(values<JsonRow>({
      {"{}", "{}"},
      {"{\"a\":1}{\"b\":2}", "{a: 1}\n{b: 2}"},
      {"{\"a\":1}\n\n{\"b\":2}\n[3]", "{a: 1}\n{b: 2}\n[3]"},
      {"null {\"a\": null} null", "{a: null}"},
      {"\xef\xbb\xbf {\"a\": [true, false, \"x\", 1.5e-3, -7]}",
       "{a: [true, false, \"x\", 1.5e-3, -7]}"},
      {"{\"a\": {}, \"b\": [], \"c\": [[], [1, 2]]}", "{a: {}, b: [], c: [[], [1, 2]]}"},
      {"{\"a\": 123456789012345678901234567890, \"b\": -0}",
       "{a: 123456789012345678901234567890, b: 0}"},
      {" \n\t", ""},
  }));
  CAPTURE(row.text);
  const Reading reading(row.text, {}, Reading::How::json);
  CHECK(reading.problems() == Lines{});
  CHECK(reading.shown() == row.shown);
}

TEST_CASE("escapes in JSON strings and keys are what they stand for", "[doc]") {
  const auto row = GENERATE(values<JsonRow>({
      {"\\\"\\\\\\/\\b\\f\\n\\r\\t", "\"\\/\b\f\n\r\t"},
      {"\\u0041\\u00e9\\u20ac", "A\xc3\xa9\xe2\x82\xac"},
      {"\\ud83d\\ude00", "\xf0\x9f\x98\x80"},
      {"\\ud83d", "\xef\xbf\xbd"},
      {"\\ude00x", "\xef\xbf\xbdx"},
      {"\\ud83d\\u0041",
       "\xef\xbf\xbd"
       "A"},
      {"\\ud83d\\ud83d\\ude00", "\xef\xbf\xbd\xf0\x9f\x98\x80"},
      {"\\u0000", std::string(1, '\0')},
  }));
  CAPTURE(row.text);
  const Reading reading("{\"k" + row.text + "\": \"" + row.text + "\"}", {}, Reading::How::json);
  CHECK(reading.problems() == Lines{});
  CHECK(reading.root().at(0).text() == row.shown);
  CHECK(reading.root().key(0).text() == "k" + row.shown);
  CHECK(reading.root().find("k" + row.shown));
}

TEST_CASE("numbers of JSON are not those of YAML", "[doc]") {
  const Reading reading("[1, -1.0, 1e3, \"010\", \"yes\"]", {}, Reading::How::json);
  const auto root = reading.root();
  CHECK(root.at(0).kind() == Kind::integer);
  CHECK(root.at(1).kind() == Kind::floating);
  CHECK(root.at(2).kind() == Kind::floating);
  CHECK(root.at(3).kind() == Kind::string);
  CHECK(root.at(4).kind() == Kind::string);
}

TEST_CASE("what is not JSON is explained at its place", "[doc]") {
  const auto row = GENERATE(values<JsonRow>({
      {"{\"a\": 1,}",
       "1:9 json-syntax: an entry is missing before '}' | write the entry, or remove the comma "
       "before it"},
      {"[1, 2, ]",
       "1:8 json-syntax: a value is missing before ']' | write the value, or remove the comma "
       "before it"},
      {"[1, , 2]", "1:5 json-syntax: a value is missing before ',' | write the value"},
      {"{\"a\": }",
       "1:7 json-syntax: a value is missing before '}' | write the value, or remove the comma "
       "before it"},
      {"{\"a\" 1}", "1:6 json-syntax: '1' stands where ':' is expected | write \"key\": value"},
      {"{\"a\": 1 \"b\": 2}",
       "1:9 json-syntax: '\"b\"' stands where ',' or '}' is expected | put commas between entries, "
       "and "
       "close the mapping with }"},
      {"[1 2]",
       "1:4 json-syntax: '2' stands where ',' or ']' is expected | put commas between elements, "
       "and close the list "
       "with ]"},
      {"{a: 1}", "1:2 json-syntax: 'a' is not a key | keys stand in double quotes"},
      {"{'a': 1}", "1:2 json-syntax: ''a'' is not a key | keys stand in double quotes"},
      {"{1: 1}", "1:2 json-syntax: '1' is not a key | keys stand in double quotes"},
      {"[True]", "1:2 json-syntax: 'True' is not a value of JSON | write true"},
      {"[abc]", "1:2 json-syntax: 'abc' is not a value of JSON | put text in double quotes"},
      {"[nul]", "1:2 json-syntax: 'nul' is not a value of JSON | put text in double quotes"},
      {"[01]",
       "1:2 json-syntax: '01' is not a number of JSON | numbers have no leading zero or +, and "
       "digits on both sides "
       "of the point"},
      {"[+1]",
       "1:2 json-syntax: '+1' is not a number of JSON | numbers have no leading zero or +, and "
       "digits on both sides "
       "of the point"},
      {"[1.]",
       "1:2 json-syntax: '1.' is not a number of JSON | numbers have no leading zero or +, and "
       "digits on both sides "
       "of the point"},
      {"[12\"x\"]",
       "1:2 json-syntax: '12\"x\"' is not a number of JSON | numbers have no leading zero or +, "
       "and digits on "
       "both sides of the point"},
      {"[\"a\\qb\"]", "1:4 json-syntax: '\\q' is not an escape | double the backslash"},
      {"[\"a\\u12\"]", "1:4 json-syntax: '\\u12' is not an escape | double the backslash"},
      {"{\"a\": \"b\n\"}",
       "1:9 json-syntax: a string ends at the end of its line | close it with \"; a line break in "
       "a "
       "string is written \\n"},
      {"[\"a\tb\"]", "1:4 json-syntax: a tab stands in a string | write \\t"},
      {"[\"a\x01\"]",
       "1:4 json-syntax: the control character U+0001 stands in a string | write \\u0001"},
      {"{\"a\": \"b}",
       "1:7 json-syntax: the string that begins here is not closed | close it with \"; is the file "
       "cut off?"},
      {"{\"a\": [1, 2",
       "1:12 json-syntax: the file ends inside a list | the '[' on line 1 is not closed; is the "
       "file cut "
       "off?"},
      {"{\"a\":\n{\"b\": 1}\n",
       "3:1 json-syntax: the file ends inside a mapping | the '{' on line 1 is not closed; is the "
       "file cut off?"},
      {"{\"a\":\n[1}", "2:3 json-syntax: '}' cannot close the '[' on line 2 | write ']'"},
      {"{\"a\": 1]", "1:8 json-syntax: ']' cannot close the '{' on line 1 | write '}'"},
      {"{} x",
       "1:4 json-syntax: 'x' stands behind the end of a value | remove it, or begin a document of "
       "YAML with a line of ---"},
      {"{}}",
       "1:3 json-syntax: '}' stands behind the end of a value | remove it, or begin a document of "
       "YAML with a line of ---"},
      {"abc", "1:1 json-syntax: 'abc' is not a value of JSON | put text in double quotes"},
  }));
  CAPTURE(row.text);
  const Reading reading(row.text, {}, Reading::How::json);
  CHECK(reading.problems() == Lines{row.shown});
}

TEST_CASE("values before a mistake are kept", "[doc]") {
  const Reading reading("{\"a\": 1}\n{\"b\": }\n{\"c\": 1}", {}, Reading::How::json);
  CHECK(reading.shown() == "{a: 1}");
  CHECK(reading.found.error_count() == 1);
}

TEST_CASE("nodes of JSON know their line, column, path and excerpt", "[doc]") {
  const Reading reading(
      "{\n  \"a.b\": [\n    {\"\xc3\xa9\": \"\xc3\xa9\\n\", \"n\": 12}\n  ]\n}\n");
  const auto element = reading.root().at(0).at(0);
  CHECK(element.where() == diag::SourceRef{"file", 3, 5, "[\"a.b\"][0]"});
  CHECK(element.at(0).position() == Position{3, 11});
  CHECK(element.at(0).excerpt() ==
        diag::Excerpt{"    {\"\xc3\xa9\": \"\xc3\xa9\\n\", \"n\": 12}", 5});
  CHECK(element.at(1).where() == diag::SourceRef{"file", 3, 23, "[\"a.b\"][0].n"});
  CHECK(element.at(1).excerpt().length == 2);
  CHECK(element.key(1).position() == Position{3, 18});
  CHECK(element.key(1).excerpt().length == 3);
}

TEST_CASE("a key that stands twice in JSON is reported", "[doc]") {
  const Reading reading("{\"a\": 1,\n \"a\": 2, \"\\u0061\": 3}");
  CHECK(
      reading.problems() ==
      Lines{
          "2:2 duplicate-key: the key 'a' stands twice in one mapping | the first one is on line "
          "1; remove one of them",
          "2:10 duplicate-key: the key 'a' stands twice in one mapping | the first one is on line "
          "1; remove one of them"});
  CHECK(reading.shown() == "{a: 3}");
}

TEST_CASE("a text that begins like JSON may still be YAML", "[doc]") {
  const auto row = GENERATE(values<JsonRow>({
      {"{a: 1, b: [x]}\n---\nc: 2\n", "{a: 1, b: [\"x\"]}\n{c: 2}"},
      {"{\"a\": 1,}\n", "{a: 1}"},
      {"{\"a\": 'x'} # comment\n", "{a: \"x\"}"},
      {"[a, b]\n", "[\"a\", \"b\"]"},
      {"{\"a\": 1}\n---\nb: 2\n", "{a: 1}\n{b: 2}"},
      {"{\"a\": 1}{\"b\": 2}\n---\nc: 3\n", "{a: 1}\n{b: 2}\n{c: 3}"},
      {"{\"a\": 1}\n# comment\n", "{a: 1}"},
  }));
  CAPTURE(row.text);
  const Reading reading(row.text);
  CHECK(reading.problems() == Lines{});
  CHECK(reading.shown() == row.shown);
}

TEST_CASE("a text that is neither JSON nor YAML is explained as what it looks like", "[doc]") {
  struct Case {
    std::string name;
    std::string text;
    std::string problem;
  };

  const auto row = GENERATE(values<Case>({
      {"dump", "{\"a\": [1, 2}",
       "1:12 json-syntax: '}' cannot close the '[' on line 1 | write ']'"},
      {"dump", "[\n{\"a\": [1, 2}]",
       "2:12 json-syntax: '}' cannot close the '[' on line 2 | write ']'"},
      {"dump", "{\"a\": 1} x",
       "1:10 json-syntax: 'x' stands behind the end of a value | remove it, or begin a document of "
       "YAML with a line of ---"},
      {"dump", "{a: [1, 2}",
       "1:10 yaml-syntax: '}' stands where ',' or ']' is expected | the '[' on line 1 is not "
       "closed"},
      {"dump.json", "{a: [1, 2}",
       "1:2 json-syntax: 'a' is not a key | keys stand in double quotes"},
      {"dump", "{\"a\": 1}\n---\nb: [\n",
       "4:1 yaml-syntax: the end of the file stands where a value is expected | the '[' on line 3 "
       "is not closed"},
  }));
  CAPTURE(row.text);
  const Reading reading(row.text, {}, Reading::How::by_content, row.name);
  CHECK(reading.problems() == Lines{row.problem});
}

TEST_CASE("tokens of JSON are found across the windows in which it is scanned", "[doc]") {
  // Windows are of 256 KiB: strings, numbers and blanks of every length up to there and beyond, in
  // one line and in many.
  const auto filler = GENERATE(values<std::size_t>(
      {262'100, 262'139, 262'140, 262'141, 262'142, 262'143, 262'144, 600'000}));
  const auto tail = GENERATE(values<std::string>({"\"x\\\"y\\\\\"", "\"\xe2\x98\xba\xe2\x98\xba\"",
                                                  "12345678", "   true", "{\"k\": [null]}"}));
  CAPTURE(filler, tail);
  const std::string blanks(filler, ' ');
  const std::string letters(filler, 'a');
  const std::string plain = Reading("[" + tail + ",1]", {}, Reading::How::json).shown();
  CHECK(Reading("[" + blanks + tail + ",1]", {}, Reading::How::json).shown() == plain);
  const Reading reading("[\"" + letters + "\"," + tail + ",1]", {}, Reading::How::json);
  CHECK(reading.problems() == Lines{});
  CHECK(reading.shown() == "[\"" + letters + "\", " + plain.substr(1));
}

TEST_CASE("mistakes are found across the windows in which JSON is scanned", "[doc]") {
  const std::string filler = "[" + std::string(300'000, ' ');
  const auto row = GENERATE(values<JsonRow>({
      {"\"abc",
       "1:300002 json-syntax: the string that begins here is not closed | close it with \"; is the "
       "file cut off?"},
      {"\"a\nb\"]",
       "1:300004 json-syntax: a string ends at the end of its line | close it with \"; a line "
       "break in a string is written "
       "\\n"},
      {"x]", "1:300002 json-syntax: 'x' is not a value of JSON | put text in double quotes"},
  }));
  CAPTURE(row.text);
  CHECK(Reading(filler + row.text, {}, Reading::How::json).problems() == Lines{row.shown});
}

}  // namespace
}  // namespace eksplan::doc
