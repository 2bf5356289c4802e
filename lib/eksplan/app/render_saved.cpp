#include "eksplan/app/render_saved.hpp"

#include <variant>

#include "eksplan/app/reading.hpp"
#include "eksplan/app/render.hpp"
#include "eksplan/app/saved_result.hpp"
#include "eksplan/base/assert.hpp"
#include "eksplan/compare/restore.hpp"
#include "eksplan/report/from_saved.hpp"

namespace eksplan::app {
namespace {

void draw(const saved::Result& saved, const RunOptions& options, Outcome& outcome) {
  render(report::from_saved(saved), options, outcome);
}

void draw(const saved::Difference& saved, const RunOptions& options, Outcome& outcome) {
  const auto restored = compare::restore(saved);
  const report::DiffResult result{.version = saved.tool.version,
                                  .base = restored.base,
                                  .head = restored.head,
                                  .diff = restored.diff,
                                  .gates = report::from_saved(saved.gates)};
  render(result, options, outcome);
}

}  // namespace

Outcome render_saved(const RunOptions& options, const FileReader& files) {
  EKSPLAN_ASSERT(options.inputs.size() == 1, "one result is rendered at a time");
  diag::Diagnostics found;
  const auto saved = read_any_saved(options.inputs.front(), files, found);
  if (!saved) {
    return outcome_of(ExitCode::input, found, options.quiet);
  }
  auto outcome = outcome_of(ExitCode::done, found, options.quiet);
  std::visit([&](const auto& of) { draw(of, options, outcome); }, *saved);
  return outcome;
}

}  // namespace eksplan::app
