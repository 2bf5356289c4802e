#include <cstddef>
#include <cstdint>
#include <string_view>

#include "expect.hpp"

#include "eksplan/diag/print.hpp"
#include "eksplan/usage/read.hpp"

namespace {

using eksplan::fuzz::expect;
using eksplan::usage::ExpressionUnit;

bool is_sound(const eksplan::model::UsageAmounts& amounts) {
  return (!amounts.cpu || amounts.cpu->nanos() >= 0) &&
         (!amounts.memory || amounts.memory->count() >= 0);
}

void read(std::string_view text, ExpressionUnit expression) {
  eksplan::diag::Diagnostics found;
  const auto all = eksplan::usage::read(
      {.name = "a/b/c/d/e/fuzz", .text = text, .expression = expression}, {}, found);
  for (const auto& series : all) {
    for (const auto& row : series.rows) {
      expect(is_sound(row.requested) && is_sound(row.used) && is_sound(row.used_high) &&
                 is_sound(row.used_most) && is_sound(row.recommended),
             "no amount is below 0");
      expect(row.pods >= 0, "no number of pods is below 0");
    }
    for (const auto& total : series.totals) {
      expect(is_sound(total.requested) && is_sound(total.used), "no total is below 0");
    }
  }
  for (const auto& problem : found.sorted()) {
    expect(!problem.code.empty() && !problem.message.empty(), "a problem says something");
    expect(!eksplan::diag::print(problem).empty(), "a problem can be printed");
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  read(text, ExpressionUnit::unknown);
  read(text, ExpressionUnit::cores);
  eksplan::diag::Diagnostics found;
  eksplan::usage::read_objects({.name = "fuzz", .text = text}, found);
  return 0;
}
