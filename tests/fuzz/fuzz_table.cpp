#include <cstddef>
#include <cstdint>
#include <string_view>

#include "expect.hpp"

#include "eksplan/doc/table.hpp"

namespace {

using eksplan::fuzz::expect;

void read(std::string_view text, const eksplan::doc::TableOptions& options) {
  eksplan::diag::Diagnostics found;
  const auto table = eksplan::doc::read_table({"fuzz.csv", text}, options, found);
  for (const auto& row : table.rows) {
    expect(!row.cells.empty(), "a row has cells");
    expect(!options.has_header || row.cells.size() == table.header.size(),
           "a row is as wide as the header");
    for (std::size_t column = 0; column <= row.cells.size(); ++column) {
      const auto place = table.where(row, column);
      expect(place.line >= row.line && place.column > 0, "a cell has a place");
      expect(table.excerpt(row, column).length > 0, "a cell has an excerpt");
    }
  }
  for (const auto& title : table.header) {
    expect(table.column(title).has_value(), "a title is found");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read(text, {});
  read(text, {.separator = '\t', .has_header = false, .comment = '#'});
  return 0;
}
