#pragma once
/// Manifests -> the packing problem of `eksplan estimate`, held still so that several planners can
/// work on the very same one.

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "usage_meter.hpp"

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/pack/instance.hpp"
#include "eksplan/pack/replay.hpp"
#include "eksplan/plan/problem.hpp"

namespace eksplan::bench {

struct ProblemOptions {
  std::vector<std::string> inputs;  ///< files, folders; as `eksplan estimate` takes them
  std::string region = "us-east-1";
  plan::Options plan;  ///< effort and headroom are set by run
};

/// Its parts refer to each other: it stays where it is.
class Problem {
 public:
  /// The stages of `eksplan estimate` between the inventory and the plan.
  Problem(const plan::Options& wishes, const model::Inventory& inventory,
          const catalog::Catalogue& catalogue);
  Problem(const Problem&) = delete;
  Problem& operator=(const Problem&) = delete;

  const plan::Options& options() const { return options_; }

  const pack::Instance& instance() const { return instance_; }

  const pack::Surroundings& surroundings() const { return surroundings_; }

  /// For the planner, with other wishes than options().
  plan::PackedParts parts(const plan::Options& wishes) const {
    return problem_.parts(wishes);
  }

  std::int64_t pods() const;  ///< to place

 private:
  plan::Options options_;
  demand::Demand demand_;
  std::vector<plan::FargateAnswer> fargate_;
  plan::Problem problem_;
  pack::Instance instance_;
  pack::Surroundings surroundings_;
};

struct MadeProblem {
  std::unique_ptr<const Problem> problem;  ///< null when the input has an error
  ResourceUse reading;                     ///< files to inventory
  ResourceUse shaping;                     ///< inventory to instance
};

/// What reading alone takes.
ResourceUse read_only(const ProblemOptions& options, diag::Diagnostics& found);

/// What is wrong with the input is in `found`.
MadeProblem make_problem(const ProblemOptions& options, diag::Diagnostics& found);

}  // namespace eksplan::bench
