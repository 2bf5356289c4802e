#include "eksplan/app/commitment_advice.hpp"

#include <algorithm>
#include <array>
#include <iterator>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <utility>

#include "eksplan/app/price_terms.hpp"
#include "eksplan/base/assert.hpp"
#include "eksplan/base/checked.hpp"
#include "eksplan/cost/commitments.hpp"

namespace eksplan::app {
namespace {

using model::Purchase;
using units::Decimal;

constexpr std::string_view kFargate = "fargate";

struct Term {
  std::string_view name;
  Purchase savings;
  Purchase reserved;
};

constexpr std::array<Term, 2> kTerms{{{"1yr", Purchase::savings_1yr, Purchase::reserved_1yr},
                                      {"3yr", Purchase::savings_3yr, Purchase::reserved_3yr}}};

Decimal of_millionths(std::int64_t millionths) {
  return Decimal::from_billionths(base::int128{millionths} * (Decimal::kOne / 1'000'000));
}

class Adviser {
 public:
  explicit Adviser(const AdviceScene& scene) : in_(&scene) {}

  saved::Commitments run() const {
    saved::Commitments advice;
    for (const auto& term : kTerms) {
      if (auto plan = savings_plan(term)) {
        advice.savings_plans.push_back(std::move(*plan));
      }
    }
    for (std::size_t g = 0; g < in_->groups.size(); ++g) {
      for (const auto& term : kTerms) {
        if (auto reservation = reserved(g, term)) {
          advice.reserved.push_back(std::move(*reservation));
        }
      }
    }
    return advice;
  }

 private:
  saved::Saving saving_of(units::HourlyRate rate) const {
    return {rate.hourly(), rate.for_hours(in_->options.month_hours)};
  }

  // --- rates ----------------------------------------------------------------

  std::optional<saved::SavingsRate> given(const Term& term, catalog::Service service,
                                          std::string_view of) const {
    const auto& rates = in_->options.savings_rates;
    const auto found = std::ranges::find_if(rates, [&](const catalog::SavingsRate& rate) {
      return rate.term == term.savings && rate.service == service;
    });
    if (found == rates.end()) {
      return std::nullopt;
    }
    return saved::SavingsRate{
        std::string(of), of_millionths(found->millionths), "given by --savings-rates", {}};
  }

  saved::SavingsRate rate_of(const FargateSavings& known) const {
    const auto part = in_->catalogue.price(known.item);
    EKSPLAN_ASSERT(part.has_value(), "a plan that is known has a rate");
    return saved::SavingsRate{std::string(kFargate), Decimal::from_billionths(part->list.nanos()),
                              std::string(part->source), std::string(part->as_of)};
  }

  std::optional<saved::SavingsRate> rate_of_type(const Term& term, std::string_view type) const {
    const auto index = in_->catalogue.find_type(type);
    const auto paid = index ? in_->catalogue.price(*index, Purchase::on_demand) : std::nullopt;
    const auto plan = index ? in_->catalogue.price(*index, term.savings) : std::nullopt;
    if (!paid || !plan) {
      return given(term, catalog::Service::ec2, type);
    }
    const auto saved = base::mul_div_half_up(paid->list.nanos() - plan->list.nanos(), Decimal::kOne,
                                             paid->list.nanos());
    return saved::SavingsRate{
        std::string(type),
        Decimal::from_billionths(std::clamp<base::int128>(saved, 0, Decimal::kOne - 1)),
        std::string(plan->source), std::string(plan->as_of)};
  }

  // --- savings plans --------------------------------------------------------

  bool has_fargate() const {
    return std::ranges::any_of(
        in_->week, [](const PhaseSpend& phase) { return phase.fargate > units::HourlyRate{}; });
  }

  bool is_on_demand(std::size_t group) const {
    const auto type = in_->catalogue.find_type(in_->groups[group].type.name);
    return type && in_->catalogue.buying(*type) == catalog::Buying{} && most_nodes(group) > 0;
  }

  std::int64_t most_nodes(std::size_t group) const {
    std::int64_t most = 0;
    for (const auto& phase : in_->week) {
      most = std::max(most, phase.nodes[group]);
    }
    return most;
  }

  /// Rates by what they are of; types without one are named in the plan.
  using Rates = std::map<std::string, Decimal, std::less<>>;

  Rates find_rates(const Term& term, saved::SavingsPlan& plan) const {
    Rates rates;
    const auto use = [&](std::string_view of, std::optional<saved::SavingsRate> rate) {
      if (rate) {
        rates.emplace(of, rate->saving);
        plan.rates.push_back(std::move(*rate));
      } else {
        plan.without_rate.emplace_back(of);
      }
    };
    if (has_fargate()) {
      auto rate = given(term, catalog::Service::fargate, kFargate);
      if (const auto known = fargate_savings(term.savings, in_->catalogue); !rate && known) {
        rate = rate_of(*known);
        plan.payment = known->payment;
      }
      use(kFargate, std::move(rate));
    }
    std::set<std::string_view> types;
    for (std::size_t g = 0; g < in_->groups.size(); ++g) {
      if (is_on_demand(g)) {
        types.insert(in_->groups[g].type.name);
      }
    }
    for (const auto type : types) {
      use(type, rate_of_type(term, type));
    }
    return rates;
  }

  cost::EligiblePhase eligible(const PhaseSpend& phase, const Rates& rates) const {
    cost::EligiblePhase eligible{phase.hours, {}};
    if (const auto rate = rates.find(kFargate); rate != rates.end()) {
      eligible.spend.push_back({phase.fargate, rate->second});
    }
    for (std::size_t g = 0; g < in_->groups.size(); ++g) {
      const auto& group = in_->groups[g];
      const auto rate = rates.find(group.type.name);
      if (is_on_demand(g) && rate != rates.end()) {
        eligible.spend.push_back({group.hourly_per_node * phase.nodes[g], rate->second});
      }
    }
    return eligible;
  }

  std::optional<saved::SavingsPlan> savings_plan(const Term& term) const {
    saved::SavingsPlan plan;
    plan.term = term.name;
    const auto rates = find_rates(term, plan);
    if (rates.empty()) {
      return std::nullopt;
    }
    std::vector<cost::EligiblePhase> week;
    std::ranges::transform(in_->week, std::back_inserter(week),
                           [&](const PhaseSpend& phase) { return eligible(phase, rates); });
    const auto advice = cost::advise_savings_plan(week);
    plan.commitment = advice.best.commitment.hourly();
    plan.eligible = advice.eligible.hourly();
    plan.saving = saving_of(advice.eligible - advice.best.hourly);
    for (const auto& point : advice.curve) {
      plan.curve.push_back({point.commitment.hourly(), point.hourly.hourly()});
    }
    return plan;
  }

  // --- reserved nodes -------------------------------------------------------

  std::optional<saved::Reservation> reserved(std::size_t index, const Term& term) const {
    const auto& group = in_->groups[index];
    const auto type = in_->catalogue.find_type(group.type.name);
    const auto price = type ? in_->catalogue.hourly(*type, term.reserved) : std::nullopt;
    if (!is_on_demand(index) || !price) {
      return std::nullopt;
    }
    std::vector<cost::NodesOfPhase> nodes;
    for (const auto& phase : in_->week) {
      nodes.push_back({phase.hours, phase.nodes[index]});
    }
    const auto advice = cost::advise_reservation(nodes, group.hourly_per_node, *price);
    if (advice.saving <= units::HourlyRate{}) {
      return std::nullopt;
    }
    return saved::Reservation{.group = group.name,
                              .instance_type = std::string(group.type.name),
                              .term = std::string(term.name),
                              .count = advice.count,
                              .of = most_nodes(index),
                              .hourly_per_node = price->hourly(),
                              .saving = saving_of(advice.saving)};
  }

  const AdviceScene* in_;
};

}  // namespace

saved::Commitments advise_commitments(const AdviceScene& scene) {
  const bool buys_on_demand = scene.options.buying.purchase == Purchase::on_demand ||
                              scene.options.buying.purchase == Purchase::spot;
  return buys_on_demand ? Adviser(scene).run() : saved::Commitments{};
}

}  // namespace eksplan::app
