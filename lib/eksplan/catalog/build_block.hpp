#pragma once
/// Files of a price folder to the block that a price set is.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/diag/diagnostic.hpp"

namespace eksplan::catalog {

struct BuiltBlock {
  std::vector<std::byte> bytes;
  std::string sha256;  ///< of the bytes, in hex
};

/// Nothing when there was a mistake; `found` has every one.
std::optional<BuiltBlock> build_block(std::span<const PriceFile> files, diag::Diagnostics& found);

}  // namespace eksplan::catalog
