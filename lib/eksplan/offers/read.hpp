#pragma once
/// AWS's price and instance files to facts. What a file is, is seen from its content:
/// price list files (offers) in JSON and CSV, savings plan lists in both, and what the AWS CLI
/// prints for `pricing get-products`, `ec2 describe-instance-types`,
/// `describe-instance-type-offerings` and `describe-spot-price-history`; and the file of the Spot
/// advisor. Memory does not grow with the file, only with what a price folder can hold.

#include <optional>
#include <string>
#include <string_view>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/offers/facts.hpp"
#include "eksplan/offers/options.hpp"

namespace eksplan::doc {
class ByteSource;
}  // namespace eksplan::doc

namespace eksplan::offers {

struct ReadFile {
  std::string kind;   ///< "price list AmazonEC2", for a summary
  std::string as_of;  ///< the day of its figures
  Facts facts;
};

/// Reads one file. Every problem goes to `found` with its place; nothing is returned after an
/// error, so that half a file is never taken for a whole one.
std::optional<ReadFile> read(doc::ByteSource& source, std::string_view name,
                             const ReadOptions& options, diag::Diagnostics& found);

}  // namespace eksplan::offers
