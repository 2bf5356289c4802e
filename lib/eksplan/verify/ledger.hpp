#pragma once
/// A result with its names looked up. Private to this room.

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string_view>
#include <vector>

#include "eksplan/base/checked.hpp"
#include "eksplan/saved/result.hpp"
#include "eksplan/units/decimal.hpp"
#include "eksplan/verify/capped.hpp"

namespace eksplan::verify {

/// Refers to the result, which must outlive it.
class Ledger {
 public:
  explicit Ledger(const saved::Result& result);

  const saved::Result& result() const { return *result_; }

  /// Only of results with a plan.
  const saved::Plan& plan() const { return *result_->plan; }

  /// Index into the workloads or node groups; nothing for a name that is not there.
  std::optional<std::size_t> workload(std::string_view id) const;
  std::optional<std::size_t> group(std::string_view name) const;

  bool is_daemon(std::size_t workload) const;
  bool is_on_fargate(std::size_t workload) const;

  /// Pods that have a place: on Fargate, or on nodes by the word of the workload itself. Of a week
  /// of several phases those of the dearest one.
  std::int64_t placed(std::size_t workload) const;

  /// Whether figures are means over several phases.
  bool has_phases() const { return result_->plan && plan().phases.size() > 1; }

  /// The dearest phase, the first of equals; what workloads and nodes show. Null without phases.
  const saved::Phase* shown_phase() const;

  /// Pods with a place, and nodes, in one of several phases.
  std::int64_t placed_in(const saved::Phase& phase, std::size_t workload) const;
  static std::int64_t nodes_in(const saved::Phase& phase, std::string_view group);

  /// The mean of `amount(phase)` over the week, to nine places; of one phase what it has.
  template <class Amount>
  units::Decimal mean(Amount amount) const {
    base::int128 weighted = 0;
    base::int128 hours = 0;
    for (const auto& phase : plan().phases) {
      weighted = capped_sum(
          weighted, capped_product(amount(phase).billionths(), phase.hours_per_week.billionths()));
      hours += phase.hours_per_week.billionths();
    }
    return units::Decimal::from_billionths(hours == 0 ? 0 : base::div_half_up(weighted, hours));
  }

 private:
  const saved::Result* result_;
  std::map<std::string_view, std::size_t> workloads_;
  std::map<std::string_view, std::size_t> groups_;
};

}  // namespace eksplan::verify
