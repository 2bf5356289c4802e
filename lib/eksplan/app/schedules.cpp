#include "eksplan/app/schedules.hpp"

#include <algorithm>
#include <chrono>
#include <string>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"

namespace eksplan::app {
namespace {

std::string date_text(std::chrono::sys_seconds moment) {
  const std::chrono::year_month_day date(std::chrono::floor<std::chrono::days>(moment));
  return fmt::format("{:04}-{:02}-{:02}", static_cast<int>(date.year()),
                     static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
}

std::string names_of(const demand::Demand& demand, const std::vector<std::size_t>& items) {
  constexpr std::size_t kShown = 3;
  std::vector<std::string> names;
  for (std::size_t i = 0; i < std::min(items.size(), kShown); ++i) {
    names.push_back(demand.items[items[i]].workload.id.text());
  }
  return items.size() <= kShown
             ? base::and_list(names)
             : fmt::format("{} and {} more", base::join(names, ", "), items.size() - kShown);
}

}  // namespace

std::vector<diag::Diagnostic> schedule_diagnostics(
    const std::vector<demand::ScheduleProblem>& problems, const model::Inventory& inventory) {
  std::vector<diag::Diagnostic> found;
  for (const auto& problem : problems) {
    diag::Diagnostic one;
    one.severity = problem.is_error ? diag::Severity::error : diag::Severity::warning;
    one.code = diag::kSchedule;
    one.message = fmt::format("{}: {}", problem.object.text(), problem.fault.message);
    one.hint = problem.fault.hint;
    if (problem.at.line != 0) {
      one.at = {inventory.files.at(problem.at.file), problem.at.line, problem.at.column,
                problem.path};
    }
    found.push_back(std::move(one));
  }
  return found;
}

std::vector<cost::Assumption> schedule_assumptions(const demand::Demand& demand,
                                                   const demand::WeekOfPods& week,
                                                   const demand::Phases& phases,
                                                   const schedule::Window& window) {
  std::vector<cost::Assumption> list;
  std::vector<std::size_t> changing;
  for (std::size_t i = 0; i < week.items.size(); ++i) {
    if (week.items[i].steps.size() > 1) {
      changing.push_back(i);
    }
  }
  if (changing.empty()) {
    return list;
  }
  list.push_back({"schedules", "money is the mean of a week, in which these are not always up: " +
                                   names_of(demand, changing)});
  list.push_back(
      {"week", window.dated
                   ? fmt::format("the week is that from Monday, {} (UTC)", date_text(window.begin))
                   : "the week is one without a change of clocks; --week plans another"});
  list.push_back({"phase-nodes",
                  "nodes go when pods go and come back with them: something scales the node "
                  "groups between minCount and maxCount; pods that stay may be moved for it"});
  if (!phases.counted_always.empty()) {
    list.push_back(
        {"phases", fmt::format("more than {} phases are not planned, so these are "
                               "counted as if they always ran: {}",
                               demand::kMostPhases, names_of(demand, phases.counted_always))});
  }
  return list;
}

}  // namespace eksplan::app
