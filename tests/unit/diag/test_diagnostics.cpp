#include <algorithm>

#include <catch2/catch.hpp>

#include "eksplan/diag/codes.hpp"
#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/diag/print.hpp"

namespace eksplan::diag {
namespace {

Diagnostic at_line(std::uint32_t line) {
  return {.severity = Severity::error,
          .code = kK8sQuantity,
          .at = {.file = "shop/cart.yaml", .line = line, .column = 20, .path = "spec.cpu"},
          .message = "'250mm' is not an amount",
          .hint = "write 250m",
          .excerpt = {.line = "              cpu: 250mm", .length = 5}};
}

TEST_CASE("a diagnostic prints its place, its path, the line and a caret under the value",
          "[diag]") {
  CHECK(print(at_line(41)) ==
        "shop/cart.yaml:41:20: error: spec.cpu: '250mm' is not an amount [k8s-quantity]\n"
        "    41 |               cpu: 250mm\n"
        "       |                    ^^^^^ write 250m\n");
}

TEST_CASE("without a line of text the hint stands by itself", "[diag]") {
  auto diagnostic = at_line(0);
  diagnostic.at = {.file = "missing.yaml", .line = 0, .column = 0, .path = {}};
  diagnostic.excerpt = {};
  CHECK(print(diagnostic) ==
        "missing.yaml: error: '250mm' is not an amount [k8s-quantity]\n    write 250m\n");
}

TEST_CASE("text from the input cannot drive the terminal", "[diag]") {
  auto diagnostic = at_line(1);
  diagnostic.at.file = "a\x1b]0;x.yaml";
  diagnostic.message = "'\x1b[2J' is wrong";
  diagnostic.excerpt.line = "\x1b[2J\tcpu: 250mm";
  const auto text = print(diagnostic);
  CHECK(std::none_of(text.begin(), text.end(), [](char c) { return c == '\x1b' || c == '\t'; }));
}

TEST_CASE("a very long line is cut around the place", "[diag]") {
  auto diagnostic = at_line(1);
  diagnostic.excerpt.line = std::string(5000, 'x') + "HERE" + std::string(5000, 'y');
  diagnostic.at.column = 5001;
  const auto text = print(diagnostic);
  CHECK(text.find("HERE") != std::string::npos);
  CHECK(text.size() < 600);
}

TEST_CASE("wide characters before the place move the caret by their columns", "[diag]") {
  auto diagnostic = at_line(1);
  diagnostic.excerpt = {.line = "\xe6\x97\xa5\xe6\x9c\xac: x", .length = 1};
  diagnostic.at.column = 5;
  diagnostic.hint.clear();
  CHECK(print(diagnostic).substr(print(diagnostic).find('\n') + 1) ==
        "     1 | \xe6\x97\xa5\xe6\x9c\xac: x\n       |       ^\n");
}

TEST_CASE("diagnostics are sorted by place and repeats are shown once", "[diag]") {
  Diagnostics found;
  found.add(at_line(9));
  found.add(at_line(2));
  found.add(at_line(9));
  const auto sorted = found.sorted();
  REQUIRE(sorted.size() == 2);
  CHECK(sorted[0].at.line == 2);
  CHECK(sorted[1].at.line == 9);
  CHECK(found.has_errors());
}

TEST_CASE("the table of codes is sorted, without repeats, each with a meaning", "[diag]") {
  const auto table = codes();
  CHECK(std::is_sorted(table.begin(), table.end(),
                       [](const auto& a, const auto& b) { return a.code < b.code; }));
  CHECK(std::adjacent_find(table.begin(), table.end(), [](const auto& a, const auto& b) {
          return a.code == b.code;
        }) == table.end());
  for (const auto& entry : table) {
    CHECK_FALSE(entry.meaning.empty());
  }
}

}  // namespace
}  // namespace eksplan::diag
