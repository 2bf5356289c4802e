#include <string>
#include <vector>

#include "reading.hpp"
#include <catch2/catch.hpp>

#include "eksplan/doc/fields.hpp"

namespace eksplan::doc {
namespace {

using Lines = std::vector<std::string>;

// A reading, and the fields of its first document.
struct Form {
  explicit Form(std::string text)
      : reading(std::move(text)), fields(reading.root(), reading.found) {}

  Reading reading;
  Fields fields;
};

TEST_CASE("fields are read by path and type", "[doc]") {
  const Form form("name: web\nspec:\n  replicas: 0x10\n  paused: no\n  empty:\n  list: [1]\n");
  CHECK(form.fields.string("name") == "web");
  CHECK(form.fields.required_string("name") == "web");
  CHECK(form.fields.integer("spec.replicas") == 16);
  CHECK(form.fields.boolean("spec.paused") == false);
  CHECK(form.fields.mapping("spec")->size() == 4);
  CHECK(form.fields.sequence("spec.list")->size() == 1);
  CHECK_FALSE(form.fields.string("spec.empty"));
  CHECK_FALSE(form.fields.find("spec.missing.deeper"));
  CHECK(form.reading.problems() == Lines{});
}

TEST_CASE("a value of another type is reported and counts as absent", "[doc]") {
  const Form form(
      "text: abc\nnumber: 1\nfloat: 3.0\nbig: 99999999999999999999\nquoted: \"3\"\nword: "
      "\"true\"\nflag: true\nlist: [1]\n"
      "map: {a: 1}\n");
  const auto& fields = form.fields;
  CHECK_FALSE(fields.integer("text"));
  CHECK_FALSE(fields.integer("float"));
  CHECK_FALSE(fields.integer("big"));
  CHECK_FALSE(fields.integer("quoted"));
  CHECK_FALSE(fields.integer("flag"));
  CHECK_FALSE(fields.integer("list"));
  CHECK_FALSE(fields.boolean("word"));
  CHECK_FALSE(fields.boolean("number"));
  CHECK_FALSE(fields.string("number"));
  CHECK_FALSE(fields.string("flag"));
  CHECK_FALSE(fields.string("map"));
  CHECK_FALSE(fields.mapping("list"));
  CHECK_FALSE(fields.sequence("map"));
  CHECK_FALSE(fields.find("text.deeper"));
  CHECK_FALSE(fields.loose_string("list"));
  CHECK(form.reading.problems() ==
        Lines{"1:7 k8s-field-type: 'abc' is a string, not a number",
              "3:8 k8s-field-type: '3.0' is not a whole number | write it without a decimal point "
              "or an exponent",
              "4:6 k8s-field-value: '99999999999999999999' is more than 64 bits hold",
              "5:9 k8s-field-type: '3' is a string, not a number | remove the quotes",
              "7:7 k8s-field-type: 'true' is a boolean, not a number",
              "8:7 k8s-field-type: this is a list, not a number",
              "6:7 k8s-field-type: 'true' is a string, not a boolean | remove the quotes",
              "2:9 k8s-field-type: '1' is a number, not a boolean | write true or false",
              "2:9 k8s-field-type: '1' is a number, not a string | put it in quotes",
              "7:7 k8s-field-type: 'true' is a boolean, not a string | put it in quotes",
              "9:6 k8s-field-type: this is a mapping, not a string",
              "8:7 k8s-field-type: this is a list, not a mapping",
              "9:6 k8s-field-type: this is a mapping, not a list",
              "1:7 k8s-field-type: 'abc' is a string, not a mapping",
              "8:7 k8s-field-type: this is a list, not a string"});
  CHECK(form.reading.found.all()[0].at.path == "text");
  CHECK(form.reading.found.all()[0].excerpt == diag::Excerpt{"text: abc", 3});
}

TEST_CASE("a missing required string is reported at its mapping", "[doc]") {
  const Form form("metadata:\n  labels: {}\n  name:\n");
  CHECK_FALSE(form.fields.required_string("metadata.name"));
  CHECK(form.reading.problems() == Lines{"1:1 k8s-field-missing: 'metadata.name' is missing"});
}

TEST_CASE("labels are read as they were written", "[doc]") {
  const Form form("a: yes\nb: 010\nc: 1_000\nd: 'x'\ne: 1.0\nf:\n");
  CHECK(form.fields.loose_string("a") == "yes");
  CHECK(form.fields.loose_string("b") == "010");
  CHECK(form.fields.loose_string("c") == "1_000");
  CHECK(form.fields.loose_string("d") == "x");
  CHECK(form.fields.loose_string("e") == "1.0");
  CHECK_FALSE(form.fields.loose_string("f"));
  CHECK(form.reading.problems() == Lines{});
}

TEST_CASE("a value is parsed from its canonical text, and a fault is reported", "[doc]") {
  const Form form("good: 0x10\nbad: sixteen\nworse: [1]\n");
  const auto parse = [](std::string_view text) -> base::Parsed<std::string> {
    if (text == "16") {
      return std::string(text);
    }
    return base::Fault{"not sixteen", "write 16"};
  };
  CHECK(form.fields.parsed("good", parse, diag::kK8sQuantity) == "16");
  CHECK_FALSE(form.fields.parsed("bad", parse, diag::kK8sQuantity));
  CHECK_FALSE(form.fields.parsed("worse", parse, diag::kK8sQuantity));
  CHECK_FALSE(form.fields.parsed("missing", parse, diag::kK8sQuantity));
  CHECK(form.reading.problems() ==
        Lines{"2:6 k8s-quantity: not sixteen | write 16",
              "3:8 k8s-field-type: this is a list, not a number or a string"});
}

TEST_CASE("a report can be a warning", "[doc]") {
  Reading reading("a: 1\n");
  report(reading.found, reading.root().at(0), diag::kK8sFieldValue, "odd", "hint",
         diag::Severity::warning);
  CHECK_FALSE(reading.found.has_errors());
  CHECK(reading.problems() == Lines{"1:4 k8s-field-value: odd | hint"});
}

}  // namespace
}  // namespace eksplan::doc
