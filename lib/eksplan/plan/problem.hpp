#pragma once
/// What a plan has to solve, from demand and rules to integers and back.

#include <optional>
#include <string_view>
#include <vector>

#include "eksplan/plan/arrangement.hpp"
#include "eksplan/plan/assign.hpp"
#include "eksplan/plan/bound_proof.hpp"
#include "eksplan/plan/headroom.hpp"
#include "eksplan/plan/relaxed.hpp"
#include "eksplan/plan/ties.hpp"
#include "eksplan/plan/whereabouts.hpp"

namespace eksplan::plan {

class Problem {
 public:
  /// Refers to its arguments, which must outlive it.
  Problem(const demand::Demand& demand, const model::Inventory& inventory,
          const catalog::Catalogue& catalogue, const std::vector<FargateAnswer>& fargate,
          const Options& options);
  Problem(const Problem&) = delete;
  Problem& operator=(const Problem&) = delete;

  const NodeOptions& nodes() const { return nodes_; }

  const LeftOut& left_out() const { return left_out_; }

  const Arrangement& arrangement() const { return arrangement_; }

  const Relations& relations() const { return relations_; }

  const VolumeWishes& volumes() const { return volumes_; }

  /// What is packed: parcels as shapes.
  const ShapedDemand& shaped() const { return shaped_; }

  /// The bare integers that are packed.
  pack::Instance instance() const;

  /// What they stand for, to be planned with these wishes.
  PackedParts parts(const Options& wishes) const;

  /// What belongs together is parted by no packing: where one would, it is bound, and the rest
  /// packed again.
  RoomyPacking solve();

  /// A quick bound that comes with its proof; where it beats the bound of `roomy`, it takes its
  /// place. Without what goes to Fargate unasked. No proof where pods that the bound would have to
  /// leave out fit nowhere.
  std::optional<BoundProof> prove(RoomyPacking& roomy) const;

  /// A packing back into nodes, with all that was not packed.
  Assignment assign(const pack::Packing& packing) const;

  /// Why an item that may run on Fargate is on nodes, as Placement::reason has it.
  std::string_view bound_to_nodes(std::size_t item) const;

 private:
  void reshape();
  bool settle_if_parted(const pack::Packing& packing);
  void settle_ties(const std::vector<bool>& on_fargate);
  bool is_restricted() const;

  const demand::Demand* demand_;
  const Options* options_;
  VolumeWishes volumes_;
  NodeOptions nodes_;
  LeftOut left_out_;
  Relations relations_;
  ShapingInput shaping_;
  Arrangement arrangement_;
  std::vector<Whereabouts> whereabouts_;
  std::vector<TieClass> ties_;
  ShapedDemand shaped_;
  Relaxed relaxed_;
};

}  // namespace eksplan::plan
