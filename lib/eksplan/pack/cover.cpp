#include "eksplan/pack/cover.hpp"

#include <algorithm>
#include <set>
#include <utility>

namespace eksplan::pack {
namespace {

constexpr int kCoverAttempts = 20'000;

// Tries the shape with the fewest choices first.
class Cover {
 public:
  Cover(const Problem& problem, const std::vector<std::size_t>& shapes, std::size_t most)
      : most_(most) {
    std::set<std::vector<bool>> rows;
    for (const auto shape : shapes) {
      std::vector<bool> row(problem.groups, false);
      for (std::size_t option = 0; option < problem.options; ++option) {
        row[problem.group[option]] = row[problem.group[option]] || problem.fit(shape, option);
      }
      rows.insert(row);
    }
    rows_.assign(rows.begin(), rows.end());
    std::stable_sort(rows_.begin(), rows_.end(), [](const auto& a, const auto& b) {
      return std::count(a.begin(), a.end(), true) < std::count(b.begin(), b.end(), true);
    });
  }

  bool search() {
    if (--attempts_ < 0) {
      return false;
    }
    const auto open =
        std::find_if(rows_.begin(), rows_.end(), [&](const auto& row) { return !covered(row); });
    if (open == rows_.end()) {
      return true;
    }
    if (chosen_.size() == most_) {
      return false;
    }
    for (const auto group : by_gain(*open)) {
      chosen_.push_back(group);
      if (search()) {
        return true;
      }
      chosen_.pop_back();
    }
    return false;
  }

  GroupSet chosen() const {
    auto sorted = chosen_;
    std::sort(sorted.begin(), sorted.end());
    return sorted;
  }

 private:
  bool covered(const std::vector<bool>& row) const {
    return std::any_of(chosen_.begin(), chosen_.end(),
                       [&](std::size_t group) { return row[group]; });
  }

  // Groups that cover `row`: those that cover most of the other open rows first.
  std::vector<std::size_t> by_gain(const std::vector<bool>& row) const {
    std::vector<std::pair<std::ptrdiff_t, std::size_t>> gains;
    for (std::size_t group = 0; group < row.size(); ++group) {
      if (row[group]) {
        const auto gain = std::count_if(rows_.begin(), rows_.end(), [&](const auto& other) {
          return other[group] && !covered(other);
        });
        gains.emplace_back(-gain, group);
      }
    }
    std::sort(gains.begin(), gains.end());
    std::vector<std::size_t> groups;
    for (const auto& [gain, group] : gains) {
      groups.push_back(group);
    }
    return groups;
  }

  std::size_t most_;
  std::vector<std::vector<bool>> rows_;
  std::vector<std::size_t> chosen_;
  int attempts_ = kCoverAttempts;
};

}  // namespace

std::optional<GroupSet> find_cover(const Problem& problem, const std::vector<std::size_t>& shapes,
                                   std::size_t most) {
  Cover cover(problem, shapes, most);
  return cover.search() ? std::optional(cover.chosen()) : std::nullopt;
}

}  // namespace eksplan::pack
