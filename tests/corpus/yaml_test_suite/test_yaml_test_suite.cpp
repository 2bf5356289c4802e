/// The YAML test suite (https://github.com/yaml/yaml-test-suite) against the reader, when its data
/// is at hand: the environment variable EKSPLAN_CORPUS names a folder with
/// yaml-test-suite/cases.tsv (id, fail, json, ...) and yaml-test-suite/data/<id>/in.yaml and
/// in.json. What differs from the suite is listed here, each with its reason, and the list has to
/// be exact.

#include <algorithm>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>

#include "deviations.hpp"
#include <catch2/catch.hpp>
#include <yaml.h>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/doc/read.hpp"
#include "eksplan/doc/table.hpp"

namespace eksplan::doc {
namespace {

std::optional<std::string> file_text(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  if (!file) {
    return std::nullopt;
  }
  return std::string(std::istreambuf_iterator<char>(file), {});
}

bool libyaml_accepts(std::string_view text) {
  yaml_parser_t parser;
  REQUIRE(yaml_parser_initialize(&parser) != 0);
  yaml_parser_set_input_string(&parser, reinterpret_cast<const unsigned char*>(text.data()),
                               text.size());
  bool accepted = true;
  bool ended = false;
  while (accepted && !ended) {
    yaml_event_t event;
    accepted = yaml_parser_parse(&parser, &event) != 0;
    if (accepted) {
      ended = event.type == YAML_STREAM_END_EVENT;
      yaml_event_delete(&event);
    }
  }
  yaml_parser_delete(&parser);
  return accepted;
}

bool is_number(Kind kind) {
  return kind == Kind::integer || kind == Kind::floating;
}

// 450.00 of a case is 450 in its JSON.
bool same_scalar(const Node& a, const Node& b) {
  if (is_number(a.kind()) && is_number(b.kind())) {
    return std::strtod(std::string(a.text()).c_str(), nullptr) ==
           std::strtod(std::string(b.text()).c_str(), nullptr);
  }
  return a.kind() == b.kind() && a.text() == b.text();
}

bool same_value(const Node& a, const Node& b) {
  if (a.is_scalar() || b.is_scalar()) {
    return same_scalar(a, b);
  }
  if (a.kind() != b.kind() || a.size() != b.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    const auto other = a.is_mapping() ? b.find(a.key(i).text()) : std::optional(b.at(i));
    if (!other || !same_value(a.at(i), *other)) {
      return false;
    }
  }
  return true;
}

bool same_documents(const Document& a, const Document& b) {
  if (a.size() != b.size()) {
    return false;
  }
  for (std::size_t i = 0; i < a.size(); ++i) {
    if (!same_value(a.root(i), b.root(i))) {
      return false;
    }
  }
  return true;
}

Deviation deviation_of(const std::string& folder, const std::string& id, bool must_fail) {
  const auto yaml = file_text(folder + "/data/" + id + "/in.yaml");
  REQUIRE(yaml);
  diag::Diagnostics found;
  const auto document = read_yaml({id, *yaml}, {}, found);
  const bool refused = found.has_errors();
  if (libyaml_accepts(*yaml) == refused) {
    CHECK(refused);  // nothing that libyaml refuses is accepted
    return Deviation::we_refuse;
  }
  if (refused != must_fail) {
    return refused ? Deviation::libyaml_refuses : Deviation::libyaml_accepts;
  }
  const auto json = file_text(folder + "/data/" + id + "/in.json");
  if (!json || refused) {
    return Deviation::none;
  }
  diag::Diagnostics found_in_json;
  const auto expected = read_json({id, *json}, {}, found_in_json);
  CHECK_FALSE(found_in_json.has_errors());
  return same_documents(document, expected) ? Deviation::none : Deviation::other_value;
}

Deviation listed_for(std::string_view id) {
  const auto* const listed = std::find_if(kDeviations.begin(), kDeviations.end(),
                                          [&](const Listed& d) { return d.id == id; });
  return listed == kDeviations.end() ? Deviation::none : listed->deviation;
}

TEST_CASE("the YAML test suite is read as it says, but for the listed cases", "[corpus]") {
  const char* const corpus = std::getenv("EKSPLAN_CORPUS");
  if (corpus == nullptr) {
    std::cout << "EKSPLAN_CORPUS is not set: the YAML test suite is not run\n";
    return;
  }
  const std::string folder = std::string(corpus) + "/yaml-test-suite";
  const auto text = file_text(folder + "/cases.tsv");
  REQUIRE(text);
  diag::Diagnostics found;
  const auto cases = read_table({"cases.tsv", *text}, {.separator = '\t'}, found);
  REQUIRE_FALSE(found.has_errors());
  std::size_t listed = 0;
  for (const auto& row : cases.rows) {
    const std::string id(row.cells[0]);
    CAPTURE(id, row.cells[4]);
    const auto expected = listed_for(id);
    CHECK(static_cast<int>(deviation_of(folder, id, row.cells[1] == "1")) ==
          static_cast<int>(expected));
    listed += expected == Deviation::none ? 0U : 1U;
  }
  CHECK(listed == kDeviations.size());  // each of them is a case of the suite
}

}  // namespace
}  // namespace eksplan::doc
