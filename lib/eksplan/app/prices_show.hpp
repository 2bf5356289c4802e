#pragma once
/// `eksplan prices show`: the figures of a region with their dates and sources.

#include <string>
#include <vector>

#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/app/price_query.hpp"

namespace eksplan::app {

/// `wanted` are names of instance types and of items, with * and ?; none = every item. What nothing
/// is known of is said with the nearest names, and makes a usage error beside what is known.
Outcome show_prices(const std::vector<std::string>& wanted, const PriceQuery& query,
                    const FileReader& files);

}  // namespace eksplan::app
