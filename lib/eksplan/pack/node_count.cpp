#include "eksplan/pack/node_count.hpp"

#include <algorithm>
#include <cmath>
#include <numeric>
#include <utility>

#include "eksplan/pack/bin_test.hpp"
#include "eksplan/pack/count_cuts.hpp"
#include "eksplan/pack/count_programme.hpp"
#include "eksplan/pack/count_rows.hpp"
#include "eksplan/pack/lot_sums.hpp"

namespace eksplan::pack {
namespace {

using base::int128;

constexpr std::size_t kPoints = 60;  // worths that column generation ended with
constexpr std::size_t kLooksClosely =
    5'000;  // options times places, for rows that take time to find
constexpr std::int64_t kTestStepsPerNode = 1'000;
constexpr std::int64_t kSmallTest = 300;  // steps
constexpr double kWholeWithin = 1e-6;

struct Node {
  Box box;
  std::vector<bool> in;  // by group: may be used; only with a limit on groups
  std::int64_t number = 0;
};

// The least bound first; of equal ones the newest, which is the deepest.
bool later(const Node& a, const Node& b) {
  return a.box.bound != b.box.bound ? a.box.bound > b.box.bound : a.number < b.number;
}

class CountTree {
 public:
  CountTree(const Scope& scope, const std::vector<WorthPoint>& points, const Fluid& fluid,
            std::int64_t cost, const CountEffort& effort)
      : scope_(&scope),
        effort_(effort),
        programme_(scope, cost),
        target_(cost),
        closed_(cost),
        rounds_(effort.rounds),
        steps_(std::int64_t{effort.nodes} * kTestStepsPerNode) {
    for (std::size_t i = 0; i < std::min(points.size(), kPoints); ++i) {
      add_row(points[points.size() - 1 - i]);
    }
    // At the fluid relaxation's worths no bin holds more than its price.
    std::vector<std::int64_t> prices;
    for (std::size_t option = 0; option < options(); ++option) {
      prices.push_back(scope.problem->prices[option] << fluid.worth_shift);
    }
    for (const auto shape : scope.shapes) {
      guide_.push_back(fluid.worth[shape]);
    }
    programme_.add(row_of_worths(scope, guide_, std::move(prices)));
    if (effort.whole_bins && options() * scope.places() <= kLooksClosely) {
      programme_.add(row_of_worths(scope, guide_, Pricer(scope).most_of_all(guide_)));
    }
    for (auto& row : resource_rows(scope)) {
      programme_.add(std::move(row));
    }
    for (const auto place : programme_.alone()) {
      sums_.push_back(lot_sums(*scope.load, scope.shapes[place]));
    }
  }

  NodeCounts run();

 private:
  std::size_t options() const { return scope_->problem->options; }

  std::size_t group_limit() const { return scope_->problem->group_limit; }

  void add_row(const WorthPoint& point) {
    std::vector<std::int64_t> most;
    for (const auto& option : point.options) {
      most.push_back(option.most);
    }
    programme_.add(row_of_worths(*scope_, point.worths, std::move(most)));
  }

  std::int64_t at_most(std::size_t column, std::int64_t count) const {
    return column < options() ? count : sums_[column - options()].at_most(count);
  }

  std::int64_t at_least(std::size_t column, std::int64_t count) const {
    return column < options() ? count : sums_[column - options()].at_least(count);
  }

  void open(Node node, std::int64_t bound) {
    node.box.bound = bound;
    if (bound < target_) {
      node.number = ++numbers_;
      open_.push_back(std::move(node));
      std::push_heap(open_.begin(), open_.end(), later);
    }
  }

  void visit(Node node);
  bool branch_on_group(Node& node);
  bool branch_on_count(Node& node);
  void test(Node node);
  std::vector<std::int64_t> enlarged(const Node& node, std::vector<std::int64_t> counts);
  void leave_out_below(const Node& node, const std::vector<std::int64_t>& counts);
  void leave_out_above(const Node& node, const std::vector<std::int64_t>& counts);
  bool separate(const std::vector<std::int64_t>& counts);
  BinTest tried(const std::vector<std::int64_t>& counts, std::int64_t steps);

  std::int64_t cost(const std::vector<std::int64_t>& counts) const {
    std::int64_t sum = 0;
    for (std::size_t column = 0; column < counts.size(); ++column) {
      sum += programme_.cost(column) * counts[column];
    }
    return sum;
  }

  const Scope* scope_;
  CountEffort effort_;
  CountProgramme programme_;
  Worths guide_;
  std::vector<LotSums> sums_;  // by place that may be alone
  std::int64_t target_;        // what some way to serve the load costs
  std::int64_t closed_;        // what boxes that could not be cut any further bound
  int rounds_;
  std::int64_t steps_;               // for all tests that are still to come
  std::int64_t cost_of_counts_ = 0;  // what the counts in the result cost
  std::int64_t numbers_ = 0;
  std::vector<Node> open_;
  NodeCounts result_;
};

// Groups in use must become few: either a group may be used, or none of its bins is. Once as many
// may be used as there may be, the others are out.
bool CountTree::branch_on_group(Node& node) {
  const auto& group = scope_->problem->group;
  const auto values = programme_.values();
  std::vector<double> spent(scope_->problem->groups, 0.0);
  for (std::size_t option = 0; option < options(); ++option) {
    spent[group[option]] += values[option] * static_cast<double>(programme_.cost(option));
  }
  std::size_t used = 0;
  std::optional<std::size_t> best;
  for (std::size_t g = 0; g < spent.size(); ++g) {
    const bool bought = spent[g] > 1e-9 * static_cast<double>(target_);
    used += bought || node.in[g] ? 1U : 0U;
    if (bought && !node.in[g] && (!best || spent[g] > spent[*best])) {
      best = g;
    }
  }
  if (used <= group_limit() || !best) {
    return false;
  }
  auto without = node;
  for (std::size_t option = 0; option < options(); ++option) {
    without.box.high[option] = group[option] == *best ? 0 : without.box.high[option];
  }
  const auto bound = node.box.bound;
  open(std::move(without), bound);
  node.in[*best] = true;
  const auto in = static_cast<std::size_t>(std::count(node.in.begin(), node.in.end(), true));
  const bool single = std::count(group.begin(), group.end(), *best) == 1;
  for (std::size_t option = 0; option < options(); ++option) {
    if (group[option] == *best && single) {
      node.box.low[option] = std::max<std::int64_t>(node.box.low[option], 1);
    }
    if (in >= group_limit() && !node.in[group[option]]) {
      node.box.high[option] = 0;
    }
  }
  open(std::move(node), bound);
  return true;
}

// Where a count is least whole.
bool CountTree::branch_on_count(Node& node) {
  const auto values = programme_.values();
  std::optional<std::size_t> best;
  double farthest = kWholeWithin;
  for (std::size_t column = 0; column < values.size(); ++column) {
    const auto near = std::llround(values[column]);
    double far = std::fabs(values[column] - static_cast<double>(near));
    if (column >= options()) {
      const bool possible = at_most(column, near) == near;
      far = possible ? far * 0.9 : std::fmax(far, 0.5);
    }
    if (far > farthest) {
      farthest = far;
      best = column;
    }
  }
  if (!best) {
    return false;
  }
  const auto below =
      at_most(*best, static_cast<std::int64_t>(std::floor(values[*best] + kWholeWithin)));
  const auto bound = node.box.bound;
  auto lower = node;
  lower.box.high[*best] = below;
  node.box.low[*best] = std::max(node.box.low[*best], at_least(*best, below + 1));
  open(std::move(lower), bound);
  open(std::move(node), bound);
  return true;
}

BinTest CountTree::tried(const std::vector<std::int64_t>& counts, std::int64_t steps) {
  std::vector<std::int64_t> items;
  for (std::size_t place = 0; place < scope_->places(); ++place) {
    items.push_back(scope_->count(place));
  }
  for (std::size_t i = 0; i < programme_.alone().size(); ++i) {
    items[programme_.alone()[i]] -= counts[options() + i];
  }
  const auto end = counts.begin() + static_cast<std::ptrdiff_t>(options());
  auto test = test_bins(*scope_, {counts.begin(), end}, items, std::min(steps, steps_));
  steps_ -= test.steps;
  return test;
}

// More bins, or more items alone, that still do not do.
std::vector<std::int64_t> CountTree::enlarged(const Node& node, std::vector<std::int64_t> counts) {
  for (std::size_t column = counts.size(); column-- > 0;) {
    while (counts[column] < node.box.high[column]) {
      const auto before = counts[column];
      counts[column] = at_least(column, before + 1);
      if (!programme_.breaks(counts) && tried(counts, kSmallTest).answer != BinTest::Answer::no) {
        counts[column] = before;
        break;
      }
    }
  }
  return counts;
}

// Counts that do not do, and all that are nowhere above them, are cut off.
void CountTree::leave_out_below(const Node& node, const std::vector<std::int64_t>& counts) {
  auto rest = node;
  for (std::size_t column = counts.size(); column-- > 0;) {
    const auto more = at_least(column, counts[column] + 1);
    if (more <= node.box.high[column]) {
      auto part = rest;
      part.box.low[column] = std::max(part.box.low[column], more);
      open(std::move(part), programme_.bound_with(node.box, column, more));
      rest.box.high[column] = std::min(rest.box.high[column], counts[column]);
    }
  }
}

// Counts that cost as much as is known to do, and all that are nowhere below them, are cut off.
void CountTree::leave_out_above(const Node& node, const std::vector<std::int64_t>& counts) {
  auto rest = node;
  for (std::size_t column = 0; column < counts.size(); ++column) {
    if (counts[column] > node.box.low[column]) {
      auto part = rest;
      part.box.high[column] = at_most(column, counts[column] - 1);
      open(std::move(part), node.box.bound);
      rest.box.low[column] = std::max(rest.box.low[column], counts[column]);
    }
  }
}

// Rows that these counts break, found for the purpose.
bool CountTree::separate(const std::vector<std::int64_t>& counts) {
  if (options() * scope_->places() > kLooksClosely || --rounds_ < 0) {
    return false;
  }
  BinCounts asked{{counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(options())}, {}};
  for (std::size_t place = 0; place < scope_->places(); ++place) {
    asked.in_bins.push_back(scope_->count(place));
  }
  for (std::size_t i = 0; i < programme_.alone().size(); ++i) {
    asked.in_bins[programme_.alone()[i]] -= counts[options() + i];
  }
  Pricer pricer(*scope_);
  for (const auto& worths : separating_worths(*scope_, asked, guide_)) {
    programme_.add(row_of_worths(*scope_, worths, pricer.most_of_all(worths)));
  }
  return programme_.breaks(counts);
}

void CountTree::test(Node node) {
  std::vector<std::int64_t> counts;
  for (const auto value : programme_.values()) {
    counts.push_back(std::llround(value));
  }
  const auto price = cost(counts);
  auto answer = BinTest::Answer::no;
  if (!programme_.breaks(counts)) {
    auto test = tried(counts, effort_.test_steps);
    answer = test.answer;
    if (answer == BinTest::Answer::yes && price < target_) {
      target_ = price;
      result_.packing = std::move(test.packing);
      result_.cost = price;
    }
  }
  if (answer == BinTest::Answer::unknown) {
    const auto bound = node.box.bound;
    if (separate(counts)) {
      open(std::move(node), bound);
      return;
    }
    closed_ = std::min(closed_, bound);
  }
  if (answer != BinTest::Answer::no && (result_.counts.empty() || cost_of_counts_ > price)) {
    cost_of_counts_ = price;
    result_.counts.assign(counts.begin(), counts.begin() + static_cast<std::ptrdiff_t>(options()));
  }
  if (answer == BinTest::Answer::yes) {
    leave_out_above(node, counts);
  } else if (answer == BinTest::Answer::no) {
    leave_out_below(node, enlarged(node, std::move(counts)));
  }
}

void CountTree::visit(Node node) {
  const auto state = programme_.solve(node.box, target_);
  if (state == CountProgramme::State::closed) {
    return;
  }
  if (state == CountProgramme::State::failed) {
    closed_ = std::min(closed_, node.box.bound);
    return;
  }
  if (group_limit() > 0 && branch_on_group(node)) {
    return;
  }
  if (!effort_.whole_bins) {
    closed_ = std::min(closed_, node.box.bound);
    return;
  }
  if (!branch_on_count(node)) {
    test(std::move(node));
  }
}

NodeCounts CountTree::run() {
  Node root{programme_.whole(), {}, 0};
  root.in.assign(group_limit() > 0 ? scope_->problem->groups : 0, false);
  open(std::move(root), 0);
  while (!open_.empty() && result_.nodes < effort_.nodes &&
         open_.front().box.bound < std::min(target_, closed_)) {
    ++result_.nodes;
    std::pop_heap(open_.begin(), open_.end(), later);
    auto node = std::move(open_.back());
    open_.pop_back();
    visit(std::move(node));
  }
  const auto left = open_.empty() ? target_ : open_.front().box.bound;
  result_.bound = std::min({left, target_, closed_});
  return std::move(result_);
}

}  // namespace

NodeCounts count_bins(const Scope& scope, const std::vector<WorthPoint>& points, const Fluid& fluid,
                      std::int64_t cost, const CountEffort& effort) {
  return cost > 0 ? CountTree(scope, points, fluid, cost, effort).run() : NodeCounts{};
}

}  // namespace eksplan::pack
