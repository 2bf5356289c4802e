#include "eksplan/app/explain.hpp"

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/app/choices.hpp"
#include "eksplan/app/explain_workload.hpp"
#include "eksplan/app/reading.hpp"
#include "eksplan/base/nearest.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/plan/rivals.hpp"
#include "eksplan/report/explanation.hpp"

namespace eksplan::app {
namespace {

constexpr std::size_t kWorkloadsNamed = 8;

std::optional<std::size_t> group_named(const plan::Plan& plan, const std::string& name) {
  for (std::size_t i = 0; i < plan.groups.size(); ++i) {
    if (plan.groups[i].name == name) {
      return i;
    }
  }
  return std::nullopt;
}

// By id, else all of that name.
std::vector<std::size_t> items_named(const demand::Demand& demand, const std::string& target) {
  std::vector<std::size_t> same_name;
  for (std::size_t i = 0; i < demand.items.size(); ++i) {
    const auto& id = demand.items[i].workload.id;
    if (id.text() == target) {
      return {i};
    }
    if (id.name == target) {
      same_name.push_back(i);
    }
  }
  return same_name;
}

diag::Diagnostic ambiguous(const demand::Demand& demand, const std::vector<std::size_t>& items,
                           const std::string& target) {
  std::vector<std::string> ids;
  for (std::size_t i = 0; i < items.size() && i < kWorkloadsNamed; ++i) {
    ids.push_back(demand.items[items[i]].workload.id.text());
  }
  return general_message(diag::Severity::error, diag::kUsage,
                         fmt::format("{} workloads have the name '{}'", items.size(), target),
                         "write one of " + base::join(ids, ", "));
}

diag::Diagnostic unknown_target(const PlannedRun& run, const std::string& target) {
  std::vector<std::string> names;
  for (const auto& group : run.plan.groups) {
    names.push_back(group.name);
  }
  const std::vector<std::string> groups = names;
  for (const auto& item : run.demand.items) {
    names.push_back(item.workload.id.text());
    names.push_back(item.workload.id.name);
  }
  const std::vector<std::string_view> views(names.begin(), names.end());
  const auto near = base::nearest(target, views);
  return general_message(
      diag::Severity::error, diag::kUsage,
      fmt::format("there is no rule, node group or workload '{}'", target),
      near ? fmt::format("did you mean {}?", *near)
           : fmt::format("node groups are {}; eksplan rules lists the rules, and workloads are "
                         "written namespace/Kind/name",
                         groups.empty() ? "none" : base::and_list(groups)));
}

report::Result result_of(const PlannedRun& run, const EstimateOptions& options) {
  return report::make_result({.plan = run.plan,
                              .demand = run.demand,
                              .inventory = run.inventory,
                              .costs = run.costs,
                              .catalogue = run.catalogue,
                              .settings = {.version = options.version,
                                           .command = "explain",
                                           .month_hours = options.month_hours},
                              .findings = run.findings,
                              .phases = run.phases,
                              .groups_over_week = run.groups_over_week});
}

report::GroupExplanation explain_group(const PlannedRun& run, const report::Result& result,
                                       const EstimateOptions& options, std::size_t index) {
  const plan::GroupIndex group{index};
  std::set<plan::ItemIndex> items;
  std::int64_t pods = 0;
  for (const auto& set : run.plan.nodes) {
    for (const auto& of : set.pods) {
      if (set.group == group) {
        items.insert(of.item);
        pods += of.pods * set.count;
      }
    }
  }
  return {.version = options.version,
          .group = result.node_groups[index],
          .pods = pods,
          .workloads = static_cast<std::int64_t>(items.size()),
          .headroom = headroom_text(options.headroom),
          .rivals = plan::rivals(run.plan, group, run.demand, run.catalogue, run.wishes)};
}

template <class Explanation>
std::string shown(const Explanation& why, PlainFormat format, const EstimateOptions& options) {
  return format == PlainFormat::json ? report::explanation_json(why)
                                     : report::explanation_text(why, options.table);
}

}  // namespace

Outcome explain(const std::string& target, const EstimateOptions& options, PlainFormat format,
                const FileReader& files) {
  auto attempt = plan_run(options, files);
  if (!attempt.run) {
    return outcome_of(attempt.exit, attempt.found, options.quiet);
  }
  const auto& run = *attempt.run;
  const auto group = group_named(run.plan, target);
  const auto items = items_named(run.demand, target);
  if (!group && items.size() != 1) {
    attempt.found.add(items.empty() ? unknown_target(run, target)
                                    : ambiguous(run.demand, items, target));
    return outcome_of(ExitCode::usage, attempt.found, options.quiet);
  }
  const auto result = result_of(run, options);
  auto outcome = outcome_of(ExitCode::done, attempt.found, options.quiet);
  outcome.standard_output =
      group ? shown(explain_group(run, result, options, *group), format, options)
            : shown(explain_workload(run, result, items.front()), format, options);
  return outcome;
}

}  // namespace eksplan::app
