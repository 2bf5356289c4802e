#include "eksplan/pack/headroom.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "eksplan/pack/solve.hpp"

namespace eksplan::pack {
namespace {

constexpr int kRounds = 16;

using Counts = std::map<std::size_t, std::int64_t>;  // option -> bins

class Search {
 public:
  Search(const Instance& instance, const Packing& packing, const Surroundings& surroundings,
         const HeadroomOptions& options)
      : instance_(&instance), packing_(&packing), surroundings_(&surroundings), options_(&options) {
    for (const auto& bin : packing.bins) {
      groups_.insert(instance.options[bin.option].group_class);
    }
  }

  Schedulable run() {
    Counts counts;
    for (const auto& bin : packing_->bins) {
      counts[bin.option] += bin.count;
    }
    const auto packed = counts;
    auto result = replay_in(counts);
    for (int round = 0; round < kRounds && !result.all_fit(); ++round) {
      if (!add_for(needed(result), counts)) {
        break;
      }
      result = replay_in(counts);
    }
    if (!result.all_fit()) {
      return {with_spare(packed, counts), std::move(result)};
    }
    shrink(counts);
    return {filled(counts), replay_in(counts)};
  }

 private:
  Packing emptied(const Counts& counts) const {
    Packing with;
    with.alone = packing_->alone;
    with.unplaced = packing_->unplaced;
    for (const auto& [option, count] : counts) {
      if (count > 0) {
        with.bins.push_back({option, count, {}});
      }
    }
    return with;
  }

  std::int64_t cost_of(const Counts& counts) const {
    std::int64_t cost = 0;
    for (const auto& [option, count] : counts) {
      cost += instance_->options[option].price * count;
    }
    return cost;
  }

  std::int64_t cost_alone() const {
    std::int64_t cost = packing_->cost;
    for (const auto& bin : packing_->bins) {
      cost -= instance_->options[bin.option].price * bin.count;
    }
    return cost;
  }

  Packing with_spare(const Counts& packed, const Counts& counts) const {
    auto with = *packing_;
    with.cost = cost_alone() + cost_of(counts);
    for (const auto& [option, count] : counts) {
      const auto before = packed.find(option);
      const auto spare = count - (before == packed.end() ? 0 : before->second);
      if (spare > 0) {
        with.bins.push_back({option, spare, {}});
      }
    }
    return with;
  }

  Packing filled(const Counts& counts) const {
    auto with = fill_in_order(*instance_, emptied(counts), *surroundings_);
    with.cost = cost_alone() + cost_of(counts);
    return with;
  }

  ReplayResult replay_in(const Counts& counts) const {
    return replay(*instance_, emptied(counts), *surroundings_, options_->replay);
  }

  // The order that failed last is tried first: it fails most often.
  bool all_fit(const Counts& counts) {
    auto options = options_->replay;
    options.stop_early = true;
    options.try_first = last_failed_;
    const auto result = replay(*instance_, emptied(counts), *surroundings_, options);
    if (!result.all_fit()) {
      last_failed_ = result.worst_order;
    }
    return result.all_fit();
  }

  std::optional<std::int64_t> still_to_buy(std::size_t option, const Counts& counts) const {
    const auto& limit = instance_->options[option].max_count;
    if (!limit) {
      return std::nullopt;
    }
    const auto found = counts.find(option);
    return std::max<std::int64_t>(*limit - (found == counts.end() ? 0 : found->second), 0);
  }

  // What the worst order strands; when nothing is, room for one item of the largest shape that an
  // update waits for: updates come one after the other.
  std::vector<std::int64_t> needed(const ReplayResult& result) const {
    auto items = result.stranded;
    if (result.stranded_items == 0 && !result.waiting.empty()) {
      const auto largest = std::max_element(
          result.waiting.begin(), result.waiting.end(), [&](std::size_t a, std::size_t b) {
            return instance_->shapes[a].demand < instance_->shapes[b].demand;
          });
      items[*largest] = 1;
    }
    return items;
  }

  // Bins that hold these items, packed by themselves.
  bool add_for(const std::vector<std::int64_t>& items, Counts& counts) const {
    Instance left = *instance_;
    left.min_bins = 0;
    left.max_groups = 0;
    for (std::size_t shape = 0; shape < left.shapes.size(); ++shape) {
      left.shapes[shape].lots = {{items[shape]}};
      left.shapes[shape].alone_price.reset();
      for (std::size_t option = 0; option < left.options.size(); ++option) {
        if (groups_.count(left.options[option].group_class) == 0) {
          left.shapes[shape].allowed[option] = false;
        }
      }
    }
    for (std::size_t option = 0; option < left.options.size(); ++option) {
      left.options[option].max_count = still_to_buy(option, counts);
    }
    const auto packed = solve(left, {.effort = options_->effort});
    for (const auto& bin : packed.bins) {
      counts[bin.option] += bin.count;
    }
    return !packed.bins.empty();
  }

  std::int64_t bins_in(const Counts& counts) const {
    std::int64_t bins = 0;
    for (const auto& [option, count] : counts) {
      bins += count;
    }
    return bins;
  }

  // Fewer bins, or cheaper ones in place of dear ones, as long as everything fits: from the dearest
  // option on, many at a time where there are many, again and again until nothing can be saved.
  void shrink(Counts& counts) {
    trials_ = options_->trials;
    bool saved = true;
    while (saved && trials_ > 0) {
      saved = false;
      for (const auto option : by_price(counts)) {
        saved = shrink_option(option, counts) || saved;
      }
    }
  }

  std::vector<std::size_t> by_price(const Counts& counts) const {
    std::vector<std::size_t> order;
    for (const auto& [option, count] : counts) {
      if (count > 0) {
        order.push_back(option);
      }
    }
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
      return instance_->options[a].price > instance_->options[b].price;
    });
    return order;
  }

  bool shrink_option(std::size_t option, Counts& counts) {
    bool saved = false;
    for (const auto& smaller : candidates_below(option)) {
      for (auto many = std::max<std::int64_t>(counts[option] / 4, 1); many > 0;) {
        if (counts[option] >= many && try_less(option, smaller, many, counts)) {
          saved = true;
        } else {
          many /= 2;
        }
        if (trials_ <= 0) {
          return saved;
        }
      }
    }
    return saved;
  }

  bool try_less(std::size_t option, const std::optional<std::size_t>& smaller, std::int64_t many,
                Counts& counts) {
    auto trial = counts;
    trial[option] -= many;
    if (smaller) {
      trial[*smaller] += many;
    }
    if (bins_in(trial) < instance_->min_bins) {
      return false;
    }
    --trials_;
    if (!all_fit(trial)) {
      return false;
    }
    counts = std::move(trial);
    return true;
  }

  // Nothing at all first, then the dearest option of at most half and of at most nine tenths of the
  // price.
  std::vector<std::optional<std::size_t>> candidates_below(std::size_t option) const {
    std::vector<std::optional<std::size_t>> found{std::nullopt};
    const auto price = instance_->options[option].price;
    for (const auto percent : {55, 90}) {
      std::optional<std::size_t> best;
      for (std::size_t other = 0; other < instance_->options.size(); ++other) {
        const auto& candidate = instance_->options[other];
        const bool fits = groups_.count(candidate.group_class) != 0 && !candidate.max_count &&
                          candidate.price <= price / 100 * percent;
        if (fits && (!best || candidate.price > instance_->options[*best].price)) {
          best = other;
        }
      }
      if (best && found.back() != best) {
        found.push_back(best);
      }
    }
    return found;
  }

  const Instance* instance_;
  const Packing* packing_;
  const Surroundings* surroundings_;
  const HeadroomOptions* options_;
  std::set<std::uint32_t> groups_;
  std::int64_t trials_ = 0;
  std::optional<std::uint64_t> last_failed_;
};

}  // namespace

Schedulable make_schedulable(const Instance& instance, const Packing& packing,
                             const Surroundings& surroundings, const HeadroomOptions& options) {
  return Search(instance, packing, surroundings, options).run();
}

}  // namespace eksplan::pack
