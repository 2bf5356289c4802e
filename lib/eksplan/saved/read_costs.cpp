#include "eksplan/saved/readers.hpp"

namespace eksplan::saved {
namespace {

CostLine read_cost(const Fields& fields) {
  CostLine line;
  line.category =
      fields.required_word("category", {"controlPlane", "fargate", "nodes", "storage", "network"});
  line.item = fields.required_text("item");
  line.workload = fields.text("workload");
  line.group = fields.text("group");
  line.detail = fields.text("detail");
  line.quantity = fields.required_decimal("quantity");
  line.unit = fields.required_text("unit");
  line.unit_price = fields.required_money("unitPrice");
  line.list_unit_price = fields.money("listUnitPrice");
  line.cost = read_amount(fields);
  return line;
}

Group read_group(const Fields& fields) {
  Group group;
  if (fields.has("name")) {
    group.name = fields.text("name");
  }
  group.workloads = fields.required_count("workloads");
  group.pods = fields.required_count("pods");
  group.cost = read_amount(fields);
  return group;
}

Phase read_phase(const Fields& fields) {
  Phase phase{.name = fields.required_text("name"),
              .hours_per_week = fields.required_decimal("hoursPerWeek"),
              .hourly = fields.required_money("hourly"),
              .node_count = fields.required_count("nodeCount")};
  if (phase.hours_per_week > units::Decimal::whole(kHoursOfWeek)) {
    fields.wrong("hoursPerWeek", fmt::format("a week has {} hours", kHoursOfWeek));
  }
  fields.each("nodeGroups", [&](const Fields& of) {
    phase.node_groups.push_back(
        {.group = of.required_text("name"), .count = of.required_count("count")});
  });
  fields.each("workloads", [&](const Fields& of) {
    phase.workloads.push_back(
        {.workload = of.required_text("workload"), .count = of.required_count("count")});
  });
  return phase;
}

}  // namespace

Allocation read_allocation(const Fields& result) {
  Allocation allocation;
  result.required_object("allocation", [&](const Fields& fields) {
    allocation = {.workloads = fields.required_money("workloads"),
                  .idle = fields.required_money("idle"),
                  .overhead = fields.required_money("overhead"),
                  .fixed = fields.required_money("fixed")};
  });
  return allocation;
}

std::vector<Group> read_groups(const Fields& result) {
  std::vector<Group> groups;
  result.required_each("groups",
                       [&](const Fields& fields) { groups.push_back(read_group(fields)); });
  return groups;
}

std::vector<Phase> read_phases(const Fields& result) {
  std::vector<Phase> phases;
  result.required_each("phases",
                       [&](const Fields& fields) { phases.push_back(read_phase(fields)); });
  return phases;
}

std::vector<CostLine> read_costs(const Fields& result) {
  std::vector<CostLine> lines;
  result.required_each("costs", [&](const Fields& fields) { lines.push_back(read_cost(fields)); });
  return lines;
}

std::vector<Unpriced> read_unpriced(const Fields& result) {
  std::vector<Unpriced> list;
  result.required_each("unpriced", [&](const Fields& fields) {
    list.push_back({.item = fields.required_text("item"),
                    .what = fields.text("what"),
                    .reason = fields.required_text("reason")});
  });
  return list;
}

}  // namespace eksplan::saved
