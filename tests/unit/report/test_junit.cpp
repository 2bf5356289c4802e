#include <algorithm>
#include <stdexcept>

#include "sample_result.hpp"
#include "xml_tree.hpp"
#include <catch2/catch.hpp>

#include "eksplan/base/text.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::report {
namespace {

using Texts = std::vector<std::string>;

const XmlElement& child(const XmlElement& parent, const std::string& attribute,
                        const std::string& value) {
  for (const auto& one : parent.children) {
    if (one.attributes.count(attribute) > 0 && one.attributes.at(attribute) == value) {
      return one;
    }
  }
  throw std::runtime_error("no child " + value);
}

Texts names_of(const XmlElement& parent) {
  Texts names;
  for (const auto& one : parent.children) {
    names.push_back(one.attributes.at("name"));
  }
  return names;
}

Texts kinds_of(const XmlElement& parent) {
  Texts kinds;
  for (const auto& one : parent.children) {
    kinds.push_back(one.name);
  }
  return kinds;
}

TEST_CASE("a result as JUnit XML, to the letter", "[report][junit]") {
  auto result = sample_result();
  result.findings[0].fix = "use EFS";
  result.findings[0].message = "'data' is EBS";
  CHECK(junit(result) == R"(<?xml version="1.0" encoding="UTF-8"?>
<testsuites name="eksplan" tests="5" failures="2" errors="0" skipped="0">
  <testsuite name="db" tests="1" failures="1" errors="0" skipped="0">
    <testcase classname="db.StatefulSet" name="pg" file="db.yaml">
      <failure type="block" message="fargate-volume-ebs: &apos;data&apos; is EBS">db.yaml:41:11: fargate-volume-ebs: &apos;data&apos; is EBS; use EFS</failure>
      <system-out>block: db.yaml:52:9: fargate-volume-hostpath: volume &apos;logs&apos; is a hostPath; use an emptyDir volume (ignored: gone with the next release)</system-out>
    </testcase>
  </testsuite>
  <testsuite name="ml" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="ml.Job" name="train" file="ml.yaml">
      <system-out>cost: fargate-job-ttl: finished pods cost money until they are gone</system-out>
    </testcase>
  </testsuite>
  <testsuite name="shop" tests="1" failures="0" errors="0" skipped="0">
    <testcase classname="shop.Deployment" name="cart" file="shop.yaml"/>
  </testsuite>
  <testsuite name="gates" tests="2" failures="1" errors="0" skipped="0">
    <testcase classname="gates" name="max-monthly">
      <failure type="gate" message="max-monthly: 259.81507526 against a limit of 250">max-monthly: 259.81507526 against a limit of 250</failure>
    </testcase>
    <testcase classname="gates" name="fail-on">
      <system-out>fail-on block: none</system-out>
    </testcase>
  </testsuite>
</testsuites>
)");
}

TEST_CASE("findings of one object are one failure, a line each", "[report][junit]") {
  auto result = sample_result();
  result.findings.insert(result.findings.begin() + 1, result.findings[0]);
  result.findings[1].severity = model::FindingSeverity::warn;
  result.findings[1].line = 50;
  result.findings[1].column = 0;
  result.findings[1].message = "in two\nlines";
  result.failing = model::FindingSeverity::warn;
  const auto root = parse_xml(junit(result));
  const auto& test_case = child(root, "name", "db").children.at(0);
  REQUIRE(kinds_of(test_case) == Texts{"failure", "system-out"});
  const auto& failure = test_case.children[0];
  CHECK(failure.attributes.at("type") == "block");
  const auto lines = base::split(failure.text, '\n');
  REQUIRE(lines.size() == 2);
  CHECK(lines[1] ==
        "db.yaml:50: fargate-volume-ebs: in two lines; keep it on nodes, or move the data to EFS");
}

TEST_CASE("what is a failure depends on the gate and on how sure a rule is", "[report][junit]") {
  struct Row {
    model::FindingSeverity failing;
    model::FindingSeverity severity;
    std::string basis;
    bool strict;
    bool fails;
  };

  using Severity = model::FindingSeverity;
  const auto row = GENERATE(values<Row>({
      {Severity::block, Severity::block, "documented", false, true},
      {Severity::block, Severity::warn, "documented", false, false},
      {Severity::warn, Severity::warn, "observed", false, true},
      {Severity::warn, Severity::warn, "inferred", false, false},
      {Severity::warn, Severity::warn, "inferred", true, true},
      {Severity::cost, Severity::cost, "documented", false, true},
      {Severity::cost, Severity::note, "documented", true, false},
  }));
  auto result = sample_result();
  result.failing = row.failing;
  result.strict = row.strict;
  result.findings.resize(1);
  result.findings[0].severity = row.severity;
  result.findings[0].basis = row.basis;
  CHECK((parse_xml(junit(result)).children.at(0).attributes.at("failures") == "1") == row.fails);
  result.findings[0].ignored = model::IgnoreNote{.reason = "so be it", .in_source = false};
  const auto root = parse_xml(junit(result));
  CHECK(root.children.at(0).attributes.at("failures") == "0");
  const auto& output = root.children[0].children.at(0).children.at(0);
  CHECK(output.name == "system-out");
  CHECK(output.text.find("(ignored: so be it)") != std::string::npos);
}

TEST_CASE("objects without a namespace are a suite, and so are the gates", "[report][junit]") {
  auto result = sample_result();
  result.findings[2].object = {"", "StorageClass", "gp2"};
  result.findings[2].file = "class.yaml";
  const auto root = parse_xml(junit(result));
  CHECK(names_of(root) == Texts{"(cluster)", "db", "ml", "shop", "gates"});
  const auto& test_case = root.children[0].children.at(0);
  CHECK(test_case.attributes.at("classname") == "(cluster).StorageClass");
  CHECK(test_case.attributes.at("file") == "class.yaml");
  result.gates.clear();
  CHECK(names_of(parse_xml(junit(result))).back() == "shop");
}

TEST_CASE("add-ons that the input does not hold are no test cases", "[report][junit]") {
  CHECK(junit(sample_result()).find("aws-node") == std::string::npos);
}

TEST_CASE("the counts are those of what is below", "[report][junit]") {
  const auto result = GENERATE(sample_result(), hostile_result(), Result{});
  const auto root = parse_xml(junit(result));
  std::size_t tests = 0;
  std::size_t failures = 0;
  for (const auto& suite : root.children) {
    std::size_t failed = 0;
    for (const auto& test_case : suite.children) {
      const auto kinds = kinds_of(test_case);
      const auto count = std::count(kinds.begin(), kinds.end(), "failure");
      CHECK(count <= 1);
      failed += static_cast<std::size_t>(count);
    }
    CHECK(suite.attributes.at("tests") == std::to_string(suite.children.size()));
    CHECK(suite.attributes.at("failures") == std::to_string(failed));
    tests += suite.children.size();
    failures += failed;
  }
  CHECK(root.attributes.at("tests") == std::to_string(tests));
  CHECK(root.attributes.at("failures") == std::to_string(failures));
}

TEST_CASE("hostile names stay names", "[report][junit]") {
  const auto root = parse_xml(junit(hostile_result()));
  const auto& injected =
      child(child(root, "name", "]]>"), "name", "&amp;\"'\xEF\xBF\xBD\xEF\xBF\xBD");
  CHECK(injected.attributes.at("classname") == "]]>.<failure/>");
  CHECK(injected.children.at(0).text.find("--> </details> <script>alert(1)</script>") !=
        std::string::npos);
  const auto& formula = child(root, "name", "=cmd|' /C calc'!A0").children.at(0);
  CHECK(formula.attributes.at("name") == "a\xEF\xBF\xBD[2Jb,\"c\"\td");
  CHECK(formula.attributes.at("file") == "-dir/\xEF\xBF\xBD.yaml");
  const auto& text = child(root, "name", "db").children.at(0).children.at(0).text;
  CHECK(text.find("line one line two \\u{202e} reversed; +1") != std::string::npos);
}

TEST_CASE("the reader of these tests refuses what is not XML", "[report][junit]") {
  const std::string head = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
  const auto body = GENERATE("", "<a>", "<a></b>", "<a b=\"<\"/>", "<a b=\"1\" b=\"2\"/>",
                             "<a>&x;</a>", "<a>&</a>", "<a>]]></a>", "<a>\x01</a>", "<a>\xff</a>",
                             "<a>\xEF\xBF\xBF</a>", "<a/><b/>");
  CAPTURE(body);
  CHECK_THROWS_AS(parse_xml(head + body), std::runtime_error);
  CHECK(parse_xml(head + "<a b=\"&lt;\">&amp;<c/></a>").children.size() == 1);
}

}  // namespace
}  // namespace eksplan::report
