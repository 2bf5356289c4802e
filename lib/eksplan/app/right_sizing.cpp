#include "eksplan/app/right_sizing.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include <fmt/format.h>

#include "eksplan/app/reading.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/plan/fargate_prices.hpp"
#include "eksplan/sizing/right_size.hpp"

namespace eksplan::app {
namespace {

constexpr std::size_t kMostNamesShown = 10;

std::string name_of(const model::UsageRow& row) {
  const auto& who = !row.pod.empty()          ? row.pod
                    : !row.owner_name.empty() ? row.owner_name
                                              : row.application;
  return row.namespace_name.empty() ? who : row.namespace_name + "/" + who;
}

std::vector<const model::Workload*> workloads_of(const model::Inventory& inventory,
                                                 const demand::Demand& demand) {
  std::vector<const model::Workload*> all;
  for (const auto& workload : inventory.workloads) {
    all.push_back(&workload);
  }
  for (const auto& item : demand.items) {
    if (item.workload.added) {
      all.push_back(&item.workload);
    }
  }
  std::ranges::stable_sort(all, {}, [](const auto* workload) { return workload->id; });
  return all;
}

/// Names of rows that are nobody's, and what they use together.
struct Nobodys {
  std::set<std::string> names;
  base::int128 cpu = 0;
  base::int128 memory = 0;
};

// Rows of names that an earlier file had are not named again.
Nobodys nobodys_of(const model::UsageSeries& series, const sizing::JoinedSeries& joined,
                   const std::set<std::string>& told) {
  Nobodys nobodys;
  for (const auto index : joined.unjoined) {
    const auto& row = series.rows[index];
    const auto name = name_of(row);
    if (told.contains(name)) {
      continue;
    }
    nobodys.names.insert(name);
    nobodys.cpu += row.used.cpu.value_or(units::NanoCpu{}).nanos();
    nobodys.memory += row.used.memory.value_or(units::Bytes{}).count();
  }
  return nobodys;
}

std::vector<std::string> first_names(const std::set<std::string>& names) {
  std::vector<std::string> first(
      names.begin(), std::next(names.begin(), static_cast<std::ptrdiff_t>(
                                                  std::min(names.size(), kMostNamesShown))));
  if (names.size() > kMostNamesShown) {
    first.push_back(fmt::format("{} more", names.size() - kMostNamesShown));
  }
  return first;
}

std::string amounts_text(const Nobodys& nobodys) {
  if (nobodys.cpu == 0 && nobodys.memory == 0) {
    return "";
  }
  const auto cpu = units::NanoCpu::from_nanos(base::narrow(nobodys.cpu).value_or(0));
  const auto memory = units::Bytes::from_count(base::narrow(nobodys.memory).value_or(0));
  return fmt::format("; together they use {} cpu and {} memory", cpu.millis_up(), memory);
}

diag::Diagnostic about(const std::string& file, std::string message, std::string hint) {
  return {.severity = diag::Severity::warning,
          .code = diag::kUsageJoin,
          .at = {.file = file, .line = 0, .column = 0, .path = {}},
          .message = std::move(message),
          .hint = std::move(hint),
          .excerpt = {}};
}

void tell_of_nobodys(const std::vector<model::UsageSeries>& usage, const sizing::Joined& joined,
                     diag::Diagnostics& found) {
  std::set<std::string> told;
  for (std::size_t i = 0; i < usage.size(); ++i) {
    const auto nobodys = nobodys_of(usage[i], joined.series[i], told);
    if (nobodys.names.empty()) {
      continue;
    }
    found.add(about(
        usage[i].file,
        fmt::format("{} of {} to no workload of the input: {}{}", joined.series[i].unjoined.size(),
                    base::plural(joined.series[i].rows, "row belongs", "rows belong"),
                    base::and_list(first_names(nobodys.names)), amounts_text(nobodys)),
        ""));
    told.insert(nobodys.names.begin(), nobodys.names.end());
  }
}

void tell_of_clusters(const sizing::Joined& joined, diag::Diagnostics& found) {
  for (const auto& series : joined.series) {
    if (series.clusters.size() > 1) {
      found.add(about(series.file,
                      fmt::format("usage of several clusters is taken together: {}",
                                  base::and_list({series.clusters.begin(), series.clusters.end()})),
                      "name the cluster by --cluster with its description"));
    }
  }
}

sizing::Room room_of(const plan::Plan& plan) {
  sizing::Room room;
  for (const auto& group : plan.groups) {
    room.hourly += group.hourly_per_node * group.count;
    room.cpu = room.cpu + group.allocatable.cpu * group.count;
    room.memory = room.memory + group.allocatable.memory * group.count;
  }
  return room;
}

std::vector<sizing::Placed> placed_of(const plan::Plan& plan, const demand::Demand& demand) {
  std::vector<sizing::Placed> placed(plan.placements.size());
  for (std::size_t i = 0; i < placed.size(); ++i) {
    const auto& placement = plan.placements[i];
    placed[i] = {.on_fargate = placement.target == plan::Target::fargate,
                 .fits_fargate = placement.fargate.eligible,
                 .pods = demand.items[i].replicas};
  }
  for (const auto& set : plan.nodes) {
    for (const auto& daemon : set.daemons) {
      placed[daemon.item.value].pods += daemon.pods * set.count;
    }
  }
  return placed;
}

std::string how_sized(const sizing::SizeOptions& size) {
  switch (size.by) {
    case sizing::SizeBy::requests:
      break;
    case sizing::SizeBy::usage:
      return fmt::format(
          "pods are sized by their mean CPU and by the memory of the largest, with "
          "{} % on top",
          size.headroom_percent);
    case sizing::SizeBy::recommended:
      return fmt::format(
          "pods are sized by what is recommended; without a recommendation by the "
          "most that was measured, with {} % on top",
          size.headroom_percent);
    case sizing::SizeBy::max:
      return fmt::format(
          "pods are sized by the larger of what they ask for and what they use with "
          "{} % on top",
          size.headroom_percent);
  }
  return "pods are sized by what they ask for";
}

}  // namespace

sizing::Joined join_usage(const std::vector<model::UsageSeries>& usage,
                          const model::Inventory& inventory, const demand::Demand& demand,
                          diag::Diagnostics& found) {
  if (usage.empty()) {
    return {};
  }
  auto joined = sizing::join(usage, workloads_of(inventory, demand), inventory.cluster.name);
  tell_of_nobodys(usage, joined, found);
  tell_of_clusters(joined, found);
  return joined;
}

demand::ReplicaChoice replica_choice(const RunOptions& options, bool has_usage) {
  return options.replicas.value_or(has_usage ? demand::ReplicaChoice::expected
                                             : demand::ReplicaChoice::spec);
}

demand::UsageOfWorkloads pod_usage(const sizing::Joined& joined) {
  demand::UsageOfWorkloads usage;
  for (const auto& workload : joined.workloads) {
    const auto& mean = workload.pod.mean;
    if (workload.pods == 0 || mean.is_empty()) {
      continue;
    }
    auto& pod = usage[workload.id];
    pod.pods = workload.pods;
    if (mean.cpu) {
      pod.cpu_nanocores = mean.cpu->nanos();
    }
    if (mean.memory) {
      pod.memory_bytes = mean.memory->count();
    }
  }
  return usage;
}

std::optional<diag::Diagnostic> missing_usage(const RunOptions& options,
                                              const std::vector<model::UsageSeries>& usage) {
  if (options.size.by == sizing::SizeBy::requests || !usage.empty()) {
    return std::nullopt;
  }
  return general_message(diag::Severity::error, diag::kUsage,
                         fmt::format("--size-by {} needs measured usage, and none is given",
                                     sizing::name(options.size.by)),
                         "give a file or a folder by --usage, such as the output of "
                         "kube-resource-report, krr or kubectl top pods -A");
}

diag::Diagnostic too_much_usage() {
  return general_message(diag::Severity::error, diag::kUsageValue,
                         "the usage of all pods adds up to more than eksplan counts",
                         "look for figures in a wrong unit in the files of --usage");
}

std::vector<sizing::RightSize> right_sizes_of(const SizingScene& scene) {
  const auto placed = placed_of(scene.plan, scene.demand);
  return sizing::right_sizes({.demand = scene.demand,
                              .usage = scene.usage,
                              .placed = placed,
                              .room = room_of(scene.plan),
                              .prices = plan::unit_prices(scene.catalogue),
                              .limits = scene.options.limits,
                              .headroom_percent = scene.options.size.headroom_percent});
}

std::vector<report::UsageFileRow> usage_file_rows(const std::vector<model::UsageSeries>& usage,
                                                  const sizing::Joined& joined) {
  std::vector<report::UsageFileRow> rows;
  for (std::size_t i = 0; i < usage.size(); ++i) {
    const auto& series = joined.series[i];
    rows.push_back({.file = series.file,
                    .format = std::string(model::name(series.format)),
                    .rows = series.rows,
                    .joined = series.joined,
                    .unjoined = first_names(nobodys_of(usage[i], series, {}).names)});
  }
  std::ranges::stable_sort(rows, {}, &report::UsageFileRow::file);
  return rows;
}

std::vector<report::Assumption> sizing_assumptions(const RunOptions& options,
                                                   const std::vector<model::UsageSeries>& usage,
                                                   const sizing::Joined& joined,
                                                   const demand::Demand& demand) {
  std::vector<report::Assumption> all;
  if (usage.empty()) {
    return all;
  }
  const auto unknown = std::ranges::count_if(demand.items, [&](const demand::Item& item) {
    return joined.find(item.workload.id) == nullptr;
  });
  if (options.size.by != sizing::SizeBy::requests) {
    const auto kept = unknown == 0 ? std::string()
                                   : fmt::format("; {} that nothing is known of {} as it is",
                                                 base::plural(unknown, "workload", "workloads"),
                                                 unknown == 1 ? "stays" : "stay");
    all.push_back({"size-by", how_sized(options.size) + kept});
  }
  const bool is_snapshot = std::ranges::any_of(usage, [](const model::UsageSeries& series) {
    return series.span == model::UsageSpan::snapshot && !series.rows.empty();
  });
  if (is_snapshot) {
    all.push_back(
        {"usage-snapshot",
         "some of the usage is a single sample, which shows neither peaks nor quiet hours"});
  }
  return all;
}

}  // namespace eksplan::app
