#include "eksplan/pack/improve.hpp"

#include <algorithm>
#include <array>
#include <functional>
#include <numeric>
#include <tuple>
#include <utility>

#include "eksplan/base/halves.hpp"
#include "eksplan/pack/fill.hpp"
#include "eksplan/pack/sequence.hpp"
#include "eksplan/pack/walk.hpp"

namespace eksplan::pack {
namespace {

constexpr std::size_t kFewestRowsToHalve = 24;  // fewer are walked on as a whole, by both
constexpr std::int64_t kLeastWork = 4'000;      // of one walk of a round
constexpr std::int64_t kWorkPerContent = 1000;  // of one walk, for each shape in each row
constexpr std::array<std::int64_t, 5> kMostWork{1'200'000, 1'000'000, 1'000'000, 1'200'000,
                                                3'000'000};  // by stage
constexpr std::size_t kFewOptions =
    20;                                 // fewer seldom have a small bin for the little that is left
constexpr std::int64_t kPartOfBin = 8;  // of few options a step may be dearer by that part of a bin
constexpr std::int64_t kWorkForThread = 200'000;  // for less, starting a thread takes longer

using Pair = std::array<Draft, 2>;

bool contents_before(std::span<const Content> a, std::span<const Content> b) {
  return std::lexicographical_compare(
      a.begin(), a.end(), b.begin(), b.end(), [](const Content& left, const Content& right) {
        return std::tie(left.shape, left.items) < std::tie(right.shape, right.items);
      });
}

std::int64_t work_of_walk(const Draft& draft, int stage) {
  const auto size = static_cast<std::int64_t>(draft.contents.size() + 4 * draft.bins.size());
  return std::min(kLeastWork + size * kWorkPerContent,
                  kMostWork[std::min(static_cast<std::size_t>(stage), kMostWork.size() - 1)]);
}

class Improver {
 public:
  Improver(const Problem& problem, const Market& market, int stage)
      : problem_(&problem),
        market_(&market),
        fillers_{BinFiller(problem, market.worth[0]), BinFiller(problem, market.worth[1])},
        stage_(stage),
        rounds_(std::int64_t{1} << static_cast<unsigned>(stage)),
        sequence_(static_cast<std::uint64_t>(rounds_)) {
    auto cheapest = problem.prices[market.options.front()];
    for (const auto option : market.options) {
      cheapest = std::min(cheapest, problem.prices[option]);
    }
    tolerance_ = cheapest / 2;
  }

  Draft run(const Draft& draft, std::int64_t enough);

  std::int64_t steps() const { return fillers_[0].work() + fillers_[1].work(); }

 private:
  Draft round(const Draft& draft, std::int64_t number);
  Pair halves(const Draft& draft);
  std::array<WalkRules, 2> rules(const Pair& parts, bool halved, std::int64_t number);
  Pair walk_both(const std::array<WalkRules, 2>& rules, const Pair& parts);

  const Problem* problem_;
  const Market* market_;
  std::array<BinFiller, 2> fillers_;
  int stage_;
  std::int64_t rounds_;
  Sequence sequence_;
  std::int64_t tolerance_ = 0;
};

// Each row to one side or the other; equal bins are shared.
Pair Improver::halves(const Draft& draft) {
  std::vector<std::size_t> order(draft.bins.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  for (auto i = order.size(); i > 1; --i) {
    std::swap(order[i - 1], order[sequence_.below(i)]);
  }
  Pair parts;
  for (std::size_t i = 0; i < order.size(); ++i) {
    const auto& row = draft.bins[order[i]];
    parts[i % 2].add(row.option, row.count, draft.contents_of(row), *problem_);
  }
  return parts;
}

// What is still to be bought of a limited option is shared, and so is the least number of bins.
std::array<WalkRules, 2> Improver::rules(const Pair& parts, bool halved, std::int64_t number) {
  std::array<WalkRules, 2> result;
  auto spare = problem_->limits;
  for (std::size_t part = 0; part < (halved ? 2U : 1U); ++part) {
    for (const auto& row : parts[part].bins) {
      spare[row.option] -= spare[row.option] == kUnlimited ? 0 : row.count;
    }
  }
  for (std::size_t part = 0; part < 2; ++part) {
    auto& rule = result[part];
    rule.options = market_->options;
    rule.limits = problem_->limits;
    for (std::size_t option = 0; option < problem_->options && halved; ++option) {
      if (spare[option] != kUnlimited) {
        rule.limits[option] = (spare[option] + static_cast<std::int64_t>(part)) / 2;
      }
    }
    for (const auto& row : parts[part].bins) {
      if (halved && spare[row.option] != kUnlimited) {
        rule.limits[row.option] += row.count;
      }
    }
    rule.least_bins = halved ? (problem_->min_bins + 1) / 2 : problem_->min_bins;
    rule.work = work_of_walk(parts[part], stage_);
    rule.tolerance = tolerance_ / rounds_ * (rounds_ - number);
    rule.last_tolerance = tolerance_ / rounds_ * (rounds_ - number - 1);
    rule.seed = sequence_.next();
  }
  return result;
}

Pair Improver::walk_both(const std::array<WalkRules, 2>& rules, const Pair& parts) {
  Pair walked;
  base::in_two(rules[1].work >= kWorkForThread, [&](std::size_t part) {
    walked[part] = walk(fillers_[part], rules[part], parts[part]);
  });
  return walked;
}

Draft Improver::round(const Draft& draft, std::int64_t number) {
  const bool halved = draft.bins.size() >= kFewestRowsToHalve;
  const auto parts = halved ? halves(draft) : Pair{draft, draft};
  auto walked = walk_both(rules(parts, halved, number), parts);
  if (!halved) {
    return std::move(walked[better(walked[1], walked[0]) ? 1 : 0]);
  }
  for (const auto& row : walked[1].bins) {
    walked[0].add(row.option, row.count, walked[1].contents_of(row), *problem_);
  }
  return std::move(walked[0]);
}

Draft Improver::run(const Draft& draft, std::int64_t enough) {
  auto best = draft;
  auto current = draft;
  if (problem_->options <= kFewOptions) {
    tolerance_ = std::max(tolerance_, draft.cost / draft.bin_count() / kPartOfBin);
  }
  for (std::int64_t number = 0; number < rounds_ && best.cost > enough; ++number) {
    current = merge_equal(*problem_, round(current, number));
    fill_up_to_least_bins(*problem_, market_->options, current);
    current.unplaced = draft.unplaced;
    best = better(current, best) ? current : best;
  }
  return best;
}

}  // namespace

Draft merge_equal(const Problem& problem, const Draft& draft) {
  auto rows = draft.bins;
  std::stable_sort(rows.begin(), rows.end(), [&](const DraftBins& a, const DraftBins& b) {
    return a.option != b.option ? a.option < b.option
                                : contents_before(draft.contents_of(a), draft.contents_of(b));
  });
  Draft merged;
  merged.unplaced = draft.unplaced;
  for (std::size_t i = 0; i < rows.size();) {
    auto count = rows[i].count;
    const auto contents = draft.contents_of(rows[i]);
    auto next = i + 1;
    for (; next < rows.size() && rows[next].option == rows[i].option &&
           std::ranges::equal(contents, draft.contents_of(rows[next]));
         ++next) {
      count += rows[next].count;
    }
    merged.add(rows[i].option, count, contents, problem);
    i = next;
  }
  return merged;
}

std::int64_t work_of_round(const Draft& draft) {
  return 2 * work_of_walk(draft, 0);
}

Improved improve(const Problem& problem, const Market& market, const Draft& draft, int stage,
                 std::int64_t enough) {
  if (draft.bins.empty() || market.options.empty() || draft.cost <= enough) {
    return {draft, 0};
  }
  Improver improver(problem, market, stage);
  auto better_draft = improver.run(draft, enough);
  return {std::move(better_draft), improver.steps()};
}

}  // namespace eksplan::pack
