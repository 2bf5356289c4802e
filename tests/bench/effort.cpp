#include "effort.hpp"

#include <algorithm>
#include <array>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/pack/solve.hpp"

namespace eksplan::bench {
namespace {

// What app::estimate and plan::with_headroom make of the three words.
constexpr std::array<Effort, 3> kEfforts{
    {{"quick", 50, 0}, {"normal", 200, 20}, {"max", 2000, 60}}};

}  // namespace

base::Parsed<std::vector<Effort>> parse_efforts(std::string_view text) {
  std::vector<Effort> efforts;
  for (const auto word : base::split(text, ',')) {
    const auto found = std::ranges::find(kEfforts, word, &Effort::name);
    if (found == kEfforts.end()) {
      return base::Fault{fmt::format("'{}' is not an effort", word), "write quick, normal or max"};
    }
    efforts.push_back(*found);
  }
  return efforts;
}

pack::Packing solve_at(const Effort& effort, const pack::Instance& instance) {
  return pack::solve(instance, {.effort = effort.steps, .bound_rounds = effort.bound_rounds});
}

}  // namespace eksplan::bench
