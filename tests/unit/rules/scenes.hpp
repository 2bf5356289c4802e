#pragma once
/// Scenes made by hand, for the rules that look at more than one pod.

#include <deque>
#include <string_view>
#include <vector>

#include "workloads.hpp"

#include "eksplan/rules/scene.hpp"

namespace eksplan::rules::test {

/// Workloads and what surrounds them. Every workload that is eligible runs on Fargate, unless it is
/// added by `on_nodes`.
class SceneBuilder {
 public:
  explicit SceneBuilder(std::string_view profile_text = "current");

  /// The inventory that the scene refers to: fill it before findings() is called.
  model::Inventory inventory;
  std::vector<ScheduleSaving> schedule_savings;

  UnitPrices prices;   ///< those of us-east-1 unless changed
  RegionFacts region;  ///< us-east-1 unless changed

  SceneBuilder& add(model::Workload workload, std::int64_t pods = 1);
  SceneBuilder& on_nodes(model::Workload workload, std::int64_t pods = 1);

  /// Of all rules, or of one, in the order of the table.
  std::vector<model::Finding> findings() const;
  std::vector<model::Finding> findings(std::string_view rule) const;

  /// The only finding of a rule; a failure of the test when there is none or more.
  model::Finding only(std::string_view rule) const;

 private:
  struct Entry {
    model::Workload workload;
    std::int64_t pods = 1;
    bool may_run_on_fargate = true;
  };

  LimitsProfile profile_;
  std::vector<Entry> entries_;
};

/// How often a rule is hit.
inline std::size_t count(const SceneBuilder& scene, std::string_view rule) {
  return scene.findings(rule).size();
}

}  // namespace eksplan::rules::test
