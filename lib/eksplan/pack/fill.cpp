#include "eksplan/pack/fill.hpp"

#include <algorithm>
#include <utility>

#include "eksplan/base/checked.hpp"

namespace eksplan::pack {
namespace {

constexpr std::int64_t kFewestPieces = 6;  // a shape that fits often is put in in at least so many
constexpr std::size_t kBlock = 16;  // entries that are passed over at once where none has room

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
                     const std::vector<std::int64_t>& worth, const std::vector<bool>& first) {
  OpenItems open{counts, {}};
  for (std::size_t shape = 0; shape < counts.size(); ++shape) {
    if (counts[shape] > 0) {
      open.order.push_back(shape);
    }
  }
  std::stable_sort(open.order.begin(), open.order.end(), [&](std::size_t a, std::size_t b) {
    return first[a] != first[b] ? first[a] : worth[a] > worth[b];
  });
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
      blocked_(problem.shapes, 0),
      next_(problem.dimensions),
      taken_(problem.dimensions) {
  for (const auto capacity : problem.capacities) {
    share_.push_back(capacity > 0 ? kWhole / capacity : 0);
  }
}

void BinFiller::gather(const OpenItems& open) {
  entries_.clear();
  demands_.clear();
  packed_ = 0;
  for (const auto shape : open.order) {
    if (open.left[shape] == 0) {
      continue;
    }
    const auto* from = problem_->demand(shape);
    entries_.push_back({shape, open.left[shape], problem_->caps[shape], worth_[shape],
                        !problem_->conflicts[shape].empty()});
    demands_.insert(demands_.end(), from, from + problem_->dimensions);
  }
  find_least();
}

void BinFiller::find_least() {
  const auto width = problem_->dimensions;
  ++gathered_;
  least_.assign((entries_.size() + kBlock - 1) / kBlock * width, kUnlimited);
  std::fill(smallest_.begin(), smallest_.end(), kUnlimited);
  for (std::size_t entry = 0; entry < entries_.size(); ++entry) {
    auto* least = &least_[entry / kBlock * width];
    for (std::size_t d = 0; d < width; ++d) {
      least[d] = std::min(least[d], demand(entry)[d]);
      smallest_[d] = std::min(smallest_[d], demand(entry)[d]);
    }
  }
}

// Once there are many of them.
void BinFiller::drop_packed() {
  if (packed_ * 4 < entries_.size()) {
    return;
  }
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
  packed_ = 0;
  find_least();
}

void BinFiller::start(std::size_t option, std::span<const Amount> room, Filled& filled) {
  option_ = option;
  ++bin_;
  std::copy(room.begin(), room.end(), room_.begin());
  filled.contents.clear();
  filled.worth = 0;
}

// All at once: which dimension is the first without room cannot be foreseen.
bool BinFiller::has_room(const Amount* needed) const {
  const auto* const room = room_.data();
  Amount any_negative = 0;
  for (std::size_t d = 0, end = room_.size(); d < end; ++d) {
    any_negative |= room[d] - needed[d];
  }
  return any_negative >= 0;
}

bool BinFiller::is_full() const {
  return !has_room(smallest_.data());
}

bool BinFiller::is_at_peace(std::size_t shape, std::span<const Content> shapes) const {
  const auto& enemies = problem_->conflicts[shape];
  return enemies.empty() || std::none_of(shapes.begin(), shapes.end(), [&](const Content& content) {
           return std::binary_search(enemies.begin(), enemies.end(), content.shape);
         });
}

bool BinFiller::fits_now(std::size_t entry) const {
  const auto& open = entries_[entry];
  return open.left > 0 && has_room(demand(entry)) &&
         !(open.has_enemies && blocked_[open.shape] == bin_);
}

// How many of a shape of which one fits.
std::int64_t BinFiller::room_for(const Amount* needed, std::int64_t left) const {
  for (std::size_t d = 0; d < room_.size() && left > 1; ++d) {
    if (needed[d] > 0) {
      left = std::min(left, room_[d] / needed[d]);
    }
  }
  return left;
}

void BinFiller::take_room(std::size_t shape, const Amount* needed, std::int64_t items) {
  for (std::size_t d = 0; d < room_.size(); ++d) {
    room_[d] -= needed[d] * items;
  }
  for (const auto enemy : problem_->conflicts[shape]) {
    blocked_[enemy] = bin_;
  }
}

void BinFiller::put(std::size_t entry, std::int64_t items, Filled& filled) {
  take_room(entries_[entry].shape, demand(entry), items);
  if (!filled.contents.empty() && filled.contents.back().shape == entry) {
    filled.contents.back().items += items;
  } else {
    filled.contents.push_back({entry, items});
  }
  filled.worth += entries_[entry].worth * items;
}

void BinFiller::fill_largest_first(std::size_t option, Filled& filled) {
  start(option, {problem_->capacity(option), problem_->dimensions}, filled);
  const auto* fits = &problem_->fits[option * problem_->shapes];
  for (std::size_t block = 0; block * kBlock < entries_.size() && !is_full(); ++block) {
    ++work_;
    if (!has_room(&least_[block * problem_->dimensions])) {
      continue;
    }
    const auto end = std::min((block + 1) * kBlock, entries_.size());
    for (auto entry = block * kBlock; entry < end; ++entry) {
      const auto& open = entries_[entry];
      if (fits[open.shape] != 0 && fits_now(entry)) {
        put(entry, room_for(demand(entry), std::min(open.left, open.cap)), filled);
      }
    }
    work_ += static_cast<std::int64_t>(kBlock);
  }
}

// The dimension with the largest free part whose list still has an entry that fits; `dimensions`
// when none has.
std::size_t BinFiller::roomiest_list(const Way& way) {
  std::size_t best = problem_->dimensions;
  std::int64_t most = -1;
  for (std::size_t d = 0; d < problem_->dimensions; ++d) {
    const auto free = room_[d] * share_[option_ * problem_->dimensions + d];
    if (free <= most) {
      continue;
    }
    const auto& list = way.lists[d];
    auto& next = next_[d];
    while (next < list.size() && !fits_now(list[next])) {
      ++next;
      ++work_;
      taken_[d] = 0;
    }
    if (next < list.size()) {
      best = d;
      most = free;
    }
  }
  return best;
}

void BinFiller::make_lists(Way& way) {
  way.lists_made = gathered_;
  way.lists.resize(problem_->dimensions);
  for (auto& list : way.lists) {
    list.clear();
  }
  for (std::size_t entry = 0; entry < entries_.size(); ++entry) {
    const auto cell = way.option * problem_->shapes + entries_[entry].shape;
    if (problem_->fits[cell] != 0) {
      way.lists[problem_->tightest[cell]].push_back(entry);
    }
  }
  work_ += static_cast<std::int64_t>(entries_.size());
}

// All dimensions are to run out together. Nothing where that is the same as the largest first.
void BinFiller::fill_balanced(Way& way, Filled& filled) {
  start(way.option, {problem_->capacity(way.option), problem_->dimensions}, filled);
  if (way.lists_made != gathered_) {
    make_lists(way);
  }
  std::fill(next_.begin(), next_.end(), 0);
  std::fill(taken_.begin(), taken_.end(), 0);
  const auto lists = std::count_if(way.lists.begin(), way.lists.end(),
                                   [](const auto& list) { return !list.empty(); });
  while (lists >= 2 && !is_full()) {
    const auto d = roomiest_list(way);
    if (d == problem_->dimensions) {
      break;
    }
    const auto entry = way.lists[d][next_[d]];
    const auto most = std::min(entries_[entry].left, entries_[entry].cap);
    const auto fitting = room_for(demand(entry), most - taken_[d]);
    const auto items = std::max<std::int64_t>(fitting / kFewestPieces, 1);
    put(entry, items, filled);
    work_ += 2;
    taken_[d] += items;
    if (taken_[d] >= most) {
      ++next_[d];
      taken_[d] = 0;
    }
  }
}

void BinFiller::make_ways(std::span<const std::size_t> options, FillOrder fill_order) {
  way_count_ = 0;
  for (const auto option : options) {
    for (const bool balanced : {false, true}) {
      if (fill_order == (balanced ? FillOrder::largest_first : FillOrder::balanced)) {
        continue;
      }
      if (way_count_ == ways_.size()) {
        ways_.emplace_back();
      }
      auto& way = ways_[way_count_++];
      way.option = option;
      way.balanced = balanced;
      way.worth = kUnlimited;
      way.lists_made = 0;
    }
  }
}

// By worth for the price, then by place.
bool BinFiller::is_better(std::size_t a, std::size_t b) const {
  const auto here = base::int128{ways_[a].worth} * problem_->prices[ways_[b].option];
  const auto there = base::int128{ways_[b].worth} * problem_->prices[ways_[a].option];
  return here != there ? here > there : a < b;
}

void BinFiller::try_way(std::size_t index, FillOrder fill_order, std::size_t& chosen) {
  auto& way = ways_[index];
  way.balanced ? fill_balanced(way, trial_) : fill_largest_first(way.option, trial_);
  if (way.balanced && trial_.contents.empty() && fill_order == FillOrder::balanced) {
    fill_largest_first(way.option, trial_);
  }
  way.tried = true;
  way.worth = trial_.contents.empty() ? -1 : trial_.worth;
  if (way.worth >= 0 && (chosen == way_count_ || is_better(index, chosen))) {
    std::swap(trial_, best_);
    chosen = index;
  }
}

// Its bin is in `best_`.
std::size_t BinFiller::best_way(FillOrder fill_order, const std::vector<std::int64_t>& limits) {
  auto chosen = way_count_;
  for (std::size_t index = 0; index < way_count_; ++index) {
    auto& way = ways_[index];
    way.tried = false;
    if (way.worth == kUnlimited && limits[way.option] > 0) {
      try_way(index, fill_order, chosen);
    }
  }
  while (true) {
    auto most = way_count_;
    for (std::size_t index = 0; index < way_count_; ++index) {
      const bool open = ways_[index].worth >= 0 && limits[ways_[index].option] > 0;
      if (open && (most == way_count_ || is_better(index, most))) {
        most = index;
      }
    }
    if (most == way_count_ || ways_[most].tried) {
      return most;
    }
    try_way(most, fill_order, chosen);
  }
}

bool BinFiller::repeat_best(std::vector<std::int64_t>& limits, FillOrder fill_order, Draft& draft) {
  const auto way = best_way(fill_order, limits);
  if (way == way_count_) {
    return false;
  }
  const auto option = ways_[way].option;
  merge_same_shapes(best_.contents);
  std::int64_t times = limits[option];
  for (const auto& content : best_.contents) {
    times = std::min(times, entries_[content.shape].left / content.items);
  }
  pattern_.clear();
  for (const auto& content : best_.contents) {
    auto& entry = entries_[content.shape];
    entry.left -= content.items * times;
    packed_ += entry.left == 0 ? 1U : 0U;
    pattern_.push_back({entry.shape, content.items});
  }
  std::sort(pattern_.begin(), pattern_.end(),
            [](const Content& a, const Content& b) { return a.shape < b.shape; });
  limits[option] -= limits[option] == kUnlimited ? 0 : times;
  draft.add(option, times, pattern_, *problem_);
  return true;
}

void BinFiller::pack(OpenItems& open, std::span<const std::size_t> options,
                     std::vector<std::int64_t>& limits, FillOrder fill_order, Draft& draft) {
  gather(open);
  make_ways(options, fill_order);
  while (packed_ < entries_.size() && repeat_best(limits, fill_order, draft)) {
    drop_packed();
  }
  for (const auto shape : open.order) {
    open.left[shape] = 0;
  }
  open.order.clear();
  for (const auto& entry : entries_) {
    if (entry.left > 0) {
      open.order.push_back(entry.shape);
      open.left[entry.shape] = entry.left;
    }
  }
}

std::span<const Content> BinFiller::top_up(std::size_t option, std::span<const Amount> room,
                                           std::span<const Content> contents,
                                           const OpenItems& open) {
  start(option, room, trial_);
  pattern_.clear();
  const auto* fits = &problem_->fits[option * problem_->shapes];
  for (const auto shape : open.order) {
    const auto* needed = problem_->demand(shape);
    ++work_;
    if (open.left[shape] == 0 || fits[shape] == 0 || !has_room(needed) || blocked_[shape] == bin_ ||
        !is_at_peace(shape, contents)) {
      continue;
    }
    const auto cap = problem_->caps[shape];
    auto most = std::min(open.left[shape], cap);
    if (cap != kUnlimited) {
      const auto same = std::find_if(contents.begin(), contents.end(),
                                     [&](const Content& c) { return c.shape == shape; });
      most = same == contents.end() ? most : std::min(most, cap - same->items);
    }
    if (most > 0) {
      const auto items = room_for(needed, most);
      take_room(shape, needed, items);
      pattern_.push_back({shape, items});
    }
  }
  return pattern_;
}

}  // namespace eksplan::pack
