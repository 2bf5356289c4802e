#include "eksplan/app/diff.hpp"

#include <algorithm>
#include <optional>
#include <set>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "eksplan/app/diff_gates.hpp"
#include "eksplan/app/reading.hpp"
#include "eksplan/app/render.hpp"
#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/compare/diff.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/report/diff.hpp"
#include "eksplan/saved/read.hpp"

namespace eksplan::app {
namespace {

/// Whether the text is what `-o json` wrote, perhaps with its keys in another order since:
/// manifests have an apiVersion and no schemaVersion.
bool holds_result(std::string_view text) {
  constexpr std::size_t kBeginning = 400;
  constexpr std::string_view kKey = "\"schemaVersion\"";
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos || text[first] != '{') {
    return false;
  }
  return text.substr(first, kBeginning).find(kKey) != std::string_view::npos ||
         (text.find("\"apiVersion\"") == std::string_view::npos &&
          text.find(kKey) != std::string_view::npos);
}

/// A FileReader whose standard input was read already.
class WithStandardInput final : public FileReader {
 public:
  WithStandardInput(const FileReader& files, std::string text)
      : files_(&files), text_(std::move(text)) {}

  PathKind kind(const std::string& path) const override { return files_->kind(path); }

  base::Parsed<std::string> read(const std::string& path) const override {
    return files_->read(path);
  }

  base::Parsed<std::vector<std::string>> list(const std::string& path) const override {
    return files_->list(path);
  }

  std::string identity(const std::string& path) const override { return files_->identity(path); }

  base::Parsed<std::string> read_stdin() const override { return text_; }

 private:
  const FileReader* files_;
  std::string text_;
};

/// A result of one side, or how the run ends without one.
struct SideResult {
  std::optional<saved::Result> result;
  ExitCode exit = ExitCode::done;
};

class DiffRun {
 public:
  explicit DiffRun(const DiffOptions& options) : options_(&options) {}

  Outcome run(const DiffSide& base, const DiffSide& head) {
    if (base.path == "-" && head.path == "-") {
      found_.add(general_message(diag::Severity::error, diag::kUsage,
                                 "both sides are standard input", "give one of them as a file"));
      return stop(ExitCode::usage);
    }
    auto before = result_of(base);
    auto after = result_of(head);
    if (!before.result || !after.result) {
      return stop(before.result ? after.exit : before.exit);
    }
    const auto others = compare::other_settings(*before.result, *after.result);
    if (!others.empty()) {
      found_.add(
          general_message(diag::Severity::error, diag::kUsage,
                          fmt::format("the two sides were estimated with other settings: {}",
                                      base::join(others, "; ")),
                          "estimate both with the same options, or give these options to diff"));
      return stop(ExitCode::usage);
    }
    warn_of_versions(*before.result, *after.result);
    warn_of_namespaces(*before.result, *after.result);
    note_region(*after.result);
    return compared(*before.result, *after.result, std::max(before.exit, after.exit));
  }

 private:
  Outcome compared(const saved::Result& base, const saved::Result& head, ExitCode reading) {
    const auto diff = compare::diff(base, head);
    const auto verdict = judge_diff(*options_, {base, head, diff});
    const report::DiffResult result{.version = options_->version,
                                    .base = base,
                                    .head = head,
                                    .diff = diff,
                                    .gates = verdict.gates};
    auto outcome = stop(reading == ExitCode::done ? verdict.exit : reading);
    render(result, *options_, outcome);
    return outcome;
  }

  void warn_of_versions(const saved::Result& base, const saved::Result& head) {
    if (base.tool.version != head.tool.version) {
      found_.add(general_message(
          diag::Severity::warning, diag::kUsage,
          fmt::format("the base was estimated by eksplan {}, the head by {}: part of the "
                      "difference may be theirs",
                      base.tool.version, head.tool.version),
          "estimate both with the same eksplan"));
    }
  }

  // A budget of nothing is always kept: most likely its name is misspelt.
  void warn_of_namespaces(const saved::Result& base, const saved::Result& head) {
    std::set<std::string> known;
    for (const auto* const side : {&base, &head}) {
      for (const auto& workload : side->workloads) {
        known.insert(workload.namespace_name);
      }
    }
    const std::vector<std::string_view> names(known.begin(), known.end());
    std::set<std::string> budgets;
    for (const auto* const limits : {&options_->fail, &options_->warn}) {
      for (const auto& [name, limit] : limits->by_namespace) {
        budgets.insert(name);
      }
    }
    for (const auto& name : budgets) {
      if (!known.contains(name)) {
        const auto near = base::nearest(name, names);
        found_.add(general_message(
            diag::Severity::warning, diag::kUsage,
            fmt::format("there is a budget for namespace '{}', and no workload in it", name),
            near ? fmt::format("did you mean {}?", *near) : ""));
      }
    }
  }

  // A difference has no list of assumptions, and this one decides on every price.
  void note_region(const saved::Result& head) {
    const auto region = std::ranges::find(head.assumptions, "region", &saved::Assumption::id);
    if (region != head.assumptions.end()) {
      found_.add(general_message(diag::Severity::note, diag::kRegionUnknown, region->text, ""));
    }
  }

  SideResult result_of(const DiffSide& side) {
    if (side.path == "-") {
      const auto text = side.files->read_stdin();
      if (!text) {
        found_.add(side_problem(side.path, text.fault().message, text.fault().hint));
        return {std::nullopt, ExitCode::input};
      }
      return holds_result(*text) ? saved_result(side, "<stdin>", *text)
                                 : estimated({side.path, side.files}, *text);
    }
    if (side.files->kind(side.path) == PathKind::file) {
      const auto text = side.files->read(side.path);
      if (text && holds_result(*text)) {
        return saved_result(side, side.path, *text);
      }
    }
    return estimated(side, {});
  }

  SideResult saved_result(const DiffSide& side, const std::string& name, std::string_view text) {
    auto result = saved::read(name, text, found_);
    if (result && !result->plan) {
      found_.add(side_problem(side.path, "the result holds findings only, and no cost",
                              "save a result of estimate"));
      result.reset();
    }
    const auto exit = result ? ExitCode::done : ExitCode::input;
    return {std::move(result), exit};
  }

  // The same bytes that estimate prints, read back, so that saved and fresh results are alike.
  SideResult estimated(const DiffSide& side, std::string standard_input) {
    EstimateOptions options = *options_;
    options.inputs = {side.path};
    options.format = Format::json;
    options.outputs.clear();
    options.max_hourly.reset();
    options.max_monthly.reset();
    options.fail_on.reset();
    options.strict = false;
    const WithStandardInput files(*side.files, std::move(standard_input));
    auto outcome = estimate(options, side.path == "-" ? files : *side.files);
    for (auto& message : outcome.messages) {
      if (message.code == diag::kInputEmpty) {
        message.at.file = side.path;  // which of the two
      }
      found_.add(std::move(message));
    }
    if (outcome.standard_output.empty()) {
      return {std::nullopt, outcome.exit};
    }
    return {saved::read(side.path, outcome.standard_output, found_), outcome.exit};
  }

  Outcome stop(ExitCode exit) const { return outcome_of(exit, found_, options_->quiet); }

  const DiffOptions* options_;
  diag::Diagnostics found_;
};

}  // namespace

diag::Diagnostic side_problem(const std::string& path, std::string message, std::string hint) {
  auto told = general_message(diag::Severity::error, diag::kFileUnreadable, std::move(message),
                              std::move(hint));
  told.at.file = path;
  return told;
}

Outcome diff(const DiffOptions& options, const DiffSide& base, const DiffSide& head) {
  return DiffRun(options).run(base, head);
}

}  // namespace eksplan::app
