#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "eksplan/report/artifact_uri.hpp"
#include "eksplan/report/fingerprint.hpp"
#include "eksplan/report/sarif_rules.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::report {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::string_view kSourceRoot = "%SRCROOT%";

// In a message {0} stands for an argument and [text](target) for a link (SARIF 2.1.0, 3.11.5 and
// 3.11.6); the words of an input are neither.
std::string message_text(std::string_view text) {
  const bool has_link = text.find("](") != std::string_view::npos;
  std::string safe;
  for (const char c : text) {
    if (c == '{' || c == '}') {
      safe += c;
    } else if (has_link && (c == '[' || c == ']' || c == '\\')) {
      safe += '\\';
    }
    safe += c;
  }
  return safe;
}

Json message_json(const FindingRow& row) {
  const auto separator = row.fix.empty() ? "" : "; ";
  return {{"text", message_text(row.object.text() + ": " + row.message + separator + row.fix)}};
}

Json artifact_json(const std::string& file) {
  Json json = {{"uri", artifact_uri(file)}};
  if (!is_absolute(file)) {
    json["uriBaseId"] = kSourceRoot;
  }
  return json;
}

Json location_json(const FindingRow& row) {
  Json json = Json::object();
  if (is_file(row.file)) {
    json["physicalLocation"] = {{"artifactLocation", artifact_json(row.file)}};
    if (row.line > 0) {
      auto& region = json["physicalLocation"]["region"];
      region = {{"startLine", row.line}};
      if (row.column > 0) {
        region["startColumn"] = row.column;
      }
    }
  }
  const auto object = row.object.text();
  const auto name = row.path.empty() ? object : fmt::format("{}#{}", object, row.path);
  json["logicalLocations"] = Json::array({Json{{"fullyQualifiedName", name}}});
  return json;
}

Json suppressions_json(const FindingRow& row) {
  auto list = Json::array();
  if (row.ignored) {
    Json entry = {{"kind", row.ignored->in_source ? "inSource" : "external"},
                  {"status", "accepted"}};
    if (!row.ignored->reason.empty()) {
      entry["justification"] = row.ignored->reason;
    }
    list.push_back(std::move(entry));
  }
  return list;
}

Json results_json(const Result& result, const std::vector<std::string>& rules) {
  Fingerprints fingerprints;
  auto list = Json::array();
  for (const auto& row : result.findings) {
    const auto rule = std::lower_bound(rules.begin(), rules.end(), row.rule) - rules.begin();
    Json json = {{"ruleId", row.rule},
                 {"ruleIndex", rule},
                 {"level", sarif_level(row.severity)},
                 {"message", message_json(row)},
                 {"locations", Json::array({location_json(row)})},
                 {"partialFingerprints", {{"eksplan/v1", fingerprints.next(row)}}}};
    // Either all results say whether they are suppressed or none does (3.27.23).
    if (result.ignored_findings > 0) {
      json["suppressions"] = suppressions_json(row);
    }
    list.push_back(std::move(json));
  }
  return list;
}

Json driver_json(const Result& result, const std::vector<std::string>& rules) {
  Json json = {{"name", "eksplan"}};
  if (!result.version.empty()) {
    json["version"] = result.version;
    json["semanticVersion"] = result.version;
  }
  json["rules"] = Json::array();
  for (const auto& id : rules) {
    json["rules"].push_back(Json::parse(sarif_rule(id)));
  }
  return json;
}

Json run_json(const Result& result) {
  const auto rules = rules_with_findings(result);
  return {{"tool", {{"driver", driver_json(result, rules)}}},
          {"invocations", Json::array({Json{{"executionSuccessful", true}}})},
          {"originalUriBaseIds", {{kSourceRoot, Json::object()}}},
          {"columnKind", "unicodeCodePoints"},
          {"results", results_json(result, rules)}};
}

}  // namespace

std::string sarif(const Result& result) {
  const Json log = {{"$schema", "https://json.schemastore.org/sarif-2.1.0.json"},
                    {"version", "2.1.0"},
                    {"runs", Json::array({run_json(result)})}};
  return log.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace eksplan::report
