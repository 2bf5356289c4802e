#pragma once
/// The lists of a result that csv, tsv and table can show by themselves: `--view`.

#include <array>
#include <cstdint>
#include <string_view>

#include "eksplan/base/parsed.hpp"

namespace eksplan::report {

enum class View : std::uint8_t {
  workloads,
  costs,
  groups,
  nodes,
  findings,
  phases,
  rightsizing,
  commitments
};

inline constexpr std::array kViews{View::workloads,   View::costs,      View::groups,
                                   View::nodes,       View::findings,   View::phases,
                                   View::rightsizing, View::commitments};

std::string_view name(View view);
base::Parsed<View> parse_view(std::string_view text);

}  // namespace eksplan::report
