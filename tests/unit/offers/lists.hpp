#pragma once
/// Small price lists for tests, and reading one.

#include <optional>
#include <string>
#include <string_view>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/offers/read.hpp"

namespace eksplan::offers::test {

/// A product of EC2 that is a plain Linux instance, with some attributes set otherwise
/// ("\"tenancy\": \"Host\"").
std::string instance(std::string_view sku, std::string_view type, std::string_view otherwise = "");

/// A product of another service.
std::string item(std::string_view sku, std::string_view service, std::string_view usage,
                 std::string_view operation = "");

/// An on-demand term with one price.
std::string term(std::string_view sku, std::string_view usd, std::string_view unit = "Hrs",
                 std::string_view begin = "0");

/// A whole list of products and on-demand terms.
std::string list(std::string_view products, std::string_view on_demand,
                 std::string_view reserved = "");

struct Read {
  std::optional<ReadFile> file;
  std::string problems;  ///< "line: path: message", one a line

  /// Price of a rate in dollars; "" = none.
  std::string rate(std::string_view type, Rate rate, std::string_view region = "us-east-1") const;
  std::string price(std::string_view item, std::string_view region = "us-east-1") const;
};

Read read_text(std::string_view text, ReadOptions options = {});

}  // namespace eksplan::offers::test
