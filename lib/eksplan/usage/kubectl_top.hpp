#pragma once
/// What `kubectl top pods` and `kubectl top nodes` print. Private to this room.

#include <string_view>

#include "eksplan/usage/input.hpp"

namespace eksplan::usage {

/// Whether the first line that is not blank is kubectl's header, or ends in an amount of CPU and
/// one of memory as kubectl prints them.
bool is_kubectl_top(std::string_view text);

void read_kubectl_top(const Input& in, model::UsageSeries& into);

}  // namespace eksplan::usage
