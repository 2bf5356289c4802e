#pragma once
/// `eksplan prices list`: what a price set holds, region by region.

#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/app/price_query.hpp"

namespace eksplan::app {

/// The query's region does not matter.
Outcome list_prices(const PriceQuery& query, const FileReader& files);

}  // namespace eksplan::app
