#include "walk.hpp"

#include <cstddef>
#include <vector>

#include "expect.hpp"

#include "eksplan/diag/print.hpp"

namespace eksplan::fuzz {
namespace {

void visit(const doc::Node& node) {
  const auto place = node.where();
  expect(place.line > 0 && place.column > 0, "a node has a line and a column");
  expect(node.position() == doc::Position{place.line, place.column}, "a node has one place");
  expect(node.excerpt().length > 0, "an excerpt points at something");
  if (node.is_scalar()) {
    expect(node.size() == 0, "a scalar holds nothing");
    expect(node.kind() != doc::Kind::null || node.text().empty(), "the text of null is empty");
  } else {
    expect(node.text().empty() && node.raw().empty(), "a collection has no text");
  }
}

}  // namespace

void walk(const doc::Document& document) {
  // Aliases let a small text stand for a large document.
  std::size_t left = 20'000;
  std::vector<doc::Node> open;
  for (std::size_t i = 0; i < document.size(); ++i) {
    open.push_back(document.root(i));
  }
  while (!open.empty() && left > 0) {
    const auto node = open.back();
    open.pop_back();
    --left;
    visit(node);
    for (std::size_t i = 0; i < node.size(); ++i) {
      open.push_back(node.at(i));
      if (node.is_mapping()) {
        visit(node.key(i));
        expect(node.find(node.key(i).text()) == node.at(i), "a value is found by its key");
      }
    }
  }
}

void print_all(const diag::Diagnostics& found) {
  for (const auto& problem : found.sorted()) {
    expect(!problem.code.empty() && !problem.message.empty(), "a problem says something");
    expect(problem.at.line > 0 && problem.at.column > 0, "a problem has a place");
    expect(!diag::print(problem).empty(), "a problem can be printed");
  }
}

}  // namespace eksplan::fuzz
