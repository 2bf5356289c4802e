#include "eksplan/report/sarif_rules.hpp"

#include <algorithm>
#include <set>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "eksplan/base/text.hpp"
#include "eksplan/report/markdown_text.hpp"
#include "eksplan/report/rule_words.hpp"

namespace eksplan::report {
namespace {

using Json = nlohmann::ordered_json;

struct HelpPart {
  std::string_view title;
  std::vector<std::string> texts;
  bool is_source = false;
};

std::vector<HelpPart> help_parts(const rules::Rule& rule) {
  std::vector<HelpPart> parts{{"Sets it off", {std::string(rule.trigger)}},
                              {"AWS says", {std::string(rule.aws_wording)}},
                              {"Fix", {std::string(rule.fix)}},
                              {"Severity", interval_texts(rule)},
                              {"Basis", {basis_text(rule.basis)}},
                              {"Sources", sources_of(rule), true}};
  std::erase_if(
      parts, [](const HelpPart& part) { return part.texts.empty() || part.texts.front().empty(); });
  return parts;
}

std::string help_text(const rules::Rule& rule) {
  std::string text = fmt::format("{}.\n", rule.title);
  for (const auto& part : help_parts(rule)) {
    text += fmt::format("\n{}: {}", part.title, base::join(part.texts, "; "));
  }
  return text;
}

bool is_name(std::string_view text) {
  constexpr std::string_view kSigns = "-._";
  return !text.empty() && std::ranges::all_of(text, [&](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           kSigns.find(c) != std::string_view::npos;
  });
}

// A link where the source is an issue on GitHub: "aws/containers-roadmap#53".
std::string source_markdown(std::string_view source) {
  const auto slash = std::min(source.find('/'), source.size());
  const auto hash = std::min(source.find('#'), source.size());
  if (slash >= hash || hash == source.size()) {
    return markdown_escaped(source);
  }
  const auto number = source.substr(hash + 1);
  const bool is_issue = is_name(source.substr(0, slash)) &&
                        is_name(source.substr(slash + 1, hash - slash - 1)) && !number.empty() &&
                        number.find_first_not_of("0123456789") == std::string_view::npos;
  return is_issue ? fmt::format("[{}](https://github.com/{}/issues/{})", source,
                                source.substr(0, hash), number)
                  : markdown_escaped(source);
}

std::string help_markdown(const rules::Rule& rule) {
  std::string text = markdown_escaped(rule.title) + ".\n";
  for (const auto& part : help_parts(rule)) {
    text += fmt::format("\n**{}**", part.title);
    const bool is_list = part.texts.size() > 1;
    text += is_list ? "\n\n" : ": ";
    for (const auto& line : part.texts) {
      text += fmt::format("{}{}\n", is_list ? "- " : "",
                          part.is_source ? source_markdown(line) : markdown_escaped(line));
    }
  }
  return text;
}

std::string tag(std::string_view title) {
  std::string slug;
  for (const char c : base::to_lower(title)) {
    if (c == ' ') {
      slug += '-';
    } else if (c != ',') {
      slug += c;
    }
  }
  return slug;
}

std::string_view precision(model::Basis basis) {
  switch (basis) {
    case model::Basis::documented:
      return "very-high";
    case model::Basis::observed:
      return "high";
    case model::Basis::inferred:
      break;
  }
  return "medium";
}

Json properties(const rules::Rule& rule) {
  auto tags = Json::array({"eks"});
  if (const auto topic = topic_of(rule.id); !topic.empty()) {
    tags.push_back(tag(topic));
  }
  return {{"tags", tags}, {"precision", precision(rule.basis)}, {"basis", model::name(rule.basis)}};
}

}  // namespace

std::vector<std::string> rules_with_findings(const Result& result) {
  std::set<std::string> ids;
  for (const auto& row : result.findings) {
    ids.insert(row.rule);
  }
  return {ids.begin(), ids.end()};
}

std::string camel_case(std::string_view rule_id) {
  std::string name;
  for (const auto word : base::split(rule_id, '-')) {
    if (!word.empty()) {
      const bool is_lower = word.front() >= 'a' && word.front() <= 'z';
      name += is_lower ? static_cast<char>(word.front() - 'a' + 'A') : word.front();
      name += word.substr(1);
    }
  }
  return name;
}

std::string_view sarif_level(model::FindingSeverity severity) {
  switch (severity) {
    case model::FindingSeverity::block:
      return "error";
    case model::FindingSeverity::warn:
      return "warning";
    case model::FindingSeverity::cost:
    case model::FindingSeverity::note:
      break;
  }
  return "note";
}

std::string sarif_rule(const std::string& rule_id) {
  Json json = {{"id", rule_id}, {"name", camel_case(rule_id)}};
  if (const auto rule = rules::find_rule(rule_id)) {
    json["shortDescription"] = {{"text", rule->title}};
    json["fullDescription"] = {
        {"text", rule->trigger.empty()
                     ? fmt::format("{}.", rule->title)
                     : fmt::format("{}. Set off by {}.", rule->title, rule->trigger)}};
    json["help"] = {{"text", help_text(*rule)}, {"markdown", help_markdown(*rule)}};
    json["defaultConfiguration"] = {{"level", sarif_level(latest_severity(*rule))}};
    json["properties"] = properties(*rule);
  }
  return json.dump(-1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace eksplan::report
