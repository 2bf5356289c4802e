#include "eksplan/pack/headroom.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <numeric>
#include <optional>
#include <utility>

#include "eksplan/pack/mix_judge.hpp"
#include "eksplan/pack/mix_search.hpp"
#include "eksplan/pack/problem.hpp"

namespace eksplan::pack {
namespace {

constexpr std::int64_t kMostSearched = 30'000;  // items
// Per mille of the packing's bins.
constexpr std::array kScales{1030, 1040, 1050, 1060, 1070, 1080, 1090,
                             1100, 1110, 1120, 1150, 1200, 1250};

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
      return {*packing_, judge_.replay({})};
    }
    MixSearch search(judge_, problem_, *packing_);
    const auto mix = items > kMostSearched && may_be_scaled()
                         ? search.finish(scaled_up(), options_->work)
                         : search.run(options_->work, known());
    return mix ? filled(*mix) : as_packed();
  }

 private:
  Mix known() const {
    const auto* const before = options_->known;
    const bool same = before != nullptr && before->alone == packing_->alone &&
                      before->unplaced == packing_->unplaced;
    return same ? bin_counts(before->bins) : Mix{};
  }

  bool may_be_scaled() const {
    return std::ranges::none_of(instance_->options,
                                [](const Option& option) { return option.max_count.has_value(); });
  }

  Mix scaled(int per_mille) const {
    auto mix = bin_counts(packing_->bins);
    for (auto& some : mix) {
      some.count = (some.count * per_mille + 999) / 1000;
    }
    return mix;
  }

  // More of all bins of the packing, by the least part with which they survive; in the first order
  // that is found out, and the others are tried with that. Where none survives, by a tenth.
  Mix scaled_up() {
    auto first = options_->replay;
    first.orders = 1;
    MixJudge judge(*instance_, *packing_, *surroundings_, first);
    auto scale = std::ranges::partition_point(
        kScales, [&](int per_mille) { return !judge.survives(scaled(per_mille)); });
    while (scale != kScales.end() && options_->replay.orders > 1 &&
           !judge_.survives(scaled(*scale))) {
      ++scale;
    }
    return scaled(scale == kScales.end() ? 1100 : *scale);
  }

  Schedulable as_packed() { return {*packing_, judge_.replay(bin_counts(packing_->bins))}; }

  Schedulable filled(const Mix& mix) {
    Schedulable made{*packing_, {}};
    if (judge_.survives(mix)) {
      made.left.stranded.assign(instance_->shapes.size(), 0);
    } else {
      made.left = judge_.replay(mix);
    }
    for (const auto& bin : packing_->bins) {
      made.packing.cost -= instance_->options[bin.option].price * bin.count;
    }
    made.packing.cost += judge_.cost(mix);
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
};

}  // namespace

Schedulable make_schedulable(const Instance& instance, const Packing& packing,
                             const Surroundings& surroundings, const HeadroomOptions& options) {
  return Headroom(instance, packing, surroundings, options).run();
}

}  // namespace eksplan::pack
