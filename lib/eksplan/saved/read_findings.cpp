#include "eksplan/doc/node.hpp"
#include "eksplan/saved/readers.hpp"

namespace eksplan::saved {
namespace {

Finding read_finding(const Fields& fields) {
  Finding finding;
  finding.rule = fields.required_text("rule");
  finding.severity = fields.required_word("severity", {"block", "warn", "cost", "note"});
  finding.basis = fields.required_word("basis", {"documented", "observed", "inferred"});
  finding.object = fields.required_text("workload");
  finding.object_parts = read_object_parts(fields);
  finding.file = fields.text("file");
  finding.line = fields.count("line", kMostLine).value_or(0);
  finding.column = fields.count("column", kMostLine).value_or(0);
  finding.path = fields.text("path");
  finding.message = fields.required_text("message");
  finding.aws_message = fields.text("awsMessage");
  finding.fix = fields.text("fix");
  finding.saving_hourly = fields.signed_money("savingHourly");
  fields.object("ignored", [&](const Fields& note) {
    finding.ignored = IgnoreNote{.reason = note.required_text("reason"),
                                 .source = note.required_word("source", {"annotation", "config"})};
  });
  return finding;
}

GateValue read_gate_value(const Fields& fields, std::string_view key) {
  const auto at = fields.node().find(key);
  if (at && at->kind() == doc::Kind::string) {
    return fields.text(key);
  }
  if (!fields.has(key)) {
    fields.wrong(key, fmt::format("'{}' is missing", key));
  }
  return fields.signed_decimal(key).value_or(units::Decimal{});
}

}  // namespace

std::optional<ObjectName> read_object_parts(const Fields& fields) {
  std::optional<ObjectName> parts;
  fields.object("object", [&](const Fields& of) {
    parts = ObjectName{.namespace_name = of.text("namespace"),
                       .kind = of.required_text("kind"),
                       .name = of.required_text("name")};
  });
  return parts;
}

std::vector<Finding> read_findings(const Fields& result, std::string_view key) {
  std::vector<Finding> findings;
  result.required_each(key,
                       [&](const Fields& fields) { findings.push_back(read_finding(fields)); });
  return findings;
}

std::vector<Gate> read_gates(const Fields& result) {
  std::vector<Gate> gates;
  result.required_each("gates", [&](const Fields& fields) {
    gates.push_back({.name = fields.required_text("name"),
                     .limit = read_gate_value(fields, "limit"),
                     .value = read_gate_value(fields, "value"),
                     .failed = fields.required_flag("failed"),
                     .warned = fields.flag("warned")});
  });
  return gates;
}

}  // namespace eksplan::saved
