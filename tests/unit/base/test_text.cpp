#include <catch2/catch.hpp>

#include "eksplan/base/text.hpp"

namespace eksplan::base {
namespace {

struct TextRow {
  std::string text;
  std::string shown;
};

TEST_CASE("nothing that a terminal obeys survives printable", "[base]") {
  const auto row = GENERATE(values<TextRow>({
      {"plain", "plain"},
      {"caf\xc3\xa9 \xe6\x97\xa5", "caf\xc3\xa9 \xe6\x97\xa5"},
      {"red\x1b[31m", "red\\x1b[31m"},
      {"two\nlines\ttab\r", "two\\x0alines\\x09tab\\x0d"},
      {"\x7f", "\\x7f"},
      {"\xc2\x9b", "\\u{9b}"},
      {"\xe2\x80\xae"
       "evil",
       "\\u{202e}evil"},
      {"\xff\xfe", "\\xff\\xfe"},
      {"\xc0\xaf", "\\xc0\\xaf"},
      {"\xed\xa0\x80", "\\xed\\xa0\\x80"},
      {"\xf4\x90\x80\x80", "\\xf4\\x90\\x80\\x80"},
      {"cut \xe6\x97", "cut \\xe6\\x97"},
  }));
  CHECK(printable(row.text) == row.shown);
  CHECK(is_utf8(printable(row.text)));
}

TEST_CASE("width counts columns, not bytes", "[base]") {
  CHECK(display_width("abc") == 3);
  CHECK(display_width("caf\xc3\xa9") == 4);
  CHECK(display_width("\xe6\x97\xa5\xe6\x9c\xac") == 4);
  CHECK(display_width("e\xcc\x81") == 1);
  CHECK(display_width("\xf0\x9f\x9a\x80") == 2);
}

TEST_CASE("shortening keeps whole characters and says that it cut", "[base]") {
  CHECK(shorten("short", 10) == "short");
  CHECK(shorten("a long sentence", 10) == "a long ...");
  CHECK(shorten("\xe6\x97\xa5\xe6\x9c\xac\xe8\xaa\x9e", 5) == "\xe6\x97\xa5...");
  CHECK(shorten("abcdef", 2) == "...");
}

TEST_CASE("splitting keeps empty parts", "[base]") {
  CHECK(split("a,,b", ',') == std::vector<std::string_view>{"a", "", "b"});
  CHECK(split("", ',') == std::vector<std::string_view>{""});
  CHECK(split("a,", ',') == std::vector<std::string_view>{"a", ""});
}

TEST_CASE("lists and plurals read as sentences", "[base]") {
  CHECK(and_list({}).empty());
  CHECK(and_list({"a"}) == "a");
  CHECK(and_list({"a", "b", "c"}) == "a, b and c");
  CHECK(plural(1, "pod", "pods") == "1 pod");
  CHECK(plural(0, "pod", "pods") == "0 pods");
  CHECK(trim(" \t x y\r\n") == "x y");
  CHECK(to_lower("MiB \xc3\x84") == "mib \xc3\x84");
}

}  // namespace
}  // namespace eksplan::base
