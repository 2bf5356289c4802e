#pragma once
/// eksplan.yaml: the same names as the options, one level deep.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/diag/diagnostic.hpp"

namespace eksplan::app {

/// One key of the configuration file.
struct Setting {
  std::string key;  ///< an option's long name without dashes: "max-node-groups"
  /// A scalar has one, as text; a list has several, and a mapping key=value for each of its own.
  std::vector<std::string> values;
  diag::SourceRef at;
  diag::Excerpt excerpt;
};

/// Reads a configuration file (YAML or JSON): one mapping from option names to scalars, lists or
/// mappings of scalars. Whether the keys exist and the values are right is for the caller to say.
std::vector<Setting> read_settings(const std::string& name, std::string_view text,
                                   diag::Diagnostics& found);

}  // namespace eksplan::app
