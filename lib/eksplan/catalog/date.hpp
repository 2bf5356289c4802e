#pragma once
/// Dates as the price files write them: a year, a month or a day.

#include <string_view>

namespace eksplan::catalog {

/// "2017", "2026-05" or "2026-05-18", with a month and a day that exist. Such dates sort as text, a
/// vague one before the exact ones that it holds.
bool is_date(std::string_view text);

}  // namespace eksplan::catalog
