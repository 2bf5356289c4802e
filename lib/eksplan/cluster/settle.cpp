#include <algorithm>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "eksplan/cluster/read.hpp"

namespace eksplan::cluster {
namespace {

using Selectors = std::vector<std::pair<std::string, model::Labels>>;

// What decides which pods a profile takes, wherever and in whatever order it is written.
Selectors selectors_of(const model::FargateProfile& profile) {
  Selectors selectors;
  for (const auto& selector : profile.selectors) {
    selectors.emplace_back(selector.namespace_name, selector.labels);
  }
  std::sort(selectors.begin(), selectors.end());
  return selectors;
}

std::vector<std::string> sorted(std::vector<std::string> names) {
  std::sort(names.begin(), names.end());
  return names;
}

// A description may leave the subnets to EKS where another one lists what EKS took.
bool says_the_same(const model::FargateProfile& one, const model::FargateProfile& other) {
  return selectors_of(one) == selectors_of(other) &&
         (one.subnets.empty() || other.subnets.empty() ||
          sorted(one.subnets) == sorted(other.subnets));
}

void note_replaced(const model::FargateProfile& replaced, model::FargateProfile& kept) {
  kept.described_twice = replaced.described_twice || !says_the_same(replaced, kept);
}

template <class T>
void note_replaced(const T& /*replaced*/, T& /*kept*/) {}

// Sorts by what `name` gives and keeps the last of those with the same name. What has no name is
// not the same as anything.
template <class T, class Name>
void settle_list(std::vector<T>& list, Name name) {
  std::stable_sort(list.begin(), list.end(),
                   [&](const T& a, const T& b) { return name(a) < name(b); });
  std::vector<T> kept;
  kept.reserve(list.size());
  for (auto& entry : list) {
    const bool again =
        !kept.empty() && name(kept.back()) == name(entry) && name(entry) != decltype(name(entry)){};
    if (again) {
      note_replaced(kept.back(), entry);
      kept.back() = std::move(entry);
    } else {
      kept.push_back(std::move(entry));
    }
  }
  list = std::move(kept);
}

}  // namespace

void settle(model::Cluster& cluster) {
  settle_list(cluster.fargate_profiles, [](const auto& one) { return std::string_view(one.name); });
  settle_list(cluster.node_groups, [](const auto& one) { return std::string_view(one.name); });
  settle_list(cluster.subnets, [](const auto& one) { return std::string_view(one.id); });
  settle_list(cluster.pod_identities, [](const auto& one) {
    return std::pair<std::string_view, std::string_view>(one.namespace_name, one.service_account);
  });
}

}  // namespace eksplan::cluster
