#include <catch2/catch.hpp>

#include "eksplan/base/glob.hpp"

namespace eksplan::base {
namespace {

struct GlobRow {
  std::string pattern;
  std::string text;
  bool matches;
};

TEST_CASE("a star is any run of characters and a question mark exactly one", "[base]") {
  const auto row = GENERATE(values<GlobRow>({
      {"prod*", "prod", true},
      {"prod*", "preprod", false},
      {"value?", "value", false},
      {"value?", "values", true},
      {"*", "", true},
      {"", "", true},
      {"", "a", false},
      {"m6*.large", "m6i.large", true},
      {"m6*.large", "m6i.xlarge", false},
      {"*a*b*", "xxaxxbxx", true},
      {"*a*b*", "xxbxxa", false},
      {"**", "anything", true},
      {"a*a*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false},
      {"A", "a", false},
  }));
  CAPTURE(row.pattern, row.text);
  CHECK(glob_matches(row.pattern, row.text) == row.matches);
}

}  // namespace
}  // namespace eksplan::base
