#include "eksplan/saved/readers.hpp"

namespace eksplan::saved {
namespace {

constexpr std::int64_t kMostMonthHours = 1'000'000;

PriceSet read_price_set(const Fields& fields) {
  return {.name = fields.required_text("name"),
          .effective_date = fields.text("effectiveDate"),
          .sha256 = fields.text("sha256")};
}

PodCounts read_pod_counts(const Fields& fields) {
  return {.fargate = fields.required_count("fargate"),
          .nodes = fields.required_count("nodes"),
          .daemons = fields.count("daemonset").value_or(0),
          .unplaced = fields.required_count("unplaced")};
}

}  // namespace

Amount read_amount(const Fields& fields) {
  return {.hourly = fields.required_money("hourly"), .monthly = fields.required_money("monthly")};
}

Context read_context(const Fields& fields) {
  Context context;
  context.region = fields.text("region");
  fields.required_word("currency", {"USD"});
  context.month_hours = fields.required_count("monthHours", kMostMonthHours);
  context.limits_profile = fields.text("limitsProfile");
  context.placement = fields.text("placement");
  context.headroom = fields.text("headroom");
  context.effort = fields.text("effort");
  context.size_by = fields.text("sizeBy");
  context.schedule = fields.text("schedule");
  context.replicas = fields.text("replicas");
  context.purchase = fields.text("purchase");
  context.group_by = fields.text("groupBy");
  fields.each("choices", [&](const Fields& of) {
    context.choices.push_back({of.required_text("name"), of.required_text("value")});
  });
  fields.object("prices", [&](const Fields& prices) { context.prices = read_price_set(prices); });
  return context;
}

FindingCounts read_finding_counts(const Fields& summary) {
  FindingCounts counts;
  summary.required_object("findings", [&](const Fields& fields) {
    for (std::size_t i = 0; i < kSeverities.size(); ++i) {
      counts.by_severity.at(i) = fields.required_count(kSeverities.at(i));
    }
    counts.ignored = fields.count("ignored").value_or(0);
  });
  return counts;
}

Summary read_summary(const Fields& fields) {
  Summary summary;
  summary.total = read_amount(fields);
  if (fields.has("listHourly")) {
    summary.list = {fields.required_money("listHourly"), fields.required_money("listMonthly")};
  }
  summary.peak_hourly = fields.required_money("peakHourly");
  summary.packed_hourly = fields.required_money("packedHourly");
  summary.lower_bound_hourly = fields.required_money("lowerBoundHourly");
  summary.gap = fields.signed_decimal("gap");
  summary.packed_gap = fields.signed_decimal("packedGap");
  summary.bound = fields.text("bound");
  summary.solver_steps = fields.count("solverSteps");
  summary.by_category = fields.money_by_name("byCategory");
  fields.required_object("pods", [&](const Fields& pods) { summary.pods = read_pod_counts(pods); });
  summary.node_count = fields.required_count("nodeCount");
  return summary;
}

}  // namespace eksplan::saved
