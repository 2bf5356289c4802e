#include "eksplan/pack/proof.hpp"

#include <algorithm>
#include <functional>
#include <map>
#include <string>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/claim_check.hpp"

namespace eksplan::pack {
namespace {

bool allowed_for_some(const Instance& instance, std::size_t option) {
  return std::any_of(instance.shapes.begin(), instance.shapes.end(),
                     [&](const Shape& shape) { return shape.allowed[option]; });
}

bool beats(const Instance& instance, std::size_t winner, std::size_t loser) {
  const auto& a = instance.options[winner];
  const auto& b = instance.options[loser];
  return !a.max_count && a.price <= b.price &&
         std::equal(a.capacity.begin(), a.capacity.end(), b.capacity.begin(),
                    std::greater_equal<>()) &&
         std::all_of(instance.shapes.begin(), instance.shapes.end(), [&](const Shape& shape) {
           return shape.allowed[winner] || !shape.allowed[loser];
         });
}

// Every option is claimed, beaten by one that is, or of no use.
bool options_hold(const Instance& instance, const Proof& proof) {
  std::vector<bool> claimed(instance.options.size(), false);
  for (const auto& claim : proof.claims) {
    if (claim.option >= claimed.size() || claimed[claim.option]) {
      return false;
    }
    claimed[claim.option] = true;
  }
  auto done = claimed;
  for (const auto& [loser, winner] : proof.dominated) {
    if (std::max(loser, winner) >= claimed.size() || done[loser] || !claimed[winner] ||
        !beats(instance, winner, loser)) {
      return false;
    }
    done[loser] = true;
  }
  for (std::size_t option = 0; option < done.size(); ++option) {
    if (!done[option] && allowed_for_some(instance, option)) {
      return false;
    }
  }
  return true;
}

bool sizes_hold(const Instance& instance, const std::vector<std::int64_t>& unplaced,
                const Proof& proof) {
  if (proof.worths.size() != instance.shapes.size() || unplaced.size() != instance.shapes.size()) {
    return false;
  }
  for (std::size_t shape = 0; shape < unplaced.size(); ++shape) {
    if (unplaced[shape] < 0 || unplaced[shape] > instance.shapes[shape].count()) {
      return false;
    }
  }
  return true;
}

std::int64_t most_in_bin(const Shape& shape, std::int64_t count, const Option& option,
                         bool allowed) {
  auto most = std::min(count, shape.per_bin_cap.value_or(count));
  if (!allowed || option.max_count == 0) {
    return 0;
  }
  for (std::size_t d = 0; d < shape.demand.size(); ++d) {
    if (shape.demand[d] > 0) {
      most = std::min(most, option.capacity[d] / shape.demand[d]);
    }
  }
  return std::max<std::int64_t>(most, 0);
}

// Options in equal columns are allowed for the same shapes.
std::vector<Claims::ClaimedOption> claimed_options(const Instance& instance, const Proof& proof) {
  std::vector<Claims::ClaimedOption> result;
  std::map<std::string, std::size_t> columns;
  for (const auto& said : proof.claims) {
    const auto& option = instance.options[said.option];
    std::string column;
    for (const auto& shape : instance.shapes) {
      column += shape.allowed[said.option] ? '+' : '-';
    }
    const auto number = columns.emplace(std::move(column), columns.size()).first->second;
    result.push_back({option.capacity.data(),
                      option.price,
                      option.max_count,
                      said.surcharge,
                      &said.claim,
                      number,
                      {}});
  }
  return result;
}

// False when an item can be served in no way.
bool add_shapes(const Instance& instance, const std::vector<std::int64_t>& unplaced,
                const Proof& proof, Claims& claims) {
  std::vector<std::optional<std::size_t>> places(instance.shapes.size());
  for (std::size_t index = 0; index < instance.shapes.size(); ++index) {
    const auto& shape = instance.shapes[index];
    const auto count = shape.count() - unplaced[index];
    std::vector<std::int64_t> most;
    for (const auto& said : proof.claims) {
      most.push_back(
          most_in_bin(shape, count, instance.options[said.option], shape.allowed[said.option]));
    }
    if (count > 0 && std::all_of(most.begin(), most.end(), [](auto items) { return items == 0; })) {
      if (!shape.alone_price) {
        return false;
      }
      claims.forced += base::int128{*shape.alone_price} * count;
    } else if (count > 0) {
      places[index] = claims.shapes.size();
      claims.shapes.push_back(
          {shape.demand.data(), count, shape.alone_price, proof.worths[index], {}});
      for (std::size_t i = 0; i < most.size(); ++i) {
        claims.options[i].most.push_back(most[i]);
      }
    }
  }
  for (const auto& conflict : instance.conflicts) {
    const auto first = places[conflict.first];
    const auto second = places[conflict.second];
    if (first && second) {
      claims.shapes[*first].conflicts.push_back(*second);
      claims.shapes[*second].conflicts.push_back(*first);
    }
  }
  return true;
}

}  // namespace

std::optional<std::int64_t> proven_by(const Instance& instance,
                                      const std::vector<std::int64_t>& unplaced,
                                      const Proof& proof) {
  if (!sizes_hold(instance, unplaced, proof) || !options_hold(instance, proof)) {
    return std::nullopt;
  }
  Claims claims;
  claims.dimensions = instance.dimensions;
  claims.shift = proof.shift;
  claims.bin_price = proof.bin_price;
  claims.min_bins = instance.min_bins;
  claims.options = claimed_options(instance, proof);
  return add_shapes(instance, unplaced, proof, claims) ? bound_by(claims) : std::nullopt;
}

}  // namespace eksplan::pack
