#pragma once
/// Reading usage in tests: rows and totals as short lines, and what was reported.

#include <string>
#include <string_view>
#include <vector>

#include "eksplan/usage/read.hpp"

namespace eksplan::usage {

using Lines = std::vector<std::string>;

struct Reading {
  std::vector<model::UsageSeries> series;
  /// "usage:3:9: error: path: message [code] (hint)", sorted as a user sees them.
  Lines told;

  /// Rows of all series: who it is, then what is known, amounts in nanocores and bytes:
  /// "shop/cart-x used=21000000/188743680".
  Lines rows() const;

  /// Totals likewise: "cluster demo requested=3100000000/9663676416 cost=0.288".
  Lines totals() const;
};

/// Reads `text` as the file `name`.
Reading read_text(std::string_view text, const Options& options = {},
                  const std::string& name = "usage",
                  ExpressionUnit expression = ExpressionUnit::unknown);

std::string shown(const model::UsageRow& row);

/// `text` with a tab for each "→".
std::string tabs(std::string_view text);

}  // namespace eksplan::usage
