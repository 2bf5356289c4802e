#pragma once
/// The proof of a bound as JSON text: a line for each node type and shape, so that one can read it.

#include <string>

#include "eksplan/report/result.hpp"

namespace eksplan::report {

/// The value of "proof", for a key that is indented by two blanks.
std::string proof_json(const ProofRow& row);

}  // namespace eksplan::report
