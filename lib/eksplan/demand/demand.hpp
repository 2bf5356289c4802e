#pragma once
/// What must run, how big and how many: workloads with every setting applied that is not about
/// machines or money.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/demand/expected_replicas.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/model/workload.hpp"

namespace eksplan::demand {

/// `--replicas`: which count is planned under an autoscaler. `expected` follows from usage; of a
/// workload whose usage is not known it is `spec`.
enum class ReplicaChoice : std::uint8_t { spec, min, max, expected };

/// Which workloads take part (`-n`, `-l`); empty = all.
struct Selection {
  std::vector<std::string> namespaces;
  model::LabelSelector selector;
};

struct Options {
  ReplicaChoice replicas = ReplicaChoice::spec;
  Selection selection;
  UsageOfWorkloads usage;   ///< for `expected`
  bool ebs_in_use = false;  ///< some claim needs EBS: the EBS CSI driver runs too
};

/// One workload's part of the demand.
struct Item {
  model::Workload workload;
  std::int64_t replicas = 0;  ///< pods to place; 0 for DaemonSets, which follow the nodes
  bool is_daemon = false;
};

struct Demand {
  std::vector<Item> items;  ///< by workload id
};

/// An add-on's pods as a workload, built from the price set's figures (kube-system, marked
/// `added`).
struct AddOnPods {
  std::string name;
  bool daemon_set = false;
  std::int64_t replicas = 0;
  model::PodRequests requests;
  bool host_network = false;
  bool only_with_ebs = false;
};

/// Selects, counts and adds the add-ons that the input does not hold itself (the same kind and name
/// in kube-system, or pods of it; selected or not). A selection does not leave add-ons out: their
/// pods run in any case. Pods of a DaemonSet that is not in the input are one daemon item, wherever
/// they happen to run now.
Demand build(const model::Inventory& inventory, const std::vector<AddOnPods>& add_ons,
             const Options& options);

}  // namespace eksplan::demand
