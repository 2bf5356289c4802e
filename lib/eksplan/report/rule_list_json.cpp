#include <nlohmann/json.hpp>

#include "eksplan/report/rule_list.hpp"
#include "eksplan/report/rule_words.hpp"

namespace eksplan::report {
namespace {

using Json = nlohmann::ordered_json;

void put(Json& object, const char* key, std::string_view text) {
  if (!text.empty()) {
    object[key] = text;
  }
}

Json object_of(const rules::Rule& rule) {
  Json json = {{"id", rule.id}, {"title", rule.title}};
  put(json, "topic", topic_of(rule.id));
  json["basis"] = model::name(rule.basis);
  put(json, "trigger", rule.trigger);
  put(json, "awsWording", rule.aws_wording);
  put(json, "fix", rule.fix);
  json["sources"] = sources_of(rule);
  json["intervals"] = Json::array();
  for (const auto& interval : rule.intervals) {
    Json entry = {{"since", date_text(interval.since)}};
    if (interval.until != rules::kForever) {
      entry["until"] = date_text(interval.until);
    }
    entry["severity"] = model::name(rules::shown_severity(interval.severity, rule.basis));
    json["intervals"].push_back(std::move(entry));
  }
  return json;
}

std::string printed(const Json& json) {
  return json.dump(2) + '\n';
}

}  // namespace

std::string rule_json(const rules::Rule& rule) {
  return printed(object_of(rule));
}

std::string rules_json() {
  auto list = Json::array();
  for (const auto& rule : rules::rules()) {
    list.push_back(object_of(rule));
  }
  return printed(list);
}

}  // namespace eksplan::report
