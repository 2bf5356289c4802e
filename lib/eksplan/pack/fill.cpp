#include "eksplan/pack/fill.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/base/checked.hpp"

namespace eksplan::pack {
namespace {

constexpr std::int64_t kWhole = std::int64_t{1} << 62U;

// Many pieces of one shape, put in one after another, as one.
void merge_same_shapes(std::vector<Content>& contents) {
  std::sort(contents.begin(), contents.end(),
            [](const Content& a, const Content& b) { return a.shape < b.shape; });
  std::size_t kept = 0;
  for (std::size_t i = 0; i < contents.size(); ++i) {
    if (kept > 0 && contents[kept - 1].shape == contents[i].shape) {
      contents[kept - 1].items += contents[i].items;
    } else {
      contents[kept++] = contents[i];
    }
  }
  contents.resize(kept);
}

}  // namespace

OpenItems open_items(const std::vector<std::int64_t>& counts,
                     const std::vector<std::int64_t>& worth) {
  OpenItems open{counts, {}};
  for (std::size_t shape = 0; shape < counts.size(); ++shape) {
    if (counts[shape] > 0) {
      open.order.push_back(shape);
    }
  }
  std::stable_sort(open.order.begin(), open.order.end(),
                   [&](std::size_t a, std::size_t b) { return worth[a] > worth[b]; });
  return open;
}

BinFiller::BinFiller(const Problem& problem, std::vector<std::int64_t> worth)
    : problem_(&problem),
      worth_(std::move(worth)),
      room_(problem.dimensions),
      lists_(problem.dimensions),
      next_(problem.dimensions),
      taken_(problem.dimensions) {
  for (const auto capacity : problem.capacities) {
    share_.push_back(capacity > 0 ? kWhole / capacity : 0);
  }
}

void BinFiller::start(std::size_t option, Filled& filled) {
  option_ = option;
  std::copy_n(problem_->capacity(option), problem_->dimensions, room_.begin());
  filled.contents.clear();
  filled.worth = 0;
}

bool BinFiller::fits_now(std::size_t shape, const Filled& filled) const {
  const auto* demand = problem_->demand(shape);
  for (std::size_t d = 0; d < problem_->dimensions; ++d) {
    if (demand[d] > room_[d]) {
      return false;
    }
  }
  const auto& enemies = problem_->conflicts[shape];
  return enemies.empty() ||
         std::none_of(filled.contents.begin(), filled.contents.end(), [&](const Content& content) {
           return std::binary_search(enemies.begin(), enemies.end(), content.shape);
         });
}

// How many of a shape of which one fits.
std::int64_t BinFiller::room_for(std::size_t shape, std::int64_t left) const {
  const auto* demand = problem_->demand(shape);
  for (std::size_t d = 0; d < problem_->dimensions && left > 1; ++d) {
    if (demand[d] > 0) {
      left = std::min(left, room_[d] / demand[d]);
    }
  }
  return left;
}

void BinFiller::put(std::size_t shape, std::int64_t items, Filled& filled) {
  const auto* demand = problem_->demand(shape);
  for (std::size_t d = 0; d < problem_->dimensions; ++d) {
    room_[d] -= demand[d] * items;
  }
  if (!filled.contents.empty() && filled.contents.back().shape == shape) {
    filled.contents.back().items += items;
  } else {
    filled.contents.push_back({shape, items});
  }
  filled.worth += worth_[shape] * items;
}

void BinFiller::fill_largest_first(std::size_t option, const OpenItems& open, Filled& filled) {
  start(option, filled);
  const auto* fits = &problem_->fits[option * problem_->shapes];
  work_ += static_cast<std::int64_t>(open.order.size());
  for (const auto shape : open.order) {
    if (fits[shape] != 0 && fits_now(shape, filled)) {
      put(shape, room_for(shape, std::min(open.left[shape], problem_->caps[shape])), filled);
    }
  }
}

// The dimension with the largest free part whose list still has a shape that fits; `dimensions`
// when none has.
std::size_t BinFiller::roomiest_list(const Filled& filled) {
  std::size_t best = problem_->dimensions;
  std::int64_t most = -1;
  for (std::size_t d = 0; d < problem_->dimensions; ++d) {
    const auto free = room_[d] * share_[option_ * problem_->dimensions + d];
    if (free <= most) {
      continue;
    }
    auto& next = next_[d];
    while (next < lists_[d].size() && !fits_now(lists_[d][next], filled)) {
      ++next;
      taken_[d] = 0;
    }
    if (next < lists_[d].size()) {
      best = d;
      most = free;
    }
  }
  return best;
}

// Always an item that is tight in the dimension of which most is free, so that all dimensions run
// out together.
void BinFiller::fill_balanced(std::size_t option, const OpenItems& open, Filled& filled) {
  start(option, filled);
  std::size_t lists = 0;
  for (std::size_t d = 0; d < problem_->dimensions; ++d) {
    lists_[d].clear();
    next_[d] = 0;
    taken_[d] = 0;
  }
  for (const auto shape : open.order) {
    if (problem_->fit(shape, option)) {
      auto& list = lists_[problem_->tightest[option * problem_->shapes + shape]];
      lists += list.empty() ? 1U : 0U;
      list.push_back(shape);
    }
  }
  work_ += static_cast<std::int64_t>(open.order.size());
  if (lists < 2) {
    return;  // the same as the largest first
  }
  while (true) {
    const auto d = roomiest_list(filled);
    if (d == problem_->dimensions) {
      break;
    }
    const auto shape = lists_[d][next_[d]];
    put(shape, 1, filled);
    ++work_;
    if (++taken_[d] >= std::min(open.left[shape], problem_->caps[shape])) {
      ++next_[d];
      taken_[d] = 0;
    }
  }
}

bool BinFiller::repeat_best(std::span<const std::size_t> options, OpenItems& open,
                            std::vector<std::int64_t>& limits, Draft& draft) {
  std::size_t chosen = problem_->options;
  best_.worth = 0;
  for (const auto option : options) {
    for (const bool balanced : {false, true}) {
      if (limits[option] == 0) {
        continue;
      }
      balanced ? fill_balanced(option, open, trial_) : fill_largest_first(option, open, trial_);
      const bool wins =
          !trial_.contents.empty() &&
          (chosen == problem_->options || base::int128{trial_.worth} * problem_->prices[chosen] >
                                              base::int128{best_.worth} * problem_->prices[option]);
      if (wins) {
        std::swap(trial_, best_);
        chosen = option;
      }
    }
  }
  if (chosen == problem_->options) {
    return false;
  }
  merge_same_shapes(best_.contents);
  std::int64_t times = limits[chosen];
  for (const auto& content : best_.contents) {
    times = std::min(times, open.left[content.shape] / content.items);
  }
  for (const auto& content : best_.contents) {
    open.left[content.shape] -= content.items * times;
  }
  limits[chosen] -= limits[chosen] == kUnlimited ? 0 : times;
  draft.add(chosen, times, best_.contents, *problem_);
  return true;
}

Draft BinFiller::pack(OpenItems open, std::span<const std::size_t> options) {
  Draft draft;
  auto limits = problem_->limits;
  while (!open.order.empty() && repeat_best(options, open, limits, draft)) {
    open.order.erase(std::remove_if(open.order.begin(), open.order.end(),
                                    [&](std::size_t shape) { return open.left[shape] == 0; }),
                     open.order.end());
  }
  for (const auto shape : open.order) {
    draft.unplaced += open.left[shape];
  }
  return draft;
}

}  // namespace eksplan::pack
