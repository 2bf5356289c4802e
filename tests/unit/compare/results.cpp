#include "results.hpp"

#include <utility>

namespace eksplan::compare {
namespace {

constexpr std::int64_t kMonthHours = 730;

saved::Amount amount(units::Money hourly) {
  return {hourly, hourly * kMonthHours};
}

}  // namespace

saved::Workload workload(const std::string& name, std::int64_t thousandths) {
  saved::Workload made;
  made.id = "shop/Deployment/" + name;
  made.namespace_name = "shop";
  made.kind = "Deployment";
  made.name = name;
  made.replicas = {2, 2, 2};
  made.requests.cpu = units::MilliCpu::from_millis(250);
  made.requests.memory = units::Bytes::from_count(units::Bytes::kGib);
  made.images = {"registry.example.com/" + name + ":1"};
  made.fargate.eligible = true;
  made.placement = saved::Placement{"nodes", "general", "cheaper", 0, {}};
  made.cost = amount(dollars(thousandths));
  return made;
}

saved::Result result_of(std::vector<saved::Workload> workloads) {
  saved::Result result;
  result.context.region = "us-east-1";
  result.context.month_hours = kMonthHours;
  result.complete = true;
  saved::Plan plan;
  plan.allocation = {{}, dollars(10), dollars(20), dollars(100)};
  for (const auto& one : workloads) {
    plan.allocation.workloads += one.cost->hourly;
  }
  const auto& parts = plan.allocation;
  plan.summary.total = amount(parts.workloads + parts.idle + parts.overhead + parts.fixed);
  result.plan = std::move(plan);
  result.workloads = std::move(workloads);
  return result;
}

saved::Finding finding(const std::string& rule, const std::string& object) {
  saved::Finding made;
  made.rule = rule;
  made.severity = "block";
  made.basis = "documented";
  made.object = object;
  made.message = "something is wrong";
  return made;
}

}  // namespace eksplan::compare
