#include "eksplan/pack/walk.hpp"

#include <algorithm>
#include <array>
#include <cstddef>
#include <span>
#include <utility>

#include "eksplan/pack/sequence.hpp"

namespace eksplan::pack {
namespace {

constexpr std::size_t kMostRuined = 5;  // bins taken apart at a time
constexpr std::size_t kTournament = 4;  // bins drawn for each: the most wasteful is taken apart
constexpr std::size_t kMostHosts = 8;   // other bins that are offered the items
constexpr std::size_t kDrawnOptions = 6;
constexpr std::int64_t kWorkOfStep = 50;  // beside the filling

// Equal bins.
struct LiveBins {
  std::size_t option = 0;
  std::int64_t count = 1;
  std::vector<Content> contents;
  Vector room;
  std::int64_t worth = 0;  // of the contents of one
};

// Items put into bins that were not taken apart, so that it can be undone.
struct Moved {
  std::size_t row = 0;
  Content content;
};

// Bins of one row that are taken apart together.
struct Chosen {
  std::size_t row = 0;
  std::int64_t bins = 1;
};

class Walk {
 public:
  Walk(BinFiller& filler, const WalkRules& rules, const Draft& draft)
      : filler_(&filler),
        problem_(&filler.problem()),
        rules_(&rules),
        limits_(rules.limits),
        sequence_(rules.seed),
        by_price_(rules.options) {
    std::sort(by_price_.begin(), by_price_.end(), [&](std::size_t a, std::size_t b) {
      return std::pair(problem_->prices[a], a) < std::pair(problem_->prices[b], b);
    });
    for (const auto& row : draft.bins) {
      add_bins(row.option, row.count, draft.contents_of(row));
    }
    open_.left.assign(problem_->shapes, 0);
  }

  void run();
  Draft result() const;

 private:
  void add_bins(std::size_t option, std::int64_t count, std::span<const Content> contents);
  void change(LiveBins& row, std::size_t shape, std::int64_t items);
  std::int64_t waste(const LiveBins& row) const;
  void choose_bins();
  void open_up();
  void move_to_others();
  void draw_options();
  void buy_cheaper(Draft& rebuilt) const;
  std::int64_t cost_of_missing(std::int64_t bins) const;
  void step(std::int64_t tolerance);
  void undo();
  void replace();

  BinFiller* filler_;
  const Problem* problem_;
  const WalkRules* rules_;
  std::vector<std::int64_t> limits_;  // by option: how many more may be bought
  Sequence sequence_;
  std::vector<std::size_t> by_price_;
  std::vector<LiveBins> rows_;
  std::int64_t bin_count_ = 0;
  // Of one step:
  std::vector<Chosen> chosen_;  // by row
  std::int64_t times_ = 1;      // how often that is done alike
  OpenItems open_;
  std::vector<std::size_t> opened_;  // every shape that was in `open_`
  std::vector<std::pair<std::int64_t, std::size_t>> keyed_;
  std::vector<Moved> moved_;
  std::vector<std::size_t> drawn_;
  std::vector<std::int64_t> room_under_limits_;
  Draft rebuilt_;
};

void Walk::change(LiveBins& row, std::size_t shape, std::int64_t items) {
  for (std::size_t d = 0; d < problem_->dimensions; ++d) {
    row.room[d] -= problem_->demand(shape)[d] * items;
  }
  row.worth += filler_->worth()[shape] * items;
  const auto at =
      std::lower_bound(row.contents.begin(), row.contents.end(), shape,
                       [](const Content& content, std::size_t s) { return content.shape < s; });
  if (at == row.contents.end() || at->shape != shape) {
    row.contents.insert(at, {shape, items});
  } else if ((at->items += items) == 0) {
    row.contents.erase(at);
  }
}

void Walk::add_bins(std::size_t option, std::int64_t count, std::span<const Content> contents) {
  const auto* capacity = problem_->capacity(option);
  LiveBins row{option, count, {}, Vector(capacity, capacity + problem_->dimensions), 0};
  row.contents.reserve(contents.size());
  for (const auto& content : contents) {
    change(row, content.shape, content.items);
  }
  limits_[option] -= limits_[option] == kUnlimited ? 0 : count;
  bin_count_ += count;
  rows_.push_back(std::move(row));
}

// In thousandths of the price.
std::int64_t Walk::waste(const LiveBins& row) const {
  const auto thousandth = std::max<std::int64_t>(problem_->prices[row.option] / 1000, 1);
  return -(row.worth / thousandth);
}

// A few bins; of the rows drawn for each place the one whose contents are worth least of its price.
void Walk::choose_bins() {
  chosen_.clear();
  const auto wanted = 1 + sequence_.below(kMostRuined);
  for (std::size_t i = 0; i < wanted; ++i) {
    auto best = sequence_.below(rows_.size());
    const auto draws = sequence_.below(kTournament);
    for (std::size_t draw = 0; draw < draws; ++draw) {
      const auto other = sequence_.below(rows_.size());
      best = waste(rows_[other]) > waste(rows_[best]) ? other : best;
    }
    const auto same = std::find_if(chosen_.begin(), chosen_.end(),
                                   [&](const Chosen& chosen) { return chosen.row == best; });
    if (same == chosen_.end()) {
      chosen_.push_back({best, 1});
    } else if (same->bins < rows_[best].count) {
      ++same->bins;
    }
  }
  std::sort(chosen_.begin(), chosen_.end(),
            [](const Chosen& a, const Chosen& b) { return a.row < b.row; });
  times_ = kUnlimited;
  for (const auto& chosen : chosen_) {
    times_ = std::min(times_, rows_[chosen.row].count / chosen.bins);
  }
}

// The items of the chosen bins, in an order of worth that is disturbed a little.
void Walk::open_up() {
  keyed_.clear();
  const auto spread = std::array<std::size_t, 4>{1, 11, 31, 81}[sequence_.below(4)];
  for (const auto& chosen : chosen_) {
    for (const auto& content : rows_[chosen.row].contents) {
      if (open_.left[content.shape] == 0) {
        const auto percent = static_cast<std::int64_t>(100 - spread / 2 + sequence_.below(spread));
        keyed_.emplace_back(-(filler_->worth()[content.shape] / 100 * percent), content.shape);
      }
      open_.left[content.shape] += content.items * chosen.bins;
    }
  }
  std::sort(keyed_.begin(), keyed_.end());
  open_.order.clear();
  for (const auto& [key, shape] : keyed_) {
    open_.order.push_back(shape);
  }
  opened_ = open_.order;
}

void Walk::move_to_others() {
  const auto hosts = sequence_.below(std::min(kMostHosts, rows_.size()) + 1);
  for (std::size_t i = 0; i < hosts && !open_.order.empty(); ++i) {
    const auto index = sequence_.below(rows_.size());
    auto& row = rows_[index];
    const bool ruined = std::any_of(chosen_.begin(), chosen_.end(),
                                    [&](const Chosen& chosen) { return chosen.row == index; });
    if (row.count != times_ || ruined) {
      continue;
    }
    for (const auto& content : filler_->top_up(row.option, row.room, row.contents, open_)) {
      change(row, content.shape, content.items);
      open_.left[content.shape] -= content.items;
      moved_.push_back({index, content});
    }
  }
  forget_packed(open_);
}

// Not always those that were there: a better one among them would hide the others for ever.
void Walk::draw_options() {
  drawn_.clear();
  for (const auto& chosen : chosen_) {
    if (sequence_.below(3) > 0) {
      drawn_.push_back(rows_[chosen.row].option);
    }
  }
  const auto& options = rules_->options;
  const auto more = 1 + sequence_.below(kDrawnOptions);
  for (std::size_t i = 0; i < more; ++i) {
    drawn_.push_back(options[sequence_.below(1 + sequence_.below(options.size()))]);
  }
  std::sort(drawn_.begin(), drawn_.end());
  drawn_.erase(std::unique(drawn_.begin(), drawn_.end()), drawn_.end());
}

// Gives every bin the cheapest option that holds its contents.
void Walk::buy_cheaper(Draft& rebuilt) const {
  Vector used(problem_->dimensions);
  for (auto& row : rebuilt.bins) {
    const auto contents = rebuilt.contents_of(row);
    std::fill(used.begin(), used.end(), 0);
    for (const auto& content : contents) {
      for (std::size_t d = 0; d < problem_->dimensions; ++d) {
        used[d] += problem_->demand(content.shape)[d] * content.items;
      }
    }
    for (const auto option : by_price_) {
      if (problem_->prices[option] >= problem_->prices[row.option]) {
        break;
      }
      const bool holds =
          room_under_limits_[option] >= row.count &&
          std::equal(used.begin(), used.end(), problem_->capacity(option), std::less_equal<>()) &&
          std::all_of(contents.begin(), contents.end(),
                      [&](const Content& content) { return problem_->fit(content.shape, option); });
      if (holds && limits_[option] == kUnlimited) {
        rebuilt.cost -= (problem_->prices[row.option] - problem_->prices[option]) * row.count;
        row.option = option;
        break;
      }
    }
  }
}

std::int64_t Walk::cost_of_missing(std::int64_t bins) const {
  const auto missing = rules_->least_bins - bins;
  return missing > 0 ? problem_->prices[by_price_.front()] * missing : 0;
}

void Walk::undo() {
  for (const auto& move : moved_) {
    change(rows_[move.row], move.content.shape, -move.content.items);
  }
}

void Walk::replace() {
  for (auto at = chosen_.rbegin(); at != chosen_.rend(); ++at) {
    auto& row = rows_[at->row];
    const auto bins = at->bins * times_;
    limits_[row.option] += limits_[row.option] == kUnlimited ? 0 : bins;
    bin_count_ -= bins;
    row.count -= bins;
    if (row.count == 0) {
      if (at->row + 1 != rows_.size()) {
        row = std::move(rows_.back());
      }
      rows_.pop_back();
    }
  }
  for (const auto& row : rebuilt_.bins) {
    add_bins(row.option, row.count * times_, rebuilt_.contents_of(row));
  }
}

void Walk::step(std::int64_t tolerance) {
  choose_bins();
  std::int64_t old_cost = 0;
  std::int64_t old_count = 0;
  room_under_limits_ = limits_;
  for (const auto& chosen : chosen_) {
    const auto option = rows_[chosen.row].option;
    old_cost += problem_->prices[option] * chosen.bins;
    old_count += chosen.bins;
    room_under_limits_[option] +=
        room_under_limits_[option] == kUnlimited ? 0 : times_ * chosen.bins;
  }
  for (auto& room : room_under_limits_) {
    room = room == kUnlimited ? room : room / times_;
  }
  open_up();
  moved_.clear();
  move_to_others();
  draw_options();
  rebuilt_.bins.clear();
  rebuilt_.contents.clear();
  rebuilt_.cost = 0;
  const std::array<FillOrder, 3> orders{FillOrder::largest_first, FillOrder::balanced,
                                        FillOrder::both};
  filler_->pack(open_, drawn_, room_under_limits_, orders[sequence_.below(3)], rebuilt_);
  buy_cheaper(rebuilt_);
  const bool complete = open_.order.empty();
  for (const auto shape : opened_) {
    open_.left[shape] = 0;
  }
  const auto new_count = bin_count_ + (rebuilt_.bin_count() - old_count) * times_;
  const auto gain = (old_cost - rebuilt_.cost) * times_ + cost_of_missing(bin_count_) -
                    cost_of_missing(new_count);
  const auto allowed =
      tolerance > 0
          ? static_cast<std::int64_t>(sequence_.below(static_cast<std::size_t>(tolerance)))
          : 0;
  if (complete && new_count > 0 && gain + allowed >= 0) {
    replace();
  } else {
    undo();
  }
}

void Walk::run() {
  if (rows_.empty()) {
    return;
  }
  const auto start = filler_->work();
  for (std::int64_t done = 0, steps = 0; done < rules_->work;
       done = filler_->work() - start + kWorkOfStep * ++steps) {
    const auto sixteenths = done / (rules_->work / 16 + 1);
    step(rules_->tolerance - (rules_->tolerance - rules_->last_tolerance) / 16 * sixteenths);
  }
}

Draft Walk::result() const {
  Draft draft;
  for (const auto& row : rows_) {
    draft.add(row.option, row.count, row.contents, *problem_);
  }
  return draft;
}

}  // namespace

Draft walk(BinFiller& filler, const WalkRules& rules, const Draft& draft) {
  Walk steps(filler, rules, draft);
  steps.run();
  return steps.result();
}

}  // namespace eksplan::pack
