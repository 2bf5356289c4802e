#pragma once
/// Price lists and savings plan lists in CSV.

#include <optional>
#include <string_view>

#include "eksplan/offers/read.hpp"

namespace eksplan::offers {

/// As read(), for text that is not JSON.
std::optional<ReadFile> read_csv(doc::ByteSource& source, std::string_view name,
                                 const ReadOptions& options, diag::Diagnostics& found);

}  // namespace eksplan::offers
