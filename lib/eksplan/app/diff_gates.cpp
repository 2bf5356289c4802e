#include "eksplan/app/diff_gates.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"

namespace eksplan::app {
namespace {

units::Decimal dollars(units::Money money) {
  return units::Decimal::from_billionths(money.nanos());
}

// The increase as a percentage of the base to six places, rounded half away from zero; nothing
// when there is no base to compare with.
std::optional<units::Decimal> increase_percent(const ComparedSides& sides) {
  const auto before = sides.base.plan->summary.total.hourly.nanos();
  if (before <= 0) {
    return std::nullopt;
  }
  constexpr base::int128 kMillionths = 1000;  // of billionths
  const auto millionths = base::div_half_up(
      sides.diff.total.hourly.nanos() * 100 * (units::Decimal::kOne / kMillionths), before);
  return units::Decimal::from_billionths(millionths * kMillionths);
}

std::map<std::string, units::Money> monthly_by_namespace(const saved::Result& result) {
  std::map<std::string, units::Money> sums;
  for (const auto& workload : result.workloads) {
    sums[workload.namespace_name] += workload.cost.value_or(saved::Amount{}).monthly;
  }
  return sums;
}

/// Collects gates; those with the prefix "max" fail, those with "warn" only warn.
class GateList {
 public:
  GateList(std::string prefix, Verdict& verdict) : prefix_(std::move(prefix)), verdict_(&verdict) {}

  void add(const std::string& what, report::GateValue limit, report::GateValue value, bool passed) {
    const bool warns = prefix_ == "warn";
    verdict_->gates.push_back({.name = fmt::format("{}-{}", prefix_, what),
                               .limit = std::move(limit),
                               .value = std::move(value),
                               .failed = !passed && !warns,
                               .warned = !passed && warns});
    if (!passed && !warns) {
      verdict_->exit = verdict_->exit == ExitCode::done
                           ? ExitCode::cost_gate
                           : std::min(verdict_->exit, ExitCode::cost_gate);
    }
  }

  void add_budget(const std::string& what, const std::optional<units::Money>& limit,
                  units::Money value) {
    if (limit) {
      add(what, dollars(*limit), dollars(value), value <= *limit);
    }
  }

 private:
  std::string prefix_;
  Verdict* verdict_;
};

// Of nothing every increase is infinite.
void add_percent(const DiffLimits& limits, const ComparedSides& sides, GateList& gates) {
  if (!limits.increase_percent) {
    return;
  }
  const auto percent = increase_percent(sides);
  const bool rises = sides.diff.total.hourly > units::Money{};
  if (percent) {
    gates.add("increase-pct", *limits.increase_percent, *percent,
              *percent <= *limits.increase_percent);
  } else {
    gates.add("increase-pct", *limits.increase_percent, std::string(rises ? "infinite" : "0"),
              !rises);
  }
}

void add_limits(const DiffLimits& limits, const ComparedSides& sides, GateList gates) {
  const auto& total = sides.head.plan->summary.total;
  gates.add_budget("hourly", limits.hourly, total.hourly);
  gates.add_budget("monthly", limits.monthly, total.monthly);
  gates.add_budget("increase", limits.increase, sides.diff.total.monthly);
  add_percent(limits, sides, gates);
  const auto sums = limits.by_namespace.empty() ? std::map<std::string, units::Money>{}
                                                : monthly_by_namespace(sides.head);
  for (const auto& [name, limit] : limits.by_namespace) {
    const auto known = sums.find(name);
    gates.add_budget(fmt::format("namespace {}", name), limit,
                     known == sums.end() ? units::Money{} : known->second);
  }
}

std::int64_t count_new(model::FindingSeverity severity, const DiffOptions& options,
                       const ComparedSides& sides) {
  const auto& findings = sides.head.findings;
  return std::ranges::count_if(sides.diff.new_findings, [&](std::size_t index) {
    const auto& finding = findings[index];
    const auto place = std::ranges::find(saved::kSeverities, finding.severity);
    return place - saved::kSeverities.begin() <= static_cast<std::ptrdiff_t>(severity) &&
           (options.strict || finding.basis != "inferred");
  });
}

}  // namespace

Verdict judge_diff(const DiffOptions& options, const ComparedSides& sides) {
  Verdict verdict;
  if (options.fail_on_new) {
    const auto count = count_new(*options.fail_on_new, options, sides);
    verdict.gates.push_back({.name = "fail-on-new",
                             .limit = std::string(model::name(*options.fail_on_new)),
                             .value = units::Decimal::whole(count),
                             .failed = count > 0});
    verdict.exit = count > 0 ? ExitCode::finding_gate : ExitCode::done;
  }
  add_limits(options.fail, sides, GateList("max", verdict));
  if (options.strict) {
    const auto incomplete = static_cast<std::int64_t>(!sides.base.complete) +
                            static_cast<std::int64_t>(!sides.head.complete);
    verdict.gates.push_back({.name = "strict",
                             .limit = units::Decimal{},
                             .value = units::Decimal::whole(incomplete),
                             .failed = incomplete > 0});
    if (incomplete > 0 && verdict.exit == ExitCode::done) {
      verdict.exit = ExitCode::incomplete;
    }
  }
  add_limits(options.warn, sides, GateList("warn", verdict));
  return verdict;
}

}  // namespace eksplan::app
