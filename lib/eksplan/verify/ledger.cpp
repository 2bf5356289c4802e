#include "eksplan/verify/ledger.hpp"

#include <algorithm>

namespace eksplan::verify {
namespace {

std::optional<std::size_t> find(const std::map<std::string_view, std::size_t>& names,
                                std::string_view name) {
  const auto found = names.find(name);
  return found == names.end() ? std::nullopt : std::optional(found->second);
}

}  // namespace

Ledger::Ledger(const saved::Result& result) : result_(&result) {
  for (std::size_t i = 0; i < result.workloads.size(); ++i) {
    workloads_.emplace(result.workloads[i].id, i);
  }
  for (std::size_t i = 0; result.plan && i < result.plan->node_groups.size(); ++i) {
    groups_.emplace(result.plan->node_groups[i].name, i);
  }
}

std::optional<std::size_t> Ledger::workload(std::string_view id) const {
  return find(workloads_, id);
}

std::optional<std::size_t> Ledger::group(std::string_view name) const {
  return find(groups_, name);
}

bool Ledger::is_daemon(std::size_t workload) const {
  const auto& placement = result_->workloads[workload].placement;
  return placement && placement->target == "daemonset";
}

bool Ledger::is_on_fargate(std::size_t workload) const {
  const auto& placement = result_->workloads[workload].placement;
  return placement && placement->target == "fargate";
}

std::int64_t Ledger::placed(std::size_t workload) const {
  const auto& row = result_->workloads[workload];
  const auto unplaced = row.placement ? row.placement->unplaced_pods : 0;
  return std::max<std::int64_t>(row.replicas.expected - unplaced, 0);
}

const saved::Phase* Ledger::shown_phase() const {
  const auto& phases = plan().phases;
  const auto dearest = std::ranges::max_element(phases, {}, &saved::Phase::hourly);
  return dearest == phases.end() ? nullptr : &*dearest;
}

std::int64_t Ledger::placed_in(const saved::Phase& phase, std::size_t workload) const {
  const auto& id = result_->workloads[workload].id;
  const auto found = std::ranges::find(phase.workloads, id, &saved::PodsOf::workload);
  return found == phase.workloads.end() ? placed(workload) : found->count;
}

std::int64_t Ledger::nodes_in(const saved::Phase& phase, std::string_view group) {
  const auto found = std::ranges::find(phase.node_groups, group, &saved::GroupCount::group);
  return found == phase.node_groups.end() ? 0 : found->count;
}

}  // namespace eksplan::verify
