#include "eksplan/report/saved_proof.hpp"

namespace eksplan::report {
namespace {

using plan::BoundProof;

BoundProof::Claim claim_of(const saved::NodeClaim& saved) {
  BoundProof::Claim claim;
  claim.most = saved.most;
  switch (saved.kind) {
    case saved::NodeClaim::Kind::shares:
      claim.kind = BoundProof::Claim::Kind::shares;
      break;
    case saved::NodeClaim::Kind::search:
      claim.kind = BoundProof::Claim::Kind::search;
      break;
    case saved::NodeClaim::Kind::table:
      claim.kind = BoundProof::Claim::Kind::table;
      claim.grid = {static_cast<std::int64_t>(saved.first), static_cast<std::int64_t>(saved.second),
                    saved.first_unit, saved.second_unit};
      return claim;
  }
  claim.shares = saved.shares;
  return claim;
}

BoundProof::NodeType type_of(const saved::NodeType& saved) {
  BoundProof::NodeType type{.instance_type = saved.instance_type,
                            .node_class = saved.node_class,
                            .hourly = saved.hourly,
                            .capacity = saved.capacity,
                            .claim = {},
                            .dominated_by = saved.dominated_by};
  if (saved.claim) {
    type.claim = claim_of(*saved.claim);
  }
  return type;
}

BoundProof::Shape shape_of(const saved::PodShape& saved) {
  return {.items = {},
          .pods = saved.pods,
          .requests = saved.requests,
          .classes = saved.classes,
          .most_per_node = saved.most_per_node,
          .fargate_hourly = saved.fargate_hourly,
          .worth = saved.worth};
}

}  // namespace

ProofRow proof_row(const saved::Proof& saved) {
  ProofRow row;
  row.certified_hourly = saved.certified_hourly;
  auto& proof = row.proof;
  proof.resources = saved.resources;
  proof.max_node_groups = saved.max_node_groups;
  proof.min_nodes = saved.min_nodes;
  proof.shift = saved.shift;
  proof.node_worth = saved.node_worth;
  for (const auto& node_class : saved.classes) {
    proof.classes.push_back({.labels = node_class.labels, .zone = node_class.zone});
  }
  for (const auto& type : saved.types) {
    proof.types.push_back(type_of(type));
  }
  for (const auto& shape : saved.shapes) {
    proof.shapes.push_back(shape_of(shape));
    row.workloads.push_back(shape.workloads);
  }
  proof.conflicts = saved.conflicts;
  return row;
}

}  // namespace eksplan::report
