#include "eksplan/report/fingerprint.hpp"

#include <fmt/format.h>

#include "eksplan/base/digest.hpp"

namespace eksplan::report {
std::string Fingerprints::next(const FindingRow& row) {
  const auto object = row.object.text();
  const auto ordinal = seen_[{row.rule, object, row.path}]++;
  // Lengths keep the parts apart.
  return base::sha256_hex(fmt::format("{}:{}\n{}:{}\n{}:{}\n{}\n", row.rule.size(), row.rule,
                                      object.size(), object, row.path.size(), row.path, ordinal));
}

}  // namespace eksplan::report
