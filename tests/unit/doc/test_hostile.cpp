#include <array>
#include <string>
#include <vector>

#include "reading.hpp"
#include <catch2/catch.hpp>

#include "eksplan/diag/print.hpp"

namespace eksplan::doc {
namespace {

using Lines = std::vector<std::string>;

std::string repeated(std::string_view part, std::size_t size) {
  std::string text;
  text.reserve(size + part.size());
  while (text.size() < size) {
    text += part;
  }
  return text;
}

TEST_CASE("brackets without an end are refused at once", "[doc]") {
  const auto text = GENERATE(std::string(20'000'000, '['), repeated("[\n", 1'000'000),
                             repeated("{\"a\":", 1'000'000), repeated("- ", 1'000'000));
  CAPTURE(text.substr(0, 10));
  for (const auto how : {Reading::How::by_content, Reading::How::yaml}) {
    const Reading reading(text, {}, how);
    REQUIRE(reading.found.all().size() == 1);
    CHECK(reading.found.all()[0].message == "lists and mappings are nested more than 200 deep");
    CHECK(reading.found.all()[0].code == "nesting-too-deep");
    CHECK(reading.document.size() == 0);
  }
}

TEST_CASE("nesting up to the bound is read, one more is not", "[doc]") {
  const auto how = GENERATE(Reading::How::by_content, Reading::How::yaml, Reading::How::json);
  const std::string deep = std::string(200, '[') + std::string(200, ']');
  CHECK(Reading(deep, {}, how).problems() == Lines{});
  CHECK(Reading("[" + deep + "]", {}, how).problems() ==
        Lines{"1:201 nesting-too-deep: lists and mappings are nested more than 200 deep | no "
              "Kubernetes object is; is a "
              "bracket not closed?"});
}

TEST_CASE("nesting in values that are left out is bounded as well", "[doc]") {
  const auto how = GENERATE(Reading::How::by_content, Reading::How::yaml, Reading::How::json);
  constexpr std::array<std::string_view, 1> kSkipped{"x"};
  const ReadOptions options{.skipped = kSkipped, .max_depth = 5};
  CHECK(Reading("{\"x\": [[[[1]]]]}", options, how).problems() == Lines{});
  CHECK(Reading("{\"x\": [[[[[1]]]]]}", options, how).problems() ==
        Lines{"1:11 nesting-too-deep: lists and mappings are nested more than 5 deep | no "
              "Kubernetes object is; is a bracket "
              "not closed?"});
}

TEST_CASE("aliases that stand for too much are refused without being expanded", "[doc]") {
  std::string text = "a0: &a0 [1, 1, 1, 1, 1, 1, 1, 1, 1, 1]\n";
  for (int i = 1; i < 30; ++i) {
    const auto before = "*a" + std::to_string(i - 1);
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [" + before;
    for (int j = 1; j < 10; ++j) {
      text += ", " + before;
    }
    text += "]\n";
  }
  const Reading reading(text);
  CHECK(reading.problems() == Lines{"6:45 yaml-alias: the aliases of this file stand for more than "
                                    "1000000 values | write the values out, or split "
                                    "the file"});
}

TEST_CASE("aliases that nest too deep are refused", "[doc]") {
  std::string text = "a0: &a0 [1]\n";
  for (int i = 1; i < 10; ++i) {
    text += "a" + std::to_string(i) + ": &a" + std::to_string(i) + " [[*a" + std::to_string(i - 1) +
            "]]\n";
  }
  CHECK(Reading(text, {.max_depth = 20}).problems() == Lines{});
  CHECK(Reading(text, {.max_depth = 19}).problems() ==
        Lines{"10:11 nesting-too-deep: lists and mappings are nested more than 19 deep | no "
              "Kubernetes object is; is a "
              "bracket not closed?"});
}

TEST_CASE("large texts of one kind are read in one go", "[doc]") {
  const auto part = GENERATE(values<std::string>(
      {"# comment\n", "\n", "- a\n", "---\n", "a ", "- &a 1\n", "{\"a\":[]}\n"}));
  CAPTURE(part);
  const Reading reading(repeated(part, 200'000));
  CHECK(reading.problems() == Lines{});
}

TEST_CASE("a file of nothing but mistakes gives the first thousand", "[doc]") {
  const auto part = GENERATE(
      values<std::string>({"---\n]\n", "---x\n", "---\n\x01\n", "a: 1\n", "--- {[a]: 1}\n"}));
  CAPTURE(part);
  const Reading reading(repeated(part, 200'000), {}, Reading::How::yaml);
  REQUIRE(reading.found.all().size() == 1001);
  CHECK(reading.found.all().back().message ==
        "there are more problems in this file, which are not shown");
}

TEST_CASE("many lines of %TAG are refused", "[doc]") {
  std::string text;
  for (int i = 0; i < 50'000; ++i) {
    text += "%TAG !a" + std::to_string(i) + "! x\n";
  }
  CHECK(Reading(text + "---\na: 1\n").problems() ==
        Lines{"101:1 yaml-syntax: there are more than 100 lines of %TAG in one file | a Kubernetes "
              "manifest has no use for "
              "them"});
}

TEST_CASE("a problem on a very long line is printed without the line", "[doc]") {
  const Reading reading("[" + repeated("\"a\", ", 2'000'000) + "x]", {}, Reading::How::json);
  REQUIRE(reading.found.all().size() == 1);
  CHECK(reading.found.all()[0].at.column == 2'000'002);
  CHECK(reading.found.all()[0].excerpt.line.empty());
  CHECK(diag::print(reading.found.all()[0]).size() < 300);
}

TEST_CASE("what is not UTF-8 text is refused with the place of the first such byte", "[doc]") {
  struct Row {
    std::string text;
    std::string problem;
  };

  const auto row = GENERATE(values<Row>({
      {std::string("a: 1\nb: x\0y\n", 12),
       "2:5 file-binary: the file holds a NUL byte, so it is not text | is it compressed, or not "
       "the file that was meant?"},
      {"a: 1\nb: \xe2\x98\xba \xff\n",
       "2:6 file-binary: the byte 0xff is not UTF-8 | save the file as UTF-8"},
      {"{\"a\": \"\xc3\"}", "1:8 file-binary: the byte 0xc3 is not UTF-8 | save the file as UTF-8"},
      {"\x1f\x8b\x08", "1:2 file-binary: the byte 0x8b is not UTF-8 | save the file as UTF-8"},
      {std::string("\xff\xfe"
                   "a\0",
                   4),
       "1:1 file-binary: the file is UTF-16, not UTF-8 | convert it: iconv -f UTF-16 -t UTF-8 "
       "FILE"},
      {std::string("\xfe\xff\0a", 4),
       "1:1 file-binary: the file is UTF-16, not UTF-8 | convert it: iconv -f UTF-16 -t UTF-8 "
       "FILE"},
      {std::string("\xff\xfe\0\0a\0\0\0", 8),
       "1:1 file-binary: the file is UTF-32, not UTF-8 | convert it: iconv -f UTF-32 -t UTF-8 "
       "FILE"},
  }));
  CAPTURE(row.text);
  const auto how = GENERATE(Reading::How::by_content, Reading::How::yaml, Reading::How::json);
  CHECK(Reading(row.text, {}, how).problems() == Lines{row.problem});
}

// Reads every beginning of `text`, and walks over what came of it.
void read_beginnings(const std::string& text, Reading::How how) {
  for (std::size_t length = 0; length <= text.size(); ++length) {
    CAPTURE(text.substr(0, length));
    const Reading reading(text.substr(0, length), {}, how);
    CHECK(reading.shown().size() <= 4 * text.size());
    for (const auto& problem : reading.found.all()) {
      CHECK(problem.at.line > 0);
      CHECK_FALSE(diag::print(problem).empty());
    }
  }
}

TEST_CASE("a file that is cut off anywhere gives what is whole or a problem", "[doc]") {
  read_beginnings(
      "%YAML 1.1\n---\n# x\na: &x {b: [1, \"c\\n\\u00e9\"], 'd''': !!str 2}\ne: *x\n<<: *x\nf: "
      "|-\n  g\n  h\ni: >\n j\n? k\n: "
      "l\n--- !t\n- - m\n  - n: \xe2\x98\xba\n...\n---p\n---\nq: {{ r }}\n",
      Reading::How::yaml);
  const std::string json =
      "{\"a\": {\"b\": [1, -2.5e3, true, false, null], \"c\": \"\\u00e9\\n\xe2\x98\xba\"}, \"d\": "
      "{}}\n[\"e\"]{}";
  read_beginnings(json, Reading::How::json);
  read_beginnings(json, Reading::How::by_content);
}

}  // namespace
}  // namespace eksplan::doc
