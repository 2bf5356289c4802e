#include "eksplan/saved/readers.hpp"

namespace eksplan::saved {
namespace {

Saving read_saving(const Fields& fields) {
  return {fields.required_money("savingHourly"), fields.required_money("savingMonthly")};
}

SavingsPlan read_savings_plan(const Fields& fields) {
  SavingsPlan plan;
  plan.term = fields.required_word("term", {"1yr", "3yr"});
  plan.payment = fields.text("payment");
  plan.commitment = fields.required_money("commitmentHourly");
  plan.eligible = fields.required_money("eligibleHourly");
  plan.saving = read_saving(fields);
  fields.required_each("curve", [&](const Fields& of) {
    plan.curve.push_back({of.required_money("commitmentHourly"), of.required_money("hourly")});
  });
  fields.required_each("rates", [&](const Fields& of) {
    plan.rates.push_back({.of = of.required_text("of"),
                          .saving = of.required_decimal("saving"),
                          .source = of.required_text("source"),
                          .as_of = of.text("asOf")});
  });
  plan.without_rate = fields.texts("withoutRate");
  return plan;
}

Reservation read_reservation(const Fields& fields) {
  return {.group = fields.required_text("group"),
          .instance_type = fields.required_text("instanceType"),
          .term = fields.required_word("term", {"1yr", "3yr"}),
          .count = fields.required_count("count"),
          .of = fields.required_count("of"),
          .hourly_per_node = fields.required_money("hourlyPerNode"),
          .saving = read_saving(fields)};
}

}  // namespace

Commitments read_commitments(const Fields& result) {
  Commitments commitments;
  result.object("commitments", [&](const Fields& fields) {
    fields.each("savingsPlans", [&](const Fields& of) {
      commitments.savings_plans.push_back(read_savings_plan(of));
    });
    fields.each("reserved",
                [&](const Fields& of) { commitments.reserved.push_back(read_reservation(of)); });
  });
  return commitments;
}

}  // namespace eksplan::saved
