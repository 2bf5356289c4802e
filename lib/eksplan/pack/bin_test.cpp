#include "eksplan/pack/bin_test.hpp"

#include <algorithm>
#include <numeric>
#include <set>
#include <utility>

#include "eksplan/base/checked.hpp"

namespace eksplan::pack {
namespace {

constexpr std::int64_t kMostBins = 40;
constexpr std::size_t kMostRemembered = 20'000;

class BinSearch {
 public:
  BinSearch(const Scope& scope, const std::vector<std::int64_t>& bins,
            const std::vector<std::int64_t>& items, std::int64_t steps)
      : scope_(&scope), problem_(scope.problem), items_(items), steps_(steps) {
    for (std::size_t option = 0; option < bins.size(); ++option) {
      for (std::int64_t i = 0; i < bins[option]; ++i) {
        const auto* capacity = problem_->capacity(option);
        bins_.push_back({option, Vector(capacity, capacity + problem_->dimensions), {}, {}});
      }
    }
    sort_places();
  }

  BinTest run() {
    BinTest result;
    const auto all = steps_;
    const bool found = place_next(0);
    result.steps = all - std::max<std::int64_t>(steps_, 0);
    if (found) {
      result.answer = BinTest::Answer::yes;
      for (auto& bin : bins_) {
        std::sort(bin.contents.begin(), bin.contents.end(),
                  [](const Content& a, const Content& b) { return a.shape < b.shape; });
        result.packing.add(bin.option, 1, bin.contents, *problem_);
      }
    } else if (steps_ > 0) {
      result.answer = BinTest::Answer::no;
    }
    return result;
  }

 private:
  struct Bin {
    std::size_t option = 0;
    Vector room;
    std::vector<std::size_t> touchy;  // shapes in it that exclude others
    std::vector<Content> contents;
  };

  // The places that take most of a bin first, those that go into few bins before all others.
  void sort_places() {
    std::vector<double> total(problem_->dimensions, 0.0);
    for (const auto& bin : bins_) {
      for (std::size_t d = 0; d < total.size(); ++d) {
        total[d] += static_cast<double>(bin.room[d]);
      }
    }
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t place = 0; place < scope_->places(); ++place) {
      if (items_[place] == 0) {
        continue;
      }
      const auto* demand = problem_->demand(scope_->shapes[place]);
      double largest = 0;
      for (std::size_t d = 0; d < total.size(); ++d) {
        if (total[d] > 0) {
          largest = std::max(largest, static_cast<double>(demand[d]) / total[d]);
        }
      }
      const auto homes = std::count_if(bins_.begin(), bins_.end(), [&](const Bin& bin) {
        return scope_->most_of(place, bin.option) > 0;
      });
      const auto missing = static_cast<double>(bins_.size()) - static_cast<double>(homes);
      order.emplace_back(-largest - missing, place);
    }
    std::sort(order.begin(), order.end());
    for (const auto& [key, place] : order) {
      order_.push_back(place);
    }
    rest_.assign(order_.size() + 1, Vector(problem_->dimensions, 0));
    for (auto i = order_.size(); i-- > 0;) {
      for (std::size_t d = 0; d < problem_->dimensions; ++d) {
        rest_[i][d] =
            rest_[i + 1][d] + items_[order_[i]] * problem_->demand(scope_->shapes[order_[i]])[d];
      }
    }
  }

  std::int64_t room_for(const Bin& bin, std::size_t place) const {
    auto most = scope_->most_of(place, bin.option);
    const auto shape = scope_->shapes[place];
    const auto* demand = problem_->demand(shape);
    for (std::size_t d = 0; d < bin.room.size(); ++d) {
      most = demand[d] > 0 ? std::min(most, bin.room[d] / demand[d]) : most;
    }
    const auto& others = problem_->conflicts[shape];
    const bool excluded =
        most > 0 && std::any_of(bin.touchy.begin(), bin.touchy.end(), [&](std::size_t other) {
          return std::binary_search(others.begin(), others.end(), other);
        });
    return excluded ? 0 : most;
  }

  // Whether everything from `next` on still can be in, as far as one sees at a glance.
  bool hopeful(std::size_t next) {
    for (std::size_t d = 0; d < problem_->dimensions; ++d) {
      Amount room = 0;
      for (const auto& bin : bins_) {
        room += bin.room[d];
      }
      if (room < rest_[next][d]) {
        return false;
      }
    }
    for (auto i = next; i < order_.size(); ++i) {
      --steps_;
      std::int64_t room = 0;
      for (std::size_t b = 0; b < bins_.size() && room < items_[order_[i]]; ++b) {
        room += room_for(bins_[b], order_[i]);
      }
      if (room < items_[order_[i]]) {
        return false;
      }
    }
    return true;
  }

  // Bins in their present state, whatever their order.
  std::vector<Amount> state(std::size_t next) const {
    std::vector<std::vector<Amount>> rows;
    for (const auto& bin : bins_) {
      std::vector<Amount> row{static_cast<Amount>(problem_->column[bin.option])};
      row.insert(row.end(), bin.room.begin(), bin.room.end());
      row.insert(row.end(), bin.touchy.begin(), bin.touchy.end());
      row.push_back(-1);
      rows.push_back(std::move(row));
    }
    std::sort(rows.begin(), rows.end());
    std::vector<Amount> result{static_cast<Amount>(next)};
    for (const auto& row : rows) {
      result.insert(result.end(), row.begin(), row.end());
    }
    return result;
  }

  bool place_next(std::size_t next) {
    if (next == order_.size()) {
      return true;
    }
    if (--steps_ <= 0 || !hopeful(next)) {
      return false;
    }
    auto here = state(next);
    if (failed_.count(here) > 0) {
      return false;
    }
    std::vector<std::int64_t> before(bins_.size(), -1);  // bin just like this one
    for (std::size_t b = 1; b < bins_.size(); ++b) {
      const bool like = bins_[b].option == bins_[b - 1].option &&
                        bins_[b].room == bins_[b - 1].room &&
                        bins_[b].touchy == bins_[b - 1].touchy;
      before[b] = like ? static_cast<std::int64_t>(b) - 1 : -1;
    }
    std::vector<std::int64_t> given(bins_.size(), 0);
    if (spread(next, 0, items_[order_[next]], before, given)) {
      return true;
    }
    if (steps_ > 0 && failed_.size() < kMostRemembered) {
      failed_.insert(std::move(here));
    }
    return false;
  }

  // Gives `left` items of one place to the bins from `b` on; of bins that are alike, the first gets
  // no less than the next.
  bool spread(std::size_t next, std::size_t b, std::int64_t left,
              const std::vector<std::int64_t>& before, std::vector<std::int64_t>& given) {
    if (left == 0) {
      return place_next(next + 1);
    }
    if (b == bins_.size()) {
      return false;
    }
    const auto place = order_[next];
    auto most = std::min(left, room_for(bins_[b], place));
    if (before[b] >= 0) {
      most = std::min(most, given[static_cast<std::size_t>(before[b])]);
    }
    std::int64_t later = 0;
    for (auto other = b + 1; other < bins_.size() && later < left; ++other) {
      later += room_for(bins_[other], place);
    }
    for (auto count = most; count >= 0 && count + later >= left && steps_ > 0; --count) {
      --steps_;
      given[b] = count;
      put(bins_[b], place, count);
      if (spread(next, b + 1, left - count, before, given)) {
        return true;
      }
      take(bins_[b], place, count);
    }
    given[b] = 0;
    return false;
  }

  void put(Bin& bin, std::size_t place, std::int64_t count) {
    change(bin, place, -count);
    if (count > 0) {
      const auto shape = scope_->shapes[place];
      bin.contents.push_back({shape, count});
      if (!problem_->conflicts[shape].empty()) {
        bin.touchy.push_back(shape);
      }
    }
  }

  void take(Bin& bin, std::size_t place, std::int64_t count) {
    change(bin, place, count);
    if (count > 0) {
      bin.contents.pop_back();
      if (!problem_->conflicts[scope_->shapes[place]].empty()) {
        bin.touchy.pop_back();
      }
    }
  }

  void change(Bin& bin, std::size_t place, std::int64_t count) const {
    const auto* demand = problem_->demand(scope_->shapes[place]);
    for (std::size_t d = 0; d < bin.room.size(); ++d) {
      bin.room[d] += demand[d] * count;
    }
  }

  const Scope* scope_;
  const Problem* problem_;
  std::vector<std::int64_t> items_;
  std::int64_t steps_;
  std::vector<Bin> bins_;
  std::vector<std::size_t> order_;  // places
  std::vector<Vector> rest_;        // by position in order_: what is to be placed from there on
  std::set<std::vector<Amount>> failed_;
};

}  // namespace

BinTest test_bins(const Scope& scope, const std::vector<std::int64_t>& bins,
                  const std::vector<std::int64_t>& items, std::int64_t steps) {
  if (std::accumulate(bins.begin(), bins.end(), std::int64_t{0}) > kMostBins) {
    return {};
  }
  return BinSearch(scope, bins, items, steps).run();
}

}  // namespace eksplan::pack
