#pragma once
/// What the rules say of a run: which findings are worth reporting.

#include <cstdint>
#include <string>
#include <vector>

#include "eksplan/demand/demand.hpp"
#include "eksplan/model/finding.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/rules/fargate_rules.hpp"
#include "eksplan/rules/scene.hpp"

namespace eksplan::app {

/// How far the rules about Fargate matter for a workload.
enum class Concern : std::uint8_t {
  none,      ///< it runs on nodes, and nobody wants anything else
  refusals,  ///< it runs on nodes; what keeps it off Fargate is worth knowing
  all        ///< it runs on Fargate, or is meant to
};

/// By demand item.
struct Placing {
  const rules::FargateVerdict* verdict = nullptr;
  bool on_fargate = false;
  Concern concern = Concern::all;
};

struct FindingsInput {
  const demand::Demand& demand;
  const model::Inventory& inventory;
  const rules::LimitsProfile& limits;
  const std::vector<Placing>& placing;
  rules::UnitPrices prices{};
  rules::RegionFacts region{};
  std::vector<rules::ScheduleSaving> schedule_savings{};
};

/// The findings of workloads that the user gave (not of add-ons that we added), then those of the
/// whole scene; neither sorted nor marked as ignored.
std::vector<model::Finding> collect_findings(const FindingsInput& input);

/// The name of the Fargate profile that takes each item's pods, empty where none does; an empty
/// list when no profile is known.
std::vector<std::string> profile_names(const demand::Demand& demand,
                                       const model::Inventory& inventory,
                                       const rules::LimitsProfile& limits);

}  // namespace eksplan::app
