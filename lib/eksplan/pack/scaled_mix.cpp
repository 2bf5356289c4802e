#include "eksplan/pack/scaled_mix.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/base/halves.hpp"
#include "eksplan/pack/mix_search.hpp"
#include "eksplan/pack/problem.hpp"
#include "eksplan/pack/thinning.hpp"

namespace eksplan::pack {
namespace {

constexpr std::int64_t kFewer = 10'000;  // items
constexpr std::size_t kSamples = 2;      // of them: what is found for one may suit all badly
constexpr std::int64_t kWorkOfSamples = 400'000'000;  // with less there is one
// Per mille of what the search among fewer items finds; few, as each is tried with all items.
constexpr std::array kScales{920,  940,  950,  960,  970,  980,  985,  990,  995,  1000,
                             1005, 1010, 1015, 1020, 1030, 1040, 1060, 1080, 1150, 1250};
constexpr int kAsFound = 1000;

}  // namespace

ScaledMix::ScaledMix(const MixJudge& judge, const Packing& packing,
                     const Surroundings& surroundings, const HeadroomOptions& options)
    : judge_(&judge),
      packing_(&packing),
      surroundings_(&surroundings),
      options_(&options),
      dearest_(options.dearest) {}

std::optional<Mix> ScaledMix::run() {
  std::optional<Mix> best;
  const auto samples = options_->work < kWorkOfSamples ? std::size_t{1} : kSamples;
  for (std::size_t sample = 0; sample < samples; ++sample) {
    auto mixes = multiples(sample, options_->work / static_cast<std::int64_t>(samples));
    const auto found = least_surviving(mixes);
    if (found < mixes.size()) {
      dearest_ = judge_->cost(mixes[found]);
      best = std::move(mixes[found]);
    }
  }
  return best;
}

// Each wider than the one before; those that are too dear are left out.
std::vector<Mix> ScaledMix::multiples(std::size_t sample, std::int64_t work) {
  const auto fewer = thinned(judge_->instance(), *packing_, kFewer, sample);
  MixJudge judge_of_fewer(fewer.instance, fewer.packing, *surroundings_, options_->replay);
  const auto searched =
      MixSearch(judge_of_fewer, reduce(fewer.instance), fewer.packing).run(work, {});
  work_ += judge_of_fewer.work();
  const auto mix = searched ? searched->mix : bin_counts(fewer.packing.bins);
  if (sample == 0) {
    first_guess_ = multiplied(fewer, mix, kAsFound);
  }
  std::vector<Mix> mixes;
  for (const auto scale : kScales) {
    auto more = multiplied(fewer, mix, scale);
    if (dearest_ && judge_->cost(more) >= *dearest_) {
      break;
    }
    mixes.push_back(std::move(more));
  }
  return mixes;
}

// Order 0 is followed by an update of everything and takes longest, so it is tried last.
std::size_t ScaledMix::least_surviving(const std::vector<Mix>& mixes) {
  auto last = options_->replay;
  last.first_order += last.orders - 1;
  last.orders = 1;
  auto others = options_->replay;
  others.orders -= 1;
  auto judges = two_judges(last);
  auto judges_of_others = two_judges(others);
  const auto end = mixes.size();
  auto found = search(judges, mixes, 0, {end / 3, 2 * end / 3});
  if (others.orders > 0) {
    const auto least = found;
    found = search(judges_of_others, mixes, least, {least, std::min(least + 1, end - 1)});
    while (found < end && found != least &&
           !(judges[0].survives(mixes[found]) && judges_of_others[0].survives(mixes[found]))) {
      ++found;
    }
  }
  work_ += work_of(judges) + work_of(judges_of_others);
  return found;
}

// The first from `low` on that survives, were those after it to survive as well; two at a time are
// tried, `at` first.
std::size_t ScaledMix::search(Judges& judges, const std::vector<Mix>& mixes, std::size_t low,
                              std::array<std::size_t, 2> at) {
  auto high = mixes.size();
  while (low < high) {
    std::array<bool, 2> survives{};
    base::in_two(true, [&](std::size_t half) {
      survives[half] = (half == 0 || at[0] < at[1]) && judges[half].survives(mixes[at[half]]);
    });
    if (survives[0]) {
      high = at[0];
    } else if (survives[1]) {
      low = at[0] + 1;
      high = at[1];
    } else {
      low = std::max(at[0], at[1]) + 1;
    }
    at = {low + (high - low) / 3, low + 2 * (high - low) / 3};
  }
  return low;
}

std::int64_t ScaledMix::work_of(const Judges& judges) const {
  return judges[0].work() + judges[1].work() - 2 * judge_->work();
}

}  // namespace eksplan::pack
