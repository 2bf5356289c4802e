#pragma once
/// The proof of a result that was read back. Private to this room.

#include "eksplan/report/result.hpp"
#include "eksplan/saved/proof.hpp"

namespace eksplan::report {

ProofRow proof_row(const saved::Proof& saved);

}  // namespace eksplan::report
