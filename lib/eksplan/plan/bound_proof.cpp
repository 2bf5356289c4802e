#include "eksplan/plan/bound_proof.hpp"

#include <algorithm>
#include <map>
#include <tuple>

#include "eksplan/base/assert.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/proof.hpp"
#include "eksplan/plan/node_options.hpp"
#include "eksplan/plan/shapes.hpp"

namespace eksplan::plan {
namespace {

BoundProof::Claim claim_of(const pack::BinClaim& said) {
  BoundProof::Claim claim{.kind = {}, .most = said.most, .shares = said.shares, .grid = {}};
  switch (said.kind) {
    case pack::BinClaim::Kind::shares:
      claim.kind = BoundProof::Claim::Kind::shares;
      break;
    case pack::BinClaim::Kind::search:
      claim.kind = BoundProof::Claim::Kind::search;
      break;
    case pack::BinClaim::Kind::table:
      claim.kind = BoundProof::Claim::Kind::table;
      claim.shares.clear();
      claim.grid = {static_cast<std::int64_t>(said.first), static_cast<std::int64_t>(said.second),
                    said.first_unit, said.second_unit};
      break;
  }
  return claim;
}

units::Money dollars(std::int64_t nanos) {
  return units::Money::from_nanos(nanos);
}

/// Speaks of node classes and types where the packing speaks of options.
class ProofMaker {
 public:
  ProofMaker(const ShapedDemand& shaped, const NodeOptions& nodes, const pack::Instance& instance,
             const pack::Proof& proof)
      : shaped_(&shaped), nodes_(&nodes), instance_(&instance), proof_(&proof) {}

  BoundProof make() {
    result_.resources = {"cpuMillicores", "memoryBytes", "ephemeralBytes", "pods"};
    result_.resources.insert(result_.resources.end(), nodes_->extended.begin(),
                             nodes_->extended.end());
    result_.max_node_groups = static_cast<std::int64_t>(instance_->max_groups);
    result_.min_nodes = instance_->min_bins;
    result_.shift = proof_->shift;
    result_.node_worth = proof_->bin_price;
    result_.conflicts = shaped_->conflicts;
    add_types();
    add_shapes();
    return std::move(result_);
  }

 private:
  // Those that the proof speaks of; no pod may run on the others.
  void add_types() {
    std::map<std::size_t, std::size_t> numbers;
    for (const auto& said : proof_->claims) {
      numbers.emplace(said.option, 0);
    }
    for (const auto& [option, better] : proof_->dominated) {
      numbers.emplace(option, 0);
    }
    for (auto& [option, number] : numbers) {
      number = result_.types.size();
      add_type(option);
    }
    for (const auto& said : proof_->claims) {
      EKSPLAN_ASSERT(said.surcharge == 0, "no node type is bought up to a limit only");
      result_.types[numbers.at(said.option)].claim = claim_of(said.claim);
    }
    for (const auto& [option, better] : proof_->dominated) {
      result_.types[numbers.at(option)].dominated_by = numbers.at(better);
    }
  }

  void add_type(std::size_t index) {
    const auto& option = nodes_->options[index];
    const auto& candidate = nodes_->candidates[option.candidate];
    result_.types.push_back({.instance_type = std::string(candidate.type.name),
                             .node_class = class_of(index),
                             .hourly = dollars(candidate.node_price),
                             .capacity = option.capacity,
                             .claim = {},
                             .dominated_by = {}});
  }

  std::size_t class_of(std::size_t index) {
    const auto& option = nodes_->options[index];
    const auto [found, added] = class_numbers_.emplace(
        std::tuple(option.label_set, option.zone, option.kind), result_.classes.size());
    if (added) {
      result_.classes.push_back({.labels = nodes_->label_sets[option.label_set].labels,
                                 .zone = option.zone ? nodes_->zones[*option.zone] : ""});
      examples_.push_back(index);
    }
    return found->second;
  }

  void add_shapes() {
    for (std::size_t i = 0; i < shaped_->shapes.size(); ++i) {
      const auto& traits = shaped_->shapes[i].traits;
      BoundProof::Shape shape;
      shape.items = shaped_->shapes[i].items;
      shape.pods = instance_->shapes[i].count();
      shape.requests = traits.demand;
      for (std::size_t c = 0; c < examples_.size(); ++c) {
        if (shaped_->shapes[i].may_use(nodes_->options[examples_[c]])) {
          shape.classes.push_back(c);
        }
      }
      shape.most_per_node = traits.per_node_cap;
      if (const auto& alone = instance_->shapes[i].alone_price) {
        shape.fargate_hourly = dollars(*alone);
      }
      shape.worth = proof_->worths[i];
      result_.shapes.push_back(std::move(shape));
    }
  }

  const ShapedDemand* shaped_;
  const NodeOptions* nodes_;
  const pack::Instance* instance_;
  const pack::Proof* proof_;
  std::map<std::tuple<std::size_t, std::optional<std::size_t>, std::size_t>, std::size_t>
      class_numbers_;
  std::vector<std::size_t> examples_;  // by class: an option of it
  BoundProof result_;
};

}  // namespace

BoundProof bound_proof(const ShapedDemand& shaped, const NodeOptions& nodes,
                       const pack::Instance& instance, const pack::Proof& proof) {
  return ProofMaker(shaped, nodes, instance, proof).make();
}

}  // namespace eksplan::plan
