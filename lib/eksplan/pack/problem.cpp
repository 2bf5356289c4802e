#include "eksplan/pack/problem.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>

#include "eksplan/base/checked.hpp"

namespace eksplan::pack {
namespace {

// Options as the reduction sees them: in groups that stand or fall together.
struct Candidates {
  std::vector<std::vector<bool>> columns;        // distinct: by row class, who may use it
  std::vector<std::size_t> column_of;            // by option
  std::vector<std::vector<bool>> covers;         // [a][b]: column a allows everything column b does
  std::vector<std::vector<std::size_t>> groups;  // of options
};

// Shapes with the same allowed set count once: a column is as long as there are different sets, not
// shapes. As bytes, which compare faster than bits.
std::vector<std::string> allowed_sets(const Instance& instance) {
  std::set<std::string> sets;
  for (const auto& shape : instance.shapes) {
    sets.emplace(shape.allowed.begin(), shape.allowed.end());
  }
  return {sets.begin(), sets.end()};
}

void find_columns(const Instance& instance, Candidates& candidates) {
  const auto sets = allowed_sets(instance);
  std::map<std::vector<bool>, std::size_t> numbers;
  for (std::size_t option = 0; option < instance.options.size(); ++option) {
    std::vector<bool> column(sets.size());
    for (std::size_t i = 0; i < sets.size(); ++i) {
      column[i] = sets[i][option] != 0;
    }
    const auto [found, added] = numbers.emplace(column, candidates.columns.size());
    if (added) {
      candidates.columns.push_back(column);
    }
    candidates.column_of.push_back(found->second);
  }
  const auto& columns = candidates.columns;
  candidates.covers.assign(columns.size(), std::vector<bool>(columns.size(), true));
  for (std::size_t a = 0; a < columns.size(); ++a) {
    for (std::size_t b = 0; b < columns.size(); ++b) {
      for (std::size_t i = 0; i < sets.size(); ++i) {
        if (columns[b][i] && !columns[a][i]) {
          candidates.covers[a][b] = false;
        }
      }
    }
  }
}

bool allows_nothing(const Candidates& candidates, std::size_t option) {
  const auto& column = candidates.columns[candidates.column_of[option]];
  return std::find(column.begin(), column.end(), true) == column.end();
}

// Groups in an order in which a better one comes first: by price, then the larger, then the one
// more shapes may use.
void find_groups(const Instance& instance, Candidates& candidates) {
  std::map<std::uint64_t, std::vector<std::size_t>> by_class;
  for (std::size_t option = 0; option < instance.options.size(); ++option) {
    if (!allows_nothing(candidates, option)) {
      const auto key = instance.max_groups == 0 ? option : instance.options[option].group_class;
      by_class[key].push_back(option);
    }
  }
  const auto better = [&](std::size_t a, std::size_t b) {
    const auto& left = instance.options[a];
    const auto& right = instance.options[b];
    const auto allowed = [&](std::size_t option) {
      const auto& column = candidates.columns[candidates.column_of[option]];
      return std::count(column.begin(), column.end(), true);
    };
    return std::tuple(left.price, right.capacity, allowed(b), a) <
           std::tuple(right.price, left.capacity, allowed(a), b);
  };
  for (auto& [key, members] : by_class) {
    std::sort(members.begin(), members.end(), better);
    candidates.groups.push_back(members);
  }
  std::sort(candidates.groups.begin(), candidates.groups.end(),
            [&](const auto& a, const auto& b) { return better(a.front(), b.front()); });
}

bool beats(const Instance& instance, const Candidates& candidates, std::size_t a, std::size_t b) {
  const auto& winner = instance.options[a];
  const auto& loser = instance.options[b];
  if (winner.price > loser.price || winner.max_count.has_value() ||
      !candidates.covers[candidates.column_of[a]][candidates.column_of[b]]) {
    return false;
  }
  return std::equal(winner.capacity.begin(), winner.capacity.end(), loser.capacity.begin(),
                    std::greater_equal<>());
}

bool beats(const Instance& instance, const Candidates& candidates,
           const std::vector<std::size_t>& winners, const std::vector<std::size_t>& losers) {
  return std::all_of(losers.begin(), losers.end(), [&](std::size_t loser) {
    return std::any_of(winners.begin(), winners.end(), [&](std::size_t winner) {
      return beats(instance, candidates, winner, loser);
    });
  });
}

std::vector<std::vector<std::size_t>> unbeaten(const Instance& instance,
                                               const Candidates& candidates) {
  std::vector<std::vector<std::size_t>> kept;
  for (const auto& group : candidates.groups) {
    const bool beaten = std::any_of(kept.begin(), kept.end(), [&](const auto& other) {
      return beats(instance, candidates, other, group);
    });
    if (!beaten) {
      kept.push_back(group);
    }
  }
  return kept;
}

void add_option(const Instance& instance, std::size_t index, Problem& problem) {
  const auto& option = instance.options[index];
  problem.capacities.insert(problem.capacities.end(), option.capacity.begin(),
                            option.capacity.end());
  problem.prices.push_back(option.price);
  problem.limits.push_back(option.max_count.value_or(kUnlimited));
  problem.original.push_back(index);
  ++problem.options;
}

void add_options(const Instance& instance, Problem& problem) {
  Candidates candidates;
  find_columns(instance, candidates);
  find_groups(instance, candidates);
  std::map<std::size_t, std::size_t> columns;
  for (const auto& group : unbeaten(instance, candidates)) {
    for (const auto option : group) {
      add_option(instance, option, problem);
      problem.group.push_back(problem.groups);
      const auto column =
          columns.emplace(candidates.column_of[option], columns.size()).first->second;
      problem.column.push_back(column);
    }
    ++problem.groups;
  }
  problem.columns = columns.size();
}

void add_shapes(const Instance& instance, Problem& problem) {
  problem.shapes = instance.shapes.size();
  problem.conflicts.resize(problem.shapes);
  for (const auto& shape : instance.shapes) {
    problem.demands.insert(problem.demands.end(), shape.demand.begin(), shape.demand.end());
    problem.caps.push_back(shape.per_bin_cap.value_or(kUnlimited));
  }
  for (const auto& conflict : instance.conflicts) {
    problem.conflicts[conflict.first].push_back(conflict.second);
    problem.conflicts[conflict.second].push_back(conflict.first);
  }
  for (auto& others : problem.conflicts) {
    std::sort(others.begin(), others.end());
  }
}

std::uint8_t tightest_dimension(const Problem& problem, std::size_t shape, std::size_t option) {
  const auto* demand = problem.demand(shape);
  const auto* capacity = problem.capacity(option);
  std::size_t tightest = 0;
  for (std::size_t d = 1; d < problem.dimensions; ++d) {
    const auto here = base::int128{demand[d]} * std::max<Amount>(capacity[tightest], 1);
    const auto best = base::int128{demand[tightest]} * std::max<Amount>(capacity[d], 1);
    tightest = here > best ? d : tightest;
  }
  return static_cast<std::uint8_t>(tightest);
}

// By shape: whether one item fits by its size, and of what it takes most.
struct BySize {
  std::vector<std::uint8_t> fits;
  std::vector<std::uint8_t> tightest;
};

BySize answer_by_size(const Problem& problem, std::size_t option) {
  BySize answer{std::vector<std::uint8_t>(problem.shapes, 0),
                std::vector<std::uint8_t>(problem.shapes, 0)};
  const auto* capacity = problem.capacity(option);
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    const auto* demand = problem.demand(shape);
    if (problem.caps[shape] > 0 &&
        std::equal(demand, demand + problem.dimensions, capacity, std::less_equal<>())) {
      answer.fits[shape] = 1;
      answer.tightest[shape] = tightest_dimension(problem, shape, option);
    }
  }
  return answer;
}

void answer_fits(const Instance& instance, Problem& problem) {
  problem.fits.assign(problem.options * problem.shapes, 0);
  problem.tightest.assign(problem.options * problem.shapes, 0);
  problem.placeable.assign(problem.shapes, false);
  std::map<Vector, BySize> by_capacity;  // options of equal size are many
  std::vector<std::vector<std::uint8_t>> allowed(problem.columns);  // by shape
  for (std::size_t option = 0; option < problem.options; ++option) {
    if (problem.limits[option] <= 0) {
      continue;
    }
    const auto* capacity = problem.capacity(option);
    const auto [found, added] =
        by_capacity.try_emplace(Vector(capacity, capacity + problem.dimensions));
    auto& sized = found->second;
    if (added) {
      sized = answer_by_size(problem, option);
    }
    auto& may = allowed[problem.column[option]];
    if (may.empty()) {
      for (const auto& shape : instance.shapes) {
        may.push_back(shape.allowed[problem.original[option]] ? 1 : 0);
      }
    }
    for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
      if (may[shape] != 0 && sized.fits[shape] != 0) {
        problem.fits[option * problem.shapes + shape] = 1;
        problem.tightest[option * problem.shapes + shape] = sized.tightest[shape];
        problem.placeable[shape] = true;
      }
    }
  }
}

// Kinds are split by one option after the other.
void find_kinds(Problem& problem) {
  constexpr auto kNone = static_cast<std::size_t>(-1);
  problem.kind.assign(problem.shapes, 0);
  problem.kinds = problem.shapes > 0 ? 1 : 0;
  std::vector<std::array<std::size_t, 2>> split;
  for (std::size_t option = 0; option < problem.options; ++option) {
    split.assign(problem.kinds, {kNone, kNone});
    const auto* fits = &problem.fits[option * problem.shapes];
    std::size_t kinds = 0;
    for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
      auto& kind = split[problem.kind[shape]][fits[shape]];
      kind = kind == kNone ? kinds++ : kind;
      problem.kind[shape] = kind;
    }
    problem.kinds = kinds;
  }
}

}  // namespace

std::int64_t Problem::copies(std::size_t shape, std::size_t option) const {
  if (!fit(shape, option)) {
    return 0;
  }
  std::int64_t most = caps[shape];
  for (std::size_t d = 0; d < dimensions; ++d) {
    if (demand(shape)[d] > 0) {
      most = std::min(most, capacity(option)[d] / demand(shape)[d]);
    }
  }
  return most;
}

Problem reduce(const Instance& instance) {
  Problem problem;
  problem.dimensions = instance.dimensions;
  problem.group_limit = instance.max_groups;
  problem.min_bins = instance.min_bins;
  add_shapes(instance, problem);
  add_options(instance, problem);
  answer_fits(instance, problem);
  find_kinds(problem);
  return problem;
}

Problem only(const Problem& problem, const std::vector<std::size_t>& options) {
  Problem result;
  result.dimensions = problem.dimensions;
  result.shapes = problem.shapes;
  result.options = options.size();
  result.groups = problem.groups;
  result.kind = problem.kind;
  result.kinds = problem.kinds;
  result.demands = problem.demands;
  result.caps = problem.caps;
  result.conflicts = problem.conflicts;
  result.group_limit = problem.group_limit;
  result.min_bins = problem.min_bins;
  result.placeable.assign(problem.shapes, false);
  const auto copy_row = [](const auto& from, std::size_t row, std::size_t width, auto& to) {
    const auto begin = from.begin() + static_cast<std::ptrdiff_t>(row * width);
    to.insert(to.end(), begin, begin + static_cast<std::ptrdiff_t>(width));
  };
  std::map<std::size_t, std::size_t> columns;
  for (const auto option : options) {
    copy_row(problem.capacities, option, problem.dimensions, result.capacities);
    copy_row(problem.fits, option, problem.shapes, result.fits);
    copy_row(problem.tightest, option, problem.shapes, result.tightest);
    result.prices.push_back(problem.prices[option]);
    result.limits.push_back(problem.limits[option]);
    result.group.push_back(problem.group[option]);
    const auto column = columns.emplace(problem.column[option], columns.size()).first->second;
    result.column.push_back(column);
    result.original.push_back(problem.original[option]);
    for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
      result.placeable[shape] = result.placeable[shape] || problem.fit(shape, option);
    }
  }
  result.columns = columns.size();
  return result;
}

}  // namespace eksplan::pack
