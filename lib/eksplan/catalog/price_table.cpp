#include "eksplan/catalog/price_table.hpp"

#include <algorithm>
#include <charconv>
#include <memory>

#include <fmt/format.h>

#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/catalog/date.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/table.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::catalog {

struct PriceRows::State {
  const PriceFile& file;
  diag::Diagnostics& found;
  doc::Table table;
};

namespace {

constexpr std::size_t kDecimals = 9;  // a nano-dollar

// A long file that is wrong in every row is still reported in time that grows with its length.
constexpr std::size_t kMostExcerpts = 200;

std::string_view line_of(std::string_view text, std::uint32_t line) {
  for (std::uint32_t at = 1; at < line && !text.empty(); ++at) {
    text.remove_prefix(std::min(text.size(), text.find('\n') + 1));
  }
  const auto whole = text.substr(0, text.find('\n'));
  return whole.substr(0, whole.find('\r'));
}

// Line and column of a part of `text`; no place when it is not a part of it.
diag::SourceRef place_in(const PriceFile& file, std::string_view part) {
  diag::SourceRef at;
  at.file = file.name;
  const std::less<> before;
  if (before(part.data(), file.text.data()) ||
      before(file.text.data() + file.text.size(), part.data() + part.size())) {
    return at;
  }
  const auto offset = static_cast<std::size_t>(part.data() - file.text.data());
  const auto head = file.text.substr(0, offset);
  at.line = static_cast<std::uint32_t>(std::count(head.begin(), head.end(), '\n')) + 1;
  const auto line_start = head.rfind('\n');
  at.column = static_cast<std::uint32_t>(
      offset - (line_start == std::string_view::npos ? 0 : line_start + 1) + 1);
  return at;
}

diag::Excerpt excerpt_of(const PriceFile& file, std::uint32_t line, std::string_view cell) {
  return {.line = std::string(line == 0 ? "" : line_of(file.text, line)),
          .length = static_cast<std::uint32_t>(std::max<std::size_t>(1, cell.size()))};
}

void report_header(const PriceFile& file, std::string_view cell, std::string message,
                   std::string hint, diag::Diagnostics& found) {
  auto problem = file_problem(file.name, std::move(message), std::move(hint));
  if (!cell.empty()) {
    problem.at = place_in(file, cell);
    problem.excerpt = excerpt_of(file, problem.at.line, cell);
  }
  found.add(std::move(problem));
}

std::string list_of(std::span<const std::string_view> names) {
  return base::join(std::vector<std::string>(names.begin(), names.end()), ",");
}

// Whether `header` has each of `columns` and nothing else; `doc` reports what stands twice.
bool check_header(const PriceFile& file, const std::vector<std::string_view>& header,
                  std::span<const std::string_view> columns, diag::Diagnostics& found) {
  const auto errors_before = found.error_count();
  for (auto cell = header.begin(); cell != header.end(); ++cell) {
    if (std::find(columns.begin(), columns.end(), *cell) == columns.end()) {
      report_header(file, *cell, fmt::format("'{}' is not a column of this file", *cell),
                    did_you_mean(*cell, columns, "its columns are " + list_of(columns)), found);
    }
  }
  for (const auto column : columns) {
    if (std::find(header.begin(), header.end(), column) == header.end()) {
      report_header(file, header.front(), fmt::format("column '{}' is missing", column),
                    "its columns are " + list_of(columns), found);
    }
  }
  return found.error_count() == errors_before;
}

bool is_plain_decimal(std::string_view text) {
  const auto dot = text.find('.');
  const auto decimals = dot == std::string_view::npos ? std::string_view() : text.substr(dot + 1);
  const auto are_digits = [](std::string_view part) {
    return part.find_first_not_of("0123456789") == std::string_view::npos;
  };
  return dot != 0 && !text.empty() && are_digits(text.substr(0, dot)) && are_digits(decimals) &&
         (dot == std::string_view::npos || !decimals.empty());
}

// Dollars to billionths, what is finer rounded half up; nothing when it is too large.
std::optional<std::int64_t> nanos_of(std::string_view price) {
  const auto dot = price.find('.');
  const auto end = dot == std::string_view::npos ? price.size() : dot + 1 + kDecimals;
  const auto exact = units::parse_price(price.substr(0, end));
  if (!exact) {
    return std::nullopt;
  }
  const bool up = end < price.size() && price[end] >= '5';
  return base::narrow(exact->nanos() + (up ? 1 : 0));
}

}  // namespace

PriceRows::PriceRows(const PriceFile& file, std::span<const std::string_view> columns,
                     diag::Diagnostics& found) {
  const auto errors_before = found.error_count();
  auto table = doc::read_table({.name = file.name, .text = file.text}, {.comment = '#'}, found);
  const bool is_readable = found.error_count() == errors_before;
  if (table.header.empty() || !check_header(file, table.header, columns, found)) {
    table.rows.clear();
  }
  if (is_readable && table.header.empty()) {
    report_header(file, {}, "there is no header line", "write " + list_of(columns), found);
  } else if (found.error_count() == errors_before && table.rows.empty()) {
    report_header(file, {}, "the file has no rows", "write at least one below the header", found);
  }
  state_ = std::make_unique<State>(State{file, found, std::move(table)});
}

PriceRows::~PriceRows() = default;
PriceRows::PriceRows(PriceRows&&) noexcept = default;
PriceRows& PriceRows::operator=(PriceRows&&) noexcept = default;

std::size_t PriceRows::size() const {
  return state_->table.rows.size();
}

std::string_view PriceRow::text(std::string_view column) const {
  const auto& table = rows_->state_->table;
  return table.rows[index_].cells[*table.column(column)];
}

std::string_view PriceRow::required(std::string_view column) const {
  const auto cell = text(column);
  if (cell.empty()) {
    report(column, "the cell is empty", "every row has a value here");
  }
  return cell;
}

std::int64_t PriceRow::whole(std::string_view column, Limits limits) const {
  const auto cell = required(column);
  if (cell.empty()) {
    return 0;
  }
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(cell.data(), cell.data() + cell.size(), value);
  if (error != std::errc() || end != cell.data() + cell.size()) {
    report(column, fmt::format("'{}' is not a whole number", cell),
           fmt::format("write digits only, {} to {}", limits.lowest, limits.highest));
    return 0;
  }
  if (value < limits.lowest || value > limits.highest) {
    report(column, fmt::format("'{}' is out of range", cell),
           fmt::format("it is {} to {}", limits.lowest, limits.highest));
    return 0;
  }
  return value;
}

std::int64_t PriceRow::whole_if_known(std::string_view column, Limits limits) const {
  return text(column).empty() ? 0 : whole(column, limits);
}

bool PriceRow::flag(std::string_view column) const {
  const auto cell = required(column);
  if (!cell.empty() && cell != "true" && cell != "false") {
    report(column, fmt::format("'{}' is neither true nor false", cell), "write true or false");
  }
  return cell == "true";
}

bool PriceRow::flag_if_known(std::string_view column) const {
  return !text(column).empty() && flag(column);
}

std::int64_t PriceRow::price(std::string_view column) const {
  const auto cell = required(column);
  if (cell.empty()) {
    return 0;
  }
  if (!is_plain_decimal(cell)) {
    report(column, fmt::format("'{}' is not a price", cell),
           "write dollars in digits with a dot, such as 0.096");
    return 0;
  }
  const auto nanos = nanos_of(cell);
  if (!nanos) {
    report(column, fmt::format("'{}' is too large for a price", cell),
           "a price is in dollars for one unit");
    return 0;
  }
  if (*nanos == 0 && cell.find_first_of("123456789") != std::string_view::npos) {
    report(column, fmt::format("'{}' is less than a billionth of a dollar", cell),
           "eksplan counts in billionths: leave the price out");
  } else if (*nanos == 0) {
    report(column, "a price of 0 would make things free", "a price that is not known is left out");
  }
  return *nanos;
}

std::int64_t PriceRow::price_if_known(std::string_view column) const {
  return text(column).empty() ? 0 : price(column);
}

std::string_view PriceRow::date(std::string_view column) const {
  const auto cell = required(column);
  if (!cell.empty() && !is_date(cell)) {
    report(column, fmt::format("'{}' is not a date", cell),
           "write a year, month or day, such as 2026, 2026-05 or 2026-05-18");
  }
  return cell;
}

void PriceRow::report(std::string_view column, std::string message, std::string hint) const {
  const auto& [file, found, table] = *rows_->state_;
  auto problem = file_problem(file.name, std::move(message), std::move(hint));
  problem.at = table.where(table.rows[index_], *table.column(column));
  problem.at.path = std::string(column);
  if (found.error_count() < kMostExcerpts) {
    problem.excerpt = table.excerpt(table.rows[index_], *table.column(column));
  }
  found.add(std::move(problem));
}

std::uint32_t PriceRow::line() const {
  return rows_->state_->table.rows[index_].line;
}

bool UniqueKeys::add(const PriceRow& row, std::string_view column, std::string_view key) {
  const auto [first, is_new] = line_of_.emplace(std::string(key), row.line());
  if (!is_new) {
    row.report(column, fmt::format("'{}' stands twice", key),
               fmt::format("line {} has it already", first->second));
  }
  return is_new;
}

diag::Diagnostic file_problem(std::string_view file, std::string message, std::string hint) {
  diag::Diagnostic problem;
  problem.code = diag::kPriceData;
  problem.at.file = std::string(file);
  problem.message = std::move(message);
  problem.hint = std::move(hint);
  return problem;
}

std::string did_you_mean(std::string_view wrong, std::span<const std::string_view> names,
                         std::string_view otherwise) {
  const auto near = base::nearest(wrong, names);
  return near ? fmt::format("did you mean '{}'?", *near) : std::string(otherwise);
}

}  // namespace eksplan::catalog
