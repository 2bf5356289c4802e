#pragma once
/// Answers of Prometheus' HTTP API: instant and range vectors of cAdvisor's series, or of an
/// expression whose unit the user states. Private to this room.

#include "eksplan/usage/input.hpp"

namespace eksplan::usage {

void read_prometheus(const Input& in, model::UsageSeries& into);

}  // namespace eksplan::usage
