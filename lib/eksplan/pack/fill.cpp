#include "eksplan/pack/fill.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/base/checked.hpp"

namespace eksplan::pack {
namespace {

constexpr std::int64_t kWhole = std::int64_t{1} << 62U;
constexpr std::int64_t kPieces = 6;  // a shape that fits often is put in in at least so many

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

void forget_packed(OpenItems& open) {
  open.order.erase(std::remove_if(open.order.begin(), open.order.end(),
                                  [&](std::size_t shape) { return open.left[shape] == 0; }),
                   open.order.end());
}

BinFiller::BinFiller(const Problem& problem, std::vector<std::int64_t> worth)
    : problem_(&problem),
      worth_(std::move(worth)),
      smallest_(problem.dimensions),
      room_(problem.dimensions),
      lists_(problem.dimensions),
      next_(problem.dimensions),
      taken_(problem.dimensions) {
  for (const auto capacity : problem.capacities) {
    share_.push_back(capacity > 0 ? kWhole / capacity : 0);
  }
}

void BinFiller::gather(const OpenItems& open) {
  entries_.clear();
  demands_.clear();
  std::fill(smallest_.begin(), smallest_.end(), kUnlimited);
  for (const auto shape : open.order) {
    if (open.left[shape] == 0) {
      continue;
    }
    const auto* from = problem_->demand(shape);
    entries_.push_back({shape, open.left[shape], problem_->caps[shape], worth_[shape],
                        !problem_->conflicts[shape].empty()});
    demands_.insert(demands_.end(), from, from + problem_->dimensions);
    for (std::size_t d = 0; d < problem_->dimensions; ++d) {
      smallest_[d] = std::min(smallest_[d], from[d]);
    }
  }
}

void BinFiller::drop_packed() {
  const auto width = static_cast<std::ptrdiff_t>(problem_->dimensions);
  std::size_t kept = 0;
  for (std::size_t i = 0; i < entries_.size(); ++i) {
    if (entries_[i].left == 0) {
      continue;
    }
    if (kept != i) {
      entries_[kept] = entries_[i];
      std::copy_n(demands_.begin() + static_cast<std::ptrdiff_t>(i) * width, width,
                  demands_.begin() + static_cast<std::ptrdiff_t>(kept) * width);
    }
    ++kept;
  }
  entries_.resize(kept);
}

void BinFiller::start(std::size_t option, Filled& filled) {
  option_ = option;
  std::copy_n(problem_->capacity(option), problem_->dimensions, room_.begin());
  filled.contents.clear();
  filled.worth = 0;
}

bool BinFiller::has_room(std::size_t entry) const {
  const auto* needed = demand(entry);
  for (std::size_t d = 0; d < room_.size(); ++d) {
    if (needed[d] > room_[d]) {
      return false;
    }
  }
  return true;
}

bool BinFiller::is_full() const {
  for (std::size_t d = 0; d < room_.size(); ++d) {
    if (smallest_[d] > room_[d]) {
      return true;
    }
  }
  return false;
}

bool BinFiller::is_at_peace(std::size_t shape, std::span<const Content> shapes) const {
  const auto& enemies = problem_->conflicts[shape];
  return std::none_of(shapes.begin(), shapes.end(), [&](const Content& content) {
    return std::binary_search(enemies.begin(), enemies.end(), content.shape);
  });
}

bool BinFiller::fits_now(std::size_t entry, const Filled& filled) const {
  if (!has_room(entry)) {
    return false;
  }
  if (!entries_[entry].has_enemies) {
    return true;
  }
  const auto& enemies = problem_->conflicts[entries_[entry].shape];
  return std::none_of(filled.contents.begin(), filled.contents.end(), [&](const Content& content) {
    return std::binary_search(enemies.begin(), enemies.end(), entries_[content.shape].shape);
  });
}

// How many of a shape of which one fits.
std::int64_t BinFiller::room_for(std::size_t entry, std::int64_t left) const {
  const auto* needed = demand(entry);
  for (std::size_t d = 0; d < room_.size() && left > 1; ++d) {
    if (needed[d] > 0) {
      left = std::min(left, room_[d] / needed[d]);
    }
  }
  return left;
}

void BinFiller::put(std::size_t entry, std::int64_t items, Filled& filled) {
  const auto* needed = demand(entry);
  for (std::size_t d = 0; d < room_.size(); ++d) {
    room_[d] -= needed[d] * items;
  }
  if (!filled.contents.empty() && filled.contents.back().shape == entry) {
    filled.contents.back().items += items;
  } else {
    filled.contents.push_back({entry, items});
  }
  filled.worth += entries_[entry].worth * items;
}

void BinFiller::fill_largest_first(std::size_t option, Filled& filled) {
  start(option, filled);
  const auto* fits = &problem_->fits[option * problem_->shapes];
  std::size_t entry = 0;
  for (; entry < entries_.size(); ++entry) {
    const auto& open = entries_[entry];
    if (fits[open.shape] != 0 && fits_now(entry, filled)) {
      put(entry, room_for(entry, std::min(open.left, open.cap)), filled);
      if (is_full()) {
        break;
      }
    }
  }
  work_ += static_cast<std::int64_t>(entry) + 1;
}

// The dimension with the largest free part whose list still has an entry that fits; `dimensions`
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

// All dimensions are to run out together.
void BinFiller::fill_balanced(std::size_t option, Filled& filled) {
  start(option, filled);
  std::size_t lists = 0;
  for (std::size_t d = 0; d < problem_->dimensions; ++d) {
    lists_[d].clear();
    next_[d] = 0;
    taken_[d] = 0;
  }
  for (std::size_t entry = 0; entry < entries_.size(); ++entry) {
    const auto cell = option * problem_->shapes + entries_[entry].shape;
    if (problem_->fits[cell] != 0) {
      auto& list = lists_[problem_->tightest[cell]];
      lists += list.empty() ? 1U : 0U;
      list.push_back(entry);
    }
  }
  work_ += static_cast<std::int64_t>(entries_.size());
  if (lists < 2) {
    return;  // the same as the largest first
  }
  while (!is_full()) {
    const auto d = roomiest_list(filled);
    if (d == problem_->dimensions) {
      break;
    }
    const auto entry = lists_[d][next_[d]];
    const auto most = std::min(entries_[entry].left, entries_[entry].cap);
    const auto fitting = room_for(entry, most - taken_[d]);
    const auto items = std::max<std::int64_t>(fitting / kPieces, 1);
    put(entry, items, filled);
    work_ += 2;
    taken_[d] += items;
    if (taken_[d] >= most) {
      ++next_[d];
      taken_[d] = 0;
    }
  }
}

void BinFiller::try_option(std::size_t option, FillOrder fill_order, std::size_t& chosen) {
  for (const bool balanced : {false, true}) {
    if (fill_order == (balanced ? FillOrder::largest_first : FillOrder::balanced)) {
      continue;
    }
    balanced ? fill_balanced(option, trial_) : fill_largest_first(option, trial_);
    if (balanced && trial_.contents.empty() && fill_order == FillOrder::balanced) {
      fill_largest_first(option, trial_);
    }
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

bool BinFiller::repeat_best(std::span<const std::size_t> options, std::vector<std::int64_t>& limits,
                            FillOrder fill_order, Draft& draft) {
  std::size_t chosen = problem_->options;
  best_.worth = 0;
  for (const auto option : options) {
    if (limits[option] > 0) {
      try_option(option, fill_order, chosen);
    }
  }
  if (chosen == problem_->options) {
    return false;
  }
  merge_same_shapes(best_.contents);
  std::int64_t times = limits[chosen];
  for (const auto& content : best_.contents) {
    times = std::min(times, entries_[content.shape].left / content.items);
  }
  pattern_.clear();
  for (const auto& content : best_.contents) {
    auto& entry = entries_[content.shape];
    entry.left -= content.items * times;
    pattern_.push_back({entry.shape, content.items});
  }
  std::sort(pattern_.begin(), pattern_.end(),
            [](const Content& a, const Content& b) { return a.shape < b.shape; });
  limits[chosen] -= limits[chosen] == kUnlimited ? 0 : times;
  draft.add(chosen, times, pattern_, *problem_);
  return true;
}

void BinFiller::pack(OpenItems& open, std::span<const std::size_t> options,
                     std::vector<std::int64_t>& limits, FillOrder fill_order, Draft& draft) {
  gather(open);
  while (!entries_.empty() && repeat_best(options, limits, fill_order, draft)) {
    drop_packed();
  }
  for (const auto shape : open.order) {
    open.left[shape] = 0;
  }
  open.order.clear();
  for (const auto& entry : entries_) {
    open.order.push_back(entry.shape);
    open.left[entry.shape] = entry.left;
  }
}

std::span<const Content> BinFiller::top_up(std::size_t option, std::span<const Amount> room,
                                           std::span<const Content> contents,
                                           const OpenItems& open) {
  gather(open);
  std::copy(room.begin(), room.end(), room_.begin());
  trial_.contents.clear();
  trial_.worth = 0;
  const auto* fits = &problem_->fits[option * problem_->shapes];
  for (std::size_t entry = 0; entry < entries_.size() && !is_full(); ++entry) {
    const auto& item = entries_[entry];
    ++work_;
    if (fits[item.shape] == 0 || !fits_now(entry, trial_) ||
        (item.has_enemies && !is_at_peace(item.shape, contents))) {
      continue;
    }
    auto most = std::min(item.left, item.cap);
    if (item.cap != kUnlimited) {
      const auto same = std::find_if(contents.begin(), contents.end(),
                                     [&](const Content& c) { return c.shape == item.shape; });
      most = same == contents.end() ? most : std::min(most, item.cap - same->items);
    }
    if (most > 0) {
      put(entry, room_for(entry, most), trial_);
    }
  }
  pattern_.clear();
  for (const auto& content : trial_.contents) {
    pattern_.push_back({entries_[content.shape].shape, content.items});
  }
  return pattern_;
}

}  // namespace eksplan::pack
