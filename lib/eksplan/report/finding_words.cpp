#include "eksplan/report/finding_words.hpp"

#include <fmt/format.h>

#include "eksplan/base/decimal_text.hpp"
#include "eksplan/base/text.hpp"
#include "eksplan/report/table_words.hpp"

namespace eksplan::report {

std::string counts_text(const Result& result) {
  std::vector<std::string> parts;
  const auto add = [&](std::int64_t count, std::string_view what) {
    if (count > 0) {
      parts.push_back(fmt::format("{} {}", whole_number(count), what));
    }
  };
  for (std::size_t i = 0; i < result.finding_counts.size(); ++i) {
    add(result.finding_counts.at(i), model::name(static_cast<model::FindingSeverity>(i)));
  }
  add(result.ignored_findings, "ignored");
  return base::join(parts, ", ");
}

std::string file_position(const FindingRow& row) {
  if (row.file.empty()) {
    return {};
  }
  return row.column > 0 ? fmt::format("{}:{}:{}", row.file, row.line, row.column)
                        : fmt::format("{}:{}", row.file, row.line);
}

std::string place_text(const FindingRow& row) {
  if (row.file.empty()) {
    return row.path;
  }
  const auto place = fmt::format("{}:{}", row.file, row.line);
  return row.path.empty() ? place : fmt::format("{}, {}", place, row.path);
}

std::string aws_text(const FindingRow& row) {
  return row.aws_message.empty() ? "" : "AWS: " + row.aws_message;
}

std::string saving_text(const FindingRow& row, std::int64_t month_hours) {
  const auto saving = row.saving_hourly.value_or(units::Money{});
  if (saving <= units::Money{}) {
    return {};
  }
  const auto cent = units::Money::from_nanos(10'000'000);
  const auto monthly = saving * month_hours;
  if (monthly < cent) {
    return "saves less than $0.01 a month";
  }
  const auto amount = fmt::format("${} a month", dollars(monthly));
  const bool said =
      row.fix.find(amount) != std::string::npos || row.message.find(amount) != std::string::npos;
  return said ? std::string() : "saves " + amount;
}

std::string ignored_text(const model::IgnoreNote& note) {
  return note.reason.empty() ? "ignored" : "ignored: " + note.reason;
}

std::string gate_value_text(const GateValue& value) {
  const auto* const decimal = std::get_if<units::Decimal>(&value);
  return decimal != nullptr ? base::with_thousands(decimal->text()) : std::get<std::string>(value);
}

std::string gate_text(const Gate& gate) {
  if (const auto* const severity = std::get_if<std::string>(&gate.limit)) {
    return fmt::format("{} {}: {}", gate.name, *severity, gate_value_text(gate.value));
  }
  return fmt::format("{}: {} against a limit of {}", gate.name, gate_value_text(gate.value),
                     gate_value_text(gate.limit));
}

std::string skipped_text(const std::vector<model::SkippedKind>& skipped) {
  std::vector<std::string> parts;
  parts.reserve(skipped.size());
  for (const auto& kind : skipped) {
    parts.push_back(fmt::format("{} {}", kind.count, kind.kind));
  }
  return base::and_list(parts);
}

}  // namespace eksplan::report
