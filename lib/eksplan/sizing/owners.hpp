#pragma once
/// Whose pod is that? Kubernetes makes the names of pods from those of their owners.

#include <cstddef>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "eksplan/model/usage.hpp"
#include "eksplan/model/workload.hpp"

namespace eksplan::sizing {

/// Finds the workload that a row of usage is about. It refers to the workloads.
class Owners {
 public:
  explicit Owners(std::span<const model::Workload* const> workloads);

  /// Index of the workload: by the owner where the row names one, else by the name of the pod, else
  /// by the application label. The longest name that fits wins, so a pod of web-api is not one of
  /// web. A row without a namespace fits where exactly one workload does.
  std::optional<std::size_t> find(const model::UsageRow& row) const;

 private:
  using Indices = std::vector<std::size_t>;

  void add(std::string_view name_space, std::string_view name, std::size_t index);
  const Indices* named(std::string_view name_space, std::string_view name) const;
  std::optional<std::size_t> by_owner(const model::UsageRow& row) const;
  std::optional<std::size_t> by_pod(const model::UsageRow& row) const;
  std::optional<std::size_t> by_cut_name(std::string_view name_space, std::string_view base) const;
  std::optional<std::size_t> by_application(const model::UsageRow& row) const;

  template <class Accepts>
  std::optional<std::size_t> choose(std::string_view name_space, std::string_view name,
                                    Accepts accepts) const;

  std::vector<const model::Workload*> workloads_;
  std::unordered_map<std::string, Indices> by_name_;         // "namespace/name", also "/name"
  std::unordered_map<std::string, Indices> by_application_;  // likewise
  mutable std::string key_;                                  // kept for its room
};

}  // namespace eksplan::sizing
