#include <string>
#include <vector>

#include "reading.hpp"
#include <catch2/catch.hpp>

namespace eksplan::doc {

inline std::ostream& operator<<(std::ostream& out, Kind kind) {
  return out << name(kind) << " " << static_cast<int>(kind);
}

namespace {

struct ScalarsRow {
  std::string written;
  Kind kind;
  std::string text;
};

void check(const ScalarsRow& row) {
  CAPTURE(row.written);
  const Reading reading("value: " + row.written + "\n");
  REQUIRE(reading.problems() == std::vector<std::string>{});
  const auto value = reading.root().find("value");
  REQUIRE(value);
  CHECK(value->kind() == row.kind);
  CHECK(value->text() == row.text);
}

TEST_CASE("an unquoted word of YAML 1.1 is a boolean or null", "[doc]") {
  const auto row = GENERATE(values<ScalarsRow>({
      {"y", Kind::boolean, "true"},
      {"Y", Kind::boolean, "true"},
      {"yes", Kind::boolean, "true"},
      {"Yes", Kind::boolean, "true"},
      {"YES", Kind::boolean, "true"},
      {"true", Kind::boolean, "true"},
      {"True", Kind::boolean, "true"},
      {"TRUE", Kind::boolean, "true"},
      {"on", Kind::boolean, "true"},
      {"On", Kind::boolean, "true"},
      {"ON", Kind::boolean, "true"},
      {"n", Kind::boolean, "false"},
      {"N", Kind::boolean, "false"},
      {"no", Kind::boolean, "false"},
      {"No", Kind::boolean, "false"},
      {"NO", Kind::boolean, "false"},
      {"false", Kind::boolean, "false"},
      {"False", Kind::boolean, "false"},
      {"FALSE", Kind::boolean, "false"},
      {"off", Kind::boolean, "false"},
      {"Off", Kind::boolean, "false"},
      {"OFF", Kind::boolean, "false"},
      {"", Kind::null, ""},
      {"~", Kind::null, ""},
      {"null", Kind::null, ""},
      {"Null", Kind::null, ""},
      {"NULL", Kind::null, ""},
      {"yEs", Kind::string, "yEs"},
      {"nULL", Kind::string, "nULL"},
      {"yes please", Kind::string, "yes please"},
  }));
  check(row);
}

TEST_CASE("an unquoted number is read as kubectl reads it", "[doc]") {
  const auto row = GENERATE(values<ScalarsRow>({
      {"0", Kind::integer, "0"},
      {"-0", Kind::integer, "0"},
      {"7", Kind::integer, "7"},
      {"-7", Kind::integer, "-7"},
      {"+7", Kind::integer, "7"},
      {"0x1F", Kind::integer, "31"},
      {"-0x1f", Kind::integer, "-31"},
      {"0X1F", Kind::integer, "31"},
      {"010", Kind::integer, "8"},
      {"0o10", Kind::integer, "8"},
      {"-010", Kind::integer, "-8"},
      {"0b101", Kind::integer, "5"},
      {"1_000", Kind::integer, "1000"},
      {"0x_1F", Kind::integer, "31"},
      {"1_", Kind::integer, "1"},
      {"9223372036854775807", Kind::integer, "9223372036854775807"},
      {"99999999999999999999", Kind::integer, "99999999999999999999"},
      {"0xFFFFFFFFFFFFFFFF", Kind::integer, "18446744073709551615"},
      {"0x1FFFFFFFFFFFFFFFF", Kind::string, "0x1FFFFFFFFFFFFFFFF"},
      {"08", Kind::floating, "08"},
      {"1e3", Kind::floating, "1e3"},
      {"1E+3", Kind::floating, "1E+3"},
      {"1.5", Kind::floating, "1.5"},
      {".5", Kind::floating, ".5"},
      {"-.5", Kind::floating, "-.5"},
      {"1.", Kind::floating, "1."},
      {"1_000.5", Kind::floating, "1000.5"},
      {"1e-999", Kind::floating, "1e-999"},
      {"1e999", Kind::string, "1e999"},
      {"1e99999999999999999999", Kind::string, "1e99999999999999999999"},
      {".inf", Kind::floating, ".inf"},
      {"-.Inf", Kind::floating, "-.Inf"},
      {".NaN", Kind::floating, ".NaN"},
  }));
  check(row);
}

TEST_CASE("what only looks like a number is a string", "[doc]") {
  const auto text = GENERATE(values<std::string>({"12:30",      "1:2:3",
                                                  "500m",       "1Gi",
                                                  "1E",         "1e",
                                                  "0x",         "0b2",
                                                  "0b",         "0o",
                                                  "0o9",        "-",
                                                  "+",          ".",
                                                  "-.",         "._5",
                                                  ".5_0",       "_1",
                                                  "1.2.3",      "1,000",
                                                  "2026-01-02", "2026-01-02T03:04:05Z",
                                                  "0x1G",       "1e1.5",
                                                  "--1",        "1-1",
                                                  "e3",         ".e3",
                                                  "inf",        "nan"}));
  // "-" alone would begin a list.
  check({text == "-" ? "'-'" : text, Kind::string, text});
}

TEST_CASE("quotes and block scalars make strings", "[doc]") {
  const auto row = GENERATE(values<ScalarsRow>({
      {"'010'", Kind::string, "010"},
      {"\"yes\"", Kind::string, "yes"},
      {"''", Kind::string, ""},
      {"\"\"", Kind::string, ""},
      {"'it''s'", Kind::string, "it's"},
      {"\"a\\tb\\u00e9\\x41\"", Kind::string,
       "a\tb\xc3\xa9"
       "A"},
      {"\"two\n  lines\"", Kind::string, "two lines"},
      {"two\n  lines", Kind::string, "two lines"},
      {"|\n  1\n  2", Kind::string, "1\n2\n"},
      {">-\n  1\n  2", Kind::string, "1 2"},
      {"|+\n  yes\n", Kind::string, "yes\n\n"},
  }));
  check(row);
}

TEST_CASE("a tag says what a scalar is", "[doc]") {
  const auto row = GENERATE(values<ScalarsRow>({
      {"!!str 010", Kind::string, "010"},
      {"!!int \"0x1F\"", Kind::integer, "31"},
      {"!!bool 'yes'", Kind::boolean, "true"},
      {"!!float 3", Kind::floating, "3"},
      {"!!null ''", Kind::null, ""},
      {"!!binary aGVsbG8=", Kind::string, "aGVsbG8="},
      {"! 12", Kind::string, "12"},
      {"!mine 12", Kind::string, "12"},
      {"!!timestamp 2026-01-02", Kind::string, "2026-01-02"},
  }));
  check(row);
}

TEST_CASE("a value that is not of its tag's type is reported", "[doc]") {
  const Reading reading("a: !!int twelve\n---\nb: 1\n");
  CHECK(reading.problems() ==
        std::vector<std::string>{
            "1:10 yaml-syntax: 'twelve' is not of the type that its tag !!int says | remove the "
            "tag or mend the value"});
  CHECK(reading.shown() == "{b: 1}");
}

TEST_CASE("a scalar is also known as it was written", "[doc]") {
  const auto row = GENERATE(values<ScalarsRow>({
      {"0x1F", Kind::integer, "0x1F"},
      {"1_000", Kind::integer, "1_000"},
      {"Yes", Kind::boolean, "Yes"},
      {"~", Kind::null, "~"},
      {"1_0.5", Kind::floating, "1_0.5"},
      {"'it''s'", Kind::string, "it's"},
  }));
  CAPTURE(row.written);
  const Reading reading("value: " + row.written + "\n");
  CHECK(reading.root().find("value")->raw() == row.text);
  CHECK(reading.root().find("value")->kind() == row.kind);
}

TEST_CASE("keys are strings, typed as values are", "[doc]") {
  const Reading reading("010: a\n1_0: b\nyes: c\n'yes': d\nplain: e\n");
  CHECK(reading.problems().empty());
  CHECK(reading.shown() == "{8: \"a\", 10: \"b\", true: \"c\", yes: \"d\", plain: \"e\"}");
  CHECK(reading.root().key(0).raw() == "010");
  CHECK(reading.root().key(0).kind() == Kind::integer);
  CHECK(reading.root().key(3).kind() == Kind::string);
  CHECK(reading.root().find("true")->text() == "c");
}

}  // namespace
}  // namespace eksplan::doc
