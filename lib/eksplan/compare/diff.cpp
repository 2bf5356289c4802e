#include "eksplan/compare/diff.hpp"

#include <algorithm>
#include <array>
#include <map>
#include <tuple>
#include <utility>

#include <fmt/format.h>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/compare/parts.hpp"

namespace eksplan::compare {
namespace {

Delta between(const saved::Amount& before, const saved::Amount& after) {
  return {after.hourly - before.hourly, after.monthly - before.monthly};
}

Delta operator+(const Delta& a, const Delta& b) {
  return {a.hourly + b.hourly, a.monthly + b.monthly};
}

units::Money size_of(units::Money money) {
  return std::max(money, -money);
}

/// One result, its workloads by id.
class Side {
 public:
  explicit Side(const saved::Result& result) : result_(&result) {
    for (std::size_t i = 0; i < result.workloads.size(); ++i) {
      subjects_[result.workloads[i].id] = {i, {&result.workloads[i], {}}};
    }
    for (const auto& line : result.plan->costs) {
      const auto payer = subjects_.find(line.workload);
      const bool is_own = line.category == "storage" || line.category == "network";
      if (payer != subjects_.end() && is_own) {
        payer->second.second.lines.push_back(&line);
      }
    }
  }

  const std::map<std::string, std::pair<std::size_t, Subject>>& subjects() const {
    return subjects_;
  }

  const std::pair<std::size_t, Subject>* find(const std::string& id) const {
    const auto found = subjects_.find(id);
    return found == subjects_.end() ? nullptr : &found->second;
  }

 private:
  const saved::Result* result_;
  std::map<std::string, std::pair<std::size_t, Subject>> subjects_;
};

saved::Amount cost_of(const Subject& subject) {
  return subject.workload->cost.value_or(saved::Amount{});
}

std::string place_text(const saved::Workload& workload) {
  const auto pods = base::plural(workload.replicas.expected, "pod", "pods");
  if (!workload.placement) {
    return pods;
  }
  const auto& target = workload.placement->target;
  if (target == "daemonset") {
    return "a pod on every node";
  }
  if (target == "unplaced") {
    return fmt::format("{} that {} nowhere", pods,
                       workload.replicas.expected == 1 ? "fits" : "fit");
  }
  if (target == "fargate") {
    return fmt::format("{} on Fargate", pods);
  }
  return target == "nodes" ? fmt::format("{} on nodes", pods) : pods;
}

class Comparer {
 public:
  Comparer(const saved::Result& base, const saved::Result& head)
      : base_(&base), head_(&head), old_(base), new_(head) {}

  Diff run() {
    diff_.total = between(base_->plan->summary.total, head_->plan->summary.total);
    for (const auto& [id, subject] : old_.subjects()) {
      const auto* const other = new_.find(id);
      if (other == nullptr) {
        add_removed(id, subject);
      } else {
        add_changed(id, subject, *other);
      }
    }
    for (const auto& [id, subject] : new_.subjects()) {
      if (old_.find(id) == nullptr) {
        add_added(id, subject);
      }
    }
    sort_changes();
    add_shared();
    diff_.bill = bill_changes(*base_->plan, *head_->plan);
    diff_.new_findings = only_in(head_->findings, base_->findings);
    diff_.gone_findings = only_in(base_->findings, head_->findings);
    return std::move(diff_);
  }

 private:
  using Indexed = std::pair<std::size_t, Subject>;

  void add_removed(const std::string& id, const Indexed& subject) {
    diff_.changes.push_back(
        {.workload = id,
         .kind = ChangeKind::removed,
         .before = subject.first,
         .after = std::nullopt,
         .delta = between(cost_of(subject.second), {}),
         .why = {fmt::format("removed: {}", place_text(*subject.second.workload))}});
  }

  void add_added(const std::string& id, const Indexed& subject) {
    diff_.changes.push_back(
        {.workload = id,
         .kind = ChangeKind::added,
         .before = std::nullopt,
         .after = subject.first,
         .delta = between({}, cost_of(subject.second)),
         .why = {fmt::format("new: {}", place_text(*subject.second.workload))}});
  }

  void add_changed(const std::string& id, const Indexed& before, const Indexed& after) {
    auto why = reasons(before.second, after.second);
    const auto delta = between(cost_of(before.second), cost_of(after.second));
    if (why.empty()) {
      unchanged_ = unchanged_ + delta;
      return;
    }
    diff_.changes.push_back({.workload = id,
                             .kind = ChangeKind::changed,
                             .before = before.first,
                             .after = after.first,
                             .delta = delta,
                             .why = std::move(why)});
  }

  void sort_changes() {
    std::ranges::sort(diff_.changes, [](const Change& a, const Change& b) {
      const auto key = [](const Change& change) {
        return std::tuple(-size_of(change.delta.hourly), std::string_view(change.workload));
      };
      return key(a) < key(b);
    });
  }

  Delta of_month(units::Money before, units::Money after) const {
    const auto hourly = after - before;
    return {hourly, hourly * head_->context.month_hours};
  }

  void add_shared() {
    const auto& before = base_->plan->allocation;
    const auto& after = head_->plan->allocation;
    const std::array<Delta, kSharedNames.size()> deltas{
        unchanged_, of_month(before.idle, after.idle), of_month(before.overhead, after.overhead),
        of_month(before.fixed, after.fixed)};
    for (std::size_t i = 0; i < deltas.size(); ++i) {
      diff_.shared.push_back({kSharedNames.at(i), deltas.at(i)});
    }
  }

  const saved::Result* base_;
  const saved::Result* head_;
  Side old_;
  Side new_;
  Delta unchanged_;
  Diff diff_;
};

}  // namespace

std::string_view name(ChangeKind kind) {
  switch (kind) {
    case ChangeKind::added:
      return "added";
    case ChangeKind::removed:
      return "removed";
    case ChangeKind::changed:
      break;
  }
  return "changed";
}

Diff diff(const saved::Result& base, const saved::Result& head) {
  EKSPLAN_ASSERT(base.plan && head.plan, "both results have a plan");
  return Comparer(base, head).run();
}

}  // namespace eksplan::compare
