#include <set>
#include <string>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/verify/checks.hpp"
#include "eksplan/verify/examination.hpp"

namespace eksplan::verify {
namespace {

class NameCheck {
 public:
  explicit NameCheck(const Ledger& ledger) : ledger_(&ledger) {}

  Check run() {
    ids();
    if (ledger_->result().plan) {
      group_names();
      placements();
      nodes();
      costs();
    }
    const auto workloads = base::plural(static_cast<long long>(ledger_->result().workloads.size()),
                                        "workload", "workloads");
    return std::move(examination_).done(workloads);
  }

 private:
  void ids() {
    const auto& workloads = ledger_->result().workloads;
    for (std::size_t i = 0; i < workloads.size(); ++i) {
      const auto& row = workloads[i];
      const auto own = row.kind + "/" + row.name;
      examination_.expect_text(path("workloads", i, "id"), row.id,
                               row.namespace_name.empty() ? own : row.namespace_name + "/" + own,
                               "namespace, kind and name");
      if (ledger_->workload(row.id) != i) {
        examination_.fault(path("workloads", i, "id"), fmt::format("'{}' is there twice", row.id));
      }
    }
  }

  void group_names() {
    const auto& groups = ledger_->plan().node_groups;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      if (ledger_->group(groups[i].name) != i) {
        examination_.fault(path("nodeGroups", i, "name"),
                           fmt::format("'{}' is there twice", groups[i].name));
      }
    }
  }

  void placements() {
    const auto& workloads = ledger_->result().workloads;
    for (std::size_t i = 0; i < workloads.size(); ++i) {
      if (!workloads[i].placement) {
        examination_.fault(path("workloads", i), "has no placement, and this is a plan");
      } else {
        optional_group(path("workloads", i, "placement.group"), workloads[i].placement->group);
      }
    }
  }

  void nodes() {
    const auto& nodes = ledger_->plan().nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (nodes[i].count == 0) {
        examination_.fault(path("nodes", i, "count"), "is 0, should be 1 or more");
      }
      if (!ledger_->group(nodes[i].group)) {
        unknown(path("nodes", i, "group"), "node group", nodes[i].group);
      }
      pods(path("nodes", i, "pods"), nodes[i].pods);
      pods(path("nodes", i, "daemonPods"), nodes[i].daemons);
    }
  }

  void pods(const std::string& list, const std::vector<saved::PodsOf>& rows) {
    std::set<std::string_view> seen;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (!ledger_->workload(rows[i].workload)) {
        unknown(path(list, i, "workload"), "workload", rows[i].workload);
      } else if (!seen.insert(rows[i].workload).second) {
        examination_.fault(path(list, i, "workload"),
                           fmt::format("'{}' is there twice", rows[i].workload));
      }
    }
  }

  void costs() {
    const auto& costs = ledger_->plan().costs;
    for (std::size_t i = 0; i < costs.size(); ++i) {
      if (!costs[i].workload.empty() && !ledger_->workload(costs[i].workload)) {
        unknown(path("costs", i, "workload"), "workload", costs[i].workload);
      }
      optional_group(path("costs", i, "group"), costs[i].group);
    }
  }

  void optional_group(const std::string& where, const std::string& name) {
    if (!name.empty() && !ledger_->group(name)) {
      unknown(where, "node group", name);
    }
  }

  void unknown(const std::string& where, std::string_view what, const std::string& name) {
    examination_.fault(where, fmt::format("there is no {} '{}'", what, name));
  }

  const Ledger* ledger_;
  Examination examination_{"names", "names are unique and lead somewhere"};
};

}  // namespace

Check check_names(const Ledger& ledger) {
  return NameCheck(ledger).run();
}

}  // namespace eksplan::verify
