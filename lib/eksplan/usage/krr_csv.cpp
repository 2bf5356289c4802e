#include <algorithm>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/doc/encoding.hpp"
#include "eksplan/doc/table.hpp"
#include "eksplan/usage/figures.hpp"
#include "eksplan/usage/krr.hpp"
#include "eksplan/usage/rows.hpp"

namespace eksplan::usage {
namespace {

constexpr std::string_view kUnset = "unset";
constexpr std::string_view kUnknownAmount = "?";
constexpr std::string_view kArrow = " -> ";

/// Both sides of "(-229m) 250m -> 21m": what is requested and what krr would request.
struct Sides {
  std::string_view before;
  std::string_view after;
};

std::optional<Sides> sides_of(std::string_view cell) {
  if (cell == kUnset || cell == kUnknownAmount || cell == "none") {
    return Sides{cell, cell};
  }
  const auto close = cell.substr(0, 1) == "(" ? cell.find(") ") : std::string_view::npos;
  if (close != std::string_view::npos) {
    cell.remove_prefix(close + 2);
  }
  const auto arrow = cell.find(kArrow);
  if (arrow == std::string_view::npos) {
    return std::nullopt;
  }
  return Sides{cell.substr(0, arrow), cell.substr(arrow + kArrow.size())};
}

bool is_nothing(std::string_view text) {
  return text == kUnset || text == kUnknownAmount || text == "none";
}

class KrrReader {
 public:
  KrrReader(const Input& in, const doc::Table& table, model::UsageSeries& into)
      : problems_(&in.problems),
        table_(&table),
        into_(&into),
        raw_(table.column("CPU Requests Current").has_value()) {}

  bool is_raw() const { return raw_; }

  void read() {
    for (std::size_t i = 0; i < table_->rows.size(); ++i) {
      RowReader row(*table_, i, *problems_);
      model::UsageRow container = named(row);
      container.line = row.line();
      if (raw_) {
        read_raw(row, container);
      } else {
        read_human(row, container);
      }
      if (row.is_sound()) {
        into_->rows.push_back(std::move(container));
      }
    }
  }

 private:
  // Rows of further containers leave out what is the same as above.
  model::UsageRow named(RowReader& row) {
    const auto name = table_->column("Name");
    const bool is_further = !raw_ && row.text(name).empty() && !above_.owner_name.empty();
    if (!is_further) {
      above_ = {};
      above_.cluster = row.text(table_->column("Cluster"));
      above_.namespace_name = row.required_text(table_->column("Namespace"), "the namespace");
      above_.owner_name = row.required_text(name, "the name of the workload");
      above_.owner_kind = row.text(table_->column("Type"));
      above_.pods = row.figure_or_empty(table_->column("Pods"), parse_count).value_or(0);
    }
    auto container = above_;
    container.container = row.required_text(table_->column("Container"), "the container");
    return container;
  }

  void read_raw(RowReader& row, model::UsageRow& into) const {
    const auto figure = [&](std::string_view title, auto parse) {
      const auto column = table_->column(title);
      return is_nothing(row.text(column)) ? decltype(row.figure(column, parse)){}
                                          : row.figure(column, parse);
    };
    into.requested = {figure("CPU Requests Current", parse_cores),
                      figure("Memory Requests Current", parse_bytes)};
    into.recommended = {figure("CPU Requests Recommended", parse_cores),
                        figure("Memory Requests Recommended", parse_bytes)};
  }

  void read_human(RowReader& row, model::UsageRow& into) const {
    read_sides(row, "CPU Requests", parse_cpu, into.requested.cpu, into.recommended.cpu);
    read_sides(row, "Memory Requests", parse_memory, into.requested.memory,
               into.recommended.memory);
  }

  template <class Parse, class T>
  // NOLINTNEXTLINE(readability-function-size): both sides of one cell
  void read_sides(RowReader& row, std::string_view title, Parse parse, std::optional<T>& before,
                  std::optional<T>& after) const {
    const auto column = table_->column(title);
    if (!column) {
      return;
    }
    const auto sides = sides_of(row.text(column));
    if (!sides) {
      row.wrong(*column, {fmt::format("'{}' is not two amounts", row.text(column)),
                          "krr writes them as 250m -> 21m"});
      return;
    }
    const auto side = [&](std::string_view text) -> std::optional<T> {
      if (is_nothing(text)) {
        return std::nullopt;
      }
      const auto amount = parse(text);
      if (!amount) {
        row.wrong(*column, amount.fault());
        return std::nullopt;
      }
      return *amount;
    };
    before = side(sides->before);
    after = side(sides->after);
  }

  Problems* problems_;
  const doc::Table* table_;
  model::UsageSeries* into_;
  bool raw_;
  model::UsageRow above_;
};

}  // namespace

bool is_krr_csv(std::string_view text) {
  text.remove_prefix(doc::byte_order_mark(text));
  return text.starts_with("Namespace,Name,Pods") || text.starts_with("Cluster,Namespace,Name");
}

void read_krr_csv(const Input& in, model::UsageSeries& into) {
  const auto table = doc::read_table({in.file.name, in.file.text}, {}, in.problems.pending());
  in.problems.pass_on();
  KrrReader reader(in, table, into);
  into.span = model::UsageSpan::spread;
  into.format = reader.is_raw() ? model::UsageFormat::krr_csv_raw : model::UsageFormat::krr_csv;
  reader.read();
  if (!reader.is_raw()) {
    in.problems.of_file(diag::kUsagePrecision, "krr's csv shortens its figures",
                        "krr -f json or -f csv-raw writes them in full", diag::Severity::warning);
  }
}

}  // namespace eksplan::usage
