#include "eksplan/pack/seating.hpp"

#include <algorithm>
#include <numeric>
#include <tuple>
#include <utility>

#include "eksplan/base/checked.hpp"

namespace eksplan::pack {
namespace {

constexpr unsigned kToShare = 42;  // from parts of 2^62 to parts of 2^20
constexpr std::int64_t kFewestSeatingPieces = 4;

// The largest part that one item takes of the average of the bins that hold it, in parts of 2^20.
std::int64_t size_of(const Problem& problem, std::size_t shape) {
  std::int64_t size = 0;
  for (std::size_t d = 0; d < problem.dimensions; ++d) {
    base::int128 sum = 0;
    std::int64_t holders = 0;
    for (std::size_t option = 0; option < problem.options; ++option) {
      if (problem.fit(shape, option)) {
        sum += problem.capacity(option)[d];
        ++holders;
      }
    }
    if (sum > 0) {
      const auto part = (base::int128{problem.demand(shape)[d]} * holders << 20U) / sum;
      size = std::max(size, static_cast<std::int64_t>(part));
    }
  }
  return size;
}

std::int64_t holders_of(const Problem& problem, std::size_t shape) {
  std::int64_t holders = 0;
  for (std::size_t option = 0; option < problem.options; ++option) {
    holders += problem.fit(shape, option) ? 1 : 0;
  }
  return holders;
}

}  // namespace

Seating::Seating(const Problem& problem, std::vector<Party> parties)
    : problem_(&problem), parties_(std::move(parties)), absent_(parties_.size(), false) {
  for (const auto capacity : problem.capacities) {
    share_.push_back(capacity > 0 ? kWhole / capacity : 0);
  }
  make_plans();
}

// What has no choice first: parties with few options or without a price alone. Then by size, by
// worth, or those that save most by not being alone.
void Seating::make_plans() {
  std::vector<std::int64_t> size;
  std::vector<std::int64_t> narrow;
  std::vector<std::int64_t> saving;  // per thousand of worth
  for (const auto& party : parties_) {
    size.push_back(-size_of(*problem_, party.shape));
    narrow.push_back(
        2 * holders_of(*problem_, party.shape) < static_cast<std::int64_t>(problem_->options) ? 0
                                                                                              : 1);
    const auto worth = std::max<std::int64_t>(party.worth, 1);
    saving.push_back(party.alone == kUnlimited
                         ? -kUnlimited
                         : -static_cast<std::int64_t>(std::min<base::int128>(
                               base::int128{party.alone} * 1000 / worth, kUnlimited - 1)));
  }
  std::vector<std::size_t> order(parties_.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  const auto add = [&](auto key) {
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    plans_.push_back({order, false});
    plans_.push_back({order, true});
  };
  const auto must = [&](std::size_t i) { return parties_[i].alone == kUnlimited ? 0 : 1; };
  add([&](std::size_t i) { return std::tuple(must(i), narrow[i], size[i]); });
  add([&](std::size_t i) {
    return std::tuple(must(i) == 0 ? -kUnlimited : saving[i], narrow[i], size[i]);
  });
  add([&](std::size_t i) {
    return std::tuple(narrow[i], -parties_[i].worth / std::max<std::int64_t>(parties_[i].count, 1));
  });
}

Seating::Plan Seating::changed(const Plan& plan, const std::vector<bool>& absent,
                               Sequence& sequence) const {
  auto result = plan;
  auto& order = result.order;
  const auto drawn = [&](bool present) {  // a place in the order; its size when there is none
    const auto first = sequence.below(order.size());
    for (std::size_t i = 0; i < order.size(); ++i) {
      const auto at = (first + i) % order.size();
      if (absent[order[at]] != present && (!present || parties_[order[at]].alone != kUnlimited)) {
        return at;
      }
    }
    return order.size();
  };
  const auto move = [&](std::size_t from, std::size_t to) {
    const auto party = order[from];
    order.erase(order.begin() + static_cast<std::ptrdiff_t>(from));
    order.insert(order.begin() + static_cast<std::ptrdiff_t>(to), party);
  };
  if (const auto at = drawn(false); at < order.size()) {
    move(at, sequence.below(at + 1));
  }
  if (const auto at = drawn(true); at < order.size() && sequence.below(2) == 0) {
    move(at, order.size() - 1);
  }
  move(sequence.below(order.size()), sequence.below(order.size()));
  result.fullest = sequence.below(8) == 0 ? !plan.fullest : plan.fullest;
  return result;
}

void Seating::open_bins(std::span<const std::size_t> options) {
  open_ = options.size();
  if (bins_.size() < open_) {
    bins_.resize(open_);
    seen_.resize(open_);
    room_.resize(open_ * problem_->dimensions);
  }
  for (std::size_t bin = 0; bin < open_; ++bin) {
    bins_[bin].option = options[bin];
    bins_[bin].contents.clear();
    std::copy_n(problem_->capacity(options[bin]), problem_->dimensions,
                room_.begin() + static_cast<std::ptrdiff_t>(bin * problem_->dimensions));
  }
}

// Above 0 when one item fits; the cap of what fits, not more.
std::int64_t Seating::most_of(const Party& party, std::size_t bin) const {
  if (!problem_->fit(party.shape, bins_[bin].option)) {
    return 0;
  }
  const auto* demand = problem_->demand(party.shape);
  const auto* room = &room_[bin * problem_->dimensions];
  for (std::size_t d = 0; d < problem_->dimensions; ++d) {
    if (demand[d] > room[d]) {
      return 0;
    }
  }
  auto most = problem_->caps[party.shape];
  const auto& enemies = problem_->conflicts[party.shape];
  if (most != kUnlimited || !enemies.empty()) {
    for (const auto& content : bins_[bin].contents) {
      if (std::binary_search(enemies.begin(), enemies.end(), content.shape)) {
        return 0;
      }
      most -= most != kUnlimited && content.shape == party.shape ? content.items : 0;
    }
  }
  return most;
}

std::int64_t Seating::room_for(const Party& party, std::size_t bin, std::int64_t most) const {
  const auto* demand = problem_->demand(party.shape);
  const auto* room = &room_[bin * problem_->dimensions];
  for (std::size_t d = 0; d < problem_->dimensions && most > 1; ++d) {
    most = demand[d] > 0 ? std::min(most, room[d] / demand[d]) : most;
  }
  return most;
}

// The higher the better.
std::int64_t Seating::score(const Party& party, std::size_t bin, bool fullest) const {
  const auto* demand = problem_->demand(party.shape);
  const auto* room = &room_[bin * problem_->dimensions];
  const auto* share = &share_[bins_[bin].option * problem_->dimensions];
  std::int64_t product = 0;
  std::int64_t square = 0;
  std::int64_t sum = 0;
  for (std::size_t d = 0; d < problem_->dimensions; ++d) {
    const auto free = (room[d] * share[d]) >> kToShare;
    const auto wanted = (demand[d] * share[d]) >> kToShare;
    product += free * wanted;
    square += free * free;
    sum += free;
  }
  if (fullest) {
    return -sum;
  }
  // The square of the cosine, up to a factor that is the same for equal bins. In floating point, as
  // the square has too many digits for an integer; these operations are the same everywhere.
  const auto along = static_cast<double>(product);
  return static_cast<std::int64_t>(along * along / static_cast<double>(square + 1));
}

void Seating::put(std::size_t shape, std::int64_t items, std::size_t bin) {
  for (std::size_t d = 0; d < problem_->dimensions; ++d) {
    room_[bin * problem_->dimensions + d] -= problem_->demand(shape)[d] * items;
  }
  auto& contents = bins_[bin].contents;
  const auto same = std::find_if(contents.begin(), contents.end(),
                                 [&](const Content& c) { return c.shape == shape; });
  if (same == contents.end()) {
    contents.push_back({shape, items});
  } else if ((same->items += items) == 0) {
    contents.erase(same);
  }
}

// A bin's score changes only with what is put into it.
void Seating::look_at(const Party& party, bool fullest, std::size_t bin) {
  auto& seen = seen_[bin];
  seen.most = most_of(party, bin);
  seen.score = seen.most > 0 ? score(party, bin, fullest) : 0;
}

bool Seating::seat(const Party& party, bool fullest) {
  placed_.clear();
  for (std::size_t bin = 0; bin < open_; ++bin) {
    look_at(party, fullest, bin);
  }
  auto left = party.count;
  while (left > 0) {
    std::size_t best = open_;
    for (std::size_t bin = 0; bin < open_; ++bin) {
      if (seen_[bin].most > 0 && (best == open_ || seen_[bin].score > seen_[best].score)) {
        best = bin;
      }
    }
    steps_ += static_cast<std::int64_t>(open_) + 1;
    if (best == open_) {
      break;
    }
    const auto fitting = room_for(party, best, std::min(left, seen_[best].most));
    const auto items =
        fullest ? fitting : std::max<std::int64_t>(fitting / kFewestSeatingPieces, 1);
    put(party.shape, items, best);
    placed_.emplace_back(best, items);
    left -= items;
    if (left > 0) {
      look_at(party, fullest, best);
    }
  }
  if (left > 0 && party.alone != kUnlimited) {
    for (const auto& [bin, items] : placed_) {
      put(party.shape, -items, bin);
    }
    left = party.count;
  }
  return left == 0;
}

Seated Seating::seat(std::span<const std::size_t> options, const Plan& plan) {
  open_bins(options);
  Seated result;
  for (const auto i : plan.order) {
    const auto& party = parties_[i];
    absent_[i] = !seat(party, plan.fullest);
    if (absent_[i] && party.alone == kUnlimited) {
      auto seated = std::int64_t{0};
      for (const auto& [bin, items] : placed_) {
        seated += items;
      }
      const auto left = party.count - seated;
      result.left_out += left;
      result.lost += party.worth / party.count * left;
    } else if (absent_[i]) {
      result.cost += party.alone;
    }
  }
  return result;
}

Draft Seating::draft() const {
  Draft draft;
  for (std::size_t bin = 0; bin < open_; ++bin) {
    auto contents = bins_[bin].contents;
    std::sort(contents.begin(), contents.end(),
              [](const Content& a, const Content& b) { return a.shape < b.shape; });
    draft.add(bins_[bin].option, 1, contents, *problem_);
  }
  return draft;
}

}  // namespace eksplan::pack
