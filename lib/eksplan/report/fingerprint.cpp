#include "eksplan/report/fingerprint.hpp"

#include <array>

#include <fmt/format.h>
#include <nettle/sha2.h>

namespace eksplan::report {
namespace {

std::string sha256_of(std::string_view text) {
  sha256_ctx context;
  sha256_init(&context);
  sha256_update(&context, text.size(), reinterpret_cast<const std::uint8_t*>(text.data()));
  std::array<std::uint8_t, SHA256_DIGEST_SIZE> digest{};
  sha256_digest(&context, digest.size(), digest.data());
  std::string hex;
  for (const auto byte : digest) {
    hex += fmt::format("{:02x}", byte);
  }
  return hex;
}

}  // namespace

std::string Fingerprints::next(const FindingRow& row) {
  const auto object = row.object.text();
  const auto ordinal = seen_[{row.rule, object, row.path}]++;
  // Lengths keep the parts apart.
  return sha256_of(fmt::format("{}:{}\n{}:{}\n{}:{}\n{}\n", row.rule.size(), row.rule,
                               object.size(), object, row.path.size(), row.path, ordinal));
}

}  // namespace eksplan::report
