#include <cstddef>
#include <cstdint>
#include <string_view>
#include <variant>

#include "expect.hpp"

#include "eksplan/compare/restore.hpp"
#include "eksplan/saved/read.hpp"
#include "eksplan/verify/verify.hpp"

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  using eksplan::fuzz::expect;
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  eksplan::diag::Diagnostics found;
  const auto result = eksplan::saved::read("plan.json", text, found);
  expect(result.has_value() != found.has_errors(), "what is not read has a reason");
  if (result) {
    expect(!eksplan::verify::verify(*result).checks.empty(), "whatever is read is checked");
  }
  eksplan::diag::Diagnostics others;
  const auto any = eksplan::saved::read_any("plan.json", text, others);
  expect(any.has_value() != others.has_errors(), "what is not read has a reason");
  const auto* const difference = any ? std::get_if<eksplan::saved::Difference>(&*any) : nullptr;
  if (difference != nullptr) {
    const auto restored = eksplan::compare::restore(*difference);
    expect(restored.diff.changes.size() == difference->changes.size(), "every change is kept");
  }
  return 0;
}
