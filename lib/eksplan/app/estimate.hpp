#pragma once
/// `eksplan estimate`: manifests in, placement, nodes and cost out.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eksplan/app/file_reader.hpp"
#include "eksplan/app/outcome.hpp"
#include "eksplan/demand/demand.hpp"
#include "eksplan/model/finding.hpp"
#include "eksplan/model/instance_type.hpp"
#include "eksplan/model/pod.hpp"
#include "eksplan/plan/plan.hpp"
#include "eksplan/report/write.hpp"
#include "eksplan/rules/limits_profile.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::app {

/// How hard the solver tries, in words; each is a number of steps, never of seconds.
enum class Effort : std::uint8_t { quick, normal, max };

enum class Format : std::uint8_t { table, json, csv, tsv };

/// `--out F=FILE`.
struct OutputRequest {
  Format format = Format::json;
  std::string path;
};

struct EstimateOptions {
  std::vector<std::string> inputs;  ///< files, folders, "-"
  std::string version;              ///< of the program, for the result
  std::string region = "us-east-1";
  bool region_defaulted = false;  ///< nobody named a region
  std::vector<std::string>
      namespaces;  ///< -n; also the namespace of objects that name none, when it is one
  model::LabelSelector selector;  ///< -l
  rules::LimitsProfile limits;
  plan::PlacementMode placement = plan::PlacementMode::cheapest;
  demand::ReplicaChoice replicas = demand::ReplicaChoice::spec;
  std::vector<std::string> instance_types;
  std::vector<model::Architecture> architectures{model::Architecture::amd64};
  std::int64_t max_node_groups = 3;
  std::int64_t min_nodes = 2;
  std::int64_t zones = 2;
  std::int64_t nat_gateways = 1;
  bool add_ons = true;  ///< count the add-ons that every EKS cluster runs
  Effort effort = Effort::normal;
  std::string prices;  ///< folder of a price set; empty = the one compiled in
  std::int64_t month_hours = 730;
  report::GroupBy group_by;
  Format format = Format::table;
  std::optional<report::View> view;  ///< none: csv and tsv show workloads, table everything
  std::vector<OutputRequest> outputs;
  report::TableStyle table;
  std::optional<units::Money> max_hourly;
  std::optional<units::Money> max_monthly;
  std::optional<model::FindingSeverity> fail_on;
  bool strict = false;
  bool keep_going = false;
  bool quiet = false;  ///< no warnings and notes on standard error
};

/// Reads, plans, prices and renders. Everything that is wrong with the input is in `messages`; then
/// nothing is rendered unless `keep_going`. A plan that its checker refuses is an InternalError.
Outcome estimate(const EstimateOptions& options, const FileReader& files);

}  // namespace eksplan::app
