#include "eksplan/verify/write.hpp"

#include <algorithm>

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include "eksplan/base/text.hpp"
#include "eksplan/base/wrap.hpp"

namespace eksplan::verify {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kLeastWidth = 40;

std::string_view word(State state) {
  switch (state) {
    case State::holds:
      return "ok";
    case State::fails:
      return "FAIL";
    case State::not_checked:
      break;
  }
  return "-";
}

// `text` beside `label`, the lines after the first as far to the right.
std::string beside(std::string_view label, std::string_view text, std::size_t width) {
  std::string all;
  auto margin = std::string(label);
  for (const auto& line : base::wrap(base::printable(text), width - label.size())) {
    all += margin + line + '\n';
    margin.assign(label.size(), ' ');
  }
  return all;
}

std::string lines(const Check& check, std::size_t width) {
  auto text = beside(fmt::format("{:<6}", word(check.state)),
                     fmt::format("{}: {}", check.title, check.detail), width);
  for (const auto& fault : check.faults) {
    text += beside("        ", fmt::format("{} {}", fault.where, fault.what), width);
  }
  const auto more = check.fault_count - static_cast<std::int64_t>(check.faults.size());
  if (more > 0) {
    text += fmt::format("        and {} more\n", more);
  }
  return text;
}

std::int64_t count(const Report& report, State state) {
  return std::count_if(report.checks.begin(), report.checks.end(),
                       [&](const Check& check) { return check.state == state; });
}

std::string verdict(const Report& report) {
  const auto failed = count(report, State::fails);
  const auto skipped = count(report, State::not_checked);
  const auto done = static_cast<std::int64_t>(report.checks.size()) - skipped;
  auto text = failed == 0
                  ? fmt::format("all {} checks hold", done)
                  : fmt::format("{} of {} checks {}", failed, done, failed == 1 ? "fails" : "fail");
  if (skipped > 0) {
    text += fmt::format(", {} not made", skipped);
  }
  return text;
}

Json check_json(const Check& check) {
  Json faults = Json::array();
  for (const auto& fault : check.faults) {
    faults.push_back({{"path", fault.where}, {"message", fault.what}});
  }
  return {{"id", check.id},         {"title", check.title}, {"state", name(check.state)},
          {"detail", check.detail}, {"faults", faults},     {"faultCount", check.fault_count}};
}

}  // namespace

std::string table(const Report& report, const Subject& subject, std::size_t width) {
  std::string text;
  for (const auto& check : report.checks) {
    text += lines(check, std::max(width, kLeastWidth));
  }
  return text + fmt::format("\n{}: {}\n", base::printable(subject.file), verdict(report));
}

std::string json(const Report& report, const Subject& subject) {
  Json checks = Json::array();
  for (const auto& check : report.checks) {
    checks.push_back(check_json(check));
  }
  const Json json = {
      {"schemaVersion", 1},
      {"tool", {{"name", "eksplan"}, {"version", subject.version}, {"command", "verify"}}},
      {"file", subject.file},
      {"holds", report.holds()},
      {"checks", checks}};
  return json.dump(2, ' ', false, Json::error_handler_t::replace) + '\n';
}

}  // namespace eksplan::verify
