#include <string>
#include <vector>

#include "reading.hpp"
#include <catch2/catch.hpp>

namespace eksplan::doc {
namespace {

using Lines = std::vector<std::string>;

struct YamlProblemsRow {
  std::string text;
  std::string problem;
};

TEST_CASE("what is not YAML is explained at its place", "[doc]") {
  const auto row = GENERATE(values<YamlProblemsRow>({
      {"a: b: c\n",
       "1:5 yaml-syntax: a value that has ': ' in it needs quotes | write it as \"...\"; the ':' "
       "here would "
       "begin a mapping within a value"},
      {"a: 1\n  b: 2\n",
       "2:4 yaml-syntax: the key 'b' cannot stand here: what is above it already is a value | "
       "indent it "
       "like the keys that it belongs to; a text with ':' in it needs quotes"},
      {"a:\n  b: 1\n c: 2\n",
       "3:2 yaml-syntax: 'c: 2' is not indented like the mapping above it | give it the same "
       "indentation as its neighbours"},
      {"- a\nb: 1\n",
       "2:1 yaml-syntax: 'b: 1' is not indented like the list above it | give it the same "
       "indentation as its neighbours"},
      {"a: 1\n- b\n",
       "2:1 yaml-syntax: '- b' is not indented like the mapping above it | give it the same "
       "indentation as its neighbours"},
      {"a: \"b\" c\n",
       "1:8 yaml-syntax: 'c' cannot follow the value before it | put the whole value in one pair "
       "of quotes"},
      {"a:\n\tb: 1\n", "2:1 yaml-syntax: a tab stands where only blanks may | indent with blanks"},
      {"a: |\n\tb\n", "2:1 yaml-syntax: a tab stands where only blanks may | indent with blanks"},
      {"a: @b\n", "1:4 yaml-syntax: a value cannot begin with '@' | put it in quotes"},
      {"a: `b`\n", "1:4 yaml-syntax: a value cannot begin with '`' | put it in quotes"},
      {"a: %b\n", "1:4 yaml-syntax: a value cannot begin with '%' | put it in quotes"},
      {"a: \"b\nc: 1\n",
       "1:4 yaml-syntax: the quote that opens here is not closed | close it with the same quote"},
      {"a: 'b\nc: 1\n",
       "1:4 yaml-syntax: the quote that opens here is not closed | close it with the same quote"},
      {"a: 1\nb\nc: 2\n",
       "2:1 yaml-syntax: 'b' is not followed by ':' | write key: value; a text over several lines "
       "needs quotes or |"},
      {"a: [1, 2\n",
       "2:1 yaml-syntax: the end of the file stands where ',' or ']' is expected | the '[' on line "
       "1 is not "
       "closed"},
      {"a: [\n",
       "2:1 yaml-syntax: the end of the file stands where a value is expected | the '[' on line 1 "
       "is not closed"},
      {"a: {b: 1\nc: 2}\n",
       "2:2 yaml-syntax: ': 2}' stands where ',' or '}' is expected | the '{' on line 1 is not "
       "closed"},
      {"a: ]\n",
       "1:4 yaml-syntax: ']' cannot begin a value | put text that begins with such a character in "
       "quotes"},
      {"{a: 1}\nb: 2\n",
       "2:1 yaml-syntax: 'b: 2' stands after the end of a document | begin the next document with "
       "a line of ---"},
      {"a: *\n", "1:4 yaml-syntax: '*' is not an alias | text that begins with * needs quotes"},
      {"a: *.example.com\n",
       "1:4 yaml-syntax: '*.example.com' is not an alias | text that begins with * needs quotes"},
      {"a: & b\n",
       "1:4 yaml-syntax: '& b' is not an anchor | text that begins with & needs quotes"},
      {"a: \"\\d\"\n",
       "1:5 yaml-syntax: '\\d\"' is not an escape | double the backslash, or use single quotes"},
      {"a: \"\\xZZ\"\n",
       "1:7 yaml-syntax: an escape has no hexadecimal number | double the backslash, or use single "
       "quotes"},
      {"a: \"\\ud800\"\n",
       "1:7 yaml-syntax: an escape is not a character of Unicode | double the backslash, or use "
       "single quotes"},
      {"a: - b\n",
       "1:4 yaml-syntax: a list cannot begin here | begin it on a line of its own below its key, "
       "or put the text "
       "in quotes"},
      {"a: ? b\n", "1:4 yaml-syntax: a '?' cannot stand here | put the text in quotes"},
      {"a: | text\n",
       "1:6 yaml-syntax: 'text' cannot follow | or > on its line | begin the text on the next "
       "line"},
      {"a: |0\n  x\n",
       "1:5 yaml-syntax: the indentation of a text cannot be 0 | write | without a number"},
      {"%YAML 3.0\n---\na: 1\n",
       "1:1 yaml-syntax: this version of YAML is not 1.1 or 1.2 | remove the line %YAML"},
      {"%YAML 1.1\n%YAML 1.1\n---\na: 1\n",
       "2:1 yaml-syntax: the same directive stands twice | directives are %YAML 1.1 and %TAG, "
       "before a line of ---"},
      {"%FOO\n---\na: 1\n",
       "1:1 yaml-syntax: '%FOO' is not a directive | directives are %YAML 1.1 and %TAG, before a "
       "line of ---"},
      {"a: !x!y z\n",
       "1:4 yaml-syntax: the tag '!x!y z' is of a kind that no %TAG line introduces | a tag is "
       "written !!str "
       "or !name; text that begins with ! needs quotes"},
      {"a: !<x z\n",
       "1:4 yaml-syntax: '!<x z' is not a tag | a tag is written !!str or !name; text that begins "
       "with ! needs quotes"},
      {"[a]: 1\n",
       "1:1 yaml-syntax: a key is a list, not a string | in a Kubernetes object every key is a "
       "string; text with "
       "braces or brackets needs quotes"},
      {"? {a: 1}\n: 2\n",
       "1:3 yaml-syntax: a key is a mapping, not a string | in a Kubernetes object every key is a "
       "string; "
       "text with braces or brackets needs quotes"},
      {"a: &x [1]\n*x : 2\n",
       "2:1 yaml-syntax: a key is a list, not a string | in a Kubernetes object every key is a "
       "string; text with braces or brackets needs quotes"},
      {"a: &x [*x]\n",
       "1:8 yaml-alias: the alias '*x' stands inside the value that it names | a value cannot "
       "contain itself"},
      {"a: \x01\n",
       "1:4 yaml-syntax: the control character U+0001 cannot stand in YAML | remove it, or write "
       "it as an escape "
       "in double quotes"},
      {"a: \xc2\x80\n",
       "1:4 yaml-syntax: the control character U+0080 cannot stand in YAML | remove it, or write "
       "it as an "
       "escape in double quotes"},
      {"---apiVersion: v1\nkind: Pod\n",
       "1:1 yaml-syntax: '---apiVersion: v1' does not separate documents | put a line break after "
       "---"},
      {"---# comment\na: 1\n",
       "1:1 yaml-syntax: '---# comment' does not separate documents | put a line break after ---"},
  }));
  CAPTURE(row.text);
  const Reading reading(row.text, {}, Reading::How::yaml);
  CHECK(reading.problems() == Lines{row.problem});
}

TEST_CASE("after a problem the next documents are read", "[doc]") {
  const auto row = GENERATE(values<YamlProblemsRow>({
      {"a: 1\n---\nb: [\n---\nc: 3\n", "{a: 1}\n{c: 3}"},
      {"a: 'x\n---\nb: 1\n---\nc: 3\n", "{b: 1}\n{c: 3}"},
      {"a: 1\n--- b: c: d\n--- {e: 1}\n", "{a: 1}\n{e: 1}"},
      {"a: 1\n---b: 1\nc: 1\n---\nd: 1\n", "{a: 1}\n{d: 1}"},
      {"a: 1\n---\nb: \x02\n---\nc: 1\n", "{a: 1}\n{c: 1}"},
      {"[a]: [1, {b: 2}]\n---\nc: 1\n", "{c: 1}"},
      {"a: *x\nb: [*y]\n---\nc: 1\n", "{c: 1}"},
  }));
  CAPTURE(row.text);
  const Reading reading(row.text, {}, Reading::How::yaml);
  CHECK(reading.shown() == row.problem);
  CHECK(reading.found.error_count() == 1);
}

TEST_CASE("places are true in the documents after a problem, also where lines hold more than ASCII",
          "[doc]") {
  const Reading reading(
      "\xef\xbb\xbf# \xe2\x98\xba\r\na: [\r\n---\r\n\xc3\xa9: \"\xe2\x98\xba\" # x\r\nb: "
      "@\r\n---\r\n\xc3\xa9: {c: 1}\r\n");
  CHECK(reading.problems() ==
        Lines{"3:1 yaml-syntax: '---' stands where a value is expected | the '[' on line 2 is not "
              "closed",
              "5:4 yaml-syntax: a value cannot begin with '@' | put it in quotes"});
  REQUIRE(reading.document.size() == 1);
  CHECK(reading.root().at(0).at(0).position() == Position{7, 8});
}

TEST_CASE("a template that was not rendered is told from other mistakes", "[doc]") {
  const auto row = GENERATE(values<YamlProblemsRow>({
      {"replicas: {{ .Values.replicas }}\n",
       "1:11 template-not-rendered: '{{ .Values.replicas }}'"},
      {"{{- if .Values.on }}\na: 1\n{{- end }}\n",
       "1:1 template-not-rendered: '{{- if .Values.on }}'"},
      {"a: 1\nb:\n  {{- toYaml .Values.b | nindent 2 }}\n",
       "3:3 template-not-rendered: '{{- toYaml .Values.b | nindent 2 }}'"},
      {"a: {{ $x }}-suffix\n", "1:4 template-not-rendered: '{{ $x }}'"},
      {"image: \"{{ .Values.image }}\"\nb: [\n", "3:1 yaml-syntax"},
      {"# {{ .Values.image }}\nb: [\n", "3:1 yaml-syntax"},
      {"text: |\n  {{ $labels.pod }}\nb: [\n---\n", "4:1 yaml-syntax"},
      {"a: {{b: 1}: 2}\n", "1:4 template-not-rendered: '{{b: 1}: 2}'"},
      {"{{ template \"x\" . }}\n---\n{{ template \"y\" . }}\n",
       "1:1 template-not-rendered: '{{ template \"x\" . }}'"},
  }));
  CAPTURE(row.text);
  const Reading reading(row.text);
  REQUIRE(reading.found.all().size() == 1);
  CHECK(reading.problems()[0].substr(0, row.problem.size()) == row.problem);
}

TEST_CASE("a template says how to render it", "[doc]") {
  const Reading reading("a: {{ .Values.a }}\n");
  CHECK(
      reading.problems() ==
      Lines{"1:4 template-not-rendered: '{{ .Values.a }}' is part of a template, not of a manifest "
            "| render it first: helm template ... | eksplan estimate -"});
  CHECK(reading.found.all()[0].excerpt == diag::Excerpt{"a: {{ .Values.a }}", 15});
}

TEST_CASE("braces within strings of a sound file are text", "[doc]") {
  const Reading reading(
      "a: \"{{ .Values.a }}\"\nb: high {{ $value }}\nc: |\n  {{ include \"x\" . }}\n");
  CHECK(reading.problems() == Lines{});
  CHECK(reading.root().find("b")->text() == "high {{ $value }}");
}

TEST_CASE("problems have an excerpt", "[doc]") {
  const Reading reading("metadata:\n  name: @web\n");
  REQUIRE(reading.found.all().size() == 1);
  CHECK(reading.found.all()[0].excerpt.line == "  name: @web");
  CHECK(reading.found.all()[0].at.file == "file");
}

}  // namespace
}  // namespace eksplan::doc
