#include "eksplan/k8s/totals.hpp"

#include <limits>
#include <map>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/decimal_text.hpp"
#include "eksplan/diag/codes.hpp"
#include "eksplan/k8s/read.hpp"

namespace eksplan::k8s {
namespace {

using base::int128;

// A sum over all workloads and the one with the largest part in it.
struct Total {
  int128 sum = 0;
  int128 largest = 0;
  const model::Workload* by = nullptr;

  void add(const model::Workload& workload, int128 amount) {
    sum += amount;
    if (by == nullptr || amount > largest) {
      largest = amount;
      by = &workload;
    }
  }
};

std::map<std::string, Total> request_totals(const std::vector<model::Workload>& workloads) {
  std::map<std::string, Total> totals;
  for (const auto& workload : workloads) {
    const auto& requests = workload.pod.requests;
    const int128 pods = workload.replicas.expected;
    totals["cpu"].add(workload, pods * requests.cpu.millis());
    totals["memory"].add(workload, pods * requests.memory.count());
    totals["ephemeral-storage"].add(workload, pods * requests.ephemeral_storage.count());
    for (const auto& [resource, count] : requests.extended) {
      totals[resource].add(workload, pods * count);
    }
  }
  return totals;
}

void report_at(const model::Workload& workload, const std::vector<std::string>& files,
               diag::Diagnostic problem, diag::Diagnostics& found) {
  problem.at = {.file = files[workload.at.file],
                .line = workload.at.line,
                .column = workload.at.column,
                .path = {}};
  found.add(std::move(problem));
}

}  // namespace

void check_totals(const std::vector<model::Workload>& workloads,
                  const std::vector<std::string>& files, diag::Diagnostics& found) {
  Total pods;
  for (const auto& workload : workloads) {
    pods.add(workload, workload.replicas.expected);
  }
  if (pods.sum > kMaxPods) {
    diag::Diagnostic problem;
    problem.code = diag::kK8sTooManyPods;
    problem.message = fmt::format("the input asks for {} pods, {} of them for {}",
                                  base::decimal_text(pods.sum, 0),
                                  base::decimal_text(pods.largest, 0), pods.by->id.text());
    problem.hint = fmt::format("eksplan plans up to {} pods", kMaxPods);
    report_at(*pods.by, files, std::move(problem), found);
    return;
  }
  for (const auto& [resource, total] : request_totals(workloads)) {
    if (total.sum > std::numeric_limits<std::int64_t>::max()) {
      diag::Diagnostic problem;
      problem.code = diag::kK8sQuantity;
      problem.message =
          fmt::format("the {} requests of all pods add up to more than eksplan counts", resource);
      problem.hint = fmt::format("{} asks for the most", total.by->id.text());
      report_at(*total.by, files, std::move(problem), found);
    }
  }
}

}  // namespace eksplan::k8s
