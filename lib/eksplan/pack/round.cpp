#include "eksplan/pack/round.hpp"

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <utility>

#include "eksplan/pack/stages.hpp"

namespace eksplan::pack {
namespace {

constexpr double kRoundingSlack = 1e-6;

// What is left while whole bins are taken out of it.
struct Rest {
  std::vector<std::int64_t> items;
  std::vector<std::int64_t> limits;
};

void take(const Problem& problem, const CutBins& column, std::int64_t times, Rest& rest,
          Draft& draft) {
  times = std::min(times, rest.limits[column.option]);
  for (const auto& content : column.contents) {
    times = std::min(times, rest.items[content.shape] / content.items);
  }
  if (times <= 0 || column.contents.empty()) {
    return;
  }
  for (const auto& content : column.contents) {
    rest.items[content.shape] -= content.items * times;
  }
  rest.limits[column.option] -= rest.limits[column.option] == kUnlimited ? 0 : times;
  draft.add(column.option, times, column.contents, problem);
}

}  // namespace

Draft round_columns(const Problem& problem, const Market& market,
                    const std::vector<CutBins>& columns, const std::vector<std::int64_t>& counts) {
  Draft draft;
  Rest rest{counts, problem.limits};
  std::vector<std::pair<double, std::size_t>> parts;
  for (std::size_t i = 0; i < columns.size(); ++i) {
    const auto count = std::fmin(std::fmax(columns[i].count, 0.0), 1e15);
    const auto whole = std::floor(count + kRoundingSlack);
    take(problem, columns[i], static_cast<std::int64_t>(whole), rest, draft);
    if (count - whole > 0.5) {
      parts.emplace_back(whole - count, i);
    }
  }
  std::sort(parts.begin(), parts.end());
  for (const auto& [part, i] : parts) {
    take(problem, columns[i], 1, rest, draft);
  }
  return completed(problem, market, counts, std::move(draft));
}

}  // namespace eksplan::pack
