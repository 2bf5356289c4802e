#include <string>
#include <utility>
#include <vector>

#include <catch2/catch.hpp>
#include <fmt/format.h>

#include "eksplan/doc/table.hpp"

namespace eksplan::doc {
namespace {

using Lines = std::vector<std::string>;

struct TableReading {
  explicit TableReading(std::string given, const TableOptions& options = {})
      : text(std::move(given)), table(read_table({"t.csv", text}, options, found)) {}

  std::string text;
  diag::Diagnostics found;
  Table table;

  Lines problems() const {
    Lines lines;
    for (const auto& d : found.all()) {
      lines.push_back(
          fmt::format("{}:{} {}: {} | {}", d.at.line, d.at.column, d.code, d.message, d.hint));
    }
    return lines;
  }

  // "line: <cell><cell>", the header as line 0.
  Lines shown() const {
    Lines lines;
    const auto add = [&](std::uint32_t line, const std::vector<std::string_view>& cells) {
      std::string row = fmt::format("{}: ", line);
      for (const auto cell : cells) {
        row += fmt::format("<{}>", cell);
      }
      lines.push_back(row);
    };
    add(0, table.header);
    for (const auto& row : table.rows) {
      add(row.line, row.cells);
    }
    return lines;
  }
};

struct TableRow {
  std::string text;
  Lines shown;
};

TEST_CASE("rows and cells are read with their lines", "[doc][table]") {
  const auto row = GENERATE(values<TableRow>({
      {"", {"0: "}},
      {"a,b\n1,2\n", {"0: <a><b>", "2: <1><2>"}},
      {"a,b\n1,2", {"0: <a><b>", "2: <1><2>"}},
      {"a,b\r\n1,2\r\n\r\n,\r\n", {"0: <a><b>", "2: <1><2>", "4: <><>"}},
      {"\xef\xbb\xbf"
       "a,b\n1,2\n",
       {"0: <a><b>", "2: <1><2>"}},
      {"a\n\n1\n\n\n2\n", {"0: <a>", "3: <1>", "6: <2>"}},
      {"a,b\n\"1,\n2\",\"\"\n3,4\n", {"0: <a><b>", "2: <1,\n2><>", "4: <3><4>"}},
      {"a\n\"say \"\"hi\"\"\"\n\"\"\"\"\n", {"0: <a>", "2: <say \"hi\">", "3: <\">"}},
      {"a\n5\" disk\n", {"0: <a>", "2: <5\" disk>"}},
      {"a,b\n x , \t\n", {"0: <a><b>", "2: < x >< \t>"}},
      {"a\n#1\n", {"0: <a>", "2: <#1>"}},
  }));
  CAPTURE(row.text);
  const TableReading reading(row.text);
  CHECK(reading.problems() == Lines{});
  CHECK(reading.shown() == row.shown);
}

TEST_CASE("a table of tabs may have comments and no header", "[doc][table]") {
  const TableReading reading("# note\na,b\t\"x\ty\"\n#\nc\n",
                             {.separator = '\t', .has_header = false, .comment = '#'});
  CHECK(reading.problems() == Lines{});
  CHECK(reading.shown() == Lines{"0: ", "2: <a,b><x\ty>", "4: <c>"});
}

TEST_CASE("what is wrong with a table is reported, and its other rows are read", "[doc][table]") {
  struct Case {
    std::string text;
    Lines problems;
    Lines shown;
  };

  const auto row = GENERATE(values<Case>({
      {"a,b\n1\n1,2,3\n4,5\n",
       {"2:1 table-syntax: this row has 1 cell, the header has 2 | a cell that holds the separator "
        "needs quotes",
        "3:1 table-syntax: this row has 3 cells, the header has 2 | a cell that holds the "
        "separator needs quotes"},
       {"0: <a><b>", "4: <4><5>"}},
      {"a,b\n1,\"2\"x\n4,5\n",
       {"2:6 table-syntax: 'x' stands behind a closing quote | put the whole cell in quotes; a "
        "quote within it is written "
        "twice"},
       {"0: <a><b>", "3: <4><5>"}},
      {"a,b\n1,2\n3,\"4\n5,6\n",
       {"3:3 table-syntax: the quote that opens here is not closed | close it with \"; a quote "
        "within a quoted cell is "
        "written twice"},
       {"0: <a><b>", "2: <1><2>"}},
      {"a,b,a\n1,2,3\n",
       {"1:1 table-syntax: the header has the column 'a' twice | give the columns different names"},
       {"0: <a><b><a>", "2: <1><2><3>"}},
      {"a\n\xff\n",
       {"2:1 file-binary: the byte 0xff is not UTF-8 | save the file as UTF-8"},
       {"0: "}},
  }));
  CAPTURE(row.text);
  const TableReading reading(row.text);
  CHECK(reading.problems() == row.problems);
  CHECK(reading.shown() == row.shown);
}

TEST_CASE("a column is found by its title and a cell by its place", "[doc][table]") {
  const TableReading reading("name,\"the text\"\n\xc3\xa9,\"x\"\"y\"\n\"a\nb\",\"c\"\n");
  const auto& table = reading.table;
  CHECK(table.column("the text") == 1);
  CHECK_FALSE(table.column("other"));
  REQUIRE(table.rows.size() == 2);
  CHECK(table.where(table.rows[0], 0) == diag::SourceRef{"t.csv", 2, 1, "name"});
  CHECK(table.where(table.rows[0], 1) == diag::SourceRef{"t.csv", 2, 4, "the text"});
  CHECK(table.where(table.rows[1], 0) == diag::SourceRef{"t.csv", 3, 2, "name"});
  CHECK(table.where(table.rows[1], 1) == diag::SourceRef{"t.csv", 4, 5, "the text"});
  CHECK(table.where(table.rows[1], 7) == diag::SourceRef{"t.csv", 3, 2, ""});
  CHECK(table.excerpt(table.rows[1], 1) == diag::Excerpt{"b\",\"c\"", 1});
}

TEST_CASE("a table that was moved keeps its cells", "[doc][table]") {
  TableReading reading("a\n\"x\"\"\"\n");
  const Table moved = std::move(reading.table);
  CHECK(moved.rows[0].cells[0] == "x\"");
  CHECK(moved.where(moved.rows[0], 0) == diag::SourceRef{"t.csv", 2, 2, "a"});
}

}  // namespace
}  // namespace eksplan::doc
