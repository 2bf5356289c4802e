#include <array>
#include <string>
#include <vector>

#include "support/memory_files.hpp"
#include "support/random.hpp"
#include "support/saved_sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/app/diff.hpp"
#include "eksplan/app/render_saved.hpp"
#include "eksplan/diag/print.hpp"

namespace eksplan::app {
namespace {

constexpr std::array kFormats{Format::table,    Format::json,  Format::csv,  Format::tsv,
                              Format::markdown, Format::sarif, Format::junit};

RunOptions render_options(const std::string& input) {
  RunOptions options;
  options.inputs = {input};
  for (const auto format : kFormats) {
    options.outputs.push_back({format, "out"});
  }
  return options;
}

Outcome rendered(const std::string& text, const std::string& input = "plan.json") {
  support::MemoryFiles files(support::MemoryFiles::Files{{"plan.json", text}});
  files.set_stdin(text);
  return render_saved(render_options(input), files);
}

// What diff makes of two saved results, in JSON.
Outcome difference(const std::string& base, const std::string& head,
                   const DiffOptions& options = {}) {
  const support::MemoryFiles files(
      support::MemoryFiles::Files{{"base.json", base}, {"head.json", head}});
  auto with_json = options;
  with_json.format = Format::json;
  return diff(with_json, {"base.json", &files}, {"head.json", &files});
}

std::string text_of(const std::vector<diag::Diagnostic>& messages) {
  std::string text;
  for (const auto& message : messages) {
    text += diag::print(message);
  }
  return text;
}

TEST_CASE("a saved result is rendered whatever its gates say, from a file or standard input",
          "[app][render]") {
  const auto outcome = rendered(support::sample_json());
  CHECK(outcome.exit == ExitCode::done);
  CHECK(outcome.messages.empty());
  CHECK(outcome.standard_output.find("failed  max-monthly") != std::string::npos);
  CHECK(outcome.files.size() == kFormats.size());
  CHECK(rendered(support::sample_json(), "-").standard_output == outcome.standard_output);
}

TEST_CASE("a saved difference is rendered, and its gates are shown", "[app][render]") {
  DiffOptions options;
  options.fail.increase = units::Money{};
  const auto saved = difference(
      support::sample_json(),
      support::sample_with("\"hourly\": 0.353726062", "\"hourly\": 0.453726062"), options);
  CHECK(saved.exit == ExitCode::done);
  const auto outcome = rendered(saved.standard_output);
  CHECK(outcome.exit == ExitCode::done);
  CHECK(outcome.standard_output.find("passed  max-increase") != std::string::npos);
  CHECK(outcome.files[1].text == saved.standard_output);
}

TEST_CASE("what is no result is told at its place, and nothing is rendered", "[app][render]") {
  struct Row {
    std::string text;
    std::string problem;
  };

  const auto row = GENERATE(values<Row>({
      {"", "plan.json: error: the file is empty"},
      {"{", "plan.json:1:2: error: the file ends inside a mapping"},
      {"kind: Pod\n", "plan.json:1:1: error: "},
      {R"({"schemaVersion": 2})", "plan.json:1:19: error: schemaVersion: schema version '2' is"},
      {R"({"apiVersion": "v1", "kind": "List"})",
       "plan.json:1:1: error: this is not a result of eksplan: 'schemaVersion' is missing"},
      {R"({"schemaVersion": 1, "tool": {"name": "eksplan", "version": "1", "command": "verify"}})",
       "plan.json:1:1: error: this is what 'eksplan verify' writes"},
  }));
  CAPTURE(row.text);
  const auto outcome = rendered(row.text);
  CHECK(outcome.exit == ExitCode::input);
  CHECK(outcome.standard_output.empty());
  CHECK(outcome.files.empty());
  CHECK_THAT(text_of(outcome.messages), Catch::Contains(row.problem));
}

TEST_CASE("bytes changed at random are refused or rendered, and stop nothing", "[app][render]") {
  support::Random random(11);
  const auto compared = difference(support::sample_json(), support::sample_json()).standard_output;
  for (int round = 0; round < 600; ++round) {
    auto text = round % 2 == 0 ? support::sample_json() : compared;
    for (int change = 0; change < 2; ++change) {
      const auto last = static_cast<std::int64_t>(text.size()) - 1;
      const auto digit = static_cast<char>(random.between('0', '9'));
      text[static_cast<std::size_t>(random.between(0, last))] = digit;
    }
    const auto outcome = rendered(text);
    REQUIRE((outcome.exit == ExitCode::done) != outcome.standard_output.empty());
  }
}

TEST_CASE("results that rest on other choices are not compared", "[app][diff]") {
  const auto outcome =
      difference(support::sample_json(),
                 support::sample_with(
                     R"("groupBy": "namespace",)",
                     R"("groupBy": "namespace", "choices": [{"name": "zones", "value": "3"}],)"));
  CHECK(outcome.exit == ExitCode::usage);
  CHECK_THAT(text_of(outcome.messages),
             Catch::Contains("zones: the default in the base, 3 in the head"));
}

TEST_CASE("results of two versions are compared with a warning", "[app][diff]") {
  const auto outcome =
      difference(support::sample_json(),
                 support::sample_with("\"version\": \"0.1.0\"", "\"version\": \"0.2.0\""));
  CHECK(outcome.exit == ExitCode::done);
  CHECK_THAT(text_of(outcome.messages),
             Catch::Contains("estimated by eksplan 0.1.0, the head by 0.2.0"));
}

TEST_CASE("a difference cannot be compared with anything", "[app][diff]") {
  const auto saved = difference(support::sample_json(), support::sample_json());
  const auto outcome = difference(saved.standard_output, support::sample_json());
  CHECK(outcome.exit == ExitCode::input);
  CHECK_THAT(text_of(outcome.messages), Catch::Contains("this is a difference"));
}

TEST_CASE("a result is known for one when its keys stand in another order", "[app][diff]") {
  auto text = support::sample_json();
  const std::string version = "\"schemaVersion\": 1,";
  text.erase(text.find(version), version.size());
  text.insert(text.find("\"complete\": true"), version);
  const auto outcome = difference(text, support::sample_json());
  CHECK(outcome.exit == ExitCode::done);
}

}  // namespace
}  // namespace eksplan::app
