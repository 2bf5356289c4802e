#include "eksplan/report/price_diff.hpp"

#include <algorithm>
#include <map>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/report/delimited.hpp"
#include "eksplan/report/json_tree.hpp"
#include "eksplan/report/markdown_text.hpp"
#include "eksplan/report/page.hpp"
#include "eksplan/report/price_json.hpp"

namespace eksplan::report {
namespace {

using MaybeMoney = std::optional<units::Money>;

constexpr std::size_t kMostShown = 30;
constexpr int kPercentPlaces = 2;

// Change in hundredths of a percent of `before`; nothing when one of them is not known.
std::optional<base::int128> hundredths(const MaybeMoney& before, const MaybeMoney& after) {
  constexpr base::int128 kScale = 10'000;
  if (!before || !after || before->nanos() == 0) {
    return std::nullopt;
  }
  return base::mul_div_half_up(after->nanos() - before->nanos(), kScale, before->nanos());
}

std::string change_percent(const MaybeMoney& before, const MaybeMoney& after) {
  const auto change = hundredths(before, after);
  return change ? base::decimal_text(*change, kPercentPlaces) : "";
}

std::string signed_change_percent(const MaybeMoney& before, const MaybeMoney& after) {
  const auto change = hundredths(before, after);
  if (!change) {
    return "";
  }
  return (*change < 0 ? "" : "+") + base::rounded_text(*change, kPercentPlaces, kPercentPlaces) +
         " %";
}

std::string_view change_word(const MaybeMoney& before, const MaybeMoney& after) {
  if (!before) {
    return "came";
  }
  if (!after) {
    return "went";
  }
  return *after > *before ? "dearer" : "cheaper";
}

std::string maybe_money_text(const MaybeMoney& money) {
  return money ? money->text() : "";
}

struct Counts {
  std::int64_t dearer = 0;
  std::int64_t cheaper = 0;
  std::int64_t came = 0;
  std::int64_t went = 0;
};

using Groups = std::map<std::pair<std::string, std::string>, Counts>;

// By region and option.
Groups counted(const PriceDiff& diff) {
  Groups groups;
  for (const auto& one : diff.changes) {
    auto& counts = groups[{one.region, one.option.empty() ? "services" : one.option}];
    const auto word = change_word(one.before, one.after);
    ++(word == "came"     ? counts.came
       : word == "went"   ? counts.went
       : word == "dearer" ? counts.dearer
                          : counts.cheaper);
  }
  return groups;
}

base::int128 size_of(const MaybeMoney& before, const MaybeMoney& after) {
  const auto change = hundredths(before, after).value_or(0);
  return change < 0 ? -change : change;
}

// The changes that are shown: prices that moved, the largest moves first.
std::vector<PriceChange> largest(const PriceDiff& diff) {
  std::vector<PriceChange> moved;
  for (const auto& one : diff.changes) {
    if (one.before && one.after) {
      moved.push_back(one);
    }
  }
  std::stable_sort(moved.begin(), moved.end(), [](const auto& a, const auto& b) {
    return size_of(a.before, a.after) > size_of(b.before, b.after);
  });
  moved.resize(std::min(moved.size(), kMostShown));
  return moved;
}

std::vector<WorkloadPrice> largest_workloads(const PriceDiff& diff) {
  auto workloads = diff.workloads;
  std::stable_sort(workloads.begin(), workloads.end(), [](const auto& a, const auto& b) {
    return size_of(a.before, a.after) > size_of(b.before, b.after);
  });
  workloads.resize(std::min(workloads.size(), kMostShown));
  return workloads;
}

std::string headline(const PriceDiff& diff) {
  return fmt::format("{} of {} against {} of {}: {} differ, {} do not", diff.after.name,
                     diff.after.effective_date, diff.before.name, diff.before.effective_date,
                     base::plural(static_cast<long long>(diff.changes.size()), "price", "prices"),
                     diff.same);
}

std::string workload_headline(const PriceDiff& diff) {
  return fmt::format(
      "In {} the input costs {} USD an hour instead of {} ({}); {} cost otherwise",
      diff.workload_region, maybe_money_text(diff.total_after), maybe_money_text(diff.total_before),
      diff.total_after == diff.total_before
          ? "the same"
          : signed_change_percent(diff.total_before, diff.total_after),
      base::plural(static_cast<long long>(diff.workloads.size()), "workload", "workloads"));
}

using Rows = std::vector<std::vector<std::string>>;

Rows count_rows(const PriceDiff& diff) {
  Rows rows;
  for (const auto& [key, counts] : counted(diff)) {
    rows.push_back({key.first, key.second, std::to_string(counts.dearer),
                    std::to_string(counts.cheaper), std::to_string(counts.came),
                    std::to_string(counts.went)});
  }
  return rows;
}

Rows change_rows(const PriceDiff& diff) {
  Rows rows;
  for (const auto& one : largest(diff)) {
    rows.push_back({one.region, one.name, one.option, maybe_money_text(one.before),
                    maybe_money_text(one.after), signed_change_percent(one.before, one.after)});
  }
  return rows;
}

Rows workload_rows(const PriceDiff& diff) {
  Rows rows;
  for (const auto& one : largest_workloads(diff)) {
    rows.push_back({one.id, maybe_money_text(one.before), maybe_money_text(one.after),
                    signed_change_percent(one.before, one.after)});
  }
  return rows;
}

std::vector<std::string> count_titles() {
  return {"Region", "Of", ">Dearer", ">Cheaper", ">Came", ">Went"};
}

std::vector<std::string> change_titles() {
  return {"Region", "Name", "Option", ">Before", ">After", ">Change"};
}

std::vector<std::string> workload_titles() {
  return {"Workload", ">Before", ">After", ">Change"};
}

// Titles that begin with '>' are of numbers, as in markdown_header().
Grid grid_of(const std::vector<std::string>& titles, const Rows& rows) {
  Grid grid;
  for (const auto& title : titles) {
    const bool is_number = title.front() == '>';
    grid.columns.push_back({.title = is_number ? title.substr(1) : title,
                            .align = is_number ? Align::right : Align::left,
                            .squeeze = is_number ? Squeeze::never : Squeeze::cut_middle});
  }
  for (const auto& row : rows) {
    std::vector<GridCell> cells;
    cells.reserve(row.size());
    for (const auto& cell : row) {
      cells.push_back({cell});
    }
    grid.rows.push_back(std::move(cells));
  }
  return grid;
}

std::string table_of(const std::vector<std::string>& titles, const Rows& rows) {
  auto text = markdown_header(titles);
  for (const auto& row : rows) {
    std::vector<std::string> cells;
    cells.reserve(row.size());
    for (const auto& cell : row) {
      cells.push_back(markdown_escaped(cell));
    }
    text += markdown_row(cells);
  }
  return text;
}

std::size_t moved_count(const PriceDiff& diff) {
  return static_cast<std::size_t>(
      std::count_if(diff.changes.begin(), diff.changes.end(),
                    [](const auto& one) { return one.before && one.after; }));
}

std::string changes_title(const PriceDiff& diff) {
  return moved_count(diff) > kMostShown ? fmt::format("The {} largest changes", kMostShown)
                                        : "Changes";
}

void put_percent(Json& json, const MaybeMoney& before, const MaybeMoney& after) {
  if (const auto text = change_percent(before, after); !text.empty()) {
    json["changePercent"] = number(text);
  }
}

Json price_change_json(const PriceChange& one) {
  Json json = {{"region", one.region}, {"name", one.name}};
  put(json, "option", one.option);
  json["change"] = change_word(one.before, one.after);
  put(json, "before", one.before);
  put(json, "after", one.after);
  put_percent(json, one.before, one.after);
  return json;
}

Json workload_price_json(const WorkloadPrice& one) {
  Json json = {{"id", one.id}, {"change", change_word(one.before, one.after)}};
  put(json, "hourlyBefore", one.before);
  put(json, "hourlyAfter", one.after);
  put_percent(json, one.before, one.after);
  return json;
}

}  // namespace

std::string price_diff_table(const PriceDiff& diff, const TableStyle& style) {
  Page page(style);
  page.paragraph(headline(diff), 0, {}, Paint::bold);
  if (!diff.changes.empty()) {
    page.blank();
    page.grid(grid_of(count_titles(), count_rows(diff)));
  }
  if (moved_count(diff) != 0) {
    page.title(changes_title(diff));
    page.grid(grid_of(change_titles(), change_rows(diff)));
  }
  if (diff.has_workloads) {
    page.title("Workloads");
    page.paragraph(workload_headline(diff));
    if (!diff.workloads.empty()) {
      page.grid(grid_of(workload_titles(), workload_rows(diff)));
    }
  }
  return page.take();
}

std::string price_diff_json(const PriceDiff& diff) {
  Json json = {{"schemaVersion", 1},
               {"before", set_json(diff.before)},
               {"after", set_json(diff.after)},
               {"changes", list(diff.changes, price_change_json)},
               {"same", diff.same}};
  if (diff.has_workloads) {
    auto& input = json["input"] = {{"region", diff.workload_region}};
    put(input, "hourlyBefore", diff.total_before);
    put(input, "hourlyAfter", diff.total_after);
    put_percent(input, diff.total_before, diff.total_after);
    input["workloads"] = list(diff.workloads, workload_price_json);
  }
  return print(json);
}

std::string price_diff_csv(const PriceDiff& diff) {
  Sheet sheet{.header = {"region", "name", "option", "change", "before", "after", "changePercent"},
              .rows = {}};
  const auto add = [&](const std::string& region, const std::string& name,
                       const std::string& option, const MaybeMoney& before,
                       const MaybeMoney& after) {
    sheet.rows.push_back({{region},
                          {name},
                          {option},
                          {std::string(change_word(before, after))},
                          number_cell(maybe_money_text(before)),
                          number_cell(maybe_money_text(after)),
                          number_cell(change_percent(before, after))});
  };
  for (const auto& one : diff.changes) {
    add(one.region, one.name, one.option, one.before, one.after);
  }
  for (const auto& one : diff.workloads) {
    add(diff.workload_region, one.id, "workload", one.before, one.after);
  }
  return csv_text(sheet);
}

std::string price_diff_markdown(const PriceDiff& diff) {
  auto text = "**" + markdown_escaped(headline(diff)) + "**\n";
  if (!diff.changes.empty()) {
    text += "\n" + table_of(count_titles(), count_rows(diff));
  }
  if (moved_count(diff) != 0) {
    text += "\n" + changes_title(diff) + ":\n\n" + table_of(change_titles(), change_rows(diff));
  }
  if (diff.has_workloads) {
    text += "\n" + markdown_escaped(workload_headline(diff)) + "\n";
    if (!diff.workloads.empty()) {
      text += "\n" + table_of(workload_titles(), workload_rows(diff));
    }
  }
  return text;
}

}  // namespace eksplan::report
