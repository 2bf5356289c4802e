#include <algorithm>
#include <set>

#include "json_schema.hpp"
#include "sample_result.hpp"
#include "sarif_schema.hpp"
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>

#include "eksplan/report/write.hpp"
#include "eksplan/rules/rule.hpp"

namespace eksplan::report {
namespace {

using Json = nlohmann::json;
using Texts = std::vector<std::string>;

Json run_of(const Result& result) {
  return Json::parse(sarif(result)).at("runs").at(0);
}

Json first_result(const FindingRow& row) {
  auto result = sample_result();
  result.findings = {row};
  result.ignored_findings = row.ignored ? 1 : 0;
  return run_of(result).at("results").at(0);
}

Json uri_of(const std::string& file) {
  auto row = sample_result().findings[0];
  row.file = file;
  return first_result(row).at("locations").at(0).at("physicalLocation").at("artifactLocation");
}

TEST_CASE("a log satisfies the schema of SARIF 2.1.0", "[report][sarif]") {
  CHECK(schema_violations(sarif(sample_result()), sarif_schema()) == Texts{});
  CHECK(schema_violations(sarif(hostile_result()), sarif_schema()) == Texts{});
  CHECK(schema_violations(sarif(Result{}), sarif_schema()) == Texts{});
}

TEST_CASE("the schema of SARIF refuses logs that are not right", "[report][sarif]") {
  struct Row {
    std::string pointer;
    Json value;
  };

  const auto row = GENERATE(values<Row>(
      {{"/version", "2.0"},
       {"/runs", Json::array()},
       {"/$schema", "sarif-2.1.0.json"},
       {"/runs/0/columnKind", "bytes"},
       {"/runs/0/results/0/level", "block"},
       {"/runs/0/results/0/ruleIndex", -2},
       {"/runs/0/results/0/locations/0/physicalLocation/region/startLine", 0},
       {"/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", "a b.yaml"},
       {"/runs/0/results/0/locations/0/physicalLocation/artifactLocation/uri", "1:2.yaml"},
       {"/runs/0/results/1/suppressions/0/kind", "inHead"},
       {"/runs/0/results/0/mesage", "misspelt"},
       {"/runs/0/tool/driver/rules/0/properties/tags", {"a", "a"}},
       {"/runs/0/results/0/partialFingerprints/eksplan~1v1", 1}}));
  CAPTURE(row.pointer, row.value);
  auto log = Json::parse(sarif(sample_result()));
  log[Json::json_pointer(row.pointer)] = row.value;
  CHECK(schema_violations(log.dump(), sarif_schema()).size() == 1);
}

TEST_CASE("one finding in SARIF, to the letter", "[report][sarif]") {
  const auto text = sarif(sample_result());
  const auto start = text.find("        {\n          \"ruleId\": \"fargate-volume-hostpath\"");
  const auto end = text.find("        {\n          \"ruleId\": \"fargate-job-ttl\"");
  REQUIRE(end < text.size());
  CHECK(text.substr(start, end - start) == R"(        {
          "ruleId": "fargate-volume-hostpath",
          "ruleIndex": 2,
          "level": "error",
          "message": {
            "text": "db/StatefulSet/pg: volume 'logs' is a hostPath; use an emptyDir volume"
          },
          "locations": [
            {
              "physicalLocation": {
                "artifactLocation": {
                  "uri": "db.yaml",
                  "uriBaseId": "%SRCROOT%"
                },
                "region": {
                  "startLine": 52,
                  "startColumn": 9
                }
              },
              "logicalLocations": [
                {
                  "fullyQualifiedName": "db/StatefulSet/pg#spec.template.spec.volumes[0]"
                }
              ]
            }
          ],
          "partialFingerprints": {
            "eksplan/v1": "e5db7d03f01573cf6341e0b036bda6c2e2202e0ab1fb27ab4a2f7836d9c956c1"
          },
          "suppressions": [
            {
              "kind": "inSource",
              "status": "accepted",
              "justification": "gone with the next release"
            }
          ]
        },
)");
}

TEST_CASE("every result points at its own rule", "[report][sarif]") {
  auto result = sample_result();
  for (const auto& rule : rules::rules()) {
    result.findings.push_back(result.findings[0]);
    result.findings.back().rule = std::string(rule.id);
  }
  CHECK(schema_violations(sarif(result), sarif_schema()) == Texts{});
  const auto run = run_of(result);
  const auto& rules = run.at("tool").at("driver").at("rules");
  CHECK(rules.size() == rules::rules().size());
  Texts ids;
  for (const auto& rule : rules) {
    ids.push_back(rule.at("id"));
    CHECK(rule.at("properties").at("tags").size() == 2);
  }
  CHECK(std::is_sorted(ids.begin(), ids.end()));
  for (const auto& one : run.at("results")) {
    CHECK(ids.at(one.at("ruleIndex").get<std::size_t>()) == one.at("ruleId"));
  }
}

TEST_CASE("rules bring their help along", "[report][sarif]") {
  const auto rule = run_of(sample_result()).at("tool").at("driver").at("rules").at(1);
  CHECK(rule.at("id") == "fargate-volume-ebs");
  CHECK(rule.at("name") == "FargateVolumeEbs");
  CHECK(rule.at("defaultConfiguration").at("level") == "error");
  CHECK(rule.at("properties").at("tags") == Json({"eks", "persistent-volume-claims"}));
  CHECK(rule.at("properties").at("precision") == "very-high");
  const auto text = rule.at("help").at("text").get<std::string>();
  const auto row = *rules::find_rule("fargate-volume-ebs");
  CHECK(text.find("Sets it off: " + std::string(row.trigger)) != std::string::npos);
  CHECK(text.find("AWS says: " + std::string(row.aws_wording)) != std::string::npos);
  CHECK(text.find("Fix: " + std::string(row.fix)) != std::string::npos);
  CHECK(text.find("Severity: block since EKS has had Fargate (profiles") != std::string::npos);
  CHECK(rule.at("help")
            .at("markdown")
            .get<std::string>()
            .find("\n- [aws/containers-roadmap#1113]"
                  "(https://github.com/aws/containers-roadmap/issues/1113)\n") !=
        std::string::npos);
}

TEST_CASE("a rule that no table holds has an id and a name", "[report][sarif]") {
  auto result = sample_result();
  result.findings[0].rule = "other-rule";
  const auto rule = run_of(result).at("tool").at("driver").at("rules").at(2);
  CHECK(rule == Json({{"id", "other-rule"}, {"name", "OtherRule"}}));
}

TEST_CASE("levels follow severities", "[report][sarif]") {
  auto row = sample_result().findings[0];
  const auto level = [&](model::FindingSeverity severity) {
    row.severity = severity;
    return first_result(row).at("level").get<std::string>();
  };
  CHECK(level(model::FindingSeverity::block) == "error");
  CHECK(level(model::FindingSeverity::warn) == "warning");
  CHECK(level(model::FindingSeverity::cost) == "note");
  CHECK(level(model::FindingSeverity::note) == "note");
}

TEST_CASE("paths become URIs that anybody can read", "[report][sarif]") {
  struct Row {
    std::string file;
    std::string uri;
  };

  const auto row = GENERATE(values<Row>({{"shop/cart.yaml", "shop/cart.yaml"},
                                         {"./shop/cart.yaml", "shop/cart.yaml"},
                                         {".//./cart.yaml", "cart.yaml"},
                                         {"../cart.yaml", "../cart.yaml"},
                                         {"my file#1?.yaml", "my%20file%231%3F.yaml"},
                                         {"c:\\x.yaml", "c%3A%5Cx.yaml"},
                                         {"100%.yaml", "100%25.yaml"},
                                         {"größe.yaml", "gr%C3%B6%C3%9Fe.yaml"},
                                         {"\x9b.yaml", "%9B.yaml"}}));
  CHECK(uri_of(row.file) == Json({{"uri", row.uri}, {"uriBaseId", "%SRCROOT%"}}));
}

TEST_CASE("absolute paths stand alone", "[report][sarif]") {
  CHECK(uri_of("/srv/a b.yaml") == Json({{"uri", "file:///srv/a%20b.yaml"}}));
  CHECK(uri_of("//host/a.yaml") == Json({{"uri", "file:///host/a.yaml"}}));
}

TEST_CASE("findings without a file name the object only", "[report][sarif]") {
  auto row = sample_result().findings[0];
  row.file = GENERATE("", "<stdin>");
  const auto location = first_result(row).at("locations").at(0);
  CHECK(location ==
        Json({{"logicalLocations",
               {{{"fullyQualifiedName", "db/StatefulSet/pg#spec.volumeClaimTemplates[0]"}}}}}));
}

TEST_CASE("a place without a line has no region", "[report][sarif]") {
  auto row = sample_result().findings[0];
  row.line = row.column = 0;
  CHECK_FALSE(first_result(row).at("locations").at(0).at("physicalLocation").contains("region"));
  row.line = 3;
  CHECK(first_result(row).at("locations").at(0).at("physicalLocation").at("region") ==
        Json({{"startLine", 3}}));
}

Texts fingerprints(const Result& result) {
  Texts prints;
  const auto run = run_of(result);
  for (const auto& one : run.at("results")) {
    prints.push_back(one.at("partialFingerprints").at("eksplan/v1"));
  }
  return prints;
}

TEST_CASE("fingerprints hold while lines move, and tell findings apart", "[report][sarif]") {
  auto result = sample_result();
  result.findings.push_back(result.findings[0]);
  const auto before = fingerprints(result);
  CHECK(std::set<std::string>(before.begin(), before.end()).size() == 4);
  for (auto& row : result.findings) {
    row.line += 100;
    row.column += 2;
    row.message += " now";
    row.file = "moved.yaml";
  }
  CHECK(fingerprints(result) == before);
  result.findings[0].path += ".name";
  result.findings[1].object.name += "2";
  result.findings[2].rule += "-x";
  const auto after = fingerprints(result);
  CHECK(after[0] != before[0]);
  CHECK(after[1] != before[1]);
  CHECK(after[2] != before[2]);
  // What was the second of two equal findings is the first now.
  CHECK(after[3] == before[0]);
}

TEST_CASE("ignored findings are suppressed, and then all say whether they are", "[report][sarif]") {
  auto result = sample_result();
  auto results = run_of(result).at("results");
  CHECK(results.at(0).at("suppressions").empty());
  CHECK(results.at(1).at("suppressions").at(0).at("kind") == "inSource");
  result.findings[1].ignored = model::IgnoreNote{.reason = "", .in_source = false};
  results = run_of(result).at("results");
  CHECK(results.at(1).at("suppressions") ==
        Json::array({{{"kind", "external"}, {"status", "accepted"}}}));
  result.findings[1].ignored.reset();
  result.ignored_findings = 0;
  results = run_of(result).at("results");
  CHECK_FALSE(results.at(0).contains("suppressions"));
  CHECK_FALSE(results.at(1).contains("suppressions"));
}

TEST_CASE("messages hold no arguments and no links", "[report][sarif]") {
  auto row = sample_result().findings[0];
  row.fix.clear();
  const auto text = [&](std::string message) {
    row.message = std::move(message);
    const auto whole = first_result(row).at("message").at("text").get<std::string>();
    const std::string object = "db/StatefulSet/pg: ";
    CHECK(whole.starts_with(object));
    return whole.substr(object.size());
  };
  CHECK(text("{0} of limits[\"nvidia.com/gpu\"]") == "{{0}} of limits[\"nvidia.com/gpu\"]");
  CHECK(text("[here](http://evil.example)") == "\\[here\\](http://evil.example)");
  CHECK(text("\xff") == "\xEF\xBF\xBD");
}

}  // namespace
}  // namespace eksplan::report
