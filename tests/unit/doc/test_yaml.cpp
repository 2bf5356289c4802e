#include <string>
#include <vector>

#include "reading.hpp"
#include <catch2/catch.hpp>

namespace eksplan::doc {
namespace {

using Lines = std::vector<std::string>;

struct YamlRow {
  std::string text;
  std::string shown;
};

TEST_CASE("documents are separated by lines of ---, and empty ones are left out", "[doc]") {
  const auto row = GENERATE(values<YamlRow>({
      {"", ""},
      {"# only a comment\n", ""},
      {"---\n---\n", ""},
      {"---\n~\n---\nnull\n---\n{}\n", "{}"},
      {"a: 1\n---\nb: 2\n", "{a: 1}\n{b: 2}"},
      {"a: 1\n---\n", "{a: 1}"},
      {"--- {a: 1}\n--- # comment\nb: 2\n", "{a: 1}\n{b: 2}"},
      {"a: 1\n...\n---\nb: 2\n...\n", "{a: 1}\n{b: 2}"},
      {"%YAML 1.1\n---\na: 1\n", "{a: 1}"},
      {"a: 1\r\nb: 2\r\n---\r\nc: 3\r\n", "{a: 1, b: 2}\n{c: 3}"},
      {"\xef\xbb\xbf"
       "a: 1\n",
       "{a: 1}"},
      {"- 1\n- [2, {a: 3}]\n", "[1, [2, {a: 3}]]"},
      {"just text\n", "\"just text\""},
      {"text: |\n  one\n  ---\n  two\n", "{text: \"one\n---\ntwo\n\"}"},
  }));
  CAPTURE(row.text);
  const Reading reading(row.text);
  CHECK(reading.problems() == Lines{});
  CHECK(reading.shown() == row.shown);
}

TEST_CASE("an alias stands for the value of its anchor", "[doc]") {
  const Reading reading("a: &x {cpu: 1}\nb: *x\nc: [*x, *x]\n&k key: 2\n*k : 3\nd: &x 4\ne: *x\n");
  CHECK(reading.problems() ==
        Lines{"5:1 duplicate-key: the key 'key' stands twice in one mapping | the first one is on "
              "line 4; remove one of them"});
  CHECK(reading.shown() ==
        "{a: {cpu: 1}, b: {cpu: 1}, c: [{cpu: 1}, {cpu: 1}], key: 3, d: 4, e: 4}");
  const auto alias = *reading.root().find("b");
  CHECK(alias.where().path == "b");
  CHECK(alias.position() == Position{2, 4});
  CHECK(alias.at(0).where().path == "a.cpu");
}

TEST_CASE("an anchor belongs to its document", "[doc]") {
  const Reading reading("a: &x 1\n---\nb: *x\n---\nc: 1\n");
  CHECK(reading.problems() == Lines{"3:4 yaml-syntax: the alias '*x' has no anchor before it in "
                                    "this document | mark the value that is meant "
                                    "with '&x', or put the text in quotes"});
  CHECK(reading.shown() == "{a: 1}\n{c: 1}");
}

TEST_CASE("a merged mapping gives the entries that are not there yet", "[doc]") {
  const auto row = GENERATE(values<YamlRow>({
      {"base: &b {x: 1, y: 2}\nm: {<<: *b, x: 3}\n", "{base: {x: 1, true: 2}, m: {x: 3, true: 2}}"},
      {"base: &b {x: 1}\nm: {x: 3, <<: *b}\n", "{base: {x: 1}, m: {x: 3}}"},
      {"a: &a {x: 1, k: 1}\nb: &b {x: 2, l: 2}\nm:\n  <<: [*a, *b]\n",
       "{a: {x: 1, k: 1}, b: {x: 2, l: 2}, m: {x: 1, k: 1, l: 2}}"},
      {"m: {<<: {x: 1}, z: 2}\n", "{m: {z: 2, x: 1}}"},
      {"a: &a {x: 1}\nb: &b {<<: *a, z: 2}\nc: {<<: *b}\n",
       "{a: {x: 1}, b: {z: 2, x: 1}, c: {z: 2, x: 1}}"},
      {"a: &a {x: 1}\nb: &b {x: 2, w: 3}\nm:\n  <<: *a\n  <<: *b\n",
       "{a: {x: 1}, b: {x: 2, w: 3}, m: {x: 1, w: 3}}"},
      {"m: {'<<': 1}\n", "{m: {<<: 1}}"},
      {"m: {<<: []}\n", "{m: {}}"},
  }));
  CAPTURE(row.text);
  const Reading reading(row.text);
  CHECK(reading.problems() == Lines{});
  CHECK(reading.shown() == row.shown);
}

TEST_CASE("a merged entry has the path of its new place and the line of its old one", "[doc]") {
  const Reading reading("base: &b\n  cpu: 1\nmain:\n  <<: *b\n");
  const auto cpu = *reading.root().find("main")->find("cpu");
  CHECK(cpu.where().path == "main.cpu");
  CHECK(cpu.position() == Position{2, 8});
  CHECK(reading.root().find("main")->key(0).position() == Position{2, 3});
}

TEST_CASE("only mappings can be merged", "[doc]") {
  const Reading reading("a: 1\n<<: text\n---\nb: {<<: [1]}\n");
  CHECK(reading.problems() == Lines{"2:1 yaml-syntax: the value of '<<' is a string, not a mapping "
                                    "or a list of mappings | merge an anchored "
                                    "mapping: <<: *name; a key that is called << needs quotes",
                                    "4:5 yaml-syntax: the value of '<<' is a list, not a mapping "
                                    "or a list of mappings | merge an anchored "
                                    "mapping: <<: *name; a key that is called << needs quotes"});
  CHECK(reading.shown().empty());
}

TEST_CASE("a key that stands twice is reported at the second, and the last one counts", "[doc]") {
  const std::string text = "kind: Pod\nspec:\n  a: 1\n  b: 2\n  \"a\": 3\n  a: 4\n";
  const Reading reading(text);
  CHECK(reading.problems() ==
        Lines{"5:3 duplicate-key: the key 'a' stands twice in one mapping | the first one is on "
              "line 3; remove one of them",
              "6:3 duplicate-key: the key 'a' stands twice in one mapping | the first one is on "
              "line 3; remove one of them"});
  CHECK(reading.found.all()[0].at.path == "spec.a");
  CHECK(reading.found.all()[0].excerpt == diag::Excerpt{"  \"a\": 3", 3});
  CHECK(reading.shown() == "{kind: \"Pod\", spec: {b: 2, a: 4}}");

  const Reading lenient(text, {.keep_going = true});
  CHECK_FALSE(lenient.found.has_errors());
  CHECK(lenient.problems()[0] ==
        "5:3 duplicate-key: the key 'a' stands twice in one mapping | the first one is on line 3; "
        "the last one counts");
  CHECK(lenient.shown() == reading.shown());
}

TEST_CASE("a key that stands twice is found in a large mapping too", "[doc]") {
  std::string text;
  for (int i = 0; i < 100; ++i) {
    text += "key" + std::to_string(i) + ": 1\n";
  }
  const Reading reading(text + "key42: 2\n");
  CHECK(reading.problems() ==
        Lines{"101:1 duplicate-key: the key 'key42' stands twice in one mapping | the first one is "
              "on line 43; remove one of them"});
  CHECK(reading.root().size() == 100);
  CHECK(reading.root().find("key42")->text() == "2");
}

TEST_CASE("nodes know their line, column and path", "[doc]") {
  const Reading reading(
      "# \xe2\x98\xba\n"
      "metadata:\n"
      "  labels:\n"
      "    \xc3\xa9t\xc3\xa9: \"x\"\n"
      "    app.kubernetes.io/name: &a web\n"
      "    'a\"b\\': 1\n"
      "spec:\n"
      "  containers:\n"
      "  - {name: a}\n"
      "  - name: b\n"
      "    image: [x, !!str y]\n");
  const auto labels = *reading.root().find("metadata")->find("labels");
  CHECK(labels.where() == diag::SourceRef{"file", 4, 5, "metadata.labels"});
  CHECK(labels.at(0).where() ==
        diag::SourceRef{"file", 4, 10, "metadata.labels[\"\xc3\xa9t\xc3\xa9\"]"});
  CHECK(labels.at(1).where() ==
        diag::SourceRef{"file", 5, 32, "metadata.labels[\"app.kubernetes.io/name\"]"});
  CHECK(labels.at(2).where() == diag::SourceRef{"file", 6, 13, "metadata.labels[\"a\\\"b\\\\\"]"});
  CHECK(labels.key(2).where() == diag::SourceRef{"file", 6, 5, "metadata.labels[\"a\\\"b\\\\\"]"});
  const auto second = reading.root().find("spec")->find("containers")->at(1);
  CHECK(second.where() == diag::SourceRef{"file", 10, 5, "spec.containers[1]"});
  CHECK(second.at(1).at(1).where() ==
        diag::SourceRef{"file", 11, 22, "spec.containers[1].image[1]"});
  CHECK(reading.root().where().path.empty());
  CHECK(reading.document.name() == "file");
}

TEST_CASE("an excerpt is the line and as much of it as the value takes", "[doc]") {
  struct Case {
    std::string text;
    std::uint32_t length;
  };

  const auto row = GENERATE(values<Case>({
      {"key: 250mm # x", 5},
      {"key: 'two words'", 11},
      {"key: two words", 9},
      {"key: \"\\u00e9\\\"\" # x", 10},
      {"key: 0x1F", 4},
      {"key: [1, 2]", 1},
      {"key: \xc3\xa9\xc3\xa9", 2},
      {"key:", 1},
  }));
  CAPTURE(row.text);
  const Reading reading(row.text + "\r\nother: 1\r\n");
  CHECK(reading.root().at(0).excerpt() == diag::Excerpt{row.text, row.length});
  CHECK(reading.root().key(0).excerpt() == diag::Excerpt{row.text, 3});
}

TEST_CASE("a node of one kind has nothing of another", "[doc]") {
  const Reading reading("[{a: 1}, text]\n");
  const auto root = reading.root();
  CHECK_FALSE(root.find("a"));
  CHECK_FALSE(root.at(1).find("a"));
  CHECK(root.at(1).size() == 0);
  CHECK(root.text().empty());
  CHECK(root.raw().empty());
  CHECK(root == reading.document.root(0));
  CHECK_FALSE(root == root.at(0));
}

}  // namespace
}  // namespace eksplan::doc
