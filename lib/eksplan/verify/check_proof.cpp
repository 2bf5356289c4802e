#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/verify/capped.hpp"
#include "eksplan/verify/checks.hpp"
#include "eksplan/verify/examination.hpp"
#include "eksplan/verify/proof_problem.hpp"

namespace eksplan::verify {
namespace {

using base::int128;
using units::Money;

constexpr std::string_view kId = "proof";
constexpr std::string_view kTitle = "the stored prices prove the bound";

/// EBS volumes that a node takes and that pods attach: a result tells of neither.
constexpr std::string_view kAttachments = "attachable-volumes-aws-ebs";

/// The proof speaks of the pods and nodes of this result, the plan is one of those that it speaks
/// of, and it proves what is written.
class ProofCheck {
 public:
  explicit ProofCheck(const Ledger& ledger)
      : ledger_(&ledger),
        proof_(&*ledger.plan().proof),
        shape_of_(ledger.result().workloads.size()),
        unplaced_(proof_->shapes.size(), 0) {}

  Check run() {
    find_resources();
    for (std::size_t i = 0; i < proof_->shapes.size(); ++i) {
      shape(i);
    }
    for (std::size_t i = 0; i < shape_of_.size(); ++i) {
      left_out(i);
    }
    find_root_prices();
    for (std::size_t i = 0; i < ledger_->plan().nodes.size(); ++i) {
      node(i);
    }
    limits();
    if (examination_.failed()) {
      return std::move(examination_).done("it is about another problem than this plan");
    }
    return prove();
  }

 private:
  const saved::Workload& workload(std::size_t index) const {
    return ledger_->result().workloads[index];
  }

  // Where each resource stands in a list of amounts.
  void find_resources() {
    const std::vector<std::string> first{"cpuMillicores", "memoryBytes", "ephemeralBytes", "pods"};
    const auto& names = proof_->resources;
    if (names.size() < first.size() || !std::equal(first.begin(), first.end(), names.begin())) {
      examination_.fault("proof.resources", "should begin with " + base::join(first, ", "));
      return;
    }
    for (std::size_t i = first.size(); i < names.size(); ++i) {
      extended_[names[i]] = i;
    }
  }

  std::vector<std::int64_t> amounts(const saved::Requests& requests) const {
    std::vector<std::int64_t> amounts(proof_->resources.size(), 0);
    if (amounts.size() >= 4) {
      amounts[0] = requests.cpu.millis();
      amounts[1] = requests.memory.count();
      amounts[2] = requests.ephemeral.count();
      amounts[3] = 1;
    }
    for (const auto& [name, amount] : requests.extended) {
      const auto found = extended_.find(name);
      if (found != extended_.end()) {
        amounts[found->second] = amount;
      }
    }
    return amounts;
  }

  std::vector<std::int64_t> without_attachments(std::vector<std::int64_t> all) const {
    const auto found = extended_.find(std::string(kAttachments));
    if (found != extended_.end() && found->second < all.size()) {
      all[found->second] = 0;
    }
    return all;
  }

  void shape(std::size_t index) {
    const auto& shape = proof_->shapes[index];
    const auto where = path("proof.shapes", index);
    int128 pods = 0;
    for (const auto& id : shape.workloads) {
      const auto found = ledger_->workload(id);
      if (!found) {
        examination_.fault(where, fmt::format("there is no workload '{}'", id));
        continue;
      }
      if (shape_of_[*found]) {
        examination_.fault(where, fmt::format("'{}' is in two shapes", id));
      }
      shape_of_[*found] = index;
      pods += workload(*found).replicas.expected;
      member(where, index, *found);
    }
    examination_.expect_count(where + ".pods", shape.pods, pods, "pods of its workloads");
  }

  void member(const std::string& where, std::size_t index, std::size_t found) {
    const auto& row = workload(found);
    const auto& shape = proof_->shapes[index];
    if (without_attachments(shape.requests) != amounts(row.requests)) {
      examination_.fault(where + ".requests", fmt::format("are not those of {}", row.id));
    }
    for (const auto& [name, amount] : row.requests.extended) {
      if (amount > 0 && extended_.count(name) == 0) {
        examination_.fault(where + ".requests",
                           fmt::format("{} wants {}, which the proof leaves out", row.id, name));
      }
    }
    const bool free_choice = ledger_->result().context.placement == "cheapest";
    if (shape.fargate_hourly && row.fargate.hourly_per_pod) {
      examination_.expect(where + ".fargateHourly", *shape.fargate_hourly,
                          *row.fargate.hourly_per_pod, "what Fargate costs for " + row.id);
    } else if (shape.fargate_hourly) {
      examination_.fault(where + ".fargateHourly",
                         fmt::format("is there, and {} has no price on Fargate", row.id));
    } else if (free_choice && row.fargate.eligible && row.fargate.hourly_per_pod) {
      examination_.fault(where + ".fargateHourly",
                         fmt::format("is missing, and {} may run on Fargate", row.id));
    }
    unplaced_[index] += row.placement ? row.placement->unplaced_pods : 0;
  }

  // What runs on every node, nowhere, or where the placement sends it unasked is in no shape.
  void left_out(std::size_t index) {
    const auto& row = workload(index);
    const auto& placement = ledger_->result().context.placement;
    const bool unasked =
        ledger_->is_on_fargate(index) && (placement == "fargate" || placement == "profiles");
    const bool nowhere = row.placement && row.placement->target == "unplaced";
    const bool packed = !ledger_->is_daemon(index) && row.replicas.expected > 0 && !unasked;
    if (packed && !nowhere && !shape_of_[index]) {
      examination_.fault("proof.shapes", fmt::format("{} is in none of them", row.id));
    }
    if (!packed && shape_of_[index]) {
      examination_.fault("proof.shapes", fmt::format("{} should be in none of them", row.id));
    }
    if (!unasked && ledger_->is_on_fargate(index) && row.fargate.hourly_per_pod) {
      cost_ += *row.fargate.hourly_per_pod * ledger_->placed(index);
    }
  }

  // Of one node, by group.
  void find_root_prices() {
    root_.resize(ledger_->plan().node_groups.size());
    for (const auto& line : ledger_->plan().costs) {
      const auto group = ledger_->group(line.group);
      if (line.item == "node-root-volume" && group) {
        root_[*group] =
            units::HourlyRate::per_month(line.unit_price * kGbOfRootVolume, units::kAwsMonthHours)
                .hourly();
      }
    }
  }

  // The node type that a set of nodes is of. Zones are told apart only where pods do.
  std::optional<std::size_t> type_of(const saved::Node& node, const saved::NodeGroup& group,
                                     const std::vector<std::int64_t>& capacity) const {
    for (std::size_t i = 0; i < proof_->types.size(); ++i) {
      const auto& type = proof_->types[i];
      const auto& node_class = proof_->classes[type.node_class];
      if (type.instance_type == group.instance_type && node_class.labels == group.labels &&
          (node_class.zone.empty() || node_class.zone == node.zone) &&
          without_attachments(type.capacity) == capacity) {
        return i;
      }
    }
    return std::nullopt;
  }

  std::vector<std::int64_t> capacity_for_pods(const saved::Node& node,
                                              const saved::NodeGroup& group) const {
    std::vector<int128> room(proof_->resources.size(), 0);
    room[0] = group.allocatable.cpu.millis();
    room[1] = group.allocatable.memory.count();
    room[2] = group.allocatable.ephemeral.value_or(units::Bytes{}).count();
    room[3] = group.allocatable.pods;
    for (const auto& [name, amount] : group.allocatable.extended) {
      const auto found = extended_.find(name);
      if (found != extended_.end()) {
        room[found->second] = amount;
      }
    }
    for (const auto& row : node.daemons) {
      const auto found = ledger_->workload(row.workload);
      const auto wanted =
          found ? amounts(workload(*found).requests) : std::vector<std::int64_t>(room.size(), 0);
      for (std::size_t d = 0; d < room.size(); ++d) {
        room[d] -= capped_product(wanted[d], row.count);
      }
    }
    std::vector<std::int64_t> capacity;
    for (const auto amount : room) {
      capacity.push_back(base::narrow(amount).value_or(-1));
    }
    return capacity;
  }

  void node(std::size_t index) {
    const auto& node = ledger_->plan().nodes[index];
    const auto group = ledger_->group(node.group);
    if (!group || proof_->resources.size() < 4) {
      return;
    }
    const auto& row = ledger_->plan().node_groups[*group];
    const auto capacity = capacity_for_pods(node, row);
    const auto type = type_of(node, row, capacity);
    if (!type) {
      examination_.fault(
          "proof.nodeTypes",
          fmt::format("none is the {} of {} with [{}] for its pods", row.instance_type,
                      path("nodes", index), fmt::join(capacity, ", ")));
      return;
    }
    examination_.expect(path("proof.nodeTypes", *type, "hourly"), proof_->types[*type].hourly,
                        row.hourly_per_node + root_[*group], "the instance and its root volume");
    cost_ += proof_->types[*type].hourly * node.count;
    contents(index, proof_->types[*type].node_class);
  }

  void contents(std::size_t index, std::size_t node_class) {
    std::map<std::size_t, int128> pods;
    for (const auto& row : ledger_->plan().nodes[index].pods) {
      const auto found = ledger_->workload(row.workload);
      if (!found || !shape_of_[*found]) {
        continue;
      }
      const auto& shape = proof_->shapes[*shape_of_[*found]];
      pods[*shape_of_[*found]] += row.count;
      if (std::find(shape.classes.begin(), shape.classes.end(), node_class) ==
          shape.classes.end()) {
        examination_.fault(path("nodes", index),
                           fmt::format("{} may not run on such a node", row.workload));
      }
    }
    for (const auto& [shape, count] : pods) {
      const auto& most = proof_->shapes[shape].most_per_node;
      if (most && count > *most) {
        examination_.fault(path("nodes", index),
                           fmt::format("holds more than {} pods of shape {}", *most, shape));
      }
    }
    for (const auto& [first, second] : proof_->conflicts) {
      if (pods.count(first) != 0 && pods.count(second) != 0) {
        examination_.fault(path("nodes", index),
                           fmt::format("holds pods of the shapes {} and {}, which exclude each "
                                       "other",
                                       first, second));
      }
    }
  }

  void limits() {
    const auto& plan = ledger_->plan();
    const auto groups = static_cast<std::int64_t>(plan.node_groups.size());
    if (proof_->max_node_groups > 0 && groups > proof_->max_node_groups) {
      examination_.fault(
          "proof.maxNodeGroups",
          fmt::format("is {}, and the plan has {} node groups", proof_->max_node_groups, groups));
    }
    if (plan.summary.node_count > 0 && plan.summary.node_count < proof_->min_nodes) {
      examination_.fault("proof.minNodes", fmt::format("is {}, and the plan has {} nodes",
                                                       proof_->min_nodes, plan.summary.node_count));
    }
  }

  Check prove() {
    const auto proven = proven_bound(*proof_, unplaced_);
    if (!proven.bound) {
      examination_.fault("proof", "proves nothing: " + proven.why_not);
      return std::move(examination_).done("no bound");
    }
    const auto& summary = ledger_->plan().summary;
    // What nodes and Fargate cost as the problem counts it, without headroom and what goes to
    // Fargate unasked.
    const auto packed = cost_ - (summary.total.hourly - summary.packed_hourly);
    const auto above = packed - Money::from_nanos(*proven.bound);
    if (above < Money{}) {
      examination_.fault("proof", fmt::format("proves {}, more than the {} of this very plan",
                                              Money::from_nanos(*proven.bound), packed));
    }
    const auto certified = std::max(summary.packed_hourly - above, Money{});
    examination_.expect("proof.certifiedHourly", proof_->certified_hourly, certified,
                        "packedHourly less what the packing is above its proven bound");
    if (summary.lower_bound_hourly < certified) {
      examination_.fault(
          "summary.lowerBoundHourly",
          fmt::format("is {}, and the proof proves {}", summary.lower_bound_hourly, certified));
    }
    return std::move(examination_).done(verdict(certified));
  }

  std::string verdict(Money certified) const {
    const auto& summary = ledger_->plan().summary;
    if (summary.lower_bound_hourly <= certified) {
      return fmt::format("{} an hour, all of it", certified);
    }
    return fmt::format("{} an hour; up to {} is eksplan's word ({})", certified,
                       summary.lower_bound_hourly, summary.bound);
  }

  const Ledger* ledger_;
  const saved::Proof* proof_;
  std::vector<std::optional<std::size_t>> shape_of_;  // by workload
  std::vector<std::int64_t> unplaced_;                // by shape
  std::map<std::string, std::size_t> extended_;       // place among the resources
  std::vector<Money> root_;                           // by node group
  Money cost_;
  Examination examination_{kId, kTitle};
};

}  // namespace

Check check_proof(const Ledger& ledger) {
  Examination examination(kId, kTitle);
  if (!ledger.result().plan) {
    return std::move(examination).not_checked("the result has no plan");
  }
  if (!ledger.plan().proof) {
    return std::move(examination)
        .not_checked(fmt::format("the result has none: {} is eksplan's word",
                                 ledger.plan().summary.lower_bound_hourly));
  }
  return ProofCheck(ledger).run();
}

}  // namespace eksplan::verify
