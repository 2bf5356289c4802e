#include "support/memory_files.hpp"
#include "support/saved_sample.hpp"
#include <catch2/catch.hpp>

#include "eksplan/app/verify_result.hpp"
#include "eksplan/diag/print.hpp"

namespace eksplan::app {
namespace {

Outcome verified(const std::string& text, const std::string& input = "plan.json") {
  support::MemoryFiles files(support::MemoryFiles::Files{{"plan.json", text}});
  files.set_stdin(text);
  return verify_result({.input = input, .format = PlainFormat::table, .version = "0.0.0"}, files);
}

TEST_CASE("a sound result verifies, from a file or from standard input", "[app]") {
  const auto outcome = verified(support::sample_json());
  CHECK(outcome.exit == ExitCode::done);
  CHECK(outcome.messages.empty());
  CHECK(outcome.standard_output.find("plan.json: all 17 checks hold\n") != std::string::npos);
  CHECK(verified(support::sample_json(), "-").exit == ExitCode::done);
}

TEST_CASE("a wrong figure is wrong input", "[app]") {
  const auto outcome = verified(support::sample_with("\"nodeCount\": 2,", "\"nodeCount\": 3,"));
  CHECK(outcome.exit == ExitCode::input);
  CHECK(outcome.standard_output.find("FAIL  node groups are the nodes listed") !=
        std::string::npos);
}

TEST_CASE("a file that is no result says so and prints nothing", "[app]") {
  const auto outcome = verified("kind: Pod\n");
  CHECK(outcome.exit == ExitCode::input);
  CHECK(outcome.standard_output.empty());
  CHECK_FALSE(outcome.messages.empty());
  const auto missing = verified("{}", "other.json");
  CHECK(diag::print(missing.messages.at(0)) ==
        "other.json: error: there is no such file [file-unreadable]\n"
        "    give a result that eksplan wrote: eksplan estimate k8s/ --out json=plan.json\n");
}

}  // namespace
}  // namespace eksplan::app
