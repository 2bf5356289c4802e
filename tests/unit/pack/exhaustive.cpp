#include "exhaustive.hpp"

#include <algorithm>
#include <cstddef>
#include <set>

namespace eksplan::pack {
namespace {

struct OpenBin {
  std::size_t option = 0;
  std::vector<std::size_t> shapes;  // of the items in it, one each
};

// Puts one item after another into every bin it may go to, and into a new one of every option.
class Exhaustive {
 public:
  explicit Exhaustive(const Instance& instance) : instance_(instance) {}

  void search(const std::vector<std::size_t>& items, std::int64_t alone_cost) {
    items_ = items;
    place(0, alone_cost);
  }

  std::optional<std::int64_t> best() const { return best_; }

 private:
  bool fits(const OpenBin& bin, std::size_t shape) const {
    const auto& option = instance_.options[bin.option];
    if (!instance_.shapes[shape].allowed[bin.option]) {
      return false;
    }
    for (std::size_t d = 0; d < instance_.dimensions; ++d) {
      std::int64_t used = instance_.shapes[shape].demand[d];
      for (const auto other : bin.shapes) {
        used += instance_.shapes[other].demand[d];
      }
      if (used > option.capacity[d]) {
        return false;
      }
    }
    const auto same = std::count(bin.shapes.begin(), bin.shapes.end(), shape);
    if (instance_.shapes[shape].per_bin_cap.value_or(1000) <= same) {
      return false;
    }
    return std::none_of(
        instance_.conflicts.begin(), instance_.conflicts.end(), [&](const Conflict& conflict) {
          const auto holds = [&](std::size_t s) {
            return std::find(bin.shapes.begin(), bin.shapes.end(), s) != bin.shapes.end();
          };
          return (conflict.first == shape && holds(conflict.second)) ||
                 (conflict.second == shape && holds(conflict.first));
        });
  }

  bool may_open(std::size_t option) const {
    const auto same = std::count_if(bins_.begin(), bins_.end(),
                                    [&](const OpenBin& bin) { return bin.option == option; });
    std::set<std::uint32_t> groups{instance_.options[option].group_class};
    for (const auto& bin : bins_) {
      groups.insert(instance_.options[bin.option].group_class);
    }
    const bool usable = std::any_of(instance_.shapes.begin(), instance_.shapes.end(),
                                    [&](const Shape& shape) { return shape.allowed[option]; });
    return usable && same < instance_.options[option].max_count.value_or(1000) &&
           (instance_.max_groups == 0 || groups.size() <= instance_.max_groups);
  }

  // All items are in: bins that are still missing may be empty ones.
  void finish(std::int64_t cost) {
    const auto count = static_cast<std::int64_t>(bins_.size());
    if (count == 0 || count >= instance_.min_bins) {
      best_ = std::min(best_.value_or(cost), cost);
      return;
    }
    bool opened = false;
    for (std::size_t option = 0; option < instance_.options.size(); ++option) {
      if (may_open(option)) {
        opened = true;
        bins_.push_back({option, {}});
        finish(cost + instance_.options[option].price);
        bins_.pop_back();
      }
    }
    if (!opened) {
      best_ = std::min(best_.value_or(cost), cost);
    }
  }

  void place(std::size_t item, std::int64_t cost) {
    if (best_ && cost >= *best_) {
      return;
    }
    if (item == items_.size()) {
      finish(cost);
      return;
    }
    const auto shape = items_[item];
    for (std::size_t i = 0; i < bins_.size(); ++i) {
      if (fits(bins_[i], shape)) {
        bins_[i].shapes.push_back(shape);
        place(item + 1, cost);
        bins_[i].shapes.pop_back();
      }
    }
    for (std::size_t option = 0; option < instance_.options.size(); ++option) {
      if (may_open(option) && fits({option, {}}, shape)) {
        bins_.push_back({option, {shape}});
        place(item + 1, cost + instance_.options[option].price);
        bins_.pop_back();
      }
    }
  }

  const Instance& instance_;
  std::vector<std::size_t> items_;
  std::vector<OpenBin> bins_;
  std::optional<std::int64_t> best_;
};

// Every way to serve items of the shapes from `shape` on alone, in pieces that stay together.
void choose_alone(const Instance& instance, const std::vector<std::vector<std::int64_t>>& pieces,
                  std::size_t shape, std::vector<std::int64_t> in_bins, std::int64_t alone_cost,
                  Exhaustive& search) {
  if (shape == instance.shapes.size()) {
    std::vector<std::size_t> items;
    for (std::size_t s = 0; s < in_bins.size(); ++s) {
      items.insert(items.end(), static_cast<std::size_t>(in_bins[s]), s);
    }
    search.search(items, alone_cost);
    return;
  }
  std::vector<std::int64_t> ways{0};
  if (instance.shapes[shape].alone_price) {
    for (const auto piece : pieces[shape]) {
      const auto count = ways.size();
      for (std::size_t i = 0; i < count; ++i) {
        ways.push_back(ways[i] + piece);
      }
    }
    std::sort(ways.begin(), ways.end());
    ways.erase(std::unique(ways.begin(), ways.end()), ways.end());
  }
  const auto all = in_bins[shape];
  for (const auto alone : ways) {
    if (alone <= all) {
      in_bins[shape] = all - alone;
      choose_alone(instance, pieces, shape + 1, in_bins,
                   alone_cost + alone * instance.shapes[shape].alone_price.value_or(0), search);
    }
  }
}

}  // namespace

std::optional<std::int64_t> least_cost(const Instance& instance,
                                       const std::vector<std::int64_t>& left_out,
                                       bool lots_together) {
  std::vector<std::vector<std::int64_t>> pieces;
  std::vector<std::int64_t> counts;
  for (std::size_t shape = 0; shape < instance.shapes.size(); ++shape) {
    counts.push_back(instance.shapes[shape].count() - left_out[shape]);
    pieces.emplace_back();
    for (const auto& lot : instance.shapes[shape].lots) {
      pieces.back().insert(pieces.back().end(),
                           lots_together ? 1U : static_cast<std::size_t>(lot.count),
                           lots_together ? lot.count : 1);
    }
  }
  Exhaustive search(instance);
  choose_alone(instance, pieces, 0, counts, 0, search);
  return search.best();
}

}  // namespace eksplan::pack
