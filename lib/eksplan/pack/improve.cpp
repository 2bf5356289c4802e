#include "eksplan/pack/improve.hpp"

#include <algorithm>
#include <cstddef>
#include <map>
#include <tuple>
#include <utility>
#include <vector>

namespace eksplan::pack {
namespace {

constexpr std::int64_t kMostBins =
    20'000;                              // beyond, single bins matter too little for their memory
constexpr std::size_t kMostRuined = 5;   // bins taken apart at a time
constexpr std::size_t kTournament = 3;   // bins drawn for each: the most wasteful is taken apart
constexpr std::size_t kMostHosts = 256;  // other bins that are offered the items
constexpr std::size_t kMostRebuildOptions = 6;  // options tried when rebuilding from a long list

// SplitMix64 from a fixed seed.
class Sequence {
 public:
  std::size_t below(std::size_t limit) {
    std::uint64_t z = (state_ += 0x9e3779b97f4a7c15U);
    z = (z ^ (z >> 30U)) * 0xbf58476d1ce4e5b9U;
    z = (z ^ (z >> 27U)) * 0x94d049bb133111ebU;
    return static_cast<std::size_t>((z ^ (z >> 31U)) % limit);
  }

 private:
  std::uint64_t state_ = 1;
};

struct LiveBin {
  std::size_t option = 0;
  std::vector<Content> contents;  // by shape
  Vector room;
  std::int64_t worth = 0;
};

// Items put into a bin that was not taken apart, so that it can be undone.
struct Moved {
  std::size_t bin = 0;
  std::size_t shape = 0;
  std::int64_t items = 0;
};

class Improver {
 public:
  Improver(BinFiller& filler, std::span<const std::size_t> options, const Draft& draft)
      : filler_(&filler),
        problem_(&filler.problem()),
        options_(options),
        limits_(problem_->limits) {
    for (const auto& row : draft.bins) {
      for (std::int64_t i = 0; i < row.count; ++i) {
        add_bin(row.option, draft.contents_of(row));
      }
    }
    open_.left.assign(problem_->shapes, 0);
  }

  void step();
  Draft result() const;

  bool has_bins() const { return !bins_.empty(); }

 private:
  void add_bin(std::size_t option, std::span<const Content> contents);
  void change(LiveBin& bin, std::size_t shape, std::int64_t items);
  std::int64_t room_for(const LiveBin& bin, std::size_t shape, std::int64_t left) const;
  std::vector<std::size_t> choose_bins();
  void open_up(const std::vector<std::size_t>& chosen);
  void move_to_others(const std::vector<std::size_t>& chosen);
  std::vector<std::size_t> rebuild_options(const std::vector<std::size_t>& chosen);
  bool limits_hold(const std::vector<std::size_t>& chosen, const Draft& rebuilt) const;
  void replace(std::vector<std::size_t> chosen, const Draft& rebuilt);

  BinFiller* filler_;
  const Problem* problem_;
  std::span<const std::size_t> options_;
  std::vector<std::int64_t> limits_;  // by option: how many more may be bought
  std::vector<LiveBin> bins_;
  Sequence sequence_;
  OpenItems open_;
  std::vector<Moved> moved_;
};

void Improver::change(LiveBin& bin, std::size_t shape, std::int64_t items) {
  for (std::size_t d = 0; d < problem_->dimensions; ++d) {
    bin.room[d] -= problem_->demand(shape)[d] * items;
  }
  bin.worth += filler_->worth()[shape] * items;
  const auto at =
      std::lower_bound(bin.contents.begin(), bin.contents.end(), shape,
                       [](const Content& content, std::size_t s) { return content.shape < s; });
  if (at == bin.contents.end() || at->shape != shape) {
    bin.contents.insert(at, {shape, items});
  } else if ((at->items += items) == 0) {
    bin.contents.erase(at);
  }
}

void Improver::add_bin(std::size_t option, std::span<const Content> contents) {
  const auto* capacity = problem_->capacity(option);
  LiveBin bin{option, {}, Vector(capacity, capacity + problem_->dimensions), 0};
  for (const auto& content : contents) {
    change(bin, content.shape, content.items);
  }
  limits_[option] -= limits_[option] == kUnlimited ? 0 : 1;
  bins_.push_back(std::move(bin));
}

std::int64_t Improver::room_for(const LiveBin& bin, std::size_t shape, std::int64_t left) const {
  if (!problem_->fit(shape, bin.option)) {
    return 0;
  }
  auto items = std::min(left, problem_->caps[shape]);
  for (std::size_t d = 0; d < problem_->dimensions && items > 0; ++d) {
    const auto demand = problem_->demand(shape)[d];
    items = demand > 0 ? std::min(items, bin.room[d] / demand) : items;
  }
  const auto& enemies = problem_->conflicts[shape];
  for (const auto& content : bin.contents) {
    if (content.shape == shape && problem_->caps[shape] != kUnlimited) {
      items = std::min(items, problem_->caps[shape] - content.items);
    }
    if (!enemies.empty() && std::binary_search(enemies.begin(), enemies.end(), content.shape)) {
      return 0;
    }
  }
  return std::max<std::int64_t>(items, 0);
}

// A few different bins; of those drawn for each place the one whose contents are worth least of its
// price.
std::vector<std::size_t> Improver::choose_bins() {
  const auto wanted = 1 + sequence_.below(std::min(kMostRuined, bins_.size()));
  std::vector<std::size_t> chosen;
  for (std::size_t i = 0; i < wanted; ++i) {
    std::size_t best = bins_.size();
    std::int64_t least = 0;
    for (std::size_t draw = 0; draw < kTournament; ++draw) {
      const auto bin = sequence_.below(bins_.size());
      const auto thousandth = std::max<std::int64_t>(problem_->prices[bins_[bin].option] / 1000, 1);
      const auto part = bins_[bin].worth / thousandth;
      if (best == bins_.size() || part < least) {
        best = bin;
        least = part;
      }
    }
    if (std::find(chosen.begin(), chosen.end(), best) == chosen.end()) {
      chosen.push_back(best);
    }
  }
  std::sort(chosen.begin(), chosen.end());
  return chosen;
}

// The items of the chosen bins, in an order of worth that is disturbed a little.
void Improver::open_up(const std::vector<std::size_t>& chosen) {
  std::vector<std::pair<std::int64_t, std::size_t>> keyed;
  for (const auto bin : chosen) {
    for (const auto& content : bins_[bin].contents) {
      if (open_.left[content.shape] == 0) {
        const auto percent = static_cast<std::int64_t>(70 + sequence_.below(61));
        keyed.emplace_back(-(filler_->worth()[content.shape] / 100 * percent), content.shape);
      }
      open_.left[content.shape] += content.items;
    }
  }
  std::sort(keyed.begin(), keyed.end());
  open_.order.clear();
  for (const auto& [key, shape] : keyed) {
    open_.order.push_back(shape);
  }
}

void Improver::move_to_others(const std::vector<std::size_t>& chosen) {
  const auto first = sequence_.below(bins_.size());
  const auto hosts = std::min(kMostHosts, bins_.size());
  for (const auto shape : open_.order) {
    for (std::size_t i = 0; i < hosts && open_.left[shape] > 0; ++i) {
      const auto bin = (first + i) % bins_.size();
      if (std::binary_search(chosen.begin(), chosen.end(), bin)) {
        continue;
      }
      const auto items = room_for(bins_[bin], shape, open_.left[shape]);
      if (items > 0) {
        change(bins_[bin], shape, items);
        open_.left[shape] -= items;
        moved_.push_back({bin, shape, items});
      }
    }
  }
}

std::vector<std::size_t> Improver::rebuild_options(const std::vector<std::size_t>& chosen) {
  if (options_.size() <= kMostRebuildOptions) {
    return {options_.begin(), options_.end()};
  }
  std::vector<std::size_t> options;
  for (const auto bin : chosen) {
    options.push_back(bins_[bin].option);
  }
  while (options.size() < kMostRebuildOptions + chosen.size()) {
    options.push_back(options_[sequence_.below(options_.size())]);
  }
  std::sort(options.begin(), options.end());
  options.erase(std::unique(options.begin(), options.end()), options.end());
  return options;
}

bool Improver::limits_hold(const std::vector<std::size_t>& chosen, const Draft& rebuilt) const {
  std::map<std::size_t, std::int64_t> bought;
  for (const auto bin : chosen) {
    --bought[bins_[bin].option];
  }
  for (const auto& row : rebuilt.bins) {
    bought[row.option] += row.count;
  }
  return std::all_of(bought.begin(), bought.end(),
                     [&](const auto& more) { return more.second <= limits_[more.first]; });
}

void Improver::replace(std::vector<std::size_t> chosen, const Draft& rebuilt) {
  for (auto bin = chosen.rbegin(); bin != chosen.rend(); ++bin) {
    const auto option = bins_[*bin].option;
    limits_[option] += limits_[option] == kUnlimited ? 0 : 1;
    bins_[*bin] = std::move(bins_.back());
    bins_.pop_back();
  }
  for (const auto& row : rebuilt.bins) {
    for (std::int64_t i = 0; i < row.count; ++i) {
      add_bin(row.option, rebuilt.contents_of(row));
    }
  }
}

void Improver::step() {
  const auto chosen = choose_bins();
  const auto bin_count = static_cast<std::int64_t>(bins_.size());
  auto old_cost = cost_of_missing_bins(*problem_, options_, bin_count);
  for (const auto bin : chosen) {
    old_cost += problem_->prices[bins_[bin].option];
  }
  open_up(chosen);
  moved_.clear();
  if (sequence_.below(2) == 0) {
    move_to_others(chosen);
  }
  auto still_open = open_;
  still_open.order.erase(
      std::remove_if(still_open.order.begin(), still_open.order.end(),
                     [&](std::size_t shape) { return still_open.left[shape] == 0; }),
      still_open.order.end());
  auto rebuilt = filler_->pack(std::move(still_open), rebuild_options(chosen));
  give_cheapest_options(*problem_, options_, rebuilt);
  for (const auto shape : open_.order) {
    open_.left[shape] = 0;
  }
  const auto new_count = bin_count - static_cast<std::int64_t>(chosen.size()) + rebuilt.bin_count();
  const auto new_cost = rebuilt.cost + cost_of_missing_bins(*problem_, options_, new_count);
  if (rebuilt.unplaced == 0 && new_cost <= old_cost && new_count > 0 &&
      limits_hold(chosen, rebuilt)) {
    replace(chosen, rebuilt);
    return;
  }
  for (const auto& move : moved_) {
    change(bins_[move.bin], move.shape, -move.items);
  }
}

Draft Improver::result() const {
  std::map<std::pair<std::size_t, std::vector<std::pair<std::size_t, std::int64_t>>>, std::int64_t>
      patterns;
  for (const auto& bin : bins_) {
    std::vector<std::pair<std::size_t, std::int64_t>> contents;
    for (const auto& content : bin.contents) {
      contents.emplace_back(content.shape, content.items);
    }
    ++patterns[{bin.option, std::move(contents)}];
  }
  Draft draft;
  for (const auto& [pattern, count] : patterns) {
    std::vector<Content> contents;
    for (const auto& [shape, items] : pattern.second) {
      contents.push_back({shape, items});
    }
    draft.add(pattern.first, count, contents, *problem_);
  }
  return draft;
}

}  // namespace

Draft improve(BinFiller& filler, std::span<const std::size_t> options, const Draft& draft,
              std::int64_t steps) {
  if (draft.bins.empty() || draft.bin_count() > kMostBins || steps <= 0) {
    return draft;
  }
  Improver improver(filler, options, draft);
  for (std::int64_t i = 0; i < steps; ++i) {
    improver.step();
  }
  auto result = improver.result();
  give_cheapest_options(filler.problem(), options, result);
  fill_up_to_least_bins(filler.problem(), options, result);
  result.unplaced = draft.unplaced;
  return better(result, draft) ? result : draft;
}

}  // namespace eksplan::pack
