#include <string>
#include <utility>

#include <catch2/catch.hpp>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/doc/csv_stream.hpp"
#include "eksplan/doc/table.hpp"

using eksplan::doc::CsvStream;
using eksplan::doc::StreamSizes;
using eksplan::doc::TextBytes;

namespace {

std::string spelled(std::string_view text, StreamSizes sizes, std::size_t step = 1000) {
  TextBytes bytes(text, step);
  CsvStream rows(bytes, sizes);
  std::string out;
  while (rows.next()) {
    for (std::size_t i = 0; i < rows.cells().size(); ++i) {
      out += "<" + std::string(rows.cells()[i]) + ">";
      const auto at = text.substr(rows.offset(i) + (text[rows.offset(i)] == '"' ? 1 : 0));
      CHECK(at.substr(0, 1) ==
            (rows.cells()[i].empty() ? at.substr(0, 1) : rows.cells()[i].substr(0, 1)));
    }
    out += "\n";
  }
  if (rows.problem()) {
    eksplan::diag::Diagnostics found;
    eksplan::doc::report({*rows.problem()}, "a.csv", bytes, found);
    out += std::to_string(found.all()[0].at.line) + ":" + std::to_string(found.all()[0].at.column) +
           ": " + found.all()[0].message;
  }
  return out;
}

}  // namespace

TEST_CASE("rows of a stream in windows of any size are those of a table") {
  const std::string text =
      "\xEF\xBB\xBF\"name\",\"value\"\n\"a \"\"b\"\", c\",1\r\n\n\"line\nbreak\",\"\"\nplain "
      "cell,x\nlast,";
  eksplan::diag::Diagnostics found;
  const auto table = eksplan::doc::read_table({"a.csv", text}, {.has_header = false}, found);
  std::string expected;
  for (const auto& row : table.rows) {
    for (const auto& cell : row.cells) {
      expected += "<" + std::string(cell) + ">";
    }
    expected += "\n";
  }
  const auto usual = GENERATE(range(std::size_t{4}, std::size_t{60}), std::size_t{100000});
  const auto step = GENERATE(std::size_t{1}, std::size_t{5}, std::size_t{1000});
  CAPTURE(usual, step);
  CHECK(spelled(text, {.usual = usual}, step) == expected);
}

TEST_CASE("what is wrong with a streamed table is said with its place") {
  using Row = std::pair<std::string, std::string>;
  const auto [text, result] = GENERATE(values<Row>({
      {"a,b\n\"open", "<a><b>\n2:1: the quote that opens here is not closed"},
      {"a\n\"b\"c,d\n", "<a>\n2:4: text stands behind a closing quote"},
      {"", ""},
  }));
  const auto usual = GENERATE(std::size_t{2}, std::size_t{4096});
  CHECK(spelled(text, {.usual = usual}) == result);
}

TEST_CASE("a row larger than the limit ends the reading") {
  CHECK(spelled("a\n\"" + std::string(100, 'x') + "\"", {.usual = 16, .most = 64}) ==
        "<a>\n2:1: the row that begins here is larger than 0 MiB");
}
