#include <algorithm>
#include <array>
#include <span>

#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "eksplan/base/text.hpp"
#include "eksplan/report/rule_list.hpp"
#include "eksplan/report/rule_words.hpp"

namespace eksplan::report {
namespace {

using model::FindingSeverity;
using Json = nlohmann::json;
using rules::Date;

constexpr std::array<rules::Interval, 3> kIntervals{
    {{.since = rules::kFargateLaunch,
      .until = Date{2020, 8, 17},
      .severity = FindingSeverity::block},
     {.since = Date{2020, 8, 17}, .until = Date{2022, 1, 1}, .severity = FindingSeverity::warn},
     {.since = Date{2022, 1, 1}, .severity = FindingSeverity::note}}};

rules::Rule sample_rule(model::Basis basis = model::Basis::documented) {
  rules::Rule rule{.id = "fargate-sample",
                   .title =
                       "Fargate has no samples, however small they are and however few "
                       "somebody asks for",
                   .intervals = kIntervals,
                   .basis = basis,
                   .fix = "ask for none",
                   .source = "EKS user guide, Samples;  aws/containers-roadmap#1"};
  rule.trigger = "a pod with a sample";
  rule.aws_wording = "samples not supported: NAME";
  return rule;
}

TEST_CASE("the text of a rule, to the letter", "[report][rules]") {
  CHECK(rule_text(sample_rule(), {}) ==
        R"(fargate-sample: Fargate has no samples, however small they are and however few
somebody asks for

Severity     block before 2020-08-17 (profile 2020-02)
             warn from 2020-08-17 to before 2022-01-01
             note from 2022-01-01 on (profiles standard and current)
Basis        documented by AWS
Sets it off  a pod with a sample
AWS says     samples not supported: NAME
Fix          ask for none
Sources      EKS user guide, Samples
             aws/containers-roadmap#1
)");
}

TEST_CASE("a block that is only inferred is told as a warning", "[report][rules]") {
  const auto rule = sample_rule(model::Basis::inferred);
  CHECK(shown_on(rule, Date{2020, 2, 27}) == FindingSeverity::warn);
  CHECK(dated_severities(rule).front() == "warn before 2020-08-17");
  CHECK(rule_text(rule, {}).find("Basis        inferred\n") != std::string::npos);
  CHECK(latest_severity(rule) == FindingSeverity::note);
}

TEST_CASE("a rule knows its severity of each day", "[report][rules]") {
  auto rule = sample_rule();
  CHECK(shown_on(rule, rules::kForever) == FindingSeverity::note);
  CHECK(shown_on(rule, february_2020()) == FindingSeverity::block);
  rule.intervals = std::span(kIntervals).first(2);
  CHECK_FALSE(shown_on(rule, rules::kForever));
  CHECK(latest_severity(rule) == FindingSeverity::warn);
}

TEST_CASE("a rule in JSON, to the letter", "[report][rules]") {
  CHECK(rule_json(sample_rule()) == R"({
  "id": "fargate-sample",
  "title": "Fargate has no samples, however small they are and however few somebody asks for",
  "basis": "documented",
  "trigger": "a pod with a sample",
  "awsWording": "samples not supported: NAME",
  "fix": "ask for none",
  "sources": [
    "EKS user guide, Samples",
    "aws/containers-roadmap#1"
  ],
  "intervals": [
    {
      "since": "2019-12-01",
      "until": "2020-08-17",
      "severity": "block"
    },
    {
      "since": "2020-08-17",
      "until": "2022-01-01",
      "severity": "warn"
    },
    {
      "since": "2022-01-01",
      "severity": "note"
    }
  ]
}
)");
}

TEST_CASE("the list in JSON holds each rule as it is by itself", "[report][rules]") {
  const auto list = Json::parse(rules_json());
  REQUIRE(list.size() == rules::rules().size());
  for (std::size_t i = 0; i < list.size(); ++i) {
    const auto& rule = rules::rules()[i];
    CHECK(list.at(i) == Json::parse(rule_json(rule)));
    CHECK(list.at(i).at("id") == rule.id);
    CHECK(list.at(i).at("topic") == topic_of(rule.id));
    CHECK_FALSE(topic_of(rule.id).empty());
  }
}

TEST_CASE("the table of rules has all of them under their topics", "[report][rules]") {
  const auto text = rules_table({});
  std::size_t at = 0;
  for (const auto& topic : rules::topics()) {
    if (topic.rules.empty()) {
      continue;
    }
    at = text.find(std::string(topic.title) + "\n", at);
    REQUIRE(at != std::string::npos);
    for (const auto& rule : topic.rules) {
      const auto severity = shown_on(rule, rules::kForever);
      const auto start = std::string(severity ? model::name(*severity) : "–") +
                         std::string(severity ? 7 - model::name(*severity).size() : 6, ' ') +
                         std::string(rule.id) + " ";
      at = text.find("\n" + start, at);
      REQUIRE(at != std::string::npos);
    }
  }
}

TEST_CASE("the table of rules tells where February 2020 was different", "[report][rules]") {
  const auto text = rules_table({.width = 200});
  const auto line = [&](const std::string& id) {
    const auto at = text.find(id);
    return text.substr(at, text.find('\n', at) - at);
  };
  CHECK(line("fargate-volume-efs ").ends_with(" (2020-02: block)"));
  CHECK(line("fargate-sidecar-sizing-inferred ").ends_with(" (not in 2020-02)"));
  CHECK_FALSE(line("fargate-volume-ebs ").ends_with(")"));
}

TEST_CASE("no list of rules is wider than its page", "[report][rules]") {
  const auto ascii = GENERATE(true, false);
  auto text = rules_table({.width = 80, .ascii = ascii});
  for (const auto& rule : rules::rules()) {
    text += rule_text(rule, {.width = 80, .ascii = ascii});
  }
  for (const auto line : base::split(text, '\n')) {
    CHECK(base::display_width(line) <= 80);
  }
  CHECK((!ascii || std::all_of(text.begin(), text.end(),
                               [](char c) { return static_cast<unsigned char>(c) < 0x80; })));
}

TEST_CASE("the page about rules has a row for each", "[report][rules]") {
  const auto text = rules_markdown();
  CHECK(text.starts_with("# The rules of eksplan check\n\neksplan knows " +
                         std::to_string(rules::rules().size()) + " rules."));
  std::size_t rows = 0;
  for (const auto line : base::split(text, '\n')) {
    rows += line.starts_with("| `") ? 1U : 0U;
    CHECK((!line.starts_with('|') || std::count(line.begin(), line.end(), '|') == 8));
  }
  CHECK(rows == rules::rules().size());
  CHECK(text.find("\n| `fargate-volume-efs` | block | note | block before 2020-08-17; note from "
                  "2020-08-17 on | documented by AWS | ") != std::string::npos);
}

}  // namespace
}  // namespace eksplan::report
