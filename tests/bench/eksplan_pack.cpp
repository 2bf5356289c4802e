/// eksplan-pack: published vector packing instances through the solver and its checker.

#include <algorithm>
#include <cstdio>
#include <exception>
#include <fstream>
#include <iterator>
#include <optional>
#include <string>
#include <vector>

#include "effort.hpp"
#include "percent.hpp"
#include "text_table.hpp"
#include "usage_meter.hpp"
#include "vector_file.hpp"
#include <CLI/CLI.hpp>
#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/pack/check.hpp"

namespace eksplan::bench {
namespace {

constexpr int kDone = 0;
constexpr int kFailed = 1;
constexpr int kUsage = 2;
constexpr int kInput = 3;

struct Arguments {
  std::vector<std::string> files;
  std::string efforts = "normal";
  std::optional<std::int64_t> expected;
  bool show_bins = false;
};

void complain(const base::Fault& fault) {
  fmt::print(stderr, "{}\n", fault.message);
  if (!fault.hint.empty()) {
    fmt::print(stderr, "    {}\n", fault.hint);
  }
}

std::int64_t bins_of(const pack::Packing& packing) {
  std::int64_t bins = 0;
  for (const auto& bin : packing.bins) {
    bins += bin.count;
  }
  return bins;
}

std::int64_t items_of(const std::vector<std::int64_t>& counts) {
  std::int64_t items = 0;
  for (const auto count : counts) {
    items += count;
  }
  return items;
}

void print_bins(const VectorProblem& problem, const pack::Packing& packing) {
  for (const auto& bin : packing.bins) {
    std::vector<std::string> contents;
    for (const auto& content : bin.contents) {
      contents.push_back(
          fmt::format("{} x item type {}", content.items, problem.item_types[content.shape]));
    }
    fmt::print("{} x bin {}: {}\n", bin.count, bin.option + 1, base::join(contents, ", "));
  }
}

/// Runs over all files; keeps the rows of the table and the worst exit code.
class Run {
 public:
  explicit Run(const Arguments& arguments) : arguments_(&arguments) {}

  int run(const std::vector<Effort>& efforts) {
    table_.titles = {"instance", "items",     "effort", "cost", "bound",
                     "gap",      "proved by", "bins",   "CPU",  "wall"};
    for (const auto& file : arguments_->files) {
      if (const auto problem = open(file)) {
        for (const auto& effort : efforts) {
          solve(file, *problem, effort);
        }
      }
    }
    if (!table_.rows.empty()) {
      fmt::print("{}", plain(table_));
    }
    return exit_;
  }

 private:
  std::optional<VectorProblem> open(const std::string& file) {
    const auto format = format_of(file);
    if (!format) {
      return refuse(format.fault());
    }
    std::ifstream stream(file, std::ios::binary);
    if (!stream) {
      return refuse({fmt::format("{}: error: it cannot be read", file), ""});
    }
    const std::string text(std::istreambuf_iterator<char>(stream), {});
    auto problem = read_vector_file(file, text, *format);
    return problem ? problem.optional() : refuse(problem.fault());
  }

  std::nullopt_t refuse(const base::Fault& fault) {
    complain(fault);
    exit_ = kInput;
    return std::nullopt;
  }

  void solve(const std::string& file, const VectorProblem& problem, const Effort& effort) {
    const UsageMeter meter;
    const auto packing = solve_at(effort, problem.instance);
    const auto use = meter.read();
    const auto cost = file_cost(problem, packing.cost);
    const auto bound = file_bound(problem, packing.lower_bound);
    std::int64_t items = 0;
    for (const auto& shape : problem.instance.shapes) {
      items += shape.count();
    }
    table_.rows.push_back({file.substr(file.find_last_of('/') + 1), fmt::format("{}", items),
                           std::string(effort.name), fmt::format("{}", cost),
                           fmt::format("{}", bound), percent_above(cost, bound),
                           std::string(pack::name(packing.bound)),
                           fmt::format("{}", bins_of(packing)), seconds_text(use.cpu_micros),
                           seconds_text(use.wall_micros)});
    judge(file, problem, packing);
    if (arguments_->show_bins) {
      print_bins(problem, packing);
    }
  }

  void judge(const std::string& file, const VectorProblem& problem, const pack::Packing& packing) {
    for (const auto& fault : pack::violations(problem.instance, packing)) {
      fail(fmt::format("{}: the packing is wrong: {}", file, fault));
    }
    if (const auto unplaced = items_of(packing.unplaced); unplaced > 0) {
      fail(fmt::format("{}: the limits of bins leave {} out", file,
                       base::plural(unplaced, "item", "items")));
    }
    const auto cost = file_cost(problem, packing.cost);
    if (arguments_->expected && cost != *arguments_->expected) {
      fail(fmt::format("{}: the cost is {}, not {}", file, cost, *arguments_->expected));
    }
  }

  void fail(const std::string& message) {
    fmt::print(stderr, "{}\n", message);
    exit_ = std::max(exit_, kFailed);
  }

  const Arguments* arguments_;
  TextTable table_;
  int exit_ = kDone;
};

int run(int argc, char** argv) {
  Arguments arguments;
  CLI::App app(
      "Packs the items of .vbp and .mvp files (VPSolver's text formats) and says how good "
      "the packing is.",
      "eksplan-pack");
  app.add_option("FILE", arguments.files, ".vbp and .mvp files")->required();
  app.add_option("--effort", arguments.efforts, "quick, normal, max, or several with commas");
  app.add_option("--expect", arguments.expected, "Fail unless every cost is this");
  app.add_flag("--bins", arguments.show_bins, "Print the bins and what is in them");
  try {
    app.parse(argc, argv);
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? kDone : kUsage;
  }
  const auto efforts = parse_efforts(arguments.efforts);
  if (!efforts) {
    complain({"--effort: " + efforts.fault().message, efforts.fault().hint});
    return kUsage;
  }
  return Run(arguments).run(*efforts);
}

}  // namespace
}  // namespace eksplan::bench

int main(int argc, char** argv) {
  try {
    return eksplan::bench::run(argc, argv);
  } catch (const std::exception& error) {
    fmt::print(stderr, "eksplan-pack: internal error: {}\n", error.what());
    return 1;
  }
}
