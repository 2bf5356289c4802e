#include "eksplan/report/commitments_json.hpp"

namespace eksplan::report {
namespace {

void put_saving(Json& object, const saved::Saving& saving) {
  object["savingHourly"] = number(saving.hourly);
  object["savingMonthly"] = number(saving.monthly);
}

Json point_json(const saved::CommitmentPoint& point) {
  return {{"commitmentHourly", number(point.commitment)}, {"hourly", number(point.hourly)}};
}

Json rate_json(const saved::SavingsRate& rate) {
  Json json = {{"of", rate.of}, {"saving", number(rate.saving)}, {"source", rate.source}};
  put(json, "asOf", rate.as_of);
  return json;
}

Json savings_plan_json(const saved::SavingsPlan& plan) {
  Json json = {{"term", plan.term}};
  put(json, "payment", plan.payment);
  json["commitmentHourly"] = number(plan.commitment);
  json["eligibleHourly"] = number(plan.eligible);
  put_saving(json, plan.saving);
  json["curve"] = list(plan.curve, point_json);
  json["rates"] = list(plan.rates, rate_json);
  json["withoutRate"] = plan.without_rate;
  return json;
}

Json reservation_json(const saved::Reservation& reservation) {
  Json json = {
      {"group", reservation.group}, {"instanceType", reservation.instance_type},
      {"term", reservation.term},   {"count", reservation.count},
      {"of", reservation.of},       {"hourlyPerNode", number(reservation.hourly_per_node)}};
  put_saving(json, reservation.saving);
  return json;
}

}  // namespace

Json commitments_json(const Commitments& commitments) {
  return {{"savingsPlans", list(commitments.savings_plans, savings_plan_json)},
          {"reserved", list(commitments.reserved, reservation_json)}};
}

}  // namespace eksplan::report
