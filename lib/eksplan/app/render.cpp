#include "eksplan/app/render.hpp"

#include <string>

#include "eksplan/report/write.hpp"

namespace eksplan::app {
namespace {

std::string write(const report::Result& result, Format format, const RunOptions& options,
                  report::TableStyle style) {
  const auto view = options.view.value_or(report::View::workloads);
  switch (format) {
    case Format::json:
      return report::json(result);
    case Format::csv:
      return report::csv(result, view);
    case Format::tsv:
      return report::tsv(result, view);
    case Format::markdown:
      return report::markdown(result);
    case Format::sarif:
      return report::sarif(result);
    case Format::junit:
      return report::junit(result);
    case Format::table:
      break;
  }
  style.view = options.view;
  return report::table(result, style);
}

std::string write(const report::DiffResult& result, Format format, const RunOptions& options,
                  report::TableStyle style) {
  const auto view = options.view.value_or(report::View::workloads);
  switch (format) {
    case Format::json:
      return report::diff_json(result);
    case Format::csv:
      return report::diff_csv(result, view);
    case Format::tsv:
      return report::diff_tsv(result, view);
    case Format::markdown:
      return report::diff_markdown(result);
    case Format::sarif:
      return report::diff_sarif(result);
    case Format::junit:
      return report::diff_junit(result);
    case Format::table:
      break;
  }
  style.view = options.view;
  return report::diff_table(result, style);
}

template <class Result>
void render_all(const Result& result, const RunOptions& options, Outcome& outcome) {
  outcome.standard_output = write(result, options.format, options, options.table);
  for (const auto& request : options.outputs) {
    auto style = options.table;
    style.color = false;  // a file is not a terminal
    outcome.files.push_back({request.path, write(result, request.format, options, style)});
  }
}

}  // namespace

void render(const report::Result& result, const RunOptions& options, Outcome& outcome) {
  render_all(result, options, outcome);
}

void render(const report::DiffResult& result, const RunOptions& options, Outcome& outcome) {
  render_all(result, options, outcome);
}

}  // namespace eksplan::app
