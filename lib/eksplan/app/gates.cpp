#include "eksplan/app/gates.hpp"

#include <algorithm>
#include <string>
#include <utility>

namespace eksplan::app {
namespace {

/// Collects gates and keeps the smallest code of those that failed.
class Judge {
 public:
  void add(std::string name, report::GateValue limit, report::GateValue value, bool failed,
           ExitCode exit) {
    verdict_.gates.push_back({std::move(name), std::move(limit), std::move(value), failed});
    if (failed && (verdict_.exit == ExitCode::done || exit < verdict_.exit)) {
      verdict_.exit = exit;
    }
  }

  void add_budget(std::string name, std::optional<units::Money> limit, units::Money value) {
    if (limit) {
      const auto dollars = [](units::Money money) {
        return units::Decimal::from_billionths(money.nanos());
      };
      add(std::move(name), dollars(*limit), dollars(value), value > *limit, ExitCode::cost_gate);
    }
  }

  Verdict take() { return std::move(verdict_); }

 private:
  Verdict verdict_;
};

std::int64_t count_findings(const GateOptions& options,
                            const std::vector<model::Finding>& findings) {
  return std::count_if(findings.begin(), findings.end(), [&](const model::Finding& finding) {
    return !finding.ignored && finding.severity <= *options.fail_on &&
           (options.strict || finding.basis != model::Basis::inferred);
  });
}

}  // namespace

std::int64_t count_inferred(const std::vector<model::Finding>& findings) {
  return std::ranges::count_if(findings, [](const model::Finding& finding) {
    return !finding.ignored && finding.basis == model::Basis::inferred &&
           finding.severity <= model::FindingSeverity::warn;
  });
}

Verdict judge(const GateOptions& options, const GateValues& values) {
  Judge judge;
  if (options.fail_on) {
    const auto count = count_findings(options, values.findings);
    judge.add("fail-on", std::string(model::name(*options.fail_on)), units::Decimal::whole(count),
              count > 0, ExitCode::finding_gate);
  }
  judge.add_budget("max-hourly", options.max_hourly, values.hourly);
  judge.add_budget("max-monthly", options.max_monthly, values.monthly);
  if (options.strict) {
    judge.add("strict", units::Decimal{}, units::Decimal::whole(values.incomplete),
              values.incomplete > 0, ExitCode::incomplete);
  }
  return judge.take();
}

}  // namespace eksplan::app
