#include <catch2/catch.hpp>

#include "eksplan/verify/write.hpp"

namespace eksplan::verify {
namespace {

Report sample() {
  Report report;
  report.checks = {
      {.id = "a", .title = "a holds", .state = State::holds, .detail = "2 lines", .faults = {}},
      {.id = "b",
       .title = "b holds",
       .state = State::fails,
       .detail = "1 line",
       .faults = {{"costs[0].hourly", "is 1, should be \x1b[2"}},
       .fault_count = 3},
      {.id = "c",
       .title = "c holds",
       .state = State::not_checked,
       .detail = "the result has no plan",
       .faults = {}}};
  return report;
}

TEST_CASE("a report is a line per check and a verdict", "[verify]") {
  CHECK(table(sample(), {.file = "plan.json", .version = "1"}, 80) ==
        "ok    a holds: 2 lines\n"
        "FAIL  b holds: 1 line\n"
        "        costs[0].hourly is 1, should be \\x1b[2\n"
        "        and 2 more\n"
        "-     c holds: the result has no plan\n"
        "\n"
        "plan.json: 1 of 2 checks fails, 1 not made\n");
}

TEST_CASE("lines of a report are broken at the terminal's width", "[verify]") {
  auto report = sample();
  report.checks[1].faults[0].where = "costs[0].monthly";
  const auto text = table(report, {.file = "plan.json", .version = "1"}, 40);
  CHECK(
      text.starts_with("ok    a holds: 2 lines\n"
                       "FAIL  b holds: 1 line\n"
                       "        costs[0].monthly is 1, should be\n"
                       "        \\x1b[2\n"));
}

TEST_CASE("machines get the same as JSON", "[verify]") {
  auto report = sample();
  report.checks.erase(report.checks.begin());
  report.checks.pop_back();
  CHECK(json(report, {.file = "plan.json", .version = "1"}) == R"({
  "schemaVersion": 1,
  "tool": {
    "name": "eksplan",
    "version": "1",
    "command": "verify"
  },
  "file": "plan.json",
  "holds": false,
  "checks": [
    {
      "id": "b",
      "title": "b holds",
      "state": "fails",
      "detail": "1 line",
      "faults": [
        {
          "path": "costs[0].hourly",
          "message": "is 1, should be \u001b[2"
        }
      ],
      "faultCount": 3
    }
  ]
}
)");
}

}  // namespace
}  // namespace eksplan::verify
