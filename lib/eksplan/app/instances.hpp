#pragma once
/// `eksplan instances`: which instance types a region has, what a node of each leaves to pods and
/// what that costs.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/app/price_query.hpp"
#include "eksplan/base/parsed.hpp"
#include "eksplan/model/instance_type.hpp"
#include "eksplan/report/instances.hpp"
#include "eksplan/units/money.hpp"
#include "eksplan/units/resources.hpp"

namespace eksplan::app {

/// What one pod asks for.
struct PodSize {
  units::MilliCpu cpu;
  units::Bytes memory;
};

struct InstanceQuery : PriceQuery {
  std::vector<std::string> globs;                  ///< none = every type
  std::vector<model::Architecture> architectures;  ///< none = every one
  std::optional<std::int64_t> min_cpu;             ///< vCPUs
  std::optional<std::int64_t> max_cpu;
  std::optional<units::Bytes> min_memory;  ///< nominal memory
  std::optional<units::Bytes> max_memory;
  std::int64_t min_gpus = 0;
  bool current_generation = false;
  std::optional<units::Money> max_hourly;
  model::Purchase purchase = model::Purchase::on_demand;
  std::optional<PodSize> fits;
  bool add_ons = true;                          ///< leave room for what EKS runs on each node
  std::optional<report::InstanceFigure> order;  ///< none: price, with `fits` price per pod
  std::optional<std::size_t> top;
  std::int64_t month_hours = 730;
};

/// Types with that price in the region that meet every filter. A glob that no type of the price set
/// matches, and limits that nothing can meet, are usage errors.
Outcome list_instances(const InstanceQuery& query, const FileReader& files);

base::Parsed<model::Purchase> parse_purchase(std::string_view text);
base::Parsed<report::InstanceFigure> parse_instance_order(std::string_view text);
base::Parsed<units::Bytes> parse_instance_memory(std::string_view text);  ///< "16Gi"
base::Parsed<PodSize> parse_pod_size(std::string_view text);              ///< "500m,1Gi"

}  // namespace eksplan::app
