#include "eksplan/pack/headroom.hpp"

#include <algorithm>
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
constexpr std::int64_t kPartSearched = 10'000;

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
      return {*packing_, judge_.replay({}), packing_->cost};
    }
    MixSearch search(judge_, problem_, *packing_);
    const auto mix = items > kMostSearched && may_be_cut()
                         ? search.finish(multiplied(items / kPartSearched), options_->work)
                         : search.run(options_->work, known());
    if (!mix) {
      return as_packed();
    }
    auto made = filled(*mix);
    made.score = search.best_score() + (made.packing.cost - judge_.cost(*mix));
    return made;
  }

 private:
  Mix known() const {
    const auto* const before = options_->known;
    const bool same = before != nullptr && before->alone == packing_->alone &&
                      before->unplaced == packing_->unplaced;
    return same ? bin_counts(before->bins) : Mix{};
  }

  bool may_be_cut() const {
    return std::ranges::none_of(instance_->options,
                                [](const Option& option) { return option.max_count.has_value(); });
  }

  // The bins for one lot in `parts`, so many times.
  Mix multiplied(std::int64_t parts) {
    auto part = *packing_;
    std::int64_t turn = 0;
    for (std::size_t shape = 0; shape < part.alone.size(); ++shape) {
      const bool none = judge_.items()[shape] == 0;
      for (std::size_t lot = 0; lot < part.alone[shape].size(); ++lot) {
        if (!part.alone[shape][lot]) {
          part.alone[shape][lot] = none || turn++ % parts != 0;
        }
      }
      part.unplaced[shape] = 0;
    }
    for (auto& bin : part.bins) {
      bin.count = (bin.count + parts - 1) / parts;
    }
    MixJudge judge(*instance_, part, *surroundings_, options_->replay);
    auto mix = MixSearch(judge, problem_, part).run(options_->work / 3, {});
    for (auto& some : mix ? *mix : (mix = bin_counts(part.bins)).value()) {
      some.count *= parts;
    }
    return *mix;
  }

  Schedulable as_packed() { return {*packing_, judge_.replay(bin_counts(packing_->bins))}; }

  Schedulable filled(const Mix& mix) {
    Schedulable made{*packing_, judge_.replay(mix), 0};
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
