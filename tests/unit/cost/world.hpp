#pragma once
/// Plans made by hand, with what they are plans of.

#include <string>
#include <vector>

#include "small_prices.hpp"

#include "eksplan/cost/costed_plan.hpp"

namespace eksplan::cost {

/// A demand and its plan, which grow together.
class World {
 public:
  World() : catalogue(support::small_catalogue()) {}

  /// Adds a workload that runs nowhere yet, in the namespace "shop".
  plan::ItemIndex add(model::Workload workload, std::int64_t replicas);
  plan::ItemIndex add(const std::string& name, std::int64_t replicas);

  void run_on_fargate(plan::ItemIndex item, model::FargateSize size);

  /// A group of nodes of a type of the small price set; its allocatable is 90 % of the nominal
  /// size.
  plan::GroupIndex add_group(const std::string& name, std::string_view type, std::int64_t count);

  void add_nodes(plan::NodeSet set) { plan.nodes.push_back(std::move(set)); }

  CostedPlan cost(const Options& options = {}) const;

  /// The lines of a category as text: "item quantity x price = hourly, workload, group, detail".
  std::vector<std::string> lines(Category category, const Options& options = {}) const;
  std::vector<std::string> unpriced(const Options& options = {}) const;
  std::vector<std::string> assumptions(const Options& options = {}) const;  ///< their ids

  plan::Plan plan;
  demand::Demand demand;
  model::Inventory inventory;
  catalog::Catalogue catalogue;
};

model::Workload workload(const std::string& kind, const std::string& name);
model::PersistentVolumeClaim claim(const std::string& name, std::int64_t gib,
                                   const std::string& storage_class);
model::StorageClass storage_class(const std::string& name, const std::string& type);
model::Volume claim_volume(const std::string& claim_name);

}  // namespace eksplan::cost
