#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/verify/capped.hpp"
#include "eksplan/verify/checks.hpp"
#include "eksplan/verify/examination.hpp"

namespace eksplan::verify {
namespace {

using base::int128;
using units::Money;

constexpr std::int64_t kGigabytesPerVcpu = 9;
constexpr auto kMostPrice = Money::from_nanos(int128{1'000'000'000'000'000'000});

/// One workload's money, as far as it follows from lines and nodes.
struct Share {
  Money own;
  Money of_nodes;
  Money overhead;
};

/// The price of nodes between the pods on them. docs: one vCPU weighs as much as 9 GiB; parts are
/// rounded down, and what is left is idle.
class ShareCheck {
 public:
  explicit ShareCheck(const Ledger& ledger)
      : ledger_(&ledger), shares_(ledger.result().workloads.size()) {}

  Check run() {
    own_lines();
    if (const auto why = why_not_divided()) {
      sums();
      return std::move(examination_).done("sums only: " + *why);
    }
    divide_nodes();
    each_workload();
    const auto& allocation = ledger_->plan().allocation;
    examination_.expect("allocation.idle", allocation.idle, idle_, "what no pod asked for");
    examination_.expect("allocation.overhead", allocation.overhead, overhead_,
                        "DaemonSets and what the kubelet keeps");
    sums();
    return std::move(examination_).done("to the last digit");
  }

 private:
  void own_lines() {
    group_price_.resize(ledger_->plan().node_groups.size());
    for (const auto& line : ledger_->plan().costs) {
      if (!line.workload.empty()) {
        if (const auto workload = ledger_->workload(line.workload)) {
          shares_[*workload].own += line.cost.hourly;
        }
      } else if (line.group.empty()) {
        fixed_ += line.cost.hourly;
      } else if (const auto group = ledger_->group(line.group)) {
        group_price_[*group] += line.cost.hourly;
      }
    }
  }

  // Results of older versions do not tell a type's nominal size, and made-up prices could leave
  // 128 bits.
  std::optional<std::string> why_not_divided() const {
    if (ledger_->has_phases()) {
      return "shares are means, and only one phase shows its nodes";
    }
    for (std::size_t i = 0; i < group_price_.size(); ++i) {
      const auto& nominal = ledger_->plan().node_groups[i].nominal;
      if (!nominal || nominal->vcpu == 0 || nominal->memory_mib == 0) {
        return "the size of an instance type is not in the result";
      }
      if (group_price_[i] > kMostPrice) {
        return "a node group costs more than can be";
      }
    }
    return std::nullopt;
  }

  // What a set of equal nodes costs in its two parts, and what they are divided by.
  struct Priced {
    int128 cpu_nanos = 0;
    int128 memory_nanos = 0;
    std::int64_t cpu = 0;     // millicores of one node
    std::int64_t memory = 0;  // bytes of one node
  };

  static Priced split(Money price, const saved::NominalSize& size) {
    Priced priced;
    priced.cpu = size.vcpu * 1000;
    priced.memory = units::Bytes::mib(size.memory_mib).count();
    const auto cpu_weight = int128{kGigabytesPerVcpu} * priced.cpu * units::Bytes::kGib;
    const auto memory_weight = int128{priced.memory} * 1000;
    priced.cpu_nanos = base::mul_div_floor(price.nanos(), cpu_weight, cpu_weight + memory_weight);
    priced.memory_nanos = price.nanos() - priced.cpu_nanos;
    return priced;
  }

  // Requests beyond the node's size are a fault of another check, and count as all of it.
  static Money part(const Priced& priced, int128 cpu, int128 memory) {
    return Money::from_nanos(
        base::mul_div_floor(priced.cpu_nanos, std::min<int128>(cpu, priced.cpu), priced.cpu) +
        base::mul_div_floor(priced.memory_nanos, std::min<int128>(memory, priced.memory),
                            priced.memory));
  }

  Money part_of(const Priced& priced, const saved::PodsOf& pods, std::size_t workload) const {
    const auto& requests = ledger_->result().workloads[workload].requests;
    return part(priced, capped_product(pods.count, requests.cpu.millis()),
                capped_product(pods.count, requests.memory.count()));
  }

  void divide_nodes() {
    auto undivided = group_price_;
    for (const auto& node : ledger_->plan().nodes) {
      const auto group = ledger_->group(node.group);
      if (!group || ledger_->plan().node_groups[*group].count == 0) {
        continue;
      }
      const auto& row = ledger_->plan().node_groups[*group];
      const auto price = Money::from_nanos(base::mul_div_floor(
          group_price_[*group].nanos(), std::min(node.count, row.count), row.count));
      divide(node, price, row);
      undivided[*group] = undivided[*group] - price;
    }
    for (const auto rest : undivided) {
      idle_ += rest;
    }
  }

  void divide(const saved::Node& node, Money price, const saved::NodeGroup& group) {
    const auto priced = split(price, *group.nominal);
    idle_ += price;
    for (const auto& pods : node.pods) {
      if (const auto workload = ledger_->workload(pods.workload)) {
        const auto share = part_of(priced, pods, *workload);
        shares_[*workload].of_nodes += share;
        idle_ = idle_ - share;
      }
    }
    for (const auto& pods : node.daemons) {
      if (const auto workload = ledger_->workload(pods.workload)) {
        const auto share = part_of(priced, pods, *workload);
        shares_[*workload].overhead += share;
        overhead_ += share;
        idle_ = idle_ - share;
      }
    }
    const auto kept = part(priced, std::max<int128>(priced.cpu - group.allocatable.cpu.millis(), 0),
                           std::max<int128>(priced.memory - group.allocatable.memory.count(), 0));
    overhead_ += kept;
    idle_ = idle_ - kept;
  }

  void each_workload() {
    const auto& workloads = ledger_->result().workloads;
    for (std::size_t i = 0; i < workloads.size(); ++i) {
      const auto& row = workloads[i];
      const auto right = shares_[i].own + shares_[i].of_nodes;
      if (row.cost) {
        examination_.expect(path("workloads", i, "hourly"), row.cost->hourly, right,
                            "its own lines and its share of the nodes");
      } else if (right != Money{}) {
        examination_.fault(path("workloads", i, "hourly"),
                           fmt::format("is missing, should be {}", right));
      }
      if (row.overhead_hourly) {
        examination_.expect(path("workloads", i, "overheadHourly"), *row.overhead_hourly,
                            shares_[i].overhead, "its share of the nodes");
      }
    }
  }

  void sums() {
    Money workloads;
    const auto& rows = ledger_->result().workloads;
    for (std::size_t i = 0; i < rows.size(); ++i) {
      if (rows[i].cost) {
        workloads += rows[i].cost->hourly;
        if (ledger_->has_phases() && ledger_->is_on_fargate(i)) {
          examination_.expect(path("workloads", i, "hourly"), rows[i].cost->hourly, shares_[i].own,
                              "its own lines");
        }
        examination_.expect(path("workloads", i, "monthly"), rows[i].cost->monthly,
                            rows[i].cost->hourly * ledger_->result().context.month_hours,
                            "hourly x monthHours");
      }
    }
    const auto& allocation = ledger_->plan().allocation;
    examination_.expect("allocation.workloads", allocation.workloads, workloads,
                        "the sum over all workloads");
    examination_.expect("allocation.fixed", allocation.fixed, fixed_,
                        "lines of no workload and no node group");
    examination_.expect(
        "summary.hourly", ledger_->plan().summary.total.hourly,
        allocation.workloads + allocation.idle + allocation.overhead + allocation.fixed,
        "workloads, idle, overhead and fixed");
  }

  const Ledger* ledger_;
  std::vector<Share> shares_;
  std::vector<Money> group_price_;
  Money fixed_;
  Money idle_;
  Money overhead_;
  Examination examination_{"shares", "shares, idle, overhead and fixed make the total"};
};

// The group that a workload is in, where the result tells it.
std::optional<std::string> group_name(const saved::Workload& row, const std::string& group_by) {
  if (group_by == "namespace") {
    return row.namespace_name;
  }
  if (group_by == "kind") {
    return row.kind;
  }
  return std::nullopt;
}

struct GroupSum {
  std::int64_t workloads = 0;
  std::int64_t pods = 0;
  Money hourly;

  void add(std::int64_t more_workloads, std::int64_t more_pods, Money more) {
    workloads += more_workloads;
    pods += more_pods;
    hourly += more;
  }
};

void expect_sum(Examination& examination, const std::string& where, const GroupSum& written,
                const GroupSum& right) {
  examination.expect_count(where + "workloads", written.workloads, right.workloads,
                           "workloads in it");
  examination.expect_count(where + "pods", written.pods, right.pods,
                           "pods of its workloads, those of DaemonSets not");
  examination.expect(where + "hourly", written.hourly, right.hourly, "the sum of its workloads");
}

}  // namespace

Check check_shares(const Ledger& ledger) {
  if (!ledger.result().plan) {
    return Examination("shares", "shares, idle, overhead and fixed make the total")
        .not_checked("the result has no plan");
  }
  return ShareCheck(ledger).run();
}

Check check_groups(const Ledger& ledger) {
  Examination examination("groups", "groups are the sums of their workloads");
  if (!ledger.result().plan) {
    return std::move(examination).not_checked("the result has no plan");
  }
  const auto& group_by = ledger.result().context.group_by;
  const bool by_name = group_by == "namespace" || group_by == "kind";
  std::map<std::string, GroupSum> right;
  GroupSum all;
  for (std::size_t i = 0; i < ledger.result().workloads.size(); ++i) {
    const auto& row = ledger.result().workloads[i];
    const auto pods = ledger.is_daemon(i) ? 0 : row.replicas.expected;
    const auto hourly = row.cost ? row.cost->hourly : Money{};
    right[group_name(row, group_by).value_or("")].add(1, pods, hourly);
    all.add(1, pods, hourly);
  }
  GroupSum written;
  const auto& groups = ledger.plan().groups;
  for (std::size_t i = 0; i < groups.size(); ++i) {
    const auto& row = groups[i];
    const GroupSum sum{row.workloads, row.pods, row.cost.hourly};
    written.add(sum.workloads, sum.pods, sum.hourly);
    examination.expect(path("groups", i, "monthly"), row.cost.monthly,
                       row.cost.hourly * ledger.result().context.month_hours,
                       "hourly x monthHours");
    if (by_name) {
      expect_sum(examination, path("groups", i) + ".", sum, right[row.name.value_or("")]);
    }
  }
  expect_sum(examination, "groups, all: ", written, all);
  return std::move(examination)
      .done(fmt::format("{} by {}{}",
                        base::plural(static_cast<long long>(groups.size()), "group", "groups"),
                        group_by.empty() ? "namespace" : group_by,
                        by_name ? "" : ": their sum only, as labels are not in the result"));
}

}  // namespace eksplan::verify
