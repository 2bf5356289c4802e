#include "eksplan/pack/headroom.hpp"

#include <algorithm>
#include <cstddef>
#include <numeric>
#include <optional>
#include <utility>

#include "eksplan/pack/mix_judge.hpp"
#include "eksplan/pack/mix_search.hpp"
#include "eksplan/pack/problem.hpp"
#include "eksplan/pack/scaled_mix.hpp"

namespace eksplan::pack {
namespace {

constexpr std::int64_t kMostSearched = 30'000;  // items

class Headroom {
 public:
  Headroom(const Instance& instance, const Packing& packing, const Surroundings& surroundings,
           const HeadroomOptions& options)
      : instance_(&instance),
        packing_(&packing),
        surroundings_(&surroundings),
        options_(&options),
        problem_(reduce(instance)),
        judge_(instance, packing, surroundings, options.replay) {}

  Schedulable run() {
    const auto items =
        std::accumulate(judge_.items().begin(), judge_.items().end(), std::int64_t{0});
    if (items == 0) {
      return {.packing = *packing_, .left = judge_.replay({}), .score = packing_->cost};
    }
    const bool scaled = items > kMostSearched && may_be_scaled();
    const auto choice = scaled ? scaled_up() : searched();
    const bool too_dear = scaled && options_->dearest;
    auto made = choice ? filled(*choice) : too_dear ? not_cheaper() : as_packed();
    made.steps = steps_ + judge_.work();
    return made;
  }

 private:
  // Nothing where other items are left out, or other lots are alone that may not be moved.
  std::optional<MixChoice> known() const {
    const auto* const before = options_->known;
    if (before == nullptr || before->unplaced != packing_->unplaced) {
      return std::nullopt;
    }
    AloneLots alone;
    for (const auto& lot : judge_.movable()) {
      alone.push_back(before->alone[lot.shape][lot.lot]);
    }
    return judge_.all_alone(alone) == before->alone
               ? std::optional(MixChoice{bin_counts(before->bins), std::move(alone)})
               : std::nullopt;
  }

  bool may_be_scaled() const {
    return std::ranges::none_of(instance_->options,
                                [](const Option& option) { return option.max_count.has_value(); });
  }

  std::optional<MixChoice> searched() {
    return MixSearch(judge_, problem_, *packing_).run(options_->work, known());
  }

  // Nothing where it would be too dear.
  std::optional<MixChoice> scaled_up() {
    ScaledMix scaled(judge_, *packing_, *surroundings_, *options_);
    auto mix = scaled.run();
    steps_ += scaled.work();
    if (mix) {
      judge_.note_survival(*mix);
      return MixChoice{*std::move(mix), judge_.alone()};
    }
    return options_->dearest ? std::nullopt
                             : MixSearch(judge_, problem_, *packing_)
                                   .finish(scaled.first_guess(), options_->work);
  }

  base::int128 penalty(const Mix& mix) {
    return MixJudge::penalty(judge_.shortfall(mix, 1, kNoLimit));
  }

  Schedulable not_cheaper() const { return {.packing = *packing_, .left = {}, .score = kNoLimit}; }

  Schedulable as_packed() {
    const auto mix = bin_counts(packing_->bins);
    return {
        .packing = *packing_, .left = judge_.replay(mix), .score = packing_->cost + penalty(mix)};
  }

  Schedulable filled(const MixChoice& choice) {
    const auto& [mix, alone] = choice;
    judge_.serve_alone(alone);
    Schedulable made{.packing = *packing_, .left = {}};
    made.packing.alone = judge_.all_alone(alone);
    made.packing.cost = judge_.cost(mix);
    if (judge_.survives(mix)) {
      made.left.stranded.assign(instance_->shapes.size(), 0);
      made.score = made.packing.cost;
    } else {
      made.left = judge_.replay(mix);
      made.score = made.packing.cost + penalty(mix);
    }
    made.packing.bins = judge_.arrange(mix).value_or(with_spare(mix));
    made.packing.lower_bound = 0;
    made.packing.bound = Bound::none;
    return made;
  }

  // The packing's bins with what they hold, and what `mix` has besides.
  std::vector<BinPattern> with_spare(Mix mix) const {
    auto bins = packing_->bins;
    for (const auto& [option, count] : bin_counts(bins)) {
      mix = changed(std::move(mix), option, -count);
    }
    for (const auto& [option, count] : mix) {
      bins.push_back({option, count, {}});
    }
    return bins;
  }

  const Instance* instance_;
  const Packing* packing_;
  const Surroundings* surroundings_;
  const HeadroomOptions* options_;
  Problem problem_;
  MixJudge judge_;
  std::int64_t steps_ = 0;  // of other judges
};

}  // namespace

Schedulable make_schedulable(const Instance& instance, const Packing& packing,
                             const Surroundings& surroundings, const HeadroomOptions& options) {
  return Headroom(instance, packing, surroundings, options).run();
}

}  // namespace eksplan::pack
