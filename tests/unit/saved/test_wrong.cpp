#include <string>
#include <utility>

#include "support/saved_sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/diag/print.hpp"
#include "eksplan/saved/read.hpp"

namespace eksplan::saved {
namespace {

// "line:column path: message [code] hint" of each problem; excerpts are printed elsewhere.
std::vector<std::string> problems(const std::string& text) {
  diag::Diagnostics found;
  const auto result = read("plan.json", text, found);
  CHECK(result.has_value() == found.all().empty());
  std::vector<std::string> lines;
  for (const auto& one : found.sorted()) {
    lines.push_back(fmt::format("{}:{} {}: {} [{}]{}", one.at.line, one.at.column, one.at.path,
                                one.message, one.code, one.hint.empty() ? "" : " " + one.hint));
  }
  return lines;
}

using Problems = std::vector<std::string>;

TEST_CASE("what is wrong is said at its place", "[saved]") {
  using Row = std::tuple<const char*, const char*, const char*>;
  const auto [before, after, said] = GENERATE(values<Row>({
      {R"("monthHours": 730)", R"("monthHours": "730")",
       "4:71 context.monthHours: '730' is a string, not a whole number [result-field]"},
      {R"("nodeCount": 2,)", R"("nodeCount": 2.5,)",
       "13:18 summary.nodeCount: '2.5' is a number, not a whole number [result-field]"},
      {R"("nodeCount": 2,)", R"("nodeCount": -2,)",
       "13:18 summary.nodeCount: '-2' is out of range [result-field] it should be from 0 to "
       "1099511627776"},
      {R"("peakHourly": 0.353726062)", R"("peakHourly": 0.3537260621)",
       "9:67 summary.peakHourly: '0.3537260621' is finer than a billionth [result-field] figures "
       "of a result have at most nine decimals"},
      {R"("peakHourly": 0.353726062)", R"("peakHourly": -1)",
       "9:67 summary.peakHourly: '-1' is negative [result-field]"},
      {R"("peakHourly": 0.353726062)", R"("peakHourly": 1e300)",
       "9:67 summary.peakHourly: '1e300' is out of range [result-field]"},
      {R"("nodeCount": 2,)", "", "8:14 summary: 'nodeCount' is missing [result-field]"},
      {R"("added": true)", R"("added": "yes")",
       "16:118 workloads[0].added: 'yes' is a string, not true or false [result-field]"},
      {R"("target": "fargate")", R"("target": "fargat")",
       "28:31 workloads[1].placement.target: 'fargat' is not a word for this [result-field] did "
       "you mean fargate?"},
      {R"("class": 0)", R"("class": 4)",
       "79:45 proof.nodeTypes[0].class: there is no node class 4 [result-field]"},
      {R"("shares": [0, 0, 0, 0])", R"("shares": [0, 0, 0])",
       "81:56 proof.nodeTypes[0].claim.shares: there are 4 resources, and 3 shares [result-field]"},
      {R"("dominatedBy": 0)", R"("dominatedBy": 9)",
       "78:18 proof.nodeTypes: there is no node type 9 [result-field]"},
      {R"("conflicts": [])", R"("conflicts": [1, 0])",
       "94:18 proof.conflicts: 1 and 0 are not two shapes, the lower one first [result-field]"},
      {R"("conflicts": [])", R"("conflicts": [1])",
       "94:18 proof.conflicts: conflicts come in pairs [result-field]"},
      {R"("hoursPerWeek": 168)", R"("hoursPerWeek": 169)",
       "55:52 phases[0].hoursPerWeek: a week has 168 hours [result-field]"},
      {R"("name": "eksplan")", R"("name": "other")",
       "3:20 tool.name: 'other' is not a word for this [result-field] write eksplan"},
      {R"("pods": [{"workload")", R"("pods": [7, {"workload")",
       "52:16 nodes[0].pods[0]: '7' is a number, not a mapping [result-field]"},
  }));
  CHECK(problems(support::sample_with(before, after)) == Problems{said});
}

TEST_CASE("only schema version 1 is read", "[saved]") {
  CHECK(problems(support::sample_with(R"("schemaVersion": 1)", R"("schemaVersion": 2)")) ==
        Problems{"2:20 schemaVersion: schema version '2' is not one that this eksplan reads "
                 "[result-format] it reads version 1"});
  CHECK(problems("{}") ==
        Problems{"1:1 : this is not a result of eksplan: 'schemaVersion' is missing "
                 "[result-format] write one with eksplan estimate ... -o json"});
  CHECK(problems("[1, 2]") ==
        Problems{"1:1 : this is not a result of eksplan: 'schemaVersion' is missing "
                 "[result-format] write one with eksplan estimate ... -o json"});
}

TEST_CASE("a file holds one result", "[saved]") {
  CHECK(problems("") == Problems{"0:0 : the file is empty [result-format] write one with eksplan "
                                 "estimate ... -o json"});
  CHECK(problems(R"({"schemaVersion": 1} {"schemaVersion": 1})") ==
        Problems{"0:0 : the file holds 2 JSON values, and a result is one [result-format] write "
                 "one with eksplan estimate ... -o json"});
}

TEST_CASE("every problem of a file is found in one run", "[saved]") {
  auto text = support::sample_with(R"("monthHours": 730)", R"("monthHours": true)");
  text.replace(text.find(R"("target": "nodes")"), 17, R"("target": 4)");
  CHECK(problems(text).size() == 2);
}

}  // namespace
}  // namespace eksplan::saved
