#include "eksplan/report/view.hpp"

#include <algorithm>

#include <fmt/format.h>

namespace eksplan::report {

std::string_view name(View view) {
  switch (view) {
    case View::workloads:
      return "workloads";
    case View::costs:
      return "costs";
    case View::groups:
      return "groups";
    case View::nodes:
      return "nodes";
    case View::findings:
      return "findings";
    case View::phases:
      return "phases";
    case View::rightsizing:
      return "rightsizing";
    case View::commitments:
      break;
  }
  return "commitments";
}

base::Parsed<View> parse_view(std::string_view text) {
  const auto* const found =
      std::find_if(kViews.begin(), kViews.end(), [&](View view) { return name(view) == text; });
  if (found == kViews.end()) {
    return base::Fault{fmt::format("'{}' is not a view", text),
                       "write workloads, costs, groups, nodes, findings, phases, rightsizing or "
                       "commitments"};
  }
  return *found;
}

}  // namespace eksplan::report
