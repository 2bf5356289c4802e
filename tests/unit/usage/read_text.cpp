#include "read_text.hpp"

#include <fmt/format.h>

#include "eksplan/diag/print.hpp"

namespace eksplan::usage {
namespace {

std::string shown(std::string_view name, const model::UsageAmounts& amounts) {
  if (amounts.is_empty()) {
    return "";
  }
  return fmt::format(" {}={}/{}", name, amounts.cpu ? std::to_string(amounts.cpu->nanos()) : "?",
                     amounts.memory ? std::to_string(amounts.memory->count()) : "?");
}

std::string shown(std::string_view name, const std::optional<units::HourlyRate>& rate) {
  return rate ? fmt::format(" {}={}", name, rate->hourly().text()) : "";
}

std::string_view name(model::UsageScope scope) {
  switch (scope) {
    case model::UsageScope::everything:
      return "everything";
    case model::UsageScope::cluster:
      return "cluster";
    case model::UsageScope::node:
      return "node";
    case model::UsageScope::namespace_name:
      return "namespace";
    case model::UsageScope::team:
      return "team";
    case model::UsageScope::application:
      return "application";
    case model::UsageScope::idle:
      break;
  }
  return "idle";
}

std::string total_line(const model::UsageTotal& total) {
  auto text = std::string(name(total.scope));
  for (const auto* part : {&total.cluster, &total.name}) {
    text += part->empty() ? "" : " " + *part;
  }
  text += total.pods == 0 ? "" : fmt::format(" pods={}", total.pods);
  return text + shown("requested", total.requested) + shown("used", total.used) +
         shown("recommended", total.recommended) + shown("cost", total.cost) +
         shown("slack", total.slack);
}

}  // namespace

std::string shown(const model::UsageRow& row) {
  auto text = row.cluster.empty() ? std::string() : row.cluster + ":";
  text += row.namespace_name + "/";
  text += row.owner_name.empty() ? row.pod : row.owner_kind + "/" + row.owner_name;
  text += !row.owner_name.empty() && !row.pod.empty() ? " pod=" + row.pod : "";
  text += row.container.empty() ? "" : "#" + row.container;
  text += row.application.empty() ? "" : " app=" + row.application;
  text += row.component.empty() ? "" : "/" + row.component;
  text += row.containers.empty() ? "" : " containers=" + row.containers;
  text += row.pods == 1 ? "" : fmt::format(" pods={}", row.pods);
  return text + shown("requested", row.requested) + shown("used", row.used) +
         shown("high", row.used_high) + shown("most", row.used_most) +
         shown("recommended", row.recommended) + shown("cost", row.cost) +
         shown("slack", row.slack);
}

Lines Reading::rows() const {
  Lines lines;
  for (const auto& one : series) {
    for (const auto& row : one.rows) {
      lines.push_back(shown(row));
    }
  }
  return lines;
}

Lines Reading::totals() const {
  Lines lines;
  for (const auto& one : series) {
    for (const auto& total : one.totals) {
      lines.push_back(total_line(total));
    }
  }
  return lines;
}

Reading read_text(std::string_view text, const Options& options, const std::string& name,
                  ExpressionUnit expression) {
  diag::Diagnostics found;
  Reading reading;
  reading.series = read({.name = name, .text = text, .expression = expression}, options, found);
  for (const auto& problem : found.sorted()) {
    const auto& at = problem.at;
    reading.told.push_back(fmt::format(
        "{}:{}:{}: {}: {}{}{} [{}]{}", at.file, at.line, at.column, diag::name(problem.severity),
        at.path, at.path.empty() ? "" : ": ", problem.message, problem.code,
        problem.hint.empty() ? "" : fmt::format(" ({})", problem.hint)));
  }
  return reading;
}

std::string tabs(std::string_view text) {
  constexpr std::string_view kArrow = "→";
  std::string result;
  while (!text.empty()) {
    const auto at = std::min(text.find(kArrow), text.size());
    result += text.substr(0, at);
    if (at == text.size()) {
      break;
    }
    result += '\t';
    text.remove_prefix(at + kArrow.size());
  }
  return result;
}

}  // namespace eksplan::usage
