#include <algorithm>
#include <string>

#include "eksplan/doc/encoding.hpp"
#include "eksplan/usage/krr.hpp"
#include "eksplan/usage/kubectl_top.hpp"
#include "eksplan/usage/objects.hpp"
#include "eksplan/usage/outline.hpp"
#include "eksplan/usage/read.hpp"
#include "eksplan/usage/report_table.hpp"

namespace eksplan::usage {
namespace {

std::optional<Form> form_of_report(const Outline& seen) {
  if (seen.has("total_samples_count") && seen.has("cpu_histogram")) {
    return Form::report_checkpoint;
  }
  if (seen.has("worker_nodes") && seen.has("cost_per_user_request_hour") && seen.has("now")) {
    return Form::report_summary;
  }
  if (seen.has("components") && seen.has("team") && seen.has("pods")) {
    return Form::report_application;
  }
  if (seen.first_has("nodes") && seen.first_has("pods")) {
    return Form::report_clusters;
  }
  if (seen.first_has("components") && seen.first_has("team")) {
    return Form::report_applications;
  }
  if (seen.first_has("applications") && seen.first_has("slack_cost")) {
    return Form::report_teams;
  }
  return std::nullopt;
}

std::optional<Form> form_of_json(std::string_view text) {
  const auto seen = outline(text);
  if (seen.has("scans") && seen.has("strategy")) {
    return Form::krr;
  }
  if (seen.has("status") && (seen.first_has("resultType") || seen.has("errorType"))) {
    return Form::prometheus;
  }
  if (seen.has("code") && seen.has("data")) {
    return Form::allocation;
  }
  if (seen.has("Namespaces")) {
    return Form::goldilocks;
  }
  if (!seen.kind.empty() || !seen.api_version.empty()) {
    return is_metrics_json(text, seen) ? std::optional(Form::kubernetes) : std::nullopt;
  }
  return form_of_report(seen);
}

// Pickles of protocol 2 and later begin so.
bool is_pickle(std::string_view text) {
  return text.size() >= 2 && text[0] == '\x80' && text[1] >= '\x02' && text[1] <= '\x05';
}

bool has_line_that_begins(std::string_view text, std::string_view with) {
  return text.starts_with(with) || text.find("\n" + std::string(with)) != std::string_view::npos;
}

// krr prints a greeting and its log before the JSON; its YAML has the same tree.
bool is_krr_text(std::string_view text) {
  if (has_line_that_begins(text, "scans:")) {
    return has_line_that_begins(text, "strategy:");
  }
  const auto begin = krr_json_begin(text);
  if (begin == std::string_view::npos) {
    return false;
  }
  const auto seen = outline(text.substr(begin));
  return seen.has("scans") && seen.has("strategy");
}

}  // namespace

std::optional<Form> recognise(std::string_view text) {
  if (is_pickle(text)) {
    return Form::pickle;
  }
  text.remove_prefix(doc::byte_order_mark(text));
  const auto first = text.find_first_not_of(" \t\r\n");
  if (first == std::string_view::npos) {
    return std::nullopt;
  }
  if (text[first] == '{' || text[first] == '[') {
    return form_of_json(text.substr(first));
  }
  if (const auto table = report_table_of(text)) {
    const bool says_nothing = *table == ReportTable::slack || *table == ReportTable::ingresses;
    return says_nothing ? Form::report_other : Form::report_table;
  }
  if (is_krr_csv(text)) {
    return Form::krr_csv;
  }
  if (is_kubectl_top(text)) {
    return Form::kubectl_top;
  }
  if (is_metrics_yaml(text)) {
    return Form::kubernetes;
  }
  return is_krr_text(text) ? std::optional(Form::krr) : std::nullopt;
}

}  // namespace eksplan::usage
