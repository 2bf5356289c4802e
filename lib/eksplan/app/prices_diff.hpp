#pragma once
/// `eksplan prices diff`: two price sets in, what got dearer, cheaper, came and went out; with
/// manifests, what that does to them.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/app/estimate.hpp"
#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/base/parsed.hpp"

namespace eksplan::app {

enum class PriceDiffFormat : std::uint8_t { table, json, csv, markdown };

base::Parsed<PriceDiffFormat> parse_price_diff_format(std::string_view text);

struct PriceDiffOptions {
  std::string before;                ///< a folder, or "builtin"
  std::string after;                 ///< likewise
  std::vector<std::string> regions;  ///< only these; empty = all of both
  PriceDiffFormat format = PriceDiffFormat::table;
  EstimateOptions estimate;  ///< of the inputs, if there are any; its prices do not count
};

Outcome diff_prices(const PriceDiffOptions& options, const FileReader& files);

}  // namespace eksplan::app
