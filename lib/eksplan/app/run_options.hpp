#pragma once
/// What every command that reads manifests lets its user choose.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "eksplan/demand/demand.hpp"
#include "eksplan/demand/pods_over_time.hpp"
#include "eksplan/model/cluster.hpp"
#include "eksplan/model/finding.hpp"
#include "eksplan/model/pod.hpp"
#include "eksplan/report/write.hpp"
#include "eksplan/rules/limits_profile.hpp"
#include "eksplan/sizing/size.hpp"

namespace eksplan::app {

enum class Format : std::uint8_t { table, json, csv, tsv, markdown, sarif, junit };

/// `--out F=FILE`.
struct OutputRequest {
  Format format = Format::json;
  std::string path;
};

/// A finding that the user does not want to be held against anybody: `RULE[@OBJECT]=REASON`.
struct IgnoreRequest {
  std::string rule;          ///< an id, or a glob that some id matches
  std::string object = "*";  ///< a glob over namespace/Kind/name
  std::string reason;
};

struct RunOptions {
  std::vector<std::string> inputs;  ///< files, folders, "-"
  std::string version;              ///< of the program, for the result
  std::string region = "us-east-1";
  bool region_defaulted = false;  ///< nobody named a region
  std::vector<std::string>
      namespaces;  ///< -n; also the namespace of objects that name none, when it is one
  model::LabelSelector selector;  ///< -l
  rules::LimitsProfile limits;
  std::optional<demand::ReplicaChoice>
      replicas;  ///< none: `expected` with usage, else `spec`; see replica_choice
  demand::ScheduleOptions schedule;        ///< when workloads are up, and in which week
  std::vector<std::string> cluster_files;  ///< --cluster
  model::Cluster cluster;                  ///< what options say of the cluster
  std::vector<std::string> usage;          ///< --usage: files, folders, cores=FILE, bytes=FILE
  sizing::SizeOptions size;                ///< --size-by, --size-headroom
  std::vector<IgnoreRequest> ignores;
  std::string prices;  ///< folder of a price set; empty = the one compiled in
  std::int64_t month_hours = 730;
  Format format = Format::table;
  std::optional<report::View> view;  ///< none: csv and tsv show workloads, table everything
  std::vector<OutputRequest> outputs;
  report::TableStyle table;
  std::optional<model::FindingSeverity> fail_on;
  bool strict = false;
  bool keep_going = false;
  bool quiet = false;  ///< no warnings and notes on standard error
};

}  // namespace eksplan::app
