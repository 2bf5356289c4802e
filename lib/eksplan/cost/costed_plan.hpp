#pragma once
/// A plan in money: lines that add up.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/plan/plan.hpp"
#include "eksplan/rules/limits_profile.hpp"
#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::cost {

enum class Category : std::uint8_t { control_plane, fargate, nodes, storage, network };

std::string_view name(Category category);  ///< the key in JSON: "controlPlane"

/// quantity x unit price. Prices by the hour give `hourly` exactly (a product finer than a
/// nano-dollar rounds half away from zero, once); prices by the month are divided by AWS's month of
/// 730 hours and rounded half away from zero, once.
struct CostLine {
  Category category = Category::nodes;
  std::string item;  ///< "fargate-vcpu", "node", "node-root-volume", "nat-gateway"
  std::optional<plan::ItemIndex> item_of;  ///< the workload that pays, if it is one
  std::optional<plan::GroupIndex> group;   ///< the node group that it is for, if it is one
  std::string detail;  ///< what it is for, when neither says: "Ingress shop/web"
  units::Decimal quantity;
  std::string_view unit;         ///< "vCPU-hour", "GB-month"; a literal
  units::Money unit_price;       ///< as it is paid
  units::Money list_unit_price;  ///< without discounts and savings plans
  units::HourlyRate hourly;

  bool operator==(const CostLine&) const = default;
};

/// Something that costs money at a price, or in an amount, that is not known. Never counted as 0.
struct Unpriced {
  std::string item;    ///< as in a cost line
  std::string reason;  ///< a sentence without full stop
  std::string what;  ///< the object that needs it: "PersistentVolumeClaim shop/data"; may be empty

  auto operator<=>(const Unpriced&) const = default;
};

/// What the estimate takes for granted, for the user to judge.
struct Assumption {
  std::string id;    ///< stable: "nat-gateways"
  std::string text;  ///< a sentence without full stop

  auto operator<=>(const Assumption&) const = default;
};

/// Where a workload's money goes. `own` is what it pays alone (Fargate, its volumes), `share` its
/// part of the nodes.
///
/// The price of a node (instance and root volume) is split between its CPU and its memory by the
/// weights of AWS's split cost allocation data: one vCPU weighs as much as 9 GiB. Each part is
/// divided by the node's nominal capacity; a workload pays for what its pods request of it, rounded
/// down to a nano-dollar. What rounding leaves is idle.
struct WorkloadCost {
  units::HourlyRate own;
  units::HourlyRate share;
  units::HourlyRate overhead;  ///< DaemonSets: their part of CostedPlan::overhead; not in total()

  units::HourlyRate total() const { return own + share; }

  bool operator==(const WorkloadCost&) const = default;
};

struct CostedPlan {
  std::vector<CostLine> lines;          ///< by category, item, workload, group, detail
  std::vector<WorkloadCost> workloads;  ///< by demand item
  units::HourlyRate idle;               ///< of the nodes: allocatable that no pod asked for
  units::HourlyRate overhead;           ///< of the nodes: DaemonSets and what the kubelet keeps
  units::HourlyRate
      fixed;  ///< lines of no workload and no node: control plane, NAT, load balancers
  units::HourlyRate hourly;       ///< sum of all lines = sum of workloads + idle + overhead + fixed
  units::HourlyRate list;         ///< sum of all lines at list prices
  units::HourlyRate packed;       ///< hourly with the nodes as packed, before headroom
  units::HourlyRate lower_bound;  ///< the same with the proven bound in place of nodes and Fargate
  std::map<Category, units::HourlyRate> by_category;  ///< every category, also at 0
  std::vector<Unpriced> unpriced;                     ///< sorted, each once
  std::vector<Assumption> assumptions;                ///< by id, those that this plan rests on
};

struct Options {
  std::int64_t nat_gateways = 1;  ///< 0 or more
  bool extended_support =
      false;  ///< the Kubernetes version is past its 14 months of standard support
  rules::LimitsProfile limits{};  ///< decides what Fargate bills of ephemeral storage
  demand::Selection selection{};  ///< volumes and load balancers of other workloads are left out
  /// By demand item: the most pods that it has in a week. Volumes of its claim templates stay when
  /// pods go. Empty = what is planned.
  std::vector<std::int64_t> most_pods{};
};

CostedPlan cost(const plan::Plan& plan, const demand::Demand& demand,
                const model::Inventory& inventory, const catalog::Catalogue& catalogue,
                const Options& options);

}  // namespace eksplan::cost
