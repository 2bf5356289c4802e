#include "eksplan/sizing/join.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/sizing/evidence.hpp"
#include "eksplan/sizing/owners.hpp"

namespace eksplan::sizing {
namespace {

constexpr auto kNobody = static_cast<std::size_t>(-1);

// Rows of one series by workload, each list in the order of pods and containers.
std::map<std::size_t, std::vector<const model::UsageRow*>> rows_by_workload(
    const model::UsageSeries& series, const Owners& owners, std::string_view cluster,
    JoinedSeries& report) {
  const bool names_cluster =
      !cluster.empty() && std::ranges::any_of(series.rows, [&](const model::UsageRow& row) {
        return row.cluster == cluster;
      });
  std::map<std::size_t, std::vector<const model::UsageRow*>> by_workload;
  std::size_t last = kNobody;
  std::vector<const model::UsageRow*>* rows = nullptr;  // those of `last`
  for (std::size_t i = 0; i < series.rows.size(); ++i) {
    const auto& row = series.rows[i];
    const bool elsewhere = names_cluster && !row.cluster.empty() && row.cluster != cluster;
    const auto owner = elsewhere ? std::nullopt : owners.find(row);
    if (!owner) {
      report.unjoined.push_back(i);
      continue;
    }
    if (*owner != last) {
      last = *owner;
      rows = &by_workload[last];
    }
    rows->push_back(&row);
    ++report.joined;
    if (!row.cluster.empty() && !report.clusters.contains(row.cluster)) {
      report.clusters.insert(row.cluster);
    }
  }
  return by_workload;
}

std::string both(const std::string& cpu, const std::string& memory) {
  if (cpu.empty() || memory.empty() || cpu == memory) {
    return cpu.empty() ? memory : cpu;
  }
  return cpu + " and " + memory;
}

/// The best evidence of one workload so far, for CPU and for memory.
struct Best {
  const Evidence* cpu = nullptr;
  const Evidence* memory = nullptr;
};

template <class Less>
Best best_of(const std::vector<Evidence>& all, model::UsageAmounts Measured::*amounts, Less less) {
  Best best;
  for (const auto& one : all) {
    const auto& known = one.pod.*amounts;
    if (known.cpu && (best.cpu == nullptr || less(one, *best.cpu))) {
      best.cpu = &one;
    }
    if (known.memory && (best.memory == nullptr || less(one, *best.memory))) {
      best.memory = &one;
    }
  }
  return best;
}

bool is_better_usage(const Evidence& a, const Evidence& b) {
  const auto key = [](const Evidence& one) {
    return std::tuple(-static_cast<int>(one.series->span), one.containers.empty(),
                      one.series->format, std::string_view(one.series->file));
  };
  return key(a) < key(b);
}

bool is_better_recommendation(const Evidence& a, const Evidence& b) {
  const auto key = [](const Evidence& one) {
    return std::tuple(one.containers.empty(), one.series->format,
                      std::string_view(one.series->file));
  };
  return key(a) < key(b);
}

// Calls `copy(from, to)` for the pod and for each container of the evidence.
template <class Copy>
void copy_each(const Evidence& from, WorkloadUsage& to, Copy copy) {
  copy(from.pod, to.pod);
  for (const auto& [name, measured] : from.containers) {
    copy(measured, to.containers[name]);
  }
}

void take_usage(const Best& best, WorkloadUsage& into) {
  if (best.cpu != nullptr) {
    copy_each(*best.cpu, into, [](const Measured& from, Measured& to) {
      to.mean.cpu = from.mean.cpu;
      to.high.cpu = from.high.cpu;
      to.most.cpu = from.most.cpu;
    });
  }
  if (best.memory != nullptr) {
    copy_each(*best.memory, into, [](const Measured& from, Measured& to) {
      to.mean.memory = from.mean.memory;
      to.high.memory = from.high.memory;
      to.most.memory = from.most.memory;
    });
  }
  into.pods = std::max(best.cpu != nullptr ? best.cpu->pods : 0,
                       best.memory != nullptr ? best.memory->pods : 0);
  into.used_source = both(best.cpu != nullptr ? best.cpu->series->file : "",
                          best.memory != nullptr ? best.memory->series->file : "");
}

void take_recommendation(const Best& best, WorkloadUsage& into) {
  if (best.cpu != nullptr) {
    copy_each(*best.cpu, into, [](const Measured& from, Measured& to) {
      to.recommended.cpu = from.recommended.cpu;
    });
  }
  if (best.memory != nullptr) {
    copy_each(*best.memory, into, [](const Measured& from, Measured& to) {
      to.recommended.memory = from.recommended.memory;
    });
  }
  into.recommended_source = both(best.cpu != nullptr ? best.cpu->series->file : "",
                                 best.memory != nullptr ? best.memory->series->file : "");
}

WorkloadUsage settle(const model::ObjectId& id, const std::vector<Evidence>& all) {
  WorkloadUsage usage;
  usage.id = id;
  take_usage(best_of(all, &Measured::mean, is_better_usage), usage);
  take_recommendation(best_of(all, &Measured::recommended, is_better_recommendation), usage);
  std::erase_if(usage.containers, [](const auto& entry) { return entry.second == Measured{}; });
  const auto priced = std::ranges::find_if(
      all, [](const Evidence& one) { return one.cost.has_value() || one.slack.has_value(); });
  if (priced != all.end()) {
    usage.reported_cost = priced->cost;
    usage.reported_slack = priced->slack;
  }
  return usage;
}

// So that of equals the first by name counts, whatever the order they were given in.
std::vector<std::size_t> order_by_name(std::span<const model::UsageSeries> series) {
  std::vector<std::size_t> order(series.size());
  for (std::size_t i = 0; i < order.size(); ++i) {
    order[i] = i;
  }
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
    return std::tie(series[a].file, series[a].format) < std::tie(series[b].file, series[b].format);
  });
  return order;
}

}  // namespace

const WorkloadUsage* Joined::find(const model::ObjectId& id) const {
  const auto found = std::ranges::lower_bound(workloads, id, {}, &WorkloadUsage::id);
  return found == workloads.end() || found->id != id ? nullptr : &*found;
}

Joined join(std::span<const model::UsageSeries> series,
            std::span<const model::Workload* const> workloads, std::string_view cluster) {
  const Owners owners(workloads);
  Joined joined;
  joined.series.resize(series.size());
  std::map<std::size_t, std::vector<Evidence>> evidence;
  for (const auto i : order_by_name(series)) {
    auto& report = joined.series[i];
    report.file = series[i].file;
    report.format = series[i].format;
    report.rows = static_cast<std::int64_t>(series[i].rows.size());
    for (auto& [owner, rows] : rows_by_workload(series[i], owners, cluster, report)) {
      evidence[owner].push_back(evidence_of(series[i], std::move(rows), *workloads[owner]));
    }
  }
  for (const auto& [owner, all] : evidence) {
    auto usage = settle(workloads[owner]->id, all);
    if (!usage.used_source.empty() || !usage.recommended_source.empty()) {
      joined.workloads.push_back(std::move(usage));
    }
  }
  return joined;
}

}  // namespace eksplan::sizing
