#pragma once
/// The parts of a diff, one function each. Private to this room.

#include <array>
#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/compare/diff.hpp"

namespace eksplan::compare {

/// Names of shared effects, in their order.
inline constexpr std::array<std::string_view, 4> kSharedNames{"unchangedWorkloads", "idle",
                                                              "overhead", "fixed"};

/// Lines of the bill that a workload pays for by itself: volumes, load balancers.
using OwnLines = std::vector<const saved::CostLine*>;

/// A workload with what the bill says of it alone.
struct Subject {
  const saved::Workload* workload = nullptr;
  OwnLines lines;
};

/// What is different in what the workload asks for and where it runs; empty when nothing is.
std::vector<std::string> reasons(const Subject& before, const Subject& after);

std::vector<BillChange> bill_changes(const saved::Plan& base, const saved::Plan& head);

/// Findings of `of` that `others` do not have, as indexes: the same rule, object, path and message
/// count as the same.
std::vector<std::size_t> only_in(const std::vector<saved::Finding>& of,
                                 const std::vector<saved::Finding>& others);

}  // namespace eksplan::compare
