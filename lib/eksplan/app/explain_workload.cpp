#include "eksplan/app/explain_workload.hpp"

#include <algorithm>
#include <array>
#include <limits>
#include <map>
#include <string_view>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/rules/fargate_size.hpp"

namespace eksplan::app {
namespace {

using base::int128;

constexpr std::array<std::string_view, 3> kOwnFields{"cpu", "memory", "ephemeral-storage"};

std::int64_t whole(int128 amount) {
  return base::narrow(amount).value_or(std::numeric_limits<std::int64_t>::max());
}

/// Amounts of named resources, added up exactly and rounded up once.
class Sum {
 public:
  Sum() = default;

  explicit Sum(const model::ResourceList& list) {
    for (const auto& [name, amount] : list) {
      amounts_[name] = amount.value;
    }
  }

  void add(const Sum& other) {
    for (const auto& [name, amount] : other.amounts_) {
      amounts_[name] = amounts_[name] + amount;
    }
  }

  void raise_to(const Sum& other) {
    for (const auto& [name, amount] : other.amounts_) {
      amounts_[name] = std::max(amounts_[name], amount);
    }
  }

  bool empty() const { return amounts_.empty(); }

  model::PodRequests rounded() const {
    model::PodRequests requests;
    for (const auto& [name, amount] : amounts_) {
      if (name == kOwnFields[0]) {
        requests.cpu = units::MilliCpu::from_millis(whole(amount.millis_up()));
      } else if (name == kOwnFields[1]) {
        requests.memory = units::Bytes::from_count(whole(amount.units_up()));
      } else if (name == kOwnFields[2]) {
        requests.ephemeral_storage = units::Bytes::from_count(whole(amount.units_up()));
      } else if (amount.nanos() > 0) {
        requests.extended[name] = whole(amount.units_up());
      }
    }
    return requests;
  }

 private:
  std::map<std::string, units::Quantity> amounts_;
};

// Of an extended resource the limit counts where there is no request.
Sum requests_of(const model::Container& container) {
  auto list = container.requests;
  for (const auto& [name, limit] : container.limits) {
    const bool own = std::find(kOwnFields.begin(), kOwnFields.end(), name) != kOwnFields.end();
    if (!own && list.count(name) == 0) {
      list.emplace(name, limit);
    }
  }
  return Sum(list);
}

class WorkloadExplainer {
 public:
  WorkloadExplainer(const PlannedRun& run, const report::Result& result, std::size_t item)
      : run_(&run), result_(&result), item_(item), workload_(&run.demand.items[item].workload) {}

  report::WorkloadExplanation explain() {
    why_.version = result_->version;
    why_.workload = result_->workloads[item_];
    why_.month_hours = result_->context.month_hours;
    why_.replicas = replicas();
    if (is_scheduled()) {
      why_.replicas += ", in the dearest hours of the week, of which money is the mean";
    }
    add_containers();
    add_steps();
    add_findings();
    why_.reason = reason();
    add_nodes();
    add_costs();
    add_alternatives();
    return std::move(why_);
  }

 private:
  const plan::Placement& placement() const { return run_->plan.placements[item_]; }

  std::string replicas() const {
    const auto& counts = workload_->replicas;
    switch (counts.source) {
      case model::ReplicaSource::spec:
        return "as spec.replicas says, or 1 by default";
      case model::ReplicaSource::autoscaler:
        return fmt::format("of {} to {} that an autoscaler may run", counts.min, counts.max);
      case model::ReplicaSource::job:
        return "as many as the job runs at a time";
      case model::ReplicaSource::node_count:
        return "one on each node that it may run on";
      case model::ReplicaSource::single:
        break;
    }
    return "a pod by itself";
  }

  // In each phase that tells of it: those of a week in which its pods change.
  std::optional<std::int64_t> pods_in(const report::PhaseRow& phase) const {
    const auto found =
        std::ranges::find(phase.workloads, workload_->id.text(), &report::PodsRow::workload);
    return found == phase.workloads.end() ? std::nullopt : std::optional(found->count);
  }

  bool is_scheduled() const {
    return !run_->phases.empty() && pods_in(run_->phases.front()).has_value();
  }

  units::Money mean_of_week(units::Money per_pod, std::int64_t pods) const {
    if (!is_scheduled()) {
      return per_pod * pods;
    }
    int128 weighted = 0;
    for (const auto& phase : run_->phases) {
      weighted += (per_pod * *pods_in(phase)).nanos() * phase.hours_per_week.billionths();
    }
    return units::Money::from_nanos(
        base::div_half_up(weighted, units::Decimal::whole(cost::kHoursOfWeek).billionths()));
  }

  void add_containers() {
    for (const auto& container : workload_->pod.spec.init_containers) {
      add_container(container, container.restarts_always ? "sidecar" : "init");
    }
    for (const auto& container : workload_->pod.spec.containers) {
      add_container(container, "container");
    }
  }

  void add_container(const model::Container& container, std::string role) {
    why_.containers.push_back({.name = container.name,
                               .role = std::move(role),
                               .requests = requests_of(container).rounded(),
                               .defaulted = !container.written_requests});
  }

  void step(std::string id, std::string label, model::PodRequests requests) {
    why_.steps.push_back({std::move(id), std::move(label), std::move(requests)});
  }

  // Kubernetes: the larger of what runs together and each init step with the sidecars before it.
  void add_steps() {
    const auto& spec = workload_->pod.spec;
    Sum sidecars;
    Sum init;
    for (const auto& container : spec.init_containers) {
      auto here = sidecars;
      here.add(requests_of(container));
      init.raise_to(here);
      if (container.restarts_always) {
        sidecars = here;
      }
    }
    auto running = sidecars;
    for (const auto& container : spec.containers) {
      running.add(requests_of(container));
    }
    if (!why_.containers.empty()) {
      step("running", "containers and sidecars", running.rounded());
    }
    if (!init.empty()) {
      step("init", "largest init step", init.rounded());
    }
    if (!spec.pod_requests.empty()) {
      step("pod-level", "stated for the pod as a whole", Sum(spec.pod_requests).rounded());
    }
    if (!spec.overhead.empty()) {
      step("overhead", "overhead of the runtime class", Sum(spec.overhead).rounded());
    }
    step("effective", "effective request", workload_->pod.requests);
    if (!placement().fargate.size) {
      return;
    }
    auto on_fargate = workload_->pod.requests_without_overhead;
    on_fargate.memory = on_fargate.memory + rules::kFargateSystemMemory;
    step("fargate", "on Fargate, with its own 256Mi", std::move(on_fargate));
  }

  void add_findings() {
    for (const auto& row : result_->findings) {
      if (row.object == workload_->id) {
        why_.findings.push_back(row);
      }
    }
  }

  std::string reason() const {
    const auto& reason = placement().reason;
    if (reason == "blocked") {
      return "on nodes: Fargate refuses it by " +
             base::and_list(result_->workloads[item_].fargate.blocked_by);
    }
    constexpr std::array<std::pair<std::string_view, std::string_view>, 6> kSentences{
        {{"requested", "where --placement wants it"},
         {"profile", "on Fargate: a Fargate profile selects it"},
         {"no-profile", "on nodes: no Fargate profile selects it"},
         {"daemonset", "on every node that it may run on: it is a DaemonSet"},
         {"no-replicas", "nowhere: it has no replicas"},
         {"region", "on nodes: EKS has no Fargate in this region, or no price is known"}}};
    for (const auto& [word, sentence] : kSentences) {
      if (word == reason) {
        return std::string(sentence);
      }
    }
    if (reason == "does-not-fit") {
      return "nowhere: " + placement().nearest_miss;
    }
    return placement().target == plan::Target::fargate
               ? "on Fargate: the plan as a whole is cheaper so"
               : "on nodes: the plan as a whole is cheaper so";
  }

  void add_nodes() {
    std::map<std::string, report::NodesRow> rows;
    for (const auto& set : run_->plan.nodes) {
      for (const auto* const list : {&set.pods, &set.daemons}) {
        for (const auto& of : *list) {
          if (of.item.value == item_) {
            auto& row = rows[run_->plan.groups[set.group.value].name];
            row.nodes += set.count;
            row.pods += of.pods * set.count;
          }
        }
      }
    }
    for (auto& [group, row] : rows) {
      row.group = group;
      why_.nodes.push_back(std::move(row));
    }
  }

  void add_costs() {
    const auto id = workload_->id.text();
    for (const auto& row : result_->costs) {
      if (row.workload == id) {
        why_.costs.push_back(row);
      }
    }
    const auto& cost = run_->costs.workloads[item_];
    why_.share = (cost.share + cost.overhead).hourly();
  }

  // What both places charge alike, such as volumes, is in neither.
  void add_alternatives() {
    const auto pods = why_.workload.pods;
    if (run_->demand.items[item_].is_daemon || pods == 0) {
      return;
    }
    add_fargate(pods);
    add_nodes_alternative(pods);
  }

  void add_fargate(std::int64_t pods) {
    const auto& fargate = placement().fargate;
    report::Alternative choice{.target = "fargate",
                               .chosen = placement().target == plan::Target::fargate,
                               .hourly = {},
                               .text = {}};
    const auto& price = placement().fargate_per_pod;
    if (!fargate.size) {
      choice.text = "no size is large enough";
    } else if (!price) {
      choice.text = "EKS has no Fargate in this region, or no price is known";
    } else {
      choice.hourly = mean_of_week(price->hourly(), pods);
      choice.text =
          fmt::format("{} x {} ({}){}", pods, price->hourly(), rules::size_text(*fargate.size),
                      is_scheduled() ? ", while they are up" : "");
      if (!fargate.eligible) {
        choice.text += ", were it not for " +
                       base::and_list({fargate.blocked_by.begin(), fargate.blocked_by.end()});
      }
    }
    why_.alternatives.push_back(std::move(choice));
  }

  void add_nodes_alternative(std::int64_t pods) {
    report::Alternative choice{.target = "nodes",
                               .chosen = placement().target == plan::Target::nodes,
                               .hourly = {},
                               .text = {}};
    if (choice.chosen) {
      choice.hourly = why_.share;
      choice.text = "its share of nodes that others pay for too";
    } else if (const auto worth = worth_of_pod()) {
      choice.hourly = *worth * pods;
      choice.text = "at least, by the prices that prove the bound";
    } else {
      choice.text =
          placement().target == plan::Target::unplaced ? "no node takes it" : "not worked out";
    }
    why_.alternatives.push_back(std::move(choice));
  }

  std::optional<units::Money> worth_of_pod() const {
    if (!run_->plan.proof) {
      return std::nullopt;
    }
    const auto& proof = *run_->plan.proof;
    for (const auto& shape : proof.shapes) {
      if (std::find(shape.items.begin(), shape.items.end(), item_) != shape.items.end()) {
        return units::Money::from_nanos(shape.worth >> static_cast<unsigned>(proof.shift));
      }
    }
    return std::nullopt;
  }

  const PlannedRun* run_;
  const report::Result* result_;
  std::size_t item_;
  const model::Workload* workload_;
  report::WorkloadExplanation why_;
};

}  // namespace

report::WorkloadExplanation explain_workload(const PlannedRun& run, const report::Result& result,
                                             std::size_t item) {
  return WorkloadExplainer(run, result, item).explain();
}

}  // namespace eksplan::app
