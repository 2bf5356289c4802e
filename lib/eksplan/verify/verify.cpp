#include "eksplan/verify/verify.hpp"

#include <array>

#include "eksplan/verify/checks.hpp"

namespace eksplan::verify {
namespace {

using CheckFunction = Check (*)(const Ledger&);

// Names first: the others pass over what is not there. Then from pods to money to what is claimed
// about it.
constexpr std::array<CheckFunction, 17> kChecks{
    check_names,      check_pods,        check_nodes_fit,   check_node_counts, check_fargate,
    check_cost_lines, check_quantities,  check_totals,      check_shares,      check_groups,
    check_phases,     check_gaps,        check_commitments, check_proof,       check_findings,
    check_gates,      check_completeness};

}  // namespace

Report verify(const saved::Result& result) {
  const Ledger ledger(result);
  Report report;
  for (const auto check : kChecks) {
    report.checks.push_back(check(ledger));
  }
  return report;
}

}  // namespace eksplan::verify
