#include "eksplan/doc/table.hpp"

#include <algorithm>
#include <functional>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/encoding.hpp"
#include "eksplan/doc/line_index.hpp"
#include "eksplan/doc/problems.hpp"
#include "eksplan/doc/tree.hpp"

namespace eksplan::doc {
namespace {

bool contains(std::string_view text, const char* at) {
  const std::less_equal<> not_after;
  return not_after(text.data(), at) && not_after(at, text.data() + text.size());
}

}  // namespace

/// Goes through the text cell by cell.
class TableReader {
 public:
  TableReader(const Source& source, const TableOptions& options, diag::Diagnostics& found)
      : text_(source.text), options_(options), tree_(source), problems_(tree_, found) {
    table_.name = source.name;
    table_.text_ = source.text;
  }

  Table read() {
    if (auto problem = binary(text_)) {
      problems_.add(std::move(*problem));
      return std::move(table_);
    }
    at_ = byte_order_mark(text_);
    while (at_ < text_.size()) {
      if (!skip_line()) {
        read_row();
      }
    }
    return std::move(table_);
  }

 private:
  bool ends_line(std::size_t at) const {
    return at >= text_.size() || text_[at] == '\n' || text_.substr(at, 2) == "\r\n";
  }

  void end_line() {
    const bool is_pair = text_.substr(at_, 2) == "\r\n";
    at_ = std::min(text_.size(), at_ + (is_pair ? 2 : 1));
    ++line_;
  }

  // An empty line or a comment.
  bool skip_line() {
    if (ends_line(at_)) {
      end_line();
      return true;
    }
    if (options_.comment == '\0' || text_[at_] != options_.comment) {
      return false;
    }
    at_ = std::min(text_.find('\n', at_), text_.size());
    end_line();
    return true;
  }

  void read_row() {
    const auto begin = at_;
    Table::Row row;
    row.line = line_;
    row.cells.reserve(table_.header.size());
    bool sound = true;
    while (true) {
      sound = (text_.substr(at_, 1) == "\"" ? quoted_cell(row) : plain_cell(row)) && sound;
      if (ends_line(at_)) {
        break;
      }
      ++at_;
    }
    end_line();
    if (sound) {
      keep(std::move(row), begin);
    }
  }

  bool plain_cell(Table::Row& row) {
    const auto begin = at_;
    if (line_end_ <= begin) {
      line_end_ = std::min(text_.find('\n', begin), text_.size());
    }
    const auto length = text_.substr(begin, line_end_ - begin).find(options_.separator);
    auto end = length == kNowhere ? line_end_ : begin + length;
    if (end == line_end_ && end < text_.size() && end > begin && text_[end - 1] == '\r') {
      --end;
    }
    at_ = end;
    row.cells.push_back(text_.substr(begin, end - begin));
    return true;
  }

  // A quoted cell and whatever stands behind it up to the next separator.
  bool quoted_cell(Table::Row& row) {
    const auto quote = at_;
    const auto begin = at_ + 1;
    bool doubled = false;
    auto end = text_.find('"', begin);
    while (end != kNowhere && text_.substr(end + 1, 1) == "\"") {
      doubled = true;
      end = text_.find('"', end + 2);
    }
    if (end == kNowhere) {
      problems_.add({.code = diag::kTableSyntax,
                     .offset = quote,
                     .message = "the quote that opens here is not closed",
                     .hint = "close it with \"; a quote within a quoted cell is written twice"});
      at_ = text_.size();
      return false;
    }
    const auto content = text_.substr(begin, end - begin);
    row.cells.push_back(doubled ? undouble(content, begin) : content);
    line_ += static_cast<std::uint32_t>(std::count(content.begin(), content.end(), '\n'));
    at_ = end + 1;
    if (ends_line(at_) || text_[at_] == options_.separator) {
      return true;
    }
    const auto behind = at_;
    while (!ends_line(at_) && text_[at_] != options_.separator) {
      ++at_;
    }
    problems_.add({.code = diag::kTableSyntax,
                   .offset = behind,
                   .message = fmt::format("{} stands behind a closing quote",
                                          in_quotes(text_.substr(behind, at_ - behind))),
                   .hint = "put the whole cell in quotes; a quote within it is written twice"});
    return false;
  }

  std::string_view undouble(std::string_view content, std::size_t offset) {
    std::string text;
    text.reserve(content.size());
    for (std::size_t i = 0; i < content.size(); ++i) {
      text.push_back(content[i]);
      i += content[i] == '"' ? 1U : 0U;
    }
    table_.unquoted_.push_back({std::move(text), offset});
    return table_.unquoted_.back().text;
  }

  void keep(Table::Row row, std::size_t begin) {
    if (options_.has_header && table_.header.empty()) {
      table_.header = std::move(row.cells);
      check_header(begin);
      return;
    }
    if (options_.has_header && row.cells.size() != table_.header.size()) {
      problems_.add({.code = diag::kTableSyntax,
                     .offset = begin,
                     .message = fmt::format("this row has {}, the header has {}",
                                            cells(row.cells.size()), table_.header.size()),
                     .hint = "a cell that holds the separator needs quotes"});
      return;
    }
    table_.rows.push_back(std::move(row));
  }

  static std::string cells(std::size_t count) {
    return base::plural(static_cast<long long>(count), "cell", "cells");
  }

  void check_header(std::size_t begin) {
    for (auto title = table_.header.begin(); title != table_.header.end(); ++title) {
      if (!title->empty() && std::find(table_.header.begin(), title, *title) != title) {
        problems_.add(
            {.code = diag::kTableSyntax,
             .offset = begin,
             .message = fmt::format("the header has the column {} twice", in_quotes(*title)),
             .hint = "give the columns different names"});
      }
    }
  }

  std::string_view text_;
  TableOptions options_;
  Tree tree_;  // for lines and excerpts
  Problems problems_;
  Table table_;
  std::size_t at_ = 0;
  std::size_t line_end_ = 0;  // the next line break at or behind the last plain cell
  std::uint32_t line_ = 1;
};

std::optional<std::size_t> Table::column(std::string_view title) const {
  const auto found = std::find(header.begin(), header.end(), title);
  return found == header.end() ? std::nullopt
                               : std::optional(static_cast<std::size_t>(found - header.begin()));
}

std::size_t Table::offset_of(const Row& row, std::size_t column) const {
  const auto cell = row.cells[std::min(column, row.cells.size() - 1)];
  if (column >= row.cells.size()) {
    return offset_of(row, 0);
  }
  if (contains(text_, cell.data())) {
    return static_cast<std::size_t>(cell.data() - text_.data());
  }
  const auto found =
      std::find_if(unquoted_.begin(), unquoted_.end(),
                   [&](const Unquoted& unquoted) { return unquoted.text.data() == cell.data(); });
  return found == unquoted_.end() ? 0 : found->offset;
}

diag::SourceRef Table::where(const Row& row, std::size_t column) const {
  const std::string title = column < header.size() ? std::string(header[column]) : "";
  if (row.cells.empty()) {
    return {name, row.line, 1, title};
  }
  const auto offset = offset_of(row, column);
  const auto begin = line_begin(text_, offset);
  const auto row_begin = line_begin(text_, offset_of(row, 0));
  const auto lines =
      std::count(text_.begin() + static_cast<std::ptrdiff_t>(row_begin),
                 text_.begin() + static_cast<std::ptrdiff_t>(std::max(begin, row_begin)), '\n');
  const auto before = count_characters(text_.substr(begin, offset - begin));
  return {name, row.line + static_cast<std::uint32_t>(lines),
          static_cast<std::uint32_t>(before) + 1, title};
}

diag::Excerpt Table::excerpt(const Row& row, std::size_t column) const {
  if (row.cells.empty()) {
    return {};
  }
  const Tree tree(Source{name, text_});
  const auto length = column < row.cells.size() ? count_characters(row.cells[column]) : 1;
  return tree.excerpt(offset_of(row, column), length);
}

Table read_table(const Source& source, const TableOptions& options, diag::Diagnostics& found) {
  return TableReader(source, options, found).read();
}

}  // namespace eksplan::doc
