#pragma once
/// What a plan has to solve, from demand and rules to integers and back.

#include <string_view>
#include <vector>

#include "eksplan/plan/arrangement.hpp"
#include "eksplan/plan/assign.hpp"
#include "eksplan/plan/headroom.hpp"
#include "eksplan/plan/relaxed.hpp"
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

  RoomyPacking solve() const;

  /// A packing back into nodes, with all that was not packed.
  Assignment assign(const pack::Packing& packing) const;

  /// Why an item that may run on Fargate is on nodes, as Placement::reason has it.
  std::string_view bound_to_nodes(std::size_t item) const;

 private:
  void settle_ties();
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
  ShapedDemand shaped_;
  Relaxed relaxed_;
};

}  // namespace eksplan::plan
