#include "eksplan/report/rule_list.hpp"

#include <algorithm>

#include <fmt/format.h>

#include "eksplan/report/page.hpp"
#include "eksplan/report/rule_words.hpp"
#include "eksplan/report/severity_paint.hpp"

namespace eksplan::report {
namespace {

constexpr std::size_t kSeverityWidth = 5;
constexpr std::size_t kRuleFactWidth = 13;  // "Sets it off" and two blanks

std::string severity_text(std::optional<model::FindingSeverity> severity) {
  return std::string(severity ? model::name(*severity) : "–");
}

std::size_t longest_id() {
  std::size_t longest = 0;
  for (const auto& rule : rules::rules()) {
    longest = std::max(longest, rule.id.size());
  }
  return longest;
}

void draw_row(const rules::Rule& rule, std::size_t id_width, Page& page) {
  const auto today = shown_on(rule, rules::kForever);
  const auto before = shown_on(rule, february_2020());
  auto title = std::string(rule.title);
  if (before != today) {
    title += before ? fmt::format(" (2020-02: {})", model::name(*before)) : " (not in 2020-02)";
  }
  page.paragraph(title, kSeverityWidth + id_width + 2 * kGap,
                 fmt::format("{:<{}}  {}", severity_text(today), kSeverityWidth, rule.id),
                 today ? paint_of(*today) : Paint::dim);
}

void draw_fact(std::string_view label, const std::vector<std::string>& texts, Page& page) {
  for (const auto& text : texts) {
    if (!text.empty()) {
      page.paragraph(text, kRuleFactWidth, &text == &texts.front() ? label : std::string_view{},
                     &text == &texts.front() ? Paint::bold : Paint::none);
    }
  }
}

}  // namespace

std::string rules_table(const TableStyle& style) {
  Page page(style);
  const auto id_width = longest_id();
  for (const auto& topic : rules::topics()) {
    if (topic.rules.empty()) {
      continue;
    }
    page.title(topic.title);
    for (const auto& rule : topic.rules) {
      draw_row(rule, id_width, page);
    }
  }
  return page.take();
}

std::string rule_text(const rules::Rule& rule, const TableStyle& style) {
  Page page(style);
  page.paragraph(fmt::format("{}: {}", rule.id, rule.title), 0, {}, Paint::bold);
  page.blank();
  draw_fact("Topic", {topic_of(rule.id)}, page);
  draw_fact("Severity", interval_texts(rule), page);
  draw_fact("Basis", {basis_text(rule.basis)}, page);
  draw_fact("Sets it off", {std::string(rule.trigger)}, page);
  draw_fact("AWS says", {std::string(rule.aws_wording)}, page);
  draw_fact("Fix", {std::string(rule.fix)}, page);
  draw_fact("Sources", sources_of(rule), page);
  return page.take();
}

}  // namespace eksplan::report
