// The price set that is compiled in. The assembler file that compile_prices writes holds the block
// and its checksum.

#include <cstdint>

#include "eksplan/catalog/price_set.hpp"

extern "C" {
extern const std::byte eksplan_price_block[];  // NOLINT: assembler knows no std::array
extern const std::uint64_t eksplan_price_block_size;
extern const char eksplan_price_block_sha256[];  // NOLINT: assembler knows no std::array
}

namespace eksplan::catalog {

std::shared_ptr<const PriceSet> builtin() {
  const std::span<const std::byte> block(eksplan_price_block, eksplan_price_block_size);
  return std::make_shared<const PriceSet>("builtin", block,
                                          std::string(eksplan_price_block_sha256));
}

}  // namespace eksplan::catalog
