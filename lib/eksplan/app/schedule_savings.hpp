#pragma once
/// What nights and weekends off would save.

#include <cstdint>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/demand/pods_over_time.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/plan/plan.hpp"
#include "eksplan/rules/scene.hpp"

namespace eksplan::app {

struct SavingScene {
  const plan::Plan& plan;  ///< of the dearest phase
  const demand::Demand& demand;
  const demand::WeekOfPods& week;
  const model::Inventory& inventory;
  const catalog::Catalogue& catalogue;
  std::int64_t min_nodes = 0;
};

/// By namespace, of Deployments and StatefulSets that no schedule says anything of, where something
/// is saved. Only of those that one may well switch off: named after development, testing or
/// staging by their namespace or a label, or all of them where others have a schedule. Exact on
/// Fargate; on nodes what empties without moving a pod, each namespace by itself.
std::vector<rules::ScheduleSaving> schedule_savings(const SavingScene& scene);

}  // namespace eksplan::app
