#pragma once
/// A small result with everything in it that a writer can meet, and one whose names are out to do
/// harm.

#include <cstdint>

#include "eksplan/report/result.hpp"

namespace eksplan::report {

units::Money money(std::int64_t nanos);

Result sample_result();
Result hostile_result();

/// A savings plan that saves and one that does not; a node to reserve for three years.
Commitments sample_commitments();

}  // namespace eksplan::report
