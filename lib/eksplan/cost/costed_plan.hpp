#pragma once
/// A plan in money: lines that add up.

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/catalog/catalogue.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/plan/plan.hpp"
#include "eksplan/units/decimal.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::cost {

enum class Category : std::uint8_t { control_plane, fargate, nodes, storage, network };

std::string_view name(Category category);  ///< the key in JSON: "controlPlane"

/// quantity x unit price. Prices by the hour give `hourly` exactly (a product finer than a nano-dollar rounds half away
/// from zero, once); prices by the month are divided by AWS's month of 730 hours and rounded half away from zero, once.
struct CostLine {
  Category category = Category::nodes;
  std::string item;                     ///< "fargate-vcpu", "node", "node-root-volume", "nat-gateway"
  std::optional<plan::ItemIndex> item_of;   ///< the workload that pays, if it is one
  std::optional<plan::GroupIndex> group;
  std::string detail;                   ///< what it is for, when neither says: "Ingress shop/web"
  units::Decimal quantity;
  std::string_view unit;                ///< "vCPU-hour", "GB-month"
  units::Money unit_price;
  units::HourlyRate hourly;
};

/// Something that costs money at a price that is not known. Never counted as 0.
struct Unpriced {
  std::string item;
  std::string reason;
};

/// Where a workload's money goes. `own` is what it pays alone (Fargate, its volumes), `share` its part of the nodes.
struct WorkloadCost {
  units::HourlyRate own;
  units::HourlyRate share;
  units::HourlyRate total() const { return own + share; }
};

struct CostedPlan {
  std::vector<CostLine> lines;               ///< by category, item, workload, group, detail
  std::vector<WorkloadCost> workloads;       ///< by demand item
  units::HourlyRate idle;                    ///< of the nodes: allocatable that no pod asked for
  units::HourlyRate overhead;                ///< of the nodes: DaemonSets and what the kubelet keeps
  units::HourlyRate fixed;                   ///< lines of no workload and no node: control plane, NAT, load balancers
  units::HourlyRate hourly;                  ///< sum of all lines = sum of workloads + idle + overhead + fixed
  units::HourlyRate packed;                  ///< the same with the nodes as packed, before headroom
  units::HourlyRate lower_bound;             ///< the same with the proven bound in place of nodes and Fargate
  std::map<Category, units::HourlyRate> by_category;  ///< every category, also at 0
  std::vector<Unpriced> unpriced;
};

struct Options {
  std::int64_t nat_gateways = 1;
  bool extended_support = false;
};

CostedPlan cost(const plan::Plan& plan, const demand::Demand& demand, const model::Inventory& inventory,
                const catalog::Catalogue& catalogue, const Options& options);

}  // namespace eksplan::cost
