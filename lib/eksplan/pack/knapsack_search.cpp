#include "eksplan/pack/knapsack_search.hpp"

#include <algorithm>
#include <utility>

namespace eksplan::pack {
namespace {

using base::int128;

struct Item {
  std::size_t place = 0;
  std::size_t shape = 0;
  std::int64_t most = 0;
  std::int64_t worth = 0;
  std::int64_t charge = 0;
  std::int64_t beyond = 0;  // what it is worth beyond its charge
};

class KnapsackSearch {
 public:
  KnapsackSearch(const Scope& scope, std::size_t option, const Worths& worths, const Shares& shares)
      : problem_(scope.problem),
        room_(problem_->capacity(option), problem_->capacity(option) + problem_->dimensions) {
    const auto charged = charges(scope, option, shares);
    for (std::size_t place = 0; place < scope.places(); ++place) {
      const auto most = scope.most_of(place, option);
      if (most > 0 && worths[place] > 0) {
        items_.push_back({place, scope.shapes[place], most, worths[place], charged[place],
                          std::max<std::int64_t>(worths[place] - charged[place], 0)});
      }
    }
    const auto value = [](const Item& item) {
      return static_cast<double>(item.worth) / (static_cast<double>(item.charge) + 1.0);
    };
    std::stable_sort(items_.begin(), items_.end(),
                     [&](const Item& a, const Item& b) { return value(a) > value(b); });
    for (const auto share : shares) {
      uncharged_ += share;
    }
    taken_.assign(items_.size(), 0);
  }

  SearchResult run(std::int64_t above, std::int64_t work) {
    best_worth_ = above;
    budget_ = work;
    descend(0);
    SearchResult result;
    result.finished = budget_ >= 0;
    result.work = work - budget_;
    for (std::size_t i = 0; i < best_.size(); ++i) {
      if (best_[i] > 0) {
        result.pattern.contents.push_back({items_[i].shape, best_[i]});
        result.pattern.worth += best_[i] * items_[i].worth;
      }
    }
    std::sort(result.pattern.contents.begin(), result.pattern.contents.end(),
              [](const Content& a, const Content& b) { return a.shape < b.shape; });
    return result;
  }

 private:
  std::int64_t room_for(const Item& item) const {
    const auto& others = problem_->conflicts[item.shape];
    for (const auto touchy : touchy_) {
      if (std::binary_search(others.begin(), others.end(), touchy)) {
        return 0;
      }
    }
    auto most = item.most;
    const auto* demand = problem_->demand(item.shape);
    for (std::size_t d = 0; d < room_.size(); ++d) {
      most = demand[d] > 0 ? std::min(most, room_[d] / demand[d]) : most;
    }
    return most;
  }

  bool fits_one(const Item& item) const {
    const auto* demand = problem_->demand(item.shape);
    for (std::size_t d = 0; d < room_.size(); ++d) {
      if (demand[d] > room_[d]) {
        return false;
      }
    }
    return true;
  }

  // Whether items from `next` on can still lead above the best: they pay for what they take out of
  // what is not charged yet, and what they are worth beyond that counts where one still fits.
  bool promising(std::size_t next) {
    int128 most = int128{worth_} + uncharged_;
    for (std::size_t i = next; i < items_.size() && most <= best_worth_; ++i) {
      --budget_;
      if (items_[i].beyond > 0 && fits_one(items_[i])) {
        most += int128{items_[i].beyond} * items_[i].most;
      }
    }
    return most > best_worth_;
  }

  void take(const Item& item, std::int64_t count) {
    const auto* demand = problem_->demand(item.shape);
    for (std::size_t d = 0; d < room_.size(); ++d) {
      room_[d] -= demand[d] * count;
    }
    worth_ += item.worth * count;
    uncharged_ -= item.charge * count;
  }

  void descend(std::size_t next) {
    --budget_;
    if (worth_ > best_worth_) {
      best_worth_ = worth_;
      best_ = taken_;
    }
    if (next == items_.size() || budget_ < 0 || !promising(next)) {
      return;
    }
    const auto& item = items_[next];
    const auto most = room_for(item);
    const bool touchy = most > 0 && !problem_->conflicts[item.shape].empty();
    if (touchy) {
      touchy_.push_back(item.shape);
    }
    for (auto count = most; count >= 0 && budget_ >= 0; --count) {
      if (touchy && count == 0) {
        touchy_.pop_back();
      }
      take(item, count);
      taken_[next] = count;
      descend(next + 1);
      taken_[next] = 0;
      take(item, -count);
    }
  }

  const Problem* problem_;
  Vector room_;
  std::vector<Item> items_;
  std::vector<std::int64_t> taken_;  // by item
  std::vector<std::int64_t> best_;
  std::vector<std::size_t> touchy_;  // shapes in the bin that exclude others
  std::int64_t worth_ = 0;
  std::int64_t uncharged_ = 0;
  std::int64_t best_worth_ = 0;
  std::int64_t budget_ = 0;
};

}  // namespace

SearchResult search_pattern(const Scope& scope, std::size_t option, const Worths& worths,
                            const Shares& shares, std::int64_t above, std::int64_t work) {
  return KnapsackSearch(scope, option, worths, shares).run(above, work);
}

}  // namespace eksplan::pack
