#pragma once
/// The price set of a run: the one compiled in, or a folder's.

#include <memory>
#include <string>
#include <string_view>

#include "eksplan/app/file_reader.hpp"
#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/diag/diagnostic.hpp"

namespace eksplan::app {

/// An empty `folder` is the set compiled into the program. Otherwise the folder's files are read
/// and every wrong row is reported; nothing is returned then.
std::shared_ptr<const catalog::PriceSet> open_prices(const std::string& folder,
                                                     const FileReader& files,
                                                     diag::Diagnostics& found);

/// That the set has no prices for a region, with the nearest one that it has.
diag::Diagnostic unknown_region(const catalog::PriceSet& prices, std::string_view region);

}  // namespace eksplan::app
