/// eksplan-bench: the planner against others on the pods of real manifests.

#include <cstdio>
#include <exception>
#include <fstream>
#include <string>
#include <vector>

#include "comparison.hpp"
#include "comparison_text.hpp"
#include "nodes.hpp"
#include "text_table.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "eksplan/app/choices.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/print.hpp"

namespace eksplan::bench {
namespace {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kUsage = 2;
constexpr int kInput = 3;

struct Arguments {
  ProblemOptions problem;
  std::string efforts = "quick,normal";
  std::string headroom = "auto";
  std::string placement = "cheapest";
  std::string architectures = "amd64";
  bool no_baselines = false;
  bool read_only = false;
  bool markdown = false;
  std::string title;
  std::string json_file;
  std::string csv_file;
};

void add_options(Arguments& arguments, CLI::App& app) {
  auto& plan = arguments.problem.plan;
  plan.max_node_groups = 0;
  app.add_option("INPUT", arguments.problem.inputs, "Manifests: files and folders")->required();
  app.add_option("--region", arguments.problem.region, "Region of the prices");
  app.add_option("--efforts", arguments.efforts, "quick, normal, max, several with commas");
  app.add_option("--max-node-groups", plan.max_node_groups, "0 = no limit, the default here");
  app.add_option("--min-nodes", plan.min_nodes, "Nodes at least");
  app.add_option("--instance-types", plan.instance_types, "Globs")->delimiter(',');
  app.add_option("--arch", arguments.architectures, "amd64, arm64 or both");
  app.add_option("--placement", arguments.placement, "cheapest or nodes");
  app.add_option("--headroom", arguments.headroom, "auto, or 0 for packings only");
  app.add_flag("--no-baselines", arguments.no_baselines, "eksplan alone");
  app.add_flag("--read-only", arguments.read_only, "Read, and plan nothing");
  app.add_flag("--markdown", arguments.markdown, "Write the table as Markdown");
  app.add_option("--title", arguments.title, "Name of the problem, instead of the first INPUT");
  app.add_option("--json", arguments.json_file, "Rows as JSON to this file");
  app.add_option("--csv", arguments.csv_file, "Rows as CSV to this file");
}

bool write_file(const std::string& path, const std::string& text) {
  if (path.empty()) {
    return true;
  }
  std::ofstream file(path, std::ios::binary);
  file << text;
  file.close();
  if (!file) {
    fmt::print(stderr, "{}: it cannot be written\n", path);
  }
  return static_cast<bool>(file);
}

void describe(const std::string& title, const MadeProblem& made) {
  const auto& problem = *made.problem;
  fmt::print(
      "{}: {}, {}, {}; read in {} and shaped in {} of CPU time\n", title,
      base::plural(problem.pods(), "pod", "pods"),
      base::plural(static_cast<long long>(problem.instance().shapes.size()), "shape", "shapes"),
      base::plural(static_cast<long long>(problem.instance().options.size()), "node option",
                   "node options"),
      seconds_text(made.reading.cpu_micros), seconds_text(made.shaping.cpu_micros));
  if (const auto hopeless = hopeless_items(problem.instance()); hopeless > 0) {
    fmt::print("{} nowhere; all planners leave them out\n",
               base::plural(hopeless, "pod fits", "pods fit"));
  }
}

int report_faults(const std::vector<Row>& rows) {
  int exit = kDone;
  for (const auto& row : rows) {
    for (const auto& fault : row.faults) {
      fmt::print(stderr, "{}: the packing is wrong: {}\n", base::trim(row.planner), fault);
      exit = kFailed;
    }
    if (row.bound > row.cost) {
      fmt::print(stderr, "{}: the bound is above the cost\n", row.planner);
      exit = kFailed;
    }
  }
  return exit;
}

int print_errors(const diag::Diagnostics& found) {
  for (const auto& diagnostic : found.sorted()) {
    if (diagnostic.severity == diag::Severity::error) {
      fmt::print(stderr, "{}", diag::print(diagnostic));
    }
  }
  return found.has_errors() ? kInput : kDone;
}

/// The words of the options into what they mean; false when some word is wrong.
bool read_words(Arguments& arguments, ComparisonOptions& options) {
  const auto refuse = [](std::string_view option, const base::Fault& fault) {
    fmt::print(stderr, "--{}: {}; {}\n", option, fault.message, fault.hint);
    return false;
  };
  const auto efforts = parse_efforts(arguments.efforts);
  if (!efforts) {
    return refuse("efforts", efforts.fault());
  }
  const auto placement = app::parse_placement(arguments.placement);
  if (!placement) {
    return refuse("placement", placement.fault());
  }
  const auto architectures = app::parse_architectures(arguments.architectures);
  if (!architectures) {
    return refuse("arch", architectures.fault());
  }
  if (arguments.headroom != "auto" && arguments.headroom != "0") {
    return refuse("headroom",
                  {fmt::format("'{}' is not a headroom", arguments.headroom), "write auto or 0"});
  }
  options.efforts = *efforts;
  options.baselines = !arguments.no_baselines;
  options.replay = arguments.headroom == "auto";
  arguments.problem.plan.placement = *placement;
  arguments.problem.plan.architectures = *architectures;
  return true;
}

int run(int argc, char** argv) {
  Arguments arguments;
  CLI::App app(
      "Plans the pods of manifests with eksplan and with the methods of others, through the "
      "same checker and the same replayed scheduler.",
      "eksplan-bench");
  add_options(arguments, app);
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  }
  ComparisonOptions options;
  if (!read_words(arguments, options)) {
    return kUsage;
  }
  diag::Diagnostics found;
  if (arguments.read_only) {
    const auto use = read_only(arguments.problem, found);
    fmt::print("read in {} of CPU time\n", seconds_text(use.cpu_micros));
    return print_errors(found);
  }
  const auto made = make_problem(arguments.problem, found);
  if (made.problem == nullptr) {
    return print_errors(found);
  }
  const auto title = arguments.title.empty() ? arguments.problem.inputs.front() : arguments.title;
  describe(title, made);
  fmt::print("{}", arguments.markdown ? "\n" : "");
  std::fflush(stdout);
  const auto rows = compare(*made.problem, options);
  const auto table = table_of(rows);
  fmt::print("{}", arguments.markdown ? markdown(table) : plain(table));
  const bool written = write_file(arguments.json_file, json_of(title, *made.problem, rows)) &&
                       write_file(arguments.csv_file, csv_of(title, rows));
  return written ? report_faults(rows) : kFailed;
}

}  // namespace
}  // namespace eksplan::bench

int main(int argc, char** argv) {
  try {
    return eksplan::bench::run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "eksplan-bench: internal error: {}\n", error.what());
    return 1;
  }
}
