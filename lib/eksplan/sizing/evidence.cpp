#include "eksplan/sizing/evidence.hpp"

#include <algorithm>
#include <limits>
#include <tuple>
#include <utility>

#include "eksplan/base/checked.hpp"

namespace eksplan::sizing {
namespace {

using model::UsageAmounts;
using model::UsageRow;

std::int64_t number_of(units::NanoCpu amount) {
  return amount.nanos();
}

std::int64_t number_of(units::Bytes amount) {
  return amount.count();
}

units::NanoCpu make(std::int64_t number, units::NanoCpu /*as*/) {
  return units::NanoCpu::from_nanos(number);
}

units::Bytes make(std::int64_t number, units::Bytes /*as*/) {
  return units::Bytes::from_count(number);
}

template <class T>
T clamped(base::int128 number) {
  return make(base::narrow(number).value_or(std::numeric_limits<std::int64_t>::max()), T{});
}

/// Mean and maximum of one resource over pods.
template <class T>
class Tally {
 public:
  void add(const std::optional<T>& amount, std::int64_t pods) {
    if (amount) {
      sum_ += base::int128{number_of(*amount)} * pods;
      pods_ += pods;
      most_ = std::max(most_, amount);
    }
  }

  std::optional<T> mean() const {
    return pods_ == 0 ? std::nullopt : std::optional(clamped<T>(base::div_ceil(sum_, pods_)));
  }

  const std::optional<T>& most() const { return most_; }

  std::int64_t pods() const { return pods_; }

 private:
  base::int128 sum_ = 0;
  std::int64_t pods_ = 0;
  std::optional<T> most_;
};

struct AmountsTally {
  Tally<units::NanoCpu> cpu;
  Tally<units::Bytes> memory;

  void add(const UsageAmounts& amounts, std::int64_t pods) {
    cpu.add(amounts.cpu, pods);
    memory.add(amounts.memory, pods);
  }

  UsageAmounts mean() const { return {cpu.mean(), memory.mean()}; }

  UsageAmounts most() const { return {cpu.most(), memory.most()}; }

  std::int64_t pods() const { return std::max(cpu.pods(), memory.pods()); }
};

template <class T>
void sum_up(std::optional<T>& sum, const std::optional<T>& amount) {
  if (amount) {
    sum = clamped<T>(base::int128{number_of(sum.value_or(T{}))} + number_of(*amount));
  }
}

void sum_up(UsageAmounts& sum, const UsageAmounts& amounts) {
  sum_up(sum.cpu, amounts.cpu);
  sum_up(sum.memory, amounts.memory);
}

void take_larger(UsageAmounts& kept, const UsageAmounts& other) {
  kept.cpu = std::max(kept.cpu, other.cpu);
  kept.memory = std::max(kept.memory, other.memory);
}

/// Amounts of one row for one pod.
struct RowAmounts {
  UsageAmounts used;
  UsageAmounts high;
  UsageAmounts most;
};

template <class T>
std::optional<T> divided(const std::optional<T>& amount, std::int64_t pods) {
  return amount ? std::optional(clamped<T>(base::div_ceil(number_of(*amount), pods)))
                : std::nullopt;
}

UsageAmounts divided(const UsageAmounts& amounts, std::int64_t pods) {
  return {divided(amounts.cpu, pods), divided(amounts.memory, pods)};
}

RowAmounts amounts_of(const UsageRow& row, std::int64_t pods) {
  RowAmounts amounts{row.used, row.used_high, row.used_most};
  if (row.per == model::UsagePer::all_pods) {
    for (auto* part : {&amounts.used, &amounts.high, &amounts.most}) {
      *part = divided(*part, pods);
    }
  }
  // A file that knows no maximum has one at least at its mean.
  take_larger(amounts.most, amounts.high);
  take_larger(amounts.most, amounts.used);
  return amounts;
}

void take_larger(RowAmounts& kept, const RowAmounts& other) {
  take_larger(kept.used, other.used);
  take_larger(kept.high, other.high);
  take_larger(kept.most, other.most);
}

/// Amounts over the pods of a workload, or over one container in each.
struct Figures {
  AmountsTally used;
  AmountsTally high;
  AmountsTally most;

  void add(const RowAmounts& amounts, std::int64_t pods) {
    used.add(amounts.used, pods);
    high.add(amounts.high, pods);
    most.add(amounts.most, pods);
  }

  void put(Measured& into) const {
    into.mean = used.mean();
    into.high = high.most();
    into.most = most.most();
  }
};

bool has_container(const model::Workload& workload, const std::string& name) {
  const auto is_it = [&](const model::Container& container) { return container.name == name; };
  const auto& spec = workload.pod.spec;
  return std::ranges::any_of(spec.containers, is_it) ||
         std::ranges::any_of(spec.init_containers, is_it);
}

auto order_of(const UsageRow& row) {
  return std::tie(row.cluster, row.namespace_name, row.pod, row.container);
}

class Gatherer {
 public:
  Gatherer(const model::UsageSeries& series, const model::Workload& workload)
      : workload_(&workload) {
    evidence_.series = &series;
  }

  Evidence gather(const std::vector<const UsageRow*>& rows) {
    for (std::size_t i = 0; i < rows.size();) {
      i = gather_pod(rows, i);
    }
    put_money(rows);
    pod_.put(evidence_.pod);
    evidence_.pods = pod_.used.pods() > 0 && counts_pods(*rows.front()) ? pod_.used.pods() : 0;
    for (const auto& [name, figures] : containers_) {
      figures.put(evidence_.containers[name]);
    }
    for (auto& [name, amounts] : recommended_) {
      if (name.empty() || has_container(*workload_, name)) {
        sum_up(evidence_.pod.recommended, amounts);
        if (!name.empty()) {
          evidence_.containers[name].recommended = amounts;
        }
      }
    }
    return std::move(evidence_);
  }

 private:
  static bool counts_pods(const UsageRow& row) { return !row.pod.empty() || row.pods > 0; }

  // How many pods the row stands for; where the file does not know, the manifest does.
  std::int64_t pods_of(const UsageRow& row) const {
    if (!row.pod.empty()) {
      return 1;
    }
    return std::max<std::int64_t>(row.pods > 0 ? row.pods : workload_->replicas.expected, 1);
  }

  // The rows of one pod from `begin` on; repeats of a container count once.
  std::size_t gather_pod(const std::vector<const UsageRow*>& rows, std::size_t begin) {
    RowAmounts pod;
    auto at = begin;
    const auto pods = pods_of(*rows[begin]);
    const auto is_same_pod = [&](const UsageRow& row) {
      const auto& first = *rows[begin];
      return std::tie(row.cluster, row.namespace_name, row.pod) ==
             std::tie(first.cluster, first.namespace_name, first.pod);
    };
    while (at < rows.size() && is_same_pod(*rows[at])) {
      const auto& first = *rows[at];
      RowAmounts container;
      for (; at < rows.size() && order_of(*rows[at]) == order_of(first); ++at) {
        take_larger(container, amounts_of(*rows[at], pods));
        take_larger(recommended_[first.container], rows[at]->recommended);
      }
      if (!first.container.empty()) {
        containers_[first.container].add(container, pods);
      }
      sum_up(pod.used, container.used);
      sum_up(pod.high, container.high);
      sum_up(pod.most, container.most);
    }
    pod_.add(pod, pods);
    return at;
  }

  void put_money(const std::vector<const UsageRow*>& rows) {
    for (const auto* row : rows) {
      if (row->cost) {
        evidence_.cost = evidence_.cost.value_or(units::HourlyRate{}) + *row->cost;
      }
      if (row->slack) {
        evidence_.slack = evidence_.slack.value_or(units::HourlyRate{}) + *row->slack;
      }
    }
  }

  const model::Workload* workload_;
  Evidence evidence_;
  Figures pod_;
  std::map<std::string, Figures> containers_;
  std::map<std::string, UsageAmounts> recommended_;  // by container, the largest of any pod
};

}  // namespace

Evidence evidence_of(const model::UsageSeries& series, std::vector<const UsageRow*> rows,
                     const model::Workload& workload) {
  std::ranges::sort(
      rows, [](const UsageRow* a, const UsageRow* b) { return order_of(*a) < order_of(*b); });
  return Gatherer(series, workload).gather(rows);
}

}  // namespace eksplan::sizing
