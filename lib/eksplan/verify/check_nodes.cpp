#include <algorithm>
#include <set>
#include <string>

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/verify/capped.hpp"
#include "eksplan/verify/checks.hpp"
#include "eksplan/verify/examination.hpp"

namespace eksplan::verify {
namespace {

using base::int128;

// What pods ask for together.
struct Load {
  int128 cpu = 0;
  int128 memory = 0;
  int128 ephemeral = 0;
  int128 pods = 0;
  std::map<std::string, int128> extended;

  void add(const saved::Requests& requests, int128 count) {
    cpu = capped_sum(cpu, capped_product(count, requests.cpu.millis()));
    memory = capped_sum(memory, capped_product(count, requests.memory.count()));
    ephemeral = capped_sum(ephemeral, capped_product(count, requests.ephemeral.count()));
    pods = capped_sum(pods, count);
    for (const auto& [name, amount] : requests.extended) {
      extended[name] = capped_sum(extended[name], capped_product(count, amount));
    }
  }
};

// Of one node of the set.
Load load_of(const Ledger& ledger, const saved::Node& node) {
  Load load;
  for (const auto* const rows : {&node.pods, &node.daemons}) {
    for (const auto& row : *rows) {
      if (const auto workload = ledger.workload(row.workload)) {
        load.add(ledger.result().workloads[*workload].requests, row.count);
      }
    }
  }
  return load;
}

class FitCheck {
 public:
  explicit FitCheck(const Ledger& ledger) : ledger_(&ledger) {}

  Check run() {
    const auto& nodes = ledger_->plan().nodes;
    for (std::size_t i = 0; i < nodes.size(); ++i) {
      if (const auto group = ledger_->group(nodes[i].group)) {
        where_ = path("nodes", i);
        fits(load_of(*ledger_, nodes[i]), ledger_->plan().node_groups[*group].allocatable);
      }
    }
    return std::move(examination_)
        .done(base::plural(ledger_->plan().summary.node_count, "node", "nodes"));
  }

 private:
  void fits(const Load& load, const saved::Allocatable& room) {
    compare("CPU in millicores", load.cpu, room.cpu.millis());
    compare("memory in bytes", load.memory, room.memory.count());
    if (room.ephemeral) {
      compare("ephemeral storage in bytes", load.ephemeral, room.ephemeral->count());
    }
    compare("pods", load.pods, room.pods);
    for (const auto& [name, wanted] : load.extended) {
      const auto offer = room.extended.find(name);
      compare(name, wanted, offer == room.extended.end() ? 0 : offer->second);
    }
  }

  void compare(std::string_view what, int128 wanted, std::int64_t room) {
    if (wanted > room) {
      examination_.fault(where_, fmt::format("its pods want {} of {}, and the node has {}",
                                             base::decimal_text(wanted, 0), what, room));
    }
  }

  const Ledger* ledger_;
  std::string where_;
  Examination examination_{"nodes-fit", "every node holds its pods"};
};

// To four places.
units::Decimal ratio(int128 part, int128 whole) {
  constexpr int128 kPlaces = 10'000;
  const auto rounded = whole == 0 ? 0 : base::mul_div_half_up(part, kPlaces, whole);
  return units::Decimal::from_billionths(rounded * (units::Decimal::kOne / kPlaces));
}

class CountCheck {
 public:
  explicit CountCheck(const Ledger& ledger)
      : ledger_(&ledger), sums_(ledger.plan().node_groups.size()) {}

  Check run() {
    add_up();
    int128 all = 0;
    const auto& groups = ledger_->plan().node_groups;
    for (std::size_t i = 0; i < groups.size(); ++i) {
      group(i);
      all += groups[i].count;
    }
    examination_.expect_count("summary.nodeCount", ledger_->plan().summary.node_count, all,
                              "the sum over all node groups");
    return std::move(examination_)
        .done(fmt::format("{} in {}",
                          base::plural(ledger_->plan().summary.node_count, "node", "nodes"),
                          base::plural(static_cast<long long>(groups.size()), "group", "groups")));
  }

 private:
  struct Sum {
    int128 nodes = 0;
    int128 cpu = 0;
    int128 memory = 0;
    std::set<std::string> zones;
  };

  void add_up() {
    for (const auto& node : ledger_->plan().nodes) {
      if (const auto group = ledger_->group(node.group)) {
        auto& sum = sums_[*group];
        const auto load = load_of(*ledger_, node);
        sum.nodes += node.count;
        sum.cpu = capped_sum(sum.cpu, capped_product(load.cpu, node.count));
        sum.memory = capped_sum(sum.memory, capped_product(load.memory, node.count));
        if (!node.zone.empty()) {
          sum.zones.insert(node.zone);
        }
      }
    }
  }

  void group(std::size_t i) {
    const auto& row = ledger_->plan().node_groups[i];
    const auto& sum = sums_[i];
    examination_.expect_count(path("nodeGroups", i, "count"), row.count, sum.nodes,
                              "its nodes in the list");
    if (row.min_count.value_or(row.count) > row.count ||
        row.max_count.value_or(row.count) < row.count) {
      examination_.fault(path("nodeGroups", i, "count"), "is not between minCount and maxCount");
    }
    const bool only_these = !ledger_->has_phases();  // others may be used in other phases
    if (only_these ? row.zones != std::vector<std::string>(sum.zones.begin(), sum.zones.end())
                   : !std::ranges::includes(row.zones, sum.zones)) {
      examination_.fault(path("nodeGroups", i, "zones"), "are not the zones of its nodes");
    }
    examination_.expect(path("nodeGroups", i, "utilization.cpu"), row.cpu_utilization,
                        ratio(sum.cpu, int128{row.allocatable.cpu.millis()} * row.count),
                        "requested / allocatable");
    examination_.expect(path("nodeGroups", i, "utilization.memory"), row.memory_utilization,
                        ratio(sum.memory, int128{row.allocatable.memory.count()} * row.count),
                        "requested / allocatable");
  }

  const Ledger* ledger_;
  std::vector<Sum> sums_;
  Examination examination_{"node-counts", "node groups are the nodes listed"};
};

}  // namespace

Check check_nodes_fit(const Ledger& ledger) {
  if (!ledger.result().plan) {
    return Examination("nodes-fit", "every node holds its pods")
        .not_checked("the result has no plan");
  }
  return FitCheck(ledger).run();
}

Check check_node_counts(const Ledger& ledger) {
  if (!ledger.result().plan) {
    return Examination("node-counts", "node groups are the nodes listed")
        .not_checked("the result has no plan");
  }
  return CountCheck(ledger).run();
}

}  // namespace eksplan::verify
