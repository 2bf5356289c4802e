#include "eksplan/doc/read.hpp"

#include <algorithm>
#include <memory>
#include <optional>
#include <utility>

#include "eksplan/diag/codes.hpp"
#include "eksplan/doc/encoding.hpp"
#include "eksplan/doc/json.hpp"
#include "eksplan/doc/json_problem.hpp"
#include "eksplan/doc/line_index.hpp"
#include "eksplan/doc/problems.hpp"
#include "eksplan/doc/tree.hpp"
#include "eksplan/doc/yaml.hpp"

namespace eksplan::doc {
namespace {

// Offsets in a tree have 32 bits.
constexpr std::size_t kLargestText = 0xFFFFFFF0U;

// Why nothing of the text can be read.
std::optional<Problem> unreadable(std::string_view text) {
  if (text.size() > kLargestText) {
    return Problem{.code = diag::kInputTooLarge,
                   .message = "the file is larger than 4 GiB",
                   .hint = "split it, for example by namespace"};
  }
  return binary(text);
}

std::size_t next_non_blank(std::string_view text, std::size_t from) {
  while (from < text.size() && is_json_blank(text[from])) {
    ++from;
  }
  return from;
}

// Whether the value at `begin` is meant as JSON and not as a flow mapping of YAML.
bool looks_like_json(const Source& source, std::size_t begin) {
  if (source.name.ends_with(".json")) {
    return true;
  }
  auto at = begin;
  while (at < source.text.size() && source.text[at] == '[') {
    at = next_non_blank(source.text, at + 1);
  }
  return source.text.substr(at, 1) == "{" &&
         source.text.substr(next_non_blank(source.text, at + 1), 1) == "\"";
}

// Duplicate keys are found in a text that can be read.
bool was_readable(const diag::Diagnostics& found) {
  return std::none_of(found.all().begin(), found.all().end(), [](const diag::Diagnostic& d) {
    return d.severity == diag::Severity::error && d.code != diag::kDuplicateKey;
  });
}

// The text begins like JSON and is not JSON: it is YAML, or what comes after JSON values is, or it
// is wrong.
void read_as_yaml(const Source& source, Tree& tree, const ReadOptions& options, JsonFault fault,
                  diag::Diagnostics& found, const diag::Diagnostics& found_in_json) {
  const auto json = tree.mark();
  const bool separated = source.text.substr(fault.value_begin).starts_with("---") &&
                         line_begin(source.text, fault.value_begin) == fault.value_begin;
  const auto begin = byte_order_mark(source.text);
  diag::Diagnostics found_in_yaml;
  Problems problems(tree, found_in_yaml);
  read_yaml_documents(tree, separated ? fault.value_begin : begin, options, problems);
  if (separated) {
    found.append(found_in_json);
    found.append(found_in_yaml);
    return;
  }
  if (!was_readable(found_in_yaml) && looks_like_json(source, next_non_blank(source.text, begin))) {
    tree.rewind(json);
    found.append(found_in_json);
    Problems(tree, found).add(std::move(fault.problem));
    return;
  }
  tree.drop_roots(json);
  found.append(found_in_yaml);
}

}  // namespace

Document read_yaml(const Source& source, const ReadOptions& options, diag::Diagnostics& found) {
  auto tree = std::make_shared<Tree>(source);
  Problems problems(*tree, found);
  if (auto problem = unreadable(source.text)) {
    problems.add(std::move(*problem));
  } else {
    read_yaml_documents(*tree, byte_order_mark(source.text), options, problems);
  }
  return Document(std::move(tree));
}

Document read_json(const Source& source, const ReadOptions& options, diag::Diagnostics& found) {
  auto tree = std::make_shared<Tree>(source);
  Problems problems(*tree, found);
  if (auto problem = unreadable(source.text)) {
    problems.add(std::move(*problem));
  } else if (auto fault =
                 read_json_values(*tree, byte_order_mark(source.text), options, problems)) {
    problems.add(std::move(fault->problem));
  }
  return Document(std::move(tree));
}

Document read(const Source& source, const ReadOptions& options, diag::Diagnostics& found) {
  const auto begin = byte_order_mark(source.text);
  const auto first = source.text.substr(next_non_blank(source.text, begin), 1);
  if (first != "{" && first != "[") {
    return read_yaml(source, options, found);
  }
  auto tree = std::make_shared<Tree>(source);
  if (auto problem = unreadable(source.text)) {
    Problems(*tree, found).add(std::move(*problem));
    return Document(std::move(tree));
  }
  diag::Diagnostics found_in_json;
  Problems problems(*tree, found_in_json);
  auto fault = read_json_values(*tree, begin, options, problems);
  if (fault && fault->is_syntax) {
    read_as_yaml(source, *tree, options, std::move(*fault), found, found_in_json);
    return Document(std::move(tree));
  }
  if (fault) {
    problems.add(std::move(fault->problem));
  }
  found.append(found_in_json);
  return Document(std::move(tree));
}

}  // namespace eksplan::doc
