#include "eksplan/verify/proof_problem.hpp"

#include <algorithm>
#include <limits>

#include "eksplan/base/checked.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/proof.hpp"

namespace eksplan::verify {
namespace {

using base::int128;

// What pack wants to hold for its sums to stay within 64 bits.
constexpr int128 kMostTotal = int128{1} << 62U;

// Of one table; those that eksplan writes have less than a million.
constexpr int128 kMostCells = 10'000'000;

// Whether a table of claims would fit in memory.
bool is_small_table(const saved::NodeType& type) {
  if (!type.claim || type.claim->kind != saved::NodeClaim::Kind::table) {
    return true;
  }
  const auto cells = [&](std::size_t resource, std::int64_t unit) {
    const bool sound = resource < type.capacity.size() && unit > 0;
    return sound ? int128{type.capacity[resource] / unit} + 1 : kMostCells + 1;
  };
  const auto& claim = *type.claim;
  return cells(claim.first, claim.first_unit) * cells(claim.second, claim.second_unit) <=
         kMostCells;
}

std::int64_t nanos(units::Money money) {
  return base::narrow(money.nanos()).value_or(std::numeric_limits<std::int64_t>::max());
}

// Whether pods times the largest price stay small enough.
bool is_small(const saved::Proof& proof) {
  int128 dearest = 0;
  for (const auto& type : proof.types) {
    dearest = std::max(dearest, type.hourly.nanos());
  }
  int128 most = dearest * std::max<std::int64_t>(proof.min_nodes, 1);
  for (const auto& shape : proof.shapes) {
    const auto price = std::max(dearest, shape.fargate_hourly.value_or(units::Money{}).nanos());
    most += price * shape.pods;
    if (most >= kMostTotal) {
      return false;
    }
  }
  return most < kMostTotal;
}

pack::Shape shape_of(const saved::PodShape& shape, const saved::Proof& proof) {
  std::vector<bool> classes(proof.classes.size(), false);
  for (const auto number : shape.classes) {
    classes[number] = true;
  }
  pack::Shape packed;
  packed.demand = shape.requests;
  packed.lots = {{shape.pods}};
  for (const auto& type : proof.types) {
    packed.allowed.push_back(classes[type.node_class]);
  }
  packed.per_bin_cap = shape.most_per_node;
  if (shape.fargate_hourly) {
    packed.alone_price = nanos(*shape.fargate_hourly);
  }
  return packed;
}

pack::Instance instance_of(const saved::Proof& proof) {
  pack::Instance instance;
  instance.dimensions = proof.resources.size();
  for (const auto& type : proof.types) {
    instance.options.push_back({.capacity = type.capacity, .price = nanos(type.hourly)});
  }
  for (const auto& shape : proof.shapes) {
    instance.shapes.push_back(shape_of(shape, proof));
  }
  for (const auto& [first, second] : proof.conflicts) {
    instance.conflicts.push_back({first, second});
  }
  instance.max_groups = static_cast<std::size_t>(proof.max_node_groups);
  instance.min_bins = proof.min_nodes;
  return instance;
}

pack::BinClaim claim_of(const saved::NodeClaim& said, std::size_t resources) {
  pack::BinClaim claim;
  claim.most = said.most;
  claim.shares = said.shares;
  claim.shares.resize(resources);
  switch (said.kind) {
    case saved::NodeClaim::Kind::shares:
      claim.kind = pack::BinClaim::Kind::shares;
      break;
    case saved::NodeClaim::Kind::search:
      claim.kind = pack::BinClaim::Kind::search;
      break;
    case saved::NodeClaim::Kind::table:
      claim.kind = pack::BinClaim::Kind::table;
      claim.first = said.first;
      claim.second = said.second;
      claim.first_unit = said.first_unit;
      claim.second_unit = said.second_unit;
      break;
  }
  return claim;
}

pack::Proof packed_proof(const saved::Proof& proof) {
  pack::Proof packed;
  packed.shift = proof.shift;
  packed.bin_price = proof.node_worth;
  for (const auto& shape : proof.shapes) {
    packed.worths.push_back(shape.worth);
  }
  for (std::size_t i = 0; i < proof.types.size(); ++i) {
    const auto& type = proof.types[i];
    if (type.claim) {
      packed.claims.push_back(
          {.option = i, .surcharge = 0, .claim = claim_of(*type.claim, proof.resources.size())});
    } else if (type.dominated_by) {
      packed.dominated.emplace_back(i, *type.dominated_by);
    }
  }
  return packed;
}

}  // namespace

Proven proven_bound(const saved::Proof& proof, const std::vector<std::int64_t>& unplaced) {
  if (proof.resources.size() >= 200 || !is_small(proof)) {
    return {.bound = {}, .why_not = "its figures are larger than any cluster's"};
  }
  const bool priced = std::all_of(proof.types.begin(), proof.types.end(),
                                  [](const auto& type) { return type.hourly > units::Money{}; });
  if (!priced) {
    return {.bound = {}, .why_not = "a node type costs nothing"};
  }
  if (!std::all_of(proof.types.begin(), proof.types.end(), is_small_table)) {
    return {.bound = {}, .why_not = "a table of contents is larger than any that eksplan writes"};
  }
  const auto bound = pack::proven_by(instance_of(proof), unplaced, packed_proof(proof));
  return {.bound = bound,
          .why_not = bound ? ""
                           : "a claim about a node type does not hold, or a type that pods may run "
                             "on has none"};
}

}  // namespace eksplan::verify
