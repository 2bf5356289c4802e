#include "said.hpp"
#include <catch2/catch.hpp>

#include "eksplan/app/settings.hpp"

namespace eksplan::app {
namespace {

TEST_CASE("settings are options with their values and places", "[app]") {
  diag::Diagnostics found;
  const auto settings = read_settings(
      "eksplan.yaml", "region: eu-west-1\nmax-node-groups: 2\nnamespace: [a, b]\nzones:\n", found);
  REQUIRE(settings.size() == 3);
  CHECK(settings[0].key == "region");
  CHECK(settings[0].values == std::vector<std::string>{"eu-west-1"});
  CHECK(settings[1].values == std::vector<std::string>{"2"});
  CHECK(settings[1].at.line == 2);
  CHECK(settings[2].values == std::vector<std::string>{"a", "b"});
  CHECK(said(found).empty());
}

TEST_CASE("an empty file has no settings", "[app]") {
  diag::Diagnostics found;
  CHECK(read_settings("eksplan.yaml", "# nothing yet\n", found).empty());
  CHECK(said(found).empty());
}

TEST_CASE("a mapping of values is a list of key=value", "[app]") {
  diag::Diagnostics found;
  const auto settings =
      read_settings("eksplan.yaml", "discounts:\n  ec2: 12.5\n  fargate: 20\n", found);
  CHECK(said(found).empty());
  REQUIRE(settings.size() == 1);
  CHECK(settings[0].key == "discounts");
  CHECK(settings[0].values == std::vector<std::string>{"ec2=12.5", "fargate=20"});
}

TEST_CASE("what is not a mapping of options is refused at its place", "[app]") {
  struct Row {
    std::string text;
    std::string message;
  };

  const auto row = GENERATE(values<Row>({
      {"- region\n",
       "eksplan.yaml:1:1: error: a configuration file is one mapping of options [usage]"},
      {"discounts: {ec2: {a: b}}\n",
       "eksplan.yaml:1:18: error: discounts.ec2: 'ec2' is a mapping, not a value [usage]"},
      {"namespace: [[a]]\n",
       "eksplan.yaml:1:13: error: namespace[0]: an element of 'namespace' is a list, not a value "
       "[usage]"},
      {"a: 1\n---\nb: 2\n",
       "eksplan.yaml:3:1: error: a configuration file is one mapping of options [usage]"},
  }));
  diag::Diagnostics found;
  read_settings("eksplan.yaml", row.text, found);
  CHECK(said(found).substr(0, row.message.size()) == row.message);
}

}  // namespace
}  // namespace eksplan::app
