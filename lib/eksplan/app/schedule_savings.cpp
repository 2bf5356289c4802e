#include "eksplan/app/schedule_savings.hpp"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string>
#include <string_view>
#include <utility>

#include "eksplan/base/checked.hpp"
#include "eksplan/cost/week_costs.hpp"
#include "eksplan/plan/reduced_plan.hpp"

namespace eksplan::app {
namespace {

constexpr std::string_view kDownscaler = "downscaler/";
constexpr std::string_view kSystem = "kube-system";

bool is_word_of_development(std::string_view word) {
  constexpr std::array<std::string_view, 15> kWords{
      "dev",     "development", "test",    "testing", "tests",   "qa",      "uat",   "stage",
      "staging", "stg",         "sandbox", "preview", "nonprod", "preprod", "review"};
  return std::ranges::find(kWords, word) != kWords.end();
}

// "shop-dev" and "Staging" do, "devices" does not.
bool names_development(std::string_view text) {
  std::string word;
  for (const char c : text) {
    if (std::isalpha(static_cast<unsigned char>(c)) != 0) {
      word += static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    } else if (is_word_of_development(std::exchange(word, {}))) {
      return true;
    }
  }
  return is_word_of_development(word);
}

bool says_development(const model::Labels& labels) {
  constexpr std::array<std::string_view, 5> kKeys{"env", "environment", "stage",
                                                  "app.kubernetes.io/environment", "tier"};
  return std::ranges::any_of(kKeys, [&](std::string_view key) {
    const auto found = labels.find(std::string(key));
    return found != labels.end() && names_development(found->second);
  });
}

bool mentions_downscaler(const model::Labels& annotations) {
  const auto found = annotations.lower_bound(std::string(kDownscaler));
  return found != annotations.end() && found->first.starts_with(kDownscaler);
}

class Savings {
 public:
  explicit Savings(const SavingScene& scene) : scene_(&scene) {
    for (const auto& space : scene.inventory.namespaces) {
      spaces_.emplace(space.name, &space);
    }
  }

  std::vector<rules::ScheduleSaving> run() {
    group_candidates();
    if (by_namespace_.empty()) {
      return {};
    }
    make_night();
    std::vector<rules::ScheduleSaving> savings;
    for (const auto& [space, items] : by_namespace_) {
      auto saving = of_namespace(space, items);
      if (saving.on_fargate + saving.on_nodes > units::HourlyRate{}) {
        savings.push_back(std::move(saving));
      }
    }
    return savings;
  }

 private:
  const model::NamespaceObject* space_of(const model::Workload& workload) const {
    const auto found = spaces_.find(workload.id.namespace_name);
    return found == spaces_.end() ? nullptr : found->second;
  }

  bool is_scheduled(std::size_t item) const { return scene_->week.items[item].steps.size() > 1; }

  bool could_sleep(std::size_t index) const {
    const auto& item = scene_->demand.items[index];
    const auto& workload = item.workload;
    const auto* const space = space_of(workload);
    const bool has_kind = workload.kind == model::WorkloadKind::deployment ||
                          workload.kind == model::WorkloadKind::stateful_set;
    return has_kind && item.replicas > 0 && !workload.added && !item.is_daemon &&
           !is_scheduled(index) && workload.id.namespace_name != kSystem &&
           !mentions_downscaler(workload.annotations) &&
           (space == nullptr || !mentions_downscaler(space->annotations));
  }

  bool is_development(const model::Workload& workload) const {
    const auto* const space = space_of(workload);
    return names_development(workload.id.namespace_name) || says_development(workload.labels) ||
           says_development(workload.pod.labels) ||
           (space != nullptr && says_development(space->labels));
  }

  void group_candidates() {
    const auto& items = scene_->demand.items;
    bool others_have_one = false;
    for (std::size_t i = 0; i < items.size(); ++i) {
      others_have_one = others_have_one || (is_scheduled(i) && !items[i].workload.job);
    }
    for (std::size_t i = 0; i < items.size(); ++i) {
      if (could_sleep(i) && (others_have_one || is_development(items[i].workload))) {
        by_namespace_[items[i].workload.id.namespace_name].push_back(i);
      }
    }
  }

  // What runs at night as things are: with schedules at their least.
  void make_night() {
    night_demand_ = scene_->demand;
    for (std::size_t i = 0; i < night_demand_.items.size(); ++i) {
      if (is_scheduled(i)) {
        const auto least =
            std::ranges::min_element(scene_->week.items[i].steps, {}, &demand::PodStep::pods);
        auto& replicas = night_demand_.items[i].replicas;
        replicas = std::min(replicas, least->pods);
      }
    }
    night_ = reduced(scene_->plan, night_demand_);
  }

  plan::Plan reduced(const plan::Plan& plan, const demand::Demand& fewer) const {
    return plan::reduced(plan, fewer, scene_->catalogue, scene_->min_nodes);
  }

  // The part of a rate that falls to nights and weekends.
  static units::HourlyRate off_work(units::HourlyRate rate) {
    return units::HourlyRate::per_hour(units::Money::from_nanos(
        base::mul_div_half_up(rate.hourly().nanos(), rules::kHoursOffWork, cost::kHoursOfWeek)));
  }

  rules::ScheduleSaving of_namespace(const std::string& name,
                                     const std::vector<std::size_t>& items) {
    rules::ScheduleSaving saving;
    saving.object = {{}, "Namespace", name};
    const auto space = spaces_.find(name);
    saving.at = space == spaces_.end() ? scene_->demand.items[items.front()].workload.at
                                       : space->second->at;
    saving.workloads = static_cast<std::int64_t>(items.size());
    units::HourlyRate fargate;
    std::vector<std::int64_t> pods;
    for (const auto item : items) {
      const auto& placement = night_.placements[item];
      pods.push_back(std::exchange(night_demand_.items[item].replicas, 0));
      if (placement.target == plan::Target::fargate) {
        fargate += *placement.fargate_per_pod * pods.back();
      }
    }
    const auto left = reduced(night_, night_demand_);
    for (std::size_t i = 0; i < items.size(); ++i) {  // up again: a copy would cost more
      night_demand_.items[items[i]].replicas = pods[i];
    }
    saving.on_fargate = off_work(fargate);
    saving.on_nodes = off_work(night_.packed - left.packed - fargate);
    saving.emptied_nodes = night_.node_count() - left.node_count();
    return saving;
  }

  const SavingScene* scene_;
  std::map<std::string, const model::NamespaceObject*, std::less<>> spaces_;
  std::map<std::string, std::vector<std::size_t>> by_namespace_;
  demand::Demand night_demand_;
  plan::Plan night_;
};

}  // namespace

std::vector<rules::ScheduleSaving> schedule_savings(const SavingScene& scene) {
  return Savings(scene).run();
}

}  // namespace eksplan::app
