#include "eksplan/pack/coarse.hpp"

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <numeric>
#include <utility>
#include <vector>

namespace eksplan::pack {
namespace {

constexpr std::size_t kMostDoublings =
    3;                          // of a factor of two, between the dimensions it needs most
constexpr int kMostTries = 64;  // to find the largest clique of a part
constexpr std::int64_t kFewestItems = 8;  // of a clique

// Shapes that become one: the same kind, the same two dimensions of which they need most, nearly
// the same proportion of these, and all with an alone price or all without.
using Likeness = std::array<std::size_t, 5>;

using Clique = std::vector<std::size_t>;  // shapes of which a bin holds one item at most

std::int64_t items_of(const Load& load, const Clique& clique) {
  return std::accumulate(
      clique.begin(), clique.end(), std::int64_t{0},
      [&](std::int64_t sum, std::size_t shape) { return sum + load.counts[shape]; });
}

// Always the shape with most enemies among those that all members so far are enemies of.
Clique find_clique(const Problem& problem, const std::vector<std::size_t>& shapes) {
  Clique clique;
  std::vector<std::size_t> enemies_in(problem.shapes, 0);
  for (const auto shape : shapes) {
    if (enemies_in[shape] == clique.size()) {
      clique.push_back(shape);
      for (const auto enemy : problem.conflicts[shape]) {
        ++enemies_in[enemy];
      }
    }
  }
  return clique;
}

// By kind: the columns that it fits in.
std::vector<std::vector<bool>> columns_of_kinds(const Problem& problem) {
  std::vector<std::vector<bool>> columns(problem.kinds, std::vector<bool>(problem.columns, false));
  std::vector<bool> known(problem.kinds, false);
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    const auto kind = problem.kind[shape];
    for (std::size_t option = 0; option < problem.options && !known[kind]; ++option) {
      columns[kind][problem.column[option]] =
          columns[kind][problem.column[option]] || problem.fit(shape, option);
    }
    known[kind] = true;
  }
  return columns;
}

// Disjoint ones, as far as they may decide how many bins there are: each of shapes that fit in the
// same columns.
std::vector<Clique> find_cliques(const Problem& problem, const Load& load) {
  const auto columns = columns_of_kinds(problem);
  std::map<std::vector<bool>, std::vector<std::size_t>> parts;
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    if (load.counts[shape] > 0 && problem.caps[shape] == 1) {
      parts[columns[problem.kind[shape]]].push_back(shape);
    }
  }
  std::vector<Clique> cliques;
  for (auto& [part, shapes] : parts) {
    const auto apart = [&](std::size_t shape) {
      return load.counts[shape] + static_cast<std::int64_t>(problem.conflicts[shape].size());
    };
    std::stable_sort(shapes.begin(), shapes.end(),
                     [&](std::size_t a, std::size_t b) { return apart(a) > apart(b); });
    Clique largest;
    for (int tries = 0; tries < kMostTries && !shapes.empty(); ++tries) {
      auto clique = find_clique(problem, shapes);
      shapes.erase(std::remove_if(shapes.begin(), shapes.end(),
                                  [&](std::size_t shape) {
                                    return std::find(clique.begin(), clique.end(), shape) !=
                                           clique.end();
                                  }),
                   shapes.end());
      if (items_of(load, clique) > items_of(load, largest)) {
        largest = std::move(clique);
      }
    }
    if (items_of(load, largest) >= kFewestItems) {
      cliques.push_back(std::move(largest));
    }
  }
  return cliques;
}

// The problem with one more dimension for each clique: its members need one of it, and a bin has
// one.
struct Sized {
  std::size_t dimensions = 0;
  std::vector<Amount> demands;
  std::vector<Amount> capacities;
  Vector largest;  // by dimension: capacity of an option
};

void append(const Amount* amounts, std::size_t count, std::size_t more, std::vector<Amount>& to) {
  to.insert(to.end(), amounts, amounts + count);
  to.insert(to.end(), more, 0);
}

Sized with_cliques(const Problem& problem, const std::vector<Clique>& cliques) {
  Sized sized{problem.dimensions + cliques.size(), {}, {}, {}};
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    append(problem.demand(shape), problem.dimensions, cliques.size(), sized.demands);
  }
  for (std::size_t i = 0; i < cliques.size(); ++i) {
    for (const auto shape : cliques[i]) {
      sized.demands[shape * sized.dimensions + problem.dimensions + i] = 1;
    }
  }
  sized.largest.assign(sized.dimensions, 1);
  for (std::size_t option = 0; option < problem.options; ++option) {
    append(problem.capacity(option), problem.dimensions, cliques.size(), sized.capacities);
    std::fill(sized.capacities.end() - static_cast<std::ptrdiff_t>(cliques.size()),
              sized.capacities.end(), 1);
    for (std::size_t d = 0; d < problem.dimensions; ++d) {
      sized.largest[d] = std::max(sized.largest[d], problem.capacity(option)[d]);
    }
  }
  return sized;
}

Likeness likeness_of(const Problem& problem, const Load& load, const Sized& sized,
                     std::size_t shape) {
  const auto* demand = &sized.demands[shape * sized.dimensions];
  std::pair<double, std::size_t> most{-1.0, 0};
  auto second = most;
  for (std::size_t d = 0; d < sized.dimensions; ++d) {
    const std::pair<double, std::size_t> here{
        static_cast<double>(demand[d]) / static_cast<double>(sized.largest[d]), d};
    if (here.first > most.first) {
      second = std::exchange(most, here);
    } else if (here.first > second.first) {
      second = here;
    }
  }
  std::size_t steps = 0;
  for (auto larger = second.first * 2; steps < kMostDoublings && larger <= most.first;
       larger *= 2) {
    ++steps;
  }
  return {problem.kind[shape], most.second, second.second, steps,
          load.alone[shape] == kUnlimited ? 0U : 1U};
}

using Alike = std::map<Likeness, std::vector<std::size_t>>;

void add_shape(const Problem& problem, const Load& load, const Sized& sized,
               const std::vector<std::size_t>& alike, Coarse& result) {
  Vector demand(sized.dimensions, 0);
  std::int64_t alone = 0;
  for (const auto shape : alike) {
    const auto count = load.counts[shape];
    for (std::size_t d = 0; d < sized.dimensions; ++d) {
      demand[d] += sized.demands[shape * sized.dimensions + d] * count;
    }
    alone = load.alone[shape] == kUnlimited ? kUnlimited : alone + load.alone[shape] * count;
  }
  auto& few = result.problem;
  few.demands.insert(few.demands.end(), demand.begin(), demand.end());
  few.placeable.push_back(problem.placeable[alike.front()]);
  few.kind.push_back(problem.kind[alike.front()]);
  result.load.counts.push_back(1);
  result.load.alone.push_back(alone);
}

}  // namespace

Coarse coarse_of(const Problem& problem, const Load& load) {
  const auto sized = with_cliques(problem, find_cliques(problem, load));
  Alike alike;
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    if (load.counts[shape] > 0) {
      alike[likeness_of(problem, load, sized, shape)].push_back(shape);
    }
  }
  Coarse result;
  auto& few = result.problem;
  few.dimensions = sized.dimensions;
  few.shapes = alike.size();
  few.options = problem.options;
  few.groups = problem.groups;
  few.capacities = sized.capacities;
  few.prices = problem.prices;
  few.limits = problem.limits;
  few.group = problem.group;
  few.column = problem.column;
  few.columns = problem.columns;
  few.original = problem.original;
  few.kinds = problem.kinds;
  few.group_limit = problem.group_limit;
  few.min_bins = problem.min_bins;
  few.caps.assign(few.shapes, kUnlimited);
  few.conflicts.resize(few.shapes);
  few.tightest.assign(problem.options * few.shapes, 0);
  for (const auto& [likeness, shapes] : alike) {
    add_shape(problem, load, sized, shapes, result);
  }
  for (std::size_t option = 0; option < problem.options; ++option) {
    for (const auto& [likeness, shapes] : alike) {
      few.fits.push_back(problem.fit(shapes.front(), option) ? 1 : 0);
    }
  }
  return result;
}

}  // namespace eksplan::pack
