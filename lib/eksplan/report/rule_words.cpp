#include "eksplan/report/rule_words.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "eksplan/base/assert.hpp"
#include "eksplan/base/text.hpp"

namespace eksplan::report {
namespace {

std::string profiles_text(const rules::Interval& interval) {
  std::vector<std::string> names;
  if (holds_on(interval, rules::kForever)) {
    names = {"standard", "current"};
  }
  if (holds_on(interval, february_2020())) {
    names.emplace_back("2020-02");
  }
  if (names.empty()) {
    return {};
  }
  return fmt::format(" ({} {})", names.size() == 1 ? "profile" : "profiles", base::and_list(names));
}

std::string span_text(const rules::Interval& interval) {
  const bool from_start = interval.since <= rules::kFargateLaunch;
  const bool to_end = interval.until == rules::kForever;
  if (from_start && to_end) {
    return "since EKS has had Fargate";
  }
  if (from_start) {
    return "before " + date_text(interval.until);
  }
  if (to_end) {
    return fmt::format("from {} on", date_text(interval.since));
  }
  return fmt::format("from {} to before {}", date_text(interval.since), date_text(interval.until));
}

}  // namespace

std::optional<model::FindingSeverity> shown_on(const rules::Rule& rule, rules::Date day) {
  const auto severity = rules::severity_on(rule, day);
  return severity ? std::optional(rules::shown_severity(*severity, rule.basis)) : std::nullopt;
}

model::FindingSeverity latest_severity(const rules::Rule& rule) {
  if (rule.intervals.empty()) {
    return model::FindingSeverity::note;
  }
  const auto latest = std::ranges::max_element(rule.intervals, {}, &rules::Interval::until);
  return rules::shown_severity(latest->severity, rule.basis);
}

rules::Date february_2020() {
  const auto profile = rules::parse_limits_profile("2020-02");
  EKSPLAN_ASSERT(profile.has_value(), "2020-02 is a limits profile");
  return profile->as_of;
}

std::string date_text(rules::Date date) {
  return fmt::format("{:04}-{:02}-{:02}", date.year, date.month, date.day);
}

std::vector<std::string> interval_texts(const rules::Rule& rule) {
  auto texts = dated_severities(rule);
  for (std::size_t i = 0; i < texts.size(); ++i) {
    texts[i] += profiles_text(rule.intervals[i]);
  }
  return texts;
}

std::vector<std::string> dated_severities(const rules::Rule& rule) {
  std::vector<std::string> texts;
  for (const auto& interval : rule.intervals) {
    const auto severity = rules::shown_severity(interval.severity, rule.basis);
    texts.push_back(fmt::format("{} {}", model::name(severity), span_text(interval)));
  }
  return texts;
}

std::string basis_text(model::Basis basis) {
  switch (basis) {
    case model::Basis::documented:
      return "documented by AWS";
    case model::Basis::observed:
      return "seen in the wild";
    case model::Basis::inferred:
      break;
  }
  return "inferred";
}

std::string topic_of(std::string_view rule_id) {
  for (const auto& topic : rules::topics()) {
    if (std::ranges::find(topic.rules, rule_id, &rules::Rule::id) != topic.rules.end()) {
      return std::string(topic.title);
    }
  }
  return {};
}

std::vector<std::string> sources_of(const rules::Rule& rule) {
  std::vector<std::string> sources;
  for (const auto part : base::split(rule.source, ';')) {
    if (const auto source = base::trim(part); !source.empty()) {
      sources.emplace_back(source);
    }
  }
  return sources;
}

}  // namespace eksplan::report
