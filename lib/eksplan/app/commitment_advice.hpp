#pragma once
/// What to commit to of what a week buys on demand.

#include <cstdint>
#include <vector>

#include "eksplan/app/estimate.hpp"
#include "eksplan/app/phase_spend.hpp"
#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/plan/plan.hpp"
#include "eksplan/saved/commitments.hpp"

namespace eksplan::app {

struct AdviceScene {
  const EstimateOptions& options;
  const catalog::Catalogue& catalogue;
  const std::vector<plan::NodeGroup>& groups;
  const std::vector<PhaseSpend>& week;
};

/// A Compute Savings Plan for each term of which a rate is known, and reserved nodes where their
/// price is known and saves. Nothing for nodes that are committed to already. A rate is that of the
/// price set for the type, else the one that --savings-rates gives; Fargate's is the given one,
/// else that of the price set. What has none is named and left out.
saved::Commitments advise_commitments(const AdviceScene& scene);

}  // namespace eksplan::app
