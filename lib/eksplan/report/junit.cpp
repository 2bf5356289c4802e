#include <algorithm>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <fmt/format.h>

#include "eksplan/base/text.hpp"
#include "eksplan/report/finding_words.hpp"
#include "eksplan/report/write.hpp"
#include "eksplan/report/xml.hpp"

namespace eksplan::report {
namespace {

struct Failure {
  std::string type;
  std::string message;
  std::vector<std::string> lines;  ///< one for each finding
};

struct TestCase {
  std::string class_name;
  std::string name;
  std::string file;  ///< empty = none
  std::optional<Failure> failure;
  std::vector<std::string> output;
};

struct Suite {
  std::string name;
  std::vector<TestCase> cases;

  std::size_t failures() const {
    return static_cast<std::size_t>(std::count_if(
        cases.begin(), cases.end(), [](const TestCase& one) { return one.failure.has_value(); }));
  }
};

// What stands between line breaks must be of one finding.
std::string on_one_line(const std::string& text) {
  return base::printable(base::on_one_line(text));
}

bool is_failure(const FindingRow& row, const Result& result) {
  return !row.ignored && row.severity <= result.failing &&
         (result.strict || row.basis != model::name(model::Basis::inferred));
}

std::string finding_line(const FindingRow& row) {
  const auto place = file_position(row);
  return on_one_line(fmt::format("{}{}{}: {}{}{}", place, place.empty() ? "" : ": ", row.rule,
                                 row.message, row.fix.empty() ? "" : "; ", row.fix));
}

std::string output_line(const FindingRow& row) {
  auto line = fmt::format("{}: {}", model::name(row.severity), finding_line(row));
  if (row.ignored) {
    line += fmt::format(" ({})", on_one_line(ignored_text(*row.ignored)));
  }
  return line;
}

void add_failure(const FindingRow& row, TestCase& test_case) {
  if (!test_case.failure) {
    test_case.failure =
        Failure{.type = std::string(model::name(row.severity)),
                .message = on_one_line(fmt::format("{}: {}", row.rule, row.message)),
                .lines = {}};
  }
  test_case.failure->lines.push_back(finding_line(row));
}

std::string suite_name(const model::ObjectId& id) {
  return id.namespace_name.empty() ? "(cluster)" : id.namespace_name;
}

using Cases = std::map<model::ObjectId, TestCase>;

TestCase& case_of(const model::ObjectId& id, Cases& cases) {
  auto& test_case = cases[id];
  if (test_case.name.empty()) {
    test_case.class_name = fmt::format("{}.{}", suite_name(id), id.kind);
    test_case.name = id.name;
  }
  return test_case;
}

// Ids sort by namespace first, so that each suite is in one piece.
std::vector<Suite> suites_of(const Result& result) {
  Cases cases;
  for (const auto& row : result.workloads) {
    if (!row.added) {
      case_of(row.id, cases).file = row.file;
    }
  }
  // By severity: the first failure of a case is the gravest.
  for (const auto& row : result.findings) {
    auto& test_case = case_of(row.object, cases);
    test_case.file = test_case.file.empty() ? row.file : test_case.file;
    if (is_failure(row, result)) {
      add_failure(row, test_case);
    } else {
      test_case.output.push_back(output_line(row));
    }
  }
  std::vector<Suite> suites;
  for (auto& [id, test_case] : cases) {
    if (suites.empty() || suites.back().name != suite_name(id)) {
      suites.push_back({.name = suite_name(id), .cases = {}});
    }
    suites.back().cases.push_back(std::move(test_case));
  }
  return suites;
}

Suite gates_suite(const std::vector<Gate>& gates) {
  Suite suite{.name = "gates", .cases = {}};
  for (const auto& gate : gates) {
    TestCase test_case;
    test_case.class_name = "gates";
    test_case.name = gate.name;
    const auto text = gate_text(gate);
    if (gate.failed) {
      test_case.failure = Failure{.type = "gate", .message = text, .lines = {text}};
    } else {
      test_case.output.push_back(text);
    }
    suite.cases.push_back(std::move(test_case));
  }
  return suite;
}

using Attributes = std::vector<std::pair<std::string_view, std::string>>;

std::string start_tag(std::string_view element, const Attributes& attributes) {
  auto text = fmt::format("<{}", element);
  for (const auto& [name, value] : attributes) {
    text += fmt::format(" {}=\"{}\"", name, xml_escaped(value));
  }
  return text;
}

std::string lines_element(std::string_view element, const Attributes& attributes,
                          const std::vector<std::string>& lines) {
  std::vector<std::string> safe;
  safe.reserve(lines.size());
  for (const auto& line : lines) {
    safe.push_back(xml_escaped(line));
  }
  return fmt::format("      {}>{}</{}>\n", start_tag(element, attributes), base::join(safe, "\n"),
                     element);
}

std::string case_text(const TestCase& test_case) {
  Attributes attributes{{"classname", test_case.class_name}, {"name", test_case.name}};
  if (!test_case.file.empty()) {
    attributes.emplace_back("file", test_case.file);
  }
  const auto start = "    " + start_tag("testcase", attributes);
  if (!test_case.failure && test_case.output.empty()) {
    return start + "/>\n";
  }
  auto text = start + ">\n";
  if (const auto& failure = test_case.failure) {
    text += lines_element("failure", {{"type", failure->type}, {"message", failure->message}},
                          failure->lines);
  }
  if (!test_case.output.empty()) {
    text += lines_element("system-out", {}, test_case.output);
  }
  return text + "    </testcase>\n";
}

Attributes counts(std::string_view name, std::size_t tests, std::size_t failures) {
  return {{"name", std::string(name)},
          {"tests", fmt::format("{}", tests)},
          {"failures", fmt::format("{}", failures)},
          {"errors", "0"},
          {"skipped", "0"}};
}

std::string suite_text(const Suite& suite) {
  auto text = fmt::format(
      "  {}>\n", start_tag("testsuite", counts(suite.name, suite.cases.size(), suite.failures())));
  for (const auto& test_case : suite.cases) {
    text += case_text(test_case);
  }
  return text + "  </testsuite>\n";
}

}  // namespace

std::string junit(const Result& result) {
  auto suites = suites_of(result);
  if (!result.gates.empty()) {
    suites.push_back(gates_suite(result.gates));
  }
  std::size_t tests = 0;
  std::size_t failures = 0;
  std::string body;
  for (const auto& suite : suites) {
    tests += suite.cases.size();
    failures += suite.failures();
    body += suite_text(suite);
  }
  return fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n{}>\n{}</testsuites>\n",
                     start_tag("testsuites", counts("eksplan", tests, failures)), body);
}

}  // namespace eksplan::report
