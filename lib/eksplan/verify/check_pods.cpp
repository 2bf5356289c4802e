#include <algorithm>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "eksplan/verify/checks.hpp"
#include "eksplan/verify/examination.hpp"

namespace eksplan::verify {
namespace {

using base::int128;

// Where the node lists put the pods of one workload.
struct Placed {
  int128 pods = 0;
  int128 daemons = 0;
  std::vector<int128> by_group;
};

class PodCheck {
 public:
  explicit PodCheck(const Ledger& ledger)
      : ledger_(&ledger), placed_(ledger.result().workloads.size()) {}

  Check run() {
    count_nodes();
    for (std::size_t i = 0; i < placed_.size(); ++i) {
      if (ledger_->result().workloads[i].placement) {
        compare(i);
      }
    }
    totals();
    const auto& pods = ledger_->plan().summary.pods;
    return std::move(examination_)
        .done(fmt::format("{} on Fargate, {} on nodes, {} of DaemonSets, {} without a place",
                          pods.fargate, pods.nodes, pods.daemons, pods.unplaced));
  }

 private:
  void count_nodes() {
    const auto groups = ledger_->plan().node_groups.size();
    const auto& nodes = ledger_->plan().nodes;
    for (std::size_t n = 0; n < nodes.size(); ++n) {
      const auto group = ledger_->group(nodes[n].group);
      for (const auto& row : nodes[n].pods) {
        if (const auto workload = ledger_->workload(row.workload)) {
          auto& of = placed_[*workload];
          of.by_group.resize(groups);
          const auto pods = int128{row.count} * nodes[n].count;
          of.pods += pods;
          if (group) {
            of.by_group[*group] += pods;
          }
        }
      }
      for (std::size_t d = 0; d < nodes[n].daemons.size(); ++d) {
        const auto& row = nodes[n].daemons[d];
        examination_.expect_count(path(path("nodes", n, "daemonPods"), d, "count"), row.count, 1,
                                  "a DaemonSet has one pod on a node");
        if (const auto workload = ledger_->workload(row.workload)) {
          placed_[*workload].daemons += int128{row.count} * nodes[n].count;
        }
      }
    }
  }

  void compare(std::size_t i) {
    const auto& row = ledger_->result().workloads[i];
    const auto& target = row.placement->target;
    const auto expected = path("workloads", i, "replicas.expected");
    const auto unplaced = row.placement->unplaced_pods;
    const auto& of = placed_[i];
    if (target == "daemonset") {
      examination_.expect_count(expected, row.replicas.expected, of.daemons + unplaced,
                                "one pod on each node that lists it");
    } else if (of.daemons > 0) {
      examination_.fault(path("workloads", i), fmt::format("{} is no DaemonSet, and nodes list it "
                                                           "among theirs",
                                                           row.id));
    }
    if (target == "nodes") {
      examination_.expect_count(expected, row.replicas.expected, of.pods + unplaced,
                                "pods on nodes and without a place");
      main_group(i);
    } else if (of.pods > 0) {
      examination_.fault(path("workloads", i, "placement.target"),
                         fmt::format("is '{}', and nodes list pods of {}", target, row.id));
    }
    if (target == "unplaced") {
      examination_.expect_count(path("workloads", i, "placement.unplacedPods"), unplaced,
                                row.replicas.expected, "none of its pods has a place");
    }
    if (target == "nowhere") {
      examination_.expect_count(expected, row.replicas.expected, 0, "it runs nowhere");
    }
    if (target == "fargate" && unplaced > row.replicas.expected) {
      examination_.fault(path("workloads", i, "placement.unplacedPods"),
                         "is more than it has pods");
    }
  }

  // The group with most of its pods, the first of equals.
  void main_group(std::size_t i) {
    const auto& by_group = placed_[i].by_group;
    const auto most = std::max_element(by_group.begin(), by_group.end());
    if (most != by_group.end() && *most > 0) {
      const auto group = static_cast<std::size_t>(most - by_group.begin());
      examination_.expect_text(
          path("workloads", i, "placement.group"), ledger_->result().workloads[i].placement->group,
          ledger_->plan().node_groups[group].name, "the group with most of its pods");
    }
  }

  void totals() {
    int128 fargate = 0;
    int128 nodes = 0;
    int128 daemons = 0;
    int128 unplaced = 0;
    for (std::size_t i = 0; i < placed_.size(); ++i) {
      const auto& placement = ledger_->result().workloads[i].placement;
      unplaced += placement ? placement->unplaced_pods : 0;
      auto& sum = ledger_->is_on_fargate(i) ? fargate : ledger_->is_daemon(i) ? daemons : nodes;
      sum += ledger_->placed(i);
    }
    const auto& counts = ledger_->plan().summary.pods;
    const auto* why = "the sum over all workloads";
    examination_.expect_count("summary.pods.fargate", counts.fargate, fargate, why);
    examination_.expect_count("summary.pods.nodes", counts.nodes, nodes, why);
    examination_.expect_count("summary.pods.daemonset", counts.daemons, daemons, why);
    examination_.expect_count("summary.pods.unplaced", counts.unplaced, unplaced, why);
  }

  const Ledger* ledger_;
  std::vector<Placed> placed_;
  Examination examination_{"pods-placed", "every pod is placed once"};
};

}  // namespace

Check check_pods(const Ledger& ledger) {
  if (!ledger.result().plan) {
    return Examination("pods-placed", "every pod is placed once")
        .not_checked("the result has no plan");
  }
  return PodCheck(ledger).run();
}

}  // namespace eksplan::verify
