#pragma once
/// The checks, a function each. Private to this room; all but the first, `findings`, `gates` and
/// `completeness` want a result with a plan.

#include <cstdint>

#include "eksplan/verify/ledger.hpp"
#include "eksplan/verify/report.hpp"

namespace eksplan::verify {

/// What EKS gives the root volume of each node.
inline constexpr std::int64_t kGbOfRootVolume = 20;

Check check_names(const Ledger& ledger);
Check check_pods(const Ledger& ledger);
Check check_nodes_fit(const Ledger& ledger);
Check check_node_counts(const Ledger& ledger);
Check check_fargate(const Ledger& ledger);
Check check_cost_lines(const Ledger& ledger);
Check check_quantities(const Ledger& ledger);
Check check_totals(const Ledger& ledger);
Check check_shares(const Ledger& ledger);
Check check_groups(const Ledger& ledger);
Check check_phases(const Ledger& ledger);
Check check_gaps(const Ledger& ledger);
Check check_commitments(const Ledger& ledger);
Check check_proof(const Ledger& ledger);
Check check_findings(const Ledger& ledger);
Check check_gates(const Ledger& ledger);
Check check_completeness(const Ledger& ledger);

}  // namespace eksplan::verify
