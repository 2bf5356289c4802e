#include "eksplan/app/add_ons.hpp"

#include <algorithm>
#include <string>
#include <utility>

#include "eksplan/rules/claims.hpp"

namespace eksplan::app {

bool uses_ebs(const model::Inventory& inventory) {
  return std::any_of(inventory.workloads.begin(), inventory.workloads.end(),
                     [&](const auto& workload) {
                       const auto claims = rules::mounted_claims(workload, inventory);
                       return std::any_of(claims.begin(), claims.end(), [](const auto& mounted) {
                         return mounted.binding.storage == rules::ClaimStorage::ebs ||
                                mounted.binding.storage == rules::ClaimStorage::ebs_assumed;
                       });
                     });
}

std::vector<demand::AddOnPods> add_on_pods(const catalog::Catalogue& catalogue) {
  std::vector<demand::AddOnPods> pods;
  for (const auto& add_on : catalogue.add_ons()) {
    model::PodRequests requests;
    requests.cpu = add_on.cpu;
    requests.memory = add_on.memory;
    pods.push_back({.name = std::string(add_on.name),
                    .daemon_set = add_on.daemon_set,
                    .replicas = add_on.replicas,
                    .requests = std::move(requests),
                    .host_network = add_on.host_network,
                    .only_with_ebs = add_on.only_with_ebs});
  }
  return pods;
}

}  // namespace eksplan::app
