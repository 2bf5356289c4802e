#include "sample_result.hpp"
#include <catch2/catch.hpp>

#include "eksplan/base/text.hpp"
#include "eksplan/report/sheet.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::report {
namespace {

// RFC 4180, read by the letter.
std::vector<std::vector<std::string>> parse_csv(const std::string& text) {
  std::vector<std::vector<std::string>> rows;
  std::vector<std::string> row(1);
  bool quoted = false;
  for (std::size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (quoted && c == '"' && i + 1 < text.size() && text[i + 1] == '"') {
      row.back() += c;
      ++i;
    } else if (c == '"') {
      quoted = !quoted;
    } else if (!quoted && c == ',') {
      row.emplace_back();
    } else if (!quoted && c == '\n') {
      rows.push_back(row);
      row.assign(1, "");
    } else {
      row.back() += c;
    }
  }
  return rows;
}

TEST_CASE("costs as csv, to the letter", "[report][csv]") {
  CHECK(csv(sample_result(), View::costs) ==
        R"(category,item,workload,group,detail,quantity,unit,unitPrice,hourly,monthly,listUnitPrice
controlPlane,control-plane,,,,1,hour,0.1,0.1,73,0.1
fargate,fargate-vcpu,shop/Deployment/cart,,,0.75,vCPU-hour,0.04048,0.03036,22.1628,0.04048
fargate,fargate-memory,shop/Deployment/cart,,,1.5,GB-hour,0.004445,0.0066675,4.867275,0.004445
nodes,node,,general,,2,hour,0.096,0.192,140.16,0.096
nodes,node-root-volume,,general,,40,GB-month,0.08,0.004383562,3.20000026,0.08
network,application-load-balancer,,,Ingress shop/web,1,hour,0.0225,0.0225,16.425,0.0225
)");
}

TEST_CASE("other views as csv, to the letter", "[report][csv]") {
  CHECK(csv(sample_result(), View::groups) ==
        "name,workloads,pods,hourly,monthly\n"
        "db,1,1,0.060000001,43.80000073\n"
        "shop,1,3,0.0370275,27.030075\n"
        ",2,0,0,0\n");
  CHECK(csv(sample_result(), View::phases) ==
        "name,hoursPerWeek,hourly,nodeCount\n"
        "always on,168,0.355911062,2\n");
  CHECK(csv(sample_result(), View::nodes) ==
        "nodeSet,group,zone,count,workload,pods,daemonSet\n"
        "1,general,us-east-1a,1,db/StatefulSet/pg,1,false\n"
        "1,general,us-east-1a,1,kube-system/DaemonSet/aws-node,1,true\n"
        "2,general,us-east-1b,1,kube-system/DaemonSet/aws-node,1,true\n");
}

TEST_CASE("ignored findings have their reason in a column of its own", "[report][csv]") {
  const auto rows = parse_csv(csv(sample_result(), View::findings));
  REQUIRE(rows.size() == 4);
  CHECK(rows[0].back() == "ignored");
  CHECK(rows[1].back().empty());
  CHECK(rows[2].back() == "gone with the next release");
  CHECK(rows[3].at(11) == "0.00577");
}

TEST_CASE("every csv reads back cell by cell", "[report][csv]") {
  const auto result = hostile_result();
  for (const auto view : kViews) {
    CAPTURE(name(view));
    const auto expected = sheet(result, view);
    const auto rows = parse_csv(csv(result, view));
    REQUIRE(rows.size() == expected.rows.size() + 1);
    CHECK(rows.front() == expected.header);
    for (std::size_t r = 0; r < expected.rows.size(); ++r) {
      REQUIRE(rows[r + 1].size() == expected.header.size());
      for (std::size_t c = 0; c < expected.header.size(); ++c) {
        const auto& read = rows[r + 1][c];
        const auto& cell = expected.rows[r][c];
        if (base::is_utf8(cell.text)) {
          CHECK((read == cell.text || read == "'" + cell.text));
        }
        CHECK((cell.is_number || read.empty() ||
               std::string("=+-@\t\r").find(read.front()) == std::string::npos));
      }
    }
  }
}

TEST_CASE("texts that a spreadsheet would run get an apostrophe, numbers do not", "[report][csv]") {
  auto result = sample_result();
  result.costs.resize(1);
  const auto text = GENERATE(as<std::string>(), "=1+1", "+1", "-1", "@a", "\tx", "\rx");
  result.costs[0].detail = text;
  result.costs[0].cost.hourly = units::Money::from_nanos(-1);
  const auto cells = parse_csv(csv(result, View::costs)).at(1);
  CHECK(cells.at(4) == "'" + text);
  CHECK(cells.at(8) == "-0.000000001");
}

TEST_CASE("tsv has as many tabs in every line as in its header", "[report][tsv]") {
  for (const auto view : kViews) {
    CAPTURE(name(view));
    const auto text = tsv(hostile_result(), view);
    CHECK(base::is_utf8(text));
    CHECK(text.find('\r') == std::string::npos);
    const auto lines = base::split(text, '\n');
    REQUIRE(lines.size() == sheet(hostile_result(), view).rows.size() + 2);
    CHECK(lines.back().empty());
    const auto tabs = std::count(lines.front().begin(), lines.front().end(), '\t');
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
      CHECK(std::count(lines[i].begin(), lines[i].end(), '\t') == tabs);
    }
  }
  CHECK(tsv(hostile_result(), View::workloads).find("a\x1b[2Jb,\"c\" d\t") != std::string::npos);
}

TEST_CASE("views are known by their names", "[report]") {
  for (const auto view : kViews) {
    CHECK(*parse_view(name(view)) == view);
  }
  const auto wrong = parse_view("pods");
  REQUIRE_FALSE(wrong);
  CHECK(wrong.fault().message == "'pods' is not a view");
}

}  // namespace
}  // namespace eksplan::report
