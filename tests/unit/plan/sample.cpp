#include "sample.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include <catch2/catch.hpp>

namespace eksplan::plan {

const catalog::Catalogue& prices(const std::string& region) {
  static std::map<std::string, catalog::Catalogue> opened;
  const auto found = opened.find(region);
  if (found != opened.end()) {
    return found->second;
  }
  auto catalogue = catalog::open_region(catalog::builtin(), region);
  REQUIRE(catalogue.has_value());
  return opened.emplace(region, *catalogue).first->second;
}

model::Workload workload(const std::string& name, std::int64_t replicas, std::int64_t cpu_millis,
                         std::int64_t memory_mib) {
  model::Workload result;
  result.id = {"shop", "Deployment", name};
  result.api_version = "apps/v1";
  result.pod.labels = {{"app", name}};
  result.pod.path = "spec.template.spec";
  result.pod.requests.cpu = units::MilliCpu::from_millis(cpu_millis);
  result.pod.requests.memory = units::Bytes::mib(memory_mib);
  result.pod.requests_without_overhead = result.pod.requests;
  model::Container container;
  container.name = name;
  container.written_requests = true;
  result.pod.spec.containers.push_back(std::move(container));
  result.replicas = {.spec = replicas, .min = replicas, .expected = replicas, .max = replicas};
  return result;
}

model::Workload daemon_set(const std::string& name, std::int64_t cpu_millis,
                           std::int64_t memory_mib) {
  auto result = workload(name, 0, cpu_millis, memory_mib);
  result.id.kind = "DaemonSet";
  result.kind = model::WorkloadKind::daemon_set;
  return result;
}

demand::Demand demand_of(std::vector<model::Workload> workloads) {
  model::Inventory inventory;
  inventory.workloads = std::move(workloads);
  return demand::build(inventory, {}, {});
}

Options on_nodes() {
  Options options;
  options.placement = PlacementMode::nodes;
  return options;
}

Plan checked_plan(const demand::Demand& demand, const Options& options, const std::string& region) {
  const auto plan = make_plan(demand, {}, prices(region), options);
  CHECK(check(plan, demand, {}, prices(region), options) == std::vector<std::string>{});
  return plan;
}

Plan checked_plan(const demand::Demand& demand, const model::Inventory& inventory,
                  const Options& options) {
  const auto plan = make_plan(demand, inventory, prices(), options);
  CHECK(check(plan, demand, inventory, prices(), options) == std::vector<std::string>{});
  return plan;
}

model::PodAffinityTerm to_app(const std::string& app, const std::string& topology) {
  model::PodAffinityTerm term;
  term.topology_key = topology;
  term.selector = model::LabelSelector{{{"app", model::SelectorOperator::in, {app}, {}}}};
  return term;
}

model::TopologySpread hard_spread(const std::string& app, std::int64_t max_skew,
                                  const std::string& topology) {
  model::TopologySpread spread;
  spread.max_skew = max_skew;
  spread.topology_key = topology;
  spread.selector = model::LabelSelector{{{"app", model::SelectorOperator::in, {app}, {}}}};
  return spread;
}

std::map<std::string, std::int64_t> pods_by_zone(const Plan& plan, std::size_t item) {
  std::map<std::string, std::int64_t> pods;
  for (const auto& set : plan.nodes) {
    for (const auto& of : set.pods) {
      if (of.item.value == item) {
        pods[set.zone] += of.pods * set.count;
      }
    }
  }
  return pods;
}

std::vector<std::int64_t> pods_by_node(const Plan& plan, std::size_t item) {
  std::vector<std::int64_t> pods;
  for (const auto& set : plan.nodes) {
    for (const auto& of : set.pods) {
      if (of.item.value == item) {
        pods.insert(pods.end(), static_cast<std::size_t>(set.count), of.pods);
      }
    }
  }
  return pods;
}

std::size_t index_of(const demand::Demand& demand, const std::string& name) {
  const auto found = std::find_if(demand.items.begin(), demand.items.end(),
                                  [&](const auto& item) { return item.workload.id.name == name; });
  REQUIRE(found != demand.items.end());
  return static_cast<std::size_t>(found - demand.items.begin());
}

std::vector<std::string> types_of(const Plan& plan) {
  std::vector<std::string> types;
  for (const auto& group : plan.groups) {
    types.emplace_back(group.type.name);
  }
  return types;
}

}  // namespace eksplan::plan
