#pragma once
/// Instance types with what a node of each leaves to pods and what it costs: `instances`. Promises
/// as in write.hpp; the machine formats keep every digit of a price.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/model/instance_type.hpp"
#include "eksplan/report/prices.hpp"
#include "eksplan/report/write.hpp"
#include "eksplan/rules/node_fit.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::report {

struct InstanceRow {
  model::InstanceType type;
  rules::Allocatable allocatable;
  units::Money hourly;
  units::Money monthly;
  std::optional<units::Money> per_vcpu;  ///< an hour, for each allocatable one; none where it is 0
  std::optional<units::Money> per_gib;   ///< likewise
  std::string as_of;                     ///< of the price
  std::string spot_kind;                 ///< of a Spot price
  std::string interruption;              ///< of Spot instances; "" = not asked for, or not known
  std::vector<std::string> zones;        ///< none = not known
  std::int64_t fitting = 0;              ///< pods that one node holds, when it was asked
  std::optional<units::Money> per_pod;   ///< an hour, when it was asked
};

/// Which figure the rows are sorted by; the table always shows that one.
enum class InstanceFigure : std::uint8_t {
  price,
  name,
  cpu,
  memory,
  pods,
  price_per_cpu,
  price_per_memory,
  price_per_pod
};

struct InstanceRows {
  PriceSetName set;
  std::string region;
  std::string title;
  model::Purchase purchase = model::Purchase::on_demand;
  std::int64_t month_hours = 730;
  std::string pod;      ///< "500m and 1Gi": the pod whose fit was asked for; "" = none was
  std::string add_ons;  ///< what runs on each node beside such pods: "aws-node and kube-proxy"
  InstanceFigure sorted_by = InstanceFigure::price;
  std::vector<InstanceRow> rows;
  std::size_t unpriced = 0;   ///< that meet all but have no such price here
  std::size_t not_shown = 0;  ///< that --top leaves out
};

std::string instances_table(const InstanceRows& rows, const TableStyle& style);
std::string instances_json(const InstanceRows& rows);
std::string instances_csv(const InstanceRows& rows);
std::string instances_tsv(const InstanceRows& rows);

/// The JSON Schema (draft 2020-12) of what instances_json() writes.
std::string_view instances_schema();

}  // namespace eksplan::report
