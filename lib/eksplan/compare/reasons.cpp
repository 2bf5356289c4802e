#include <algorithm>
#include <map>
#include <set>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/compare/parts.hpp"

namespace eksplan::compare {
namespace {

using Reasons = std::vector<std::string>;

template <class Value>
void compare(std::string_view what, const Value& before, const Value& after, Reasons& found) {
  if (before != after) {
    found.push_back(fmt::format("{} {} → {}", what, before, after));
  }
}

bool runs_on_every_node(const saved::Workload& workload) {
  return workload.placement && workload.placement->target == "daemonset";
}

// Pods of a DaemonSet follow the nodes; nobody changed them.
void compare_replicas(const saved::Workload& before, const saved::Workload& after,
                      Reasons& found) {
  if (runs_on_every_node(before) && runs_on_every_node(after)) {
    return;
  }
  compare("replicas", before.replicas.expected, after.replicas.expected, found);
  const auto range = [](const saved::Replicas& replicas) {
    return fmt::format("{}–{}", replicas.min, replicas.max);
  };
  const auto is_scaled = [](const saved::Replicas& replicas) {
    return replicas.min != replicas.max;
  };
  if (is_scaled(before.replicas) || is_scaled(after.replicas)) {
    compare("autoscaler's range", range(before.replicas), range(after.replicas), found);
  }
}

void compare_extended(const saved::Extended& before, const saved::Extended& after,
                      Reasons& found) {
  std::set<std::string> names;
  for (const auto* const amounts : {&before, &after}) {
    for (const auto& [name, amount] : *amounts) {
      names.insert(name);
    }
  }
  const auto amount = [](const saved::Extended& amounts, const std::string& name) {
    const auto known = amounts.find(name);
    return known == amounts.end() ? 0 : known->second;
  };
  for (const auto& name : names) {
    compare(name, amount(before, name), amount(after, name), found);
  }
}

void compare_requests(const saved::Workload& before, const saved::Workload& after,
                      Reasons& found) {
  compare("CPU request", before.requests.cpu.text(), after.requests.cpu.text(), found);
  compare("memory request", before.requests.memory.text(), after.requests.memory.text(), found);
  compare("ephemeral storage", before.requests.ephemeral.text(), after.requests.ephemeral.text(),
          found);
  compare_extended(before.requests.extended, after.requests.extended, found);
}

void compare_images(const saved::Workload& before, const saved::Workload& after, Reasons& found) {
  if (before.images == after.images || before.images.empty() || after.images.empty()) {
    return;  // results of older versions do not name images
  }
  const auto only = [](const Reasons& of, const Reasons& others) {
    Reasons left;
    std::ranges::copy_if(of, std::back_inserter(left), [&](const std::string& image) {
      return std::ranges::find(others, image) == others.end();
    });
    return left;
  };
  const auto gone = only(before.images, after.images);
  const auto come = only(after.images, before.images);
  const auto what = found.empty() ? "image only:" : "image";
  if (gone.empty() && come.empty()) {
    found.push_back(fmt::format("{} in another order or number", what));
  } else if (gone.empty()) {
    found.push_back(fmt::format("{} {} added", what, base::join(come, ", ")));
  } else if (come.empty()) {
    found.push_back(fmt::format("{} {} gone", what, base::join(gone, ", ")));
  } else {
    found.push_back(fmt::format("{} {} → {}", what, base::join(gone, ", "), base::join(come, ", ")));
  }
}

// Volumes and load balancers that the workload pays for itself.
void compare_lines(const Subject& before, const Subject& after, Reasons& found) {
  struct Sum {
    units::Decimal before;
    units::Decimal after;
  };
  std::map<std::pair<std::string, std::string>, Sum> sums;  // by item and unit
  for (const auto* const line : before.lines) {
    auto& sum = sums[{line->item, line->unit}].before;
    sum = sum + line->quantity;
  }
  for (const auto* const line : after.lines) {
    auto& sum = sums[{line->item, line->unit}].after;
    sum = sum + line->quantity;
  }
  for (const auto& [key, sum] : sums) {
    if (sum.before != sum.after) {
      found.push_back(
          fmt::format("{} {} → {} {}", key.first, sum.before, sum.after, key.second));
    }
  }
}

std::string place_of(const saved::Placement& placement) {
  if (placement.target == "fargate") {
    return "Fargate";
  }
  if (placement.target == "unplaced") {
    return "nowhere";
  }
  if (placement.target == "daemonset") {
    return "every node";
  }
  return placement.target;
}

std::string why_text(const saved::Workload& workload) {
  const auto& reason = workload.placement->reason;
  if (workload.placement->target == "nodes" && !workload.fargate.blocked_by.empty()) {
    return base::join(workload.fargate.blocked_by, ", ");
  }
  return reason;
}

void compare_places(const saved::Workload& before, const saved::Workload& after, Reasons& found) {
  if (!before.placement || !after.placement) {
    return;
  }
  const auto from = place_of(*before.placement);
  const auto to = place_of(*after.placement);
  if (from != to && before.placement->target != "nowhere" &&
      after.placement->target != "nowhere") {
    found.push_back(fmt::format("moved from {} to {} ({})", from, to, why_text(after)));
  }
  compare("pods that fit nowhere", before.placement->unplaced_pods, after.placement->unplaced_pods,
          found);
  const auto size = [](const saved::Workload& workload) {
    const auto& row = workload.fargate.size;
    return row ? fmt::format("{} vCPU / {} GB", row->vcpu, row->memory_gib) : std::string("none");
  };
  if (from == "Fargate" && to == "Fargate") {
    compare("Fargate size", size(before), size(after), found);
  }
}

// Rules that keep it off Fargate.
void compare_eligibility(const saved::Workload& before, const saved::Workload& after,
                         Reasons& found) {
  const auto& old_rules = before.fargate.blocked_by;
  const auto& new_rules = after.fargate.blocked_by;
  if (before.fargate.eligible && !after.fargate.eligible) {
    found.push_back(fmt::format("Fargate refuses it now ({})", base::join(new_rules, ", ")));
  } else if (!before.fargate.eligible && after.fargate.eligible) {
    found.push_back(fmt::format("may run on Fargate now (no more {})", base::join(old_rules, ", ")));
  }
}

}  // namespace

std::vector<std::string> reasons(const Subject& before, const Subject& after) {
  Reasons found;
  compare_replicas(*before.workload, *after.workload, found);
  compare_requests(*before.workload, *after.workload, found);
  compare_lines(before, after, found);
  compare_eligibility(*before.workload, *after.workload, found);
  compare_places(*before.workload, *after.workload, found);
  compare_images(*before.workload, *after.workload, found);
  return found;
}

}  // namespace eksplan::compare
