#include "eksplan/pack/certificate.hpp"

#include <algorithm>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/claim_check.hpp"

namespace eksplan::pack {
namespace {

// The shapes that count: with items, and in some bin.
std::vector<std::size_t> add_shapes(const Problem& problem, const Load& load,
                                    const Certificate& certificate, Claims& claims) {
  std::vector<std::size_t> shapes;
  for (std::size_t shape = 0; shape < problem.shapes; ++shape) {
    const auto count = load.counts[shape];
    const bool can_be_alone = load.alone[shape] != kUnlimited;
    if (count > 0 && problem.placeable[shape]) {
      shapes.push_back(shape);
      claims.shapes.push_back({problem.demand(shape),
                               count,
                               can_be_alone ? std::optional(load.alone[shape]) : std::nullopt,
                               certificate.worths[shape],
                               {}});
    } else if (count > 0 && can_be_alone) {
      claims.forced += base::int128{load.alone[shape]} * count;
    }
  }
  return shapes;
}

void add_conflicts(const Problem& problem, const std::vector<std::size_t>& shapes, Claims& claims) {
  for (std::size_t place = 0; place < shapes.size(); ++place) {
    for (const auto other : problem.conflicts[shapes[place]]) {
      const auto found = std::lower_bound(shapes.begin(), shapes.end(), other);
      if (found != shapes.end() && *found == other) {
        claims.shapes[place].conflicts.push_back(static_cast<std::size_t>(found - shapes.begin()));
      }
    }
  }
}

}  // namespace

std::optional<std::int64_t> check(const Problem& problem, const Load& load,
                                  const Certificate& certificate) {
  if (certificate.worths.size() != problem.shapes ||
      certificate.surcharges.size() != problem.options ||
      certificate.bins.size() != problem.options) {
    return std::nullopt;
  }
  Claims claims;
  claims.dimensions = problem.dimensions;
  claims.shift = certificate.shift;
  claims.bin_price = certificate.bin_price;
  claims.min_bins = problem.min_bins;
  const auto shapes = add_shapes(problem, load, certificate, claims);
  add_conflicts(problem, shapes, claims);
  for (std::size_t option = 0; option < problem.options; ++option) {
    Claims::ClaimedOption claimed;
    claimed.capacity = problem.capacity(option);
    claimed.price = problem.prices[option];
    if (problem.limits[option] != kUnlimited) {
      claimed.max_count = problem.limits[option];
    }
    claimed.surcharge = certificate.surcharges[option];
    claimed.claim = &certificate.bins[option];
    claimed.column = problem.column[option];
    for (const auto shape : shapes) {
      claimed.most.push_back(std::min(problem.copies(shape, option), load.counts[shape]));
    }
    claims.options.push_back(std::move(claimed));
  }
  return bound_by(claims);
}

bool proves(const Problem& problem, const Load& load, const Certificate& certificate,
            std::int64_t bound) {
  const auto proven = check(problem, load, certificate);
  return proven.has_value() && *proven >= bound;
}

}  // namespace eksplan::pack
