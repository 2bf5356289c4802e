#pragma once
/// krr: what it recommends for each container of a workload. Private to this room.

#include <string_view>

#include "eksplan/usage/input.hpp"

namespace eksplan::usage {

/// Where krr's JSON begins in what krr printed: at the first line that is exactly `{`; npos when
/// there is none.
std::size_t krr_json_begin(std::string_view text);

/// Whether the first line is the header of krr's csv or csv-raw.
bool is_krr_csv(std::string_view text);

void read_krr(const Input& in, model::UsageSeries& into);  ///< JSON and YAML
void read_krr_csv(const Input& in, model::UsageSeries& into);

}  // namespace eksplan::usage
