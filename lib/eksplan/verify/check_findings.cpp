#include <algorithm>
#include <array>
#include <string>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/verify/checks.hpp"
#include "eksplan/verify/examination.hpp"

namespace eksplan::verify {
namespace {

using units::Decimal;

// Place in the order of gravity; past the end for a word that is none.
std::size_t rank_of(std::string_view severity) {
  const auto found = std::find(saved::kSeverities.begin(), saved::kSeverities.end(), severity);
  return static_cast<std::size_t>(found - saved::kSeverities.begin());
}

bool counts(const saved::Finding& finding) {
  return !finding.ignored.has_value();
}

bool is_inferred(const saved::Finding& finding) {
  return finding.basis == "inferred";
}

/// Gates by name. Limits that the result gives twice agree; what failed did so by its value.
class GateCheck {
 public:
  explicit GateCheck(const Ledger& ledger) : ledger_(&ledger) {}

  Check run() {
    const auto& gates = ledger_->result().gates;
    strict_ = std::any_of(gates.begin(), gates.end(),
                          [](const saved::Gate& gate) { return gate.name == "strict"; });
    for (std::size_t i = 0; i < gates.size(); ++i) {
      gate(path("gates", i), gates[i]);
    }
    return std::move(examination_)
        .done(base::plural(static_cast<long long>(gates.size()), "gate", "gates"));
  }

 private:
  void gate(const std::string& where, const saved::Gate& gate) {
    const auto* const value = std::get_if<Decimal>(&gate.value);
    if (value == nullptr) {
      return;  // a gate of a kind that came later
    }
    if (gate.name == "fail-on") {
      fail_on(where, gate, *value);
    } else if (gate.name == "max-hourly" || gate.name == "max-monthly") {
      budget(where, gate, *value);
    } else if (gate.name == "strict") {
      strict(where, gate, *value);
    }
  }

  void failed(const std::string& where, const saved::Gate& gate, bool right, std::string_view why) {
    if (gate.failed != right) {
      examination_.fault(where + ".failed",
                         fmt::format("is {}, should be {}: {}", gate.failed, right, why));
    }
  }

  void fail_on(const std::string& where, const saved::Gate& gate, Decimal value) {
    const auto* const severity = std::get_if<std::string>(&gate.limit);
    const auto limit = severity == nullptr ? saved::kSeverities.size() : rank_of(*severity);
    if (limit == saved::kSeverities.size()) {
      examination_.fault(where + ".limit", "is not a severity");
      return;
    }
    const auto& findings = ledger_->result().findings;
    const auto count =
        std::count_if(findings.begin(), findings.end(), [&](const saved::Finding& finding) {
          return counts(finding) && rank_of(finding.severity) <= limit &&
                 (strict_ || !is_inferred(finding));
        });
    examination_.expect(where + ".value", value, Decimal::whole(count),
                        "findings that are as grave");
    failed(where, gate, count > 0, "it fails from the first one on");
  }

  void budget(const std::string& where, const saved::Gate& gate, Decimal value) {
    const auto* const limit = std::get_if<Decimal>(&gate.limit);
    if (limit == nullptr) {
      examination_.fault(where + ".limit", "is not a number");
      return;
    }
    if (ledger_->result().plan) {
      const auto& total = ledger_->plan().summary.total;
      const auto right = gate.name == "max-hourly" ? total.hourly : total.monthly;
      examination_.expect(where + ".value", value, Decimal::from_billionths(right.nanos()),
                          "the total");
    }
    failed(where, gate, value > *limit, "it fails above its limit");
  }

  // How much of the input was left out is not in the result: at least what is shown counts.
  void strict(const std::string& where, const saved::Gate& gate, Decimal value) {
    const auto& result = ledger_->result();
    auto least = static_cast<std::int64_t>(result.unpriced.size());
    least += std::count_if(result.findings.begin(), result.findings.end(),
                           [](const saved::Finding& finding) {
                             return counts(finding) && is_inferred(finding) &&
                                    rank_of(finding.severity) <= rank_of("warn");
                           });
    least += result.plan ? result.plan->summary.pods.unplaced : 0;
    if (value < Decimal::whole(least)) {
      examination_.fault(where + ".value",
                         fmt::format("is {}, should be {} or more: inferred findings, things "
                                     "without a price and pods without a place",
                                     value, least));
    }
    failed(where, gate, value > Decimal{}, "it fails from the first one on");
  }

  const Ledger* ledger_;
  bool strict_ = false;
  Examination examination_{"gates", "gates are judged by their values"};
};

}  // namespace

Check check_findings(const Ledger& ledger) {
  Examination examination("findings", "findings are counted");
  std::array<std::int64_t, 4> by_severity{};
  std::int64_t ignored = 0;
  for (const auto& finding : ledger.result().findings) {
    if (!counts(finding)) {
      ++ignored;
    } else if (const auto rank = rank_of(finding.severity); rank < by_severity.size()) {
      ++by_severity.at(rank);
    }
  }
  const auto& written = ledger.result().finding_counts;
  for (std::size_t i = 0; i < by_severity.size(); ++i) {
    examination.expect_count(fmt::format("summary.findings.{}", saved::kSeverities.at(i)),
                             written.by_severity.at(i), by_severity.at(i), "those in the list");
  }
  examination.expect_count("summary.findings.ignored", written.ignored, ignored,
                           "those in the list");
  return std::move(examination)
      .done(base::plural(static_cast<long long>(ledger.result().findings.size()), "finding",
                         "findings"));
}

Check check_gates(const Ledger& ledger) {
  return GateCheck(ledger).run();
}

Check check_completeness(const Ledger& ledger) {
  Examination examination("complete", "a complete result leaves nothing out");
  const auto& result = ledger.result();
  const auto unplaced = result.plan ? result.plan->summary.pods.unplaced : 0;
  if (result.complete && (unplaced > 0 || !result.unpriced.empty())) {
    examination.fault("complete", "is true, should be false: something has no place or no price");
  }
  return std::move(examination).done(result.complete ? "complete" : "not complete, and says so");
}

}  // namespace eksplan::verify
