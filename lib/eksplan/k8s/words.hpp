#pragma once
/// The words that rules look for in what containers run.

#include <string_view>

namespace eksplan::k8s {

/// Whether `text` has the address of the metadata service, or a command that sets limits of a
/// process. Text that has none goes by at the speed of memory, so that a whole file can be asked
/// before it is parsed.
bool has_sought_word(std::string_view text);

}  // namespace eksplan::k8s
