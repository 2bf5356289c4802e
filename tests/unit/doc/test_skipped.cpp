#include <array>
#include <string>
#include <vector>

#include "reading.hpp"
#include <catch2/catch.hpp>

namespace eksplan::doc {
namespace {

using Lines = std::vector<std::string>;

constexpr std::array<std::string_view, 4> kSkipped{"metadata.managedFields", "status",
                                                   "spec.template.metadata.uid", "data"};

struct SkippedRow {
  std::string text;
  std::string shown;
};

TEST_CASE("values that nobody reads are left out, and nothing else", "[doc]") {
  const auto row = GENERATE(values<SkippedRow>({
      {"{\"status\": {\"a\": [1, {}]}, \"spec\": {\"status\": 1}}", "{spec: {status: 1}}"},
      {"{\"metadata\": {\"managedFields\": [{\"x\": \"}]\"}], \"name\": \"n\"}, \"data\": \"x\"}",
       "{metadata: {name: \"n\"}}"},
      {"{\"spec\": {\"template\": [{\"metadata\": {\"uid\": 1, \"b\": 2}}, {\"metadata\": "
       "{\"uid\": 3}}]}}",
       "{spec: {template: [{metadata: {b: 2}}, {metadata: {}}]}}"},
      {"{\"items\": [{\"status\": 1, \"a\": 2}, {\"items\": [{\"data\": 1, \"b\": 3}]}], "
       "\"status\": 4}",
       "{items: [{a: 2}, {items: [{b: 3}]}]}"},
      {"[{\"status\": 1}, {\"a\": {\"items\": [{\"status\": 1}]}}]",
       "[{}, {a: {items: [{status: 1}]}}]"},
      {"{\"status\": null, \"data\": true, \"metadata\": 1}", "{metadata: 1}"},
      {"{\"sta\\u0074us\": 1, \"statuses\": 2}", "{statuses: 2}"},
  }));
  CAPTURE(row.text);
  const auto how = GENERATE(Reading::How::yaml, Reading::How::json);
  const Reading reading(row.text, {.skipped = kSkipped}, how);
  CHECK(reading.problems() == Lines{});
  CHECK(reading.shown() == row.shown);
}

TEST_CASE("an alias may stand for a value in a part that is left out", "[doc]") {
  const Reading reading("status: {a: [1, &x {b: 2}], c: &y 3, d: *x}\nspec: [*x, *y]\n",
                        {.skipped = kSkipped});
  CHECK(reading.problems() == Lines{});
  CHECK(reading.shown() == "{spec: [{b: 2}, 3]}");
}

TEST_CASE("what is left out is still checked", "[doc]") {
  const auto row = GENERATE(values<SkippedRow>({
      {"{\"status\": [1}}", "1:14 json-syntax: '}' cannot close the '[' on line 1 | write ']'"},
      {"{\"status\": [1",
       "1:14 json-syntax: the file ends inside a list | the '[' on line 1 is not closed; is the "
       "file cut "
       "off?"},
      {"{\"status\": [\"x",
       "1:13 json-syntax: the string that begins here is not closed | close it with \"; is the "
       "file cut off?"},
      {"{\"status\": x}",
       "1:12 json-syntax: 'x' is not a value of JSON | put text in double quotes"},
      {"{\"status\": }",
       "1:12 json-syntax: a value is missing before '}' | write the value, or remove the comma "
       "before it"},
      {"{\"status\": {} 1}",
       "1:15 json-syntax: '1' stands where ',' or '}' is expected | put commas between entries, "
       "and "
       "close the mapping with }"},
  }));
  CAPTURE(row.text);
  const Reading reading(row.text, {.skipped = kSkipped}, Reading::How::json);
  CHECK(reading.problems() == Lines{row.shown});
}

}  // namespace
}  // namespace eksplan::doc
