#pragma once
/// Everything that rules about more than one pod look at.

#include <cstddef>
#include <functional>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/model/finding.hpp"
#include "eksplan/model/instance_type.hpp"
#include "eksplan/model/inventory.hpp"
#include "eksplan/rules/fargate_rules.hpp"
#include "eksplan/rules/limits_profile.hpp"
#include "eksplan/rules/rule.hpp"
#include "eksplan/units/money.hpp"

namespace eksplan::rules {

/// Prices per hour that findings with money in them need; what is absent is not known, and such a
/// finding then comes without money.
struct UnitPrices {
  std::optional<units::HourlyRate> fargate_vcpu;
  std::optional<units::HourlyRate> fargate_gib;
  std::optional<units::HourlyRate> fargate_ephemeral_gib;
  std::optional<units::HourlyRate> application_load_balancer;
  std::optional<units::HourlyRate> nat_gateway;
  std::int64_t month_hours = units::kAwsMonthHours;
};

/// The price of one pod of that size for an hour, vCPU and memory each rounded half away from zero
/// to a nano-dollar; nothing when a price is not known.
std::optional<units::HourlyRate> size_rate(const UnitPrices& prices,
                                           const model::FargateSize& size);

/// "$4.21 a month".
std::string monthly_text(units::HourlyRate rate, const UnitPrices& prices);

/// Where the cluster is.
struct RegionFacts {
  std::string name;                   ///< empty = not known
  std::optional<bool> fargate_today;  ///< EKS on Fargate is sold there; absent = not known
};

/// What the workloads of a namespace that are always up would save if they were up at work hours
/// only: the mean of a week.
struct ScheduleSaving {
  model::ObjectId object;  ///< the Namespace
  model::Place at;         ///< of it, or of the first of its workloads
  std::int64_t workloads = 0;
  units::HourlyRate on_fargate;
  units::HourlyRate on_nodes;      ///< by nodes that empty; no pod is moved for it
  std::int64_t emptied_nodes = 0;  ///< at night
};

/// Their work hours, as the downscaler writes them: 65 hours of 168.
inline constexpr std::string_view kWorkHours = "Mon-Fri 07:30-20:30";
inline constexpr std::int64_t kHoursOffWork = 168 - 5 * 13;

/// A workload, and whether its pods run on Fargate (or would, where nothing says otherwise).
struct Subject {
  const model::Workload* workload = nullptr;
  const FargateVerdict* verdict = nullptr;
  bool on_fargate = false;
  std::int64_t pods = 0;                ///< planned; of a DaemonSet 0
  std::vector<std::size_t> profiles{};  ///< that select its pods, in the order of Cluster
};

/// The workloads of a run with all that surrounds them. It refers to its parts, which must outlive
/// it.
class Scene {
 public:
  Scene(const model::Inventory& inventory, const LimitsProfile& profile, UnitPrices prices,
        RegionFacts region, std::vector<Subject> subjects,
        std::vector<ScheduleSaving> schedule_savings = {});

  const model::Inventory& inventory() const { return *inventory_; }

  const model::Cluster& cluster() const { return inventory_->cluster; }

  const LimitsProfile& profile() const { return *profile_; }

  const UnitPrices& prices() const { return prices_; }

  const RegionFacts& region() const { return region_; }

  std::span<const Subject> subjects() const { return subjects_; }

  /// By namespace, where it is known what runs where and somebody might not need it at night.
  std::span<const ScheduleSaving> schedule_savings() const { return schedule_savings_; }

  /// Those whose pods run on Fargate.
  const std::vector<const Subject*>& on_fargate() const { return on_fargate_; }

  /// Those of one namespace whose pods `selector` selects; an absent selector selects nothing.
  std::vector<const Subject*> selected(std::string_view namespace_name,
                                       const std::optional<model::LabelSelector>& selector) const;

  /// Those of one namespace whose pods have all of `labels`; no labels select nothing, as in a
  /// Service without a selector.
  std::vector<const Subject*> with_labels(std::string_view namespace_name,
                                          const model::Labels& labels) const;

  /// The one that an autoscaler's target names; null when it is not there.
  const Subject* target(std::string_view namespace_name, std::string_view kind,
                        std::string_view name) const;

 private:
  /// Those of one namespace whose pods' labels are `wanted`.
  template <class Predicate>
  std::vector<const Subject*> in_namespace(std::string_view namespace_name, Predicate wanted) const;

  const model::Inventory* inventory_;
  const LimitsProfile* profile_;
  UnitPrices prices_;
  RegionFacts region_;
  std::vector<Subject> subjects_;
  std::vector<ScheduleSaving> schedule_savings_;
  std::vector<const Subject*> on_fargate_;
  std::map<std::string, std::vector<const Subject*>, std::less<>> by_namespace_;
  std::map<model::ObjectId, const Subject*> by_id_;
};

/// Applies every rule of the table that looks at the whole scene; findings in the order of the
/// table.
std::vector<model::Finding> check_scene(const Scene& scene);

}  // namespace eksplan::rules
