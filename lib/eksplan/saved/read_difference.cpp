#include <string>
#include <string_view>

#include <fmt/format.h>

#include "eksplan/saved/readers.hpp"

namespace eksplan::saved {
namespace {

units::Money required_change(const Fields& fields, std::string_view key) {
  if (!fields.has(key)) {
    fields.wrong(key, fmt::format("'{}' is missing", key));
  }
  return fields.signed_money(key).value_or(units::Money{});
}

MoneyChange read_delta(const Fields& fields) {
  return {.hourly = required_change(fields, "hourlyDelta"),
          .monthly = required_change(fields, "monthlyDelta")};
}

DifferenceSide read_side(const Fields& fields) {
  DifferenceSide side;
  fields.required_object("summary", [&](const Fields& summary) {
    side.summary = read_summary(summary);
    side.finding_counts = read_finding_counts(summary);
  });
  side.complete = fields.required_flag("complete");
  return side;
}

Workload read_workload(const Fields& fields, const std::string& id, const ObjectName& name) {
  Workload workload;
  workload.id = id;
  workload.namespace_name = name.namespace_name;
  workload.kind = name.kind;
  workload.name = name.name;
  workload.file = fields.text("file");
  workload.line = fields.count("line", kMostLine).value_or(0);
  workload.added = fields.flag("added");
  fields.required_object("replicas",
                         [&](const Fields& of) { workload.replicas = read_replicas(of); });
  fields.required_object("requests",
                         [&](const Fields& of) { workload.requests = read_requests(of); });
  workload.images = fields.texts("images");
  fields.object("placement", [&](const Fields& of) { workload.placement = read_placement(of); });
  if (fields.has("hourly") || fields.has("monthly")) {
    workload.cost = read_amount(fields);
  }
  return workload;
}

// What is added has no before, what is removed no after, and what changed has both.
void check_sides(const WorkloadChange& change, const Fields& fields) {
  if (change.before.has_value() == (change.kind == "added")) {
    fields.wrong("before", change.before ? "what is added has no 'before'" : "'before' is missing");
  }
  if (change.after.has_value() == (change.kind == "removed")) {
    fields.wrong("after", change.after ? "what is removed has no 'after'" : "'after' is missing");
  }
}

WorkloadChange read_change(const Fields& fields) {
  WorkloadChange change;
  change.workload = fields.required_text("workload");
  change.kind = fields.required_word("change", {"added", "removed", "changed"});
  const auto name = read_object_parts(fields).value_or(object_name(change.workload));
  fields.object("before", [&](const Fields& of) {
    change.before = read_workload(of, change.workload, name);
  });
  fields.object("after",
                [&](const Fields& of) { change.after = read_workload(of, change.workload, name); });
  check_sides(change, fields);
  change.delta = read_delta(fields);
  change.why = fields.texts("why");
  return change;
}

SharedChange read_shared(const Fields& fields) {
  return {.name = fields.required_word("name", {"unchangedWorkloads", "idle", "overhead", "fixed"}),
          .delta = read_delta(fields)};
}

BillLineChange read_bill_line(const Fields& fields) {
  BillLineChange line;
  line.category = fields.required_text("category");
  line.item = fields.required_text("item");
  line.group = fields.text("group");
  line.detail = fields.text("detail");
  line.unit = fields.required_text("unit");
  line.before = fields.required_decimal("quantityBefore");
  line.after = fields.required_decimal("quantityAfter");
  line.delta = read_delta(fields);
  return line;
}

}  // namespace

Difference read_difference(const Fields& fields) {
  Difference difference;
  fields.required_object("tool", [&](const Fields& of) { difference.tool = read_tool(of); });
  fields.required_object("context",
                         [&](const Fields& of) { difference.context = read_context(of); });
  fields.required_object("base", [&](const Fields& of) { difference.base = read_side(of); });
  fields.required_object("head", [&](const Fields& of) { difference.head = read_side(of); });
  difference.total = read_delta(fields);
  fields.required_each("changes",
                       [&](const Fields& of) { difference.changes.push_back(read_change(of)); });
  fields.required_each("shared",
                       [&](const Fields& of) { difference.shared.push_back(read_shared(of)); });
  fields.required_each("bill",
                       [&](const Fields& of) { difference.bill.push_back(read_bill_line(of)); });
  difference.new_findings = read_findings(fields, "newFindings");
  difference.gone_findings = read_findings(fields, "goneFindings");
  difference.gates = read_gates(fields);
  return difference;
}

}  // namespace eksplan::saved
