#pragma once
/// kube-resource-report's tables. Private to this room.

#include <cstdint>
#include <optional>
#include <string_view>

#include "eksplan/usage/input.hpp"

namespace eksplan::usage {

enum class ReportTable : std::uint8_t {
  pods,
  namespaces,
  applications,
  teams,
  nodes,
  clusters,
  ingresses,
  slack
};

/// Which table a text is: by the titles of its columns, or, as versions before 0.10 wrote none, by
/// the number of columns and where numbers stand.
std::optional<ReportTable> report_table_of(std::string_view text);

void read_report_table(const Input& in, model::UsageSeries& into);

}  // namespace eksplan::usage
