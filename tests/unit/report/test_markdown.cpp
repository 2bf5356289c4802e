#include <algorithm>
#include <regex>

#include "sample_result.hpp"
#include <catch2/catch.hpp>

#include "eksplan/base/text.hpp"
#include "eksplan/report/markdown_page.hpp"
#include "eksplan/report/markdown_text.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::report {
namespace {

using Texts = std::vector<std::string>;

Result check_result() {
  auto result = sample_result();
  result.command = "check";
  result.summary.reset();
  result.allocation.reset();
  result.node_groups.clear();
  result.unpriced.clear();
  result.complete = true;
  for (auto& row : result.workloads) {
    row.placement.reset();
    row.cost.reset();
  }
  return result;
}

bool has(const std::string& text, const std::string& part) {
  return text.find(part) != std::string::npos;
}

TEST_CASE("a check as Markdown, to the letter", "[report][markdown]") {
  CHECK(markdown(check_result()) == R"(<!-- eksplan:check -->
### 1 of 3 workloads can run on Fargate; 2 cannot

Findings: 1 block, 1 cost, 1 ignored

#### Gates that failed

| Gate | Limit | Value |
| --- | ---: | ---: |
| max-monthly | 250 | 259.81507526 |

#### Findings

| Severity | Workload | Where | What, and how to mend it |
| --- | --- | --- | --- |
| block | <code>db/StatefulSet/pg</code> | <code>db.yaml:41</code> | claim template 'data' makes EBS volumes, which pods on Fargate cannot mount<br>AWS: <code>Pod not supported on Fargate: volumes not supported: data is of an unsupported volume Type</code><br>**Fix:** keep it on nodes, or move the data to EFS |

<details><summary>1 finding about cost or for information</summary>

| Severity | Workload | Where | What, and how to mend it |
| --- | --- | --- | --- |
| cost | <code>ml/Job/train</code> |  | finished pods cost money until they are gone<br>saves <span>$</span>4.21 a month |

</details>

<details><summary>4 workloads</summary>

| Workload | Pods | CPU | Memory | Fargate size |
| --- | ---: | ---: | ---: | --- |
| <code>db/StatefulSet/pg</code> | 1 | 1 | 4Gi | no: privileged, volume-ebs |
| <code>kube-system/DaemonSet/aws-node</code> | 2 | 50m | 0 | no: daemonset |
| <code>ml/Job/train</code> | 4 | 500 | 0 | no: pod-too-large |
| <code>shop/Deployment/cart</code> | 3 | 250m | 256Mi | 0.25 vCPU / 0.5 GB |

</details>

<details><summary>1 finding is ignored</summary>

| Severity | Workload | Where | What | Why it is ignored |
| --- | --- | --- | --- | --- |
| block | <code>db/StatefulSet/pg</code> | <code>db.yaml:52</code> | volume 'logs' is a hostPath | gone with the next release |

</details>

<details><summary>1 assumption</summary>

| Assumption |
| --- |
| no NAT gateway |

</details>
)");
}

TEST_CASE("an estimate as Markdown begins with the money", "[report][markdown]") {
  const auto text = markdown(sample_result());
  CHECK(text.substr(0, text.find("\n#### Findings")) == R"(<!-- eksplan:estimate -->
### These workloads cost <span>$</span>259.82 a month (<span>$</span>0.356 an hour) in us-east-1: 3 pods on Fargate, 1 on 2 nodes and 4 nowhere

At most 3.4 % above the cheapest plan possible for these pods

Incomplete: this leaves out 4 pods that fit nowhere and 1 thing without a known price or amount

Findings: 1 block, 1 cost, 1 ignored

#### Gates that failed

| Gate | Limit | Value |
| --- | ---: | ---: |
| max-monthly | 250 | 259.81507526 |

#### Cost

|  | $/hour | $/month |
| --- | ---: | ---: |
| Control plane | 0.1000 | 73.00 |
| Fargate | 0.0370 | 27.03 |
| Nodes | 0.1964 | 143.36 |
| Storage | 0.0000 | 0.00 |
| Network | 0.0225 | 16.43 |
| **Total** | 0.3559 | 259.82 |

#### Node groups

| Group | Nodes | Type | Zones | CPU | Memory | Pods | $/month |
| --- | ---: | --- | --- | ---: | ---: | ---: | ---: |
| <code>general</code> | 2 | <code>m6i.large</code> | us-east-1a/b | 27 % | 29 % | 3 | 143.36 |
)");
  CHECK(has(text,
            "| <code>shop/Deployment/cart</code> | 3 | 250m | 256Mi | Fargate | cheaper | "
            "27.03 |\n"));
  CHECK(has(text, "<summary>1 thing has no known price or amount and is in no total</summary>"));
}

TEST_CASE("what there is nothing of has no section", "[report][markdown]") {
  auto result = check_result();
  result.findings.clear();
  result.finding_counts = {};
  result.ignored_findings = 0;
  result.gates[0].failed = false;
  result.assumptions.clear();
  result.workloads.clear();
  CHECK(markdown(result) == "<!-- eksplan:check -->\n### No workloads\n\nNo findings\n");
}

TEST_CASE("text in Markdown comes out as it was", "[report][markdown]") {
  struct Row {
    std::string text;
    std::string written;
  };

  const auto row = GENERATE(values<Row>({{"a|b", "a&#124;b"},
                                         {"`code`", "\\`code\\`"},
                                         {"a\nb\r\tc", "a b  c"},
                                         {"<b>&amp;", "&lt;b&gt;&amp;amp;"},
                                         {"[a](b)", "\\[a\\](b)"},
                                         {"*a* _b_ ~c~", "\\*a\\* \\_b\\_ \\~c\\~"},
                                         {"\\|", "\\\\&#124;"},
                                         {"@user", "@&#8203;user"},
                                         {"org/repo#1", "org/repo#&#8203;1"},
                                         {"GH-1 high-1", "GH-&#8203;1 high-1"},
                                         {"https://a.example", "https:&#8203;//a.example"},
                                         {"WWW.a.example", "WWW.&#8203;a.example"},
                                         {"$x$", "<span>$</span>x<span>$</span>"},
                                         {"\x1b[2J", "\\\\x1b\\[2J"},
                                         {"\xff", "\\\\xff"}}));
  CHECK(markdown_escaped(row.text) == row.written);
}

TEST_CASE("what nobody reads to the end is cut between characters", "[report][markdown]") {
  std::string text;
  for (int i = 0; i < 1000; ++i) {
    text += "ß";
  }
  const auto cut = markdown_escaped("a" + text);
  CHECK(cut.size() < 1'010);
  CHECK(base::is_utf8(cut));
  CHECK(cut.ends_with("ß…"));
}

// Cells of a row, counted as GitHub does: bars behind a backslash are none.
std::size_t cells_of(const std::string& line) {
  std::size_t bars = 0;
  for (std::size_t i = 0; i < line.size(); ++i) {
    i += line[i] == '\\' ? 1U : 0U;
    bars += i < line.size() && line[i] == '|' ? 1U : 0U;
  }
  return bars;
}

TEST_CASE("hostile names leave tables and the page in one piece", "[report][markdown]") {
  const auto text = markdown(hostile_result());
  CHECK(base::is_utf8(text));
  CHECK(std::none_of(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f;
  }));
  std::size_t columns = 0;
  for (const auto part : base::split(text, '\n')) {
    const std::string line(part);
    CAPTURE(line);
    columns = line.starts_with('|') ? columns == 0 ? cells_of(line) : columns : 0;
    CHECK((columns == 0 || cells_of(line) == columns));
    CHECK((columns == 0 || line.ends_with(" |")));
  }
  const std::regex own("</?(code|details|summary|span)>|<br>|<!-- eksplan:estimate -->|&#124;");
  const auto rest = std::regex_replace(text, own, "");
  CHECK_FALSE(has(rest, "<"));
  CHECK_FALSE(std::regex_search(rest, std::regex("(^|[^&])[@#][A-Za-z0-9]")));
  CHECK_FALSE(std::regex_search(rest, std::regex("(^|[^\\\\])\\]\\(")));
  CHECK_FALSE(has(rest, "://"));
  CHECK_FALSE(has(rest, "www.e"));
  const auto count = [&](const std::string& tag) {
    const std::regex pattern(tag);
    return std::distance(std::sregex_iterator(text.begin(), text.end(), pattern), {});
  };
  CHECK(count("<details>") == count("</details>"));
  CHECK(count("<code>") == count("</code>"));
}

TEST_CASE("a comment never gets too long, and says how much is missing", "[report][markdown]") {
  auto result = check_result();
  const auto row = result.findings[0];
  result.findings.insert(result.findings.begin(), 999, row);
  const auto workload = result.workloads[0];
  result.workloads.insert(result.workloads.begin(), 2'000, workload);
  const auto text = markdown(result);
  CHECK(text.size() <= 65'000);
  CHECK(text.size() > 64'000);
  CHECK(text.ends_with("</details>\n"));
  std::int64_t rows = 0;
  for (const auto line : base::split(text, '\n')) {
    rows +=
        line.starts_with("| block | <code>db/StatefulSet/pg</code> | <code>db.yaml:41<") ? 1 : 0;
    CHECK((line.empty() || !line.starts_with('|') || line.ends_with('|')));
  }
  std::smatch note;
  REQUIRE(std::regex_search(text, note, std::regex("\\n\\n([0-9]+) rows left out\\n")));
  CHECK(std::stoll(note[1]) + rows == 1'000);
}

TEST_CASE("sections share the room, and earlier ones take first what is left of it",
          "[report][markdown]") {
  const std::vector<MarkdownSection> sections{
      {.head = "a\n", .rows = {"11\n", "22\n"}, .tail = "\n"}, {.head = "b\n", .rows = {"33\n"}}};
  CHECK(markdown_page(sections, 1'000) == "a\n11\n22\n\nb\n33\n");
  // Heads, tail and both notes take 38 bytes.
  CHECK(markdown_page(sections, 43) == "a\n11\n\n1 row left out\n\nb\n\n1 row left out\n");
  CHECK(markdown_page(sections, 44) == "a\n11\n\n1 row left out\n\nb\n33\n");
  CHECK(markdown_page(sections, 47) == "a\n11\n22\n\nb\n33\n");
  CHECK(markdown_page(sections, 0) == "a\n\n2 rows left out\n\nb\n\n1 row left out\n");
}

}  // namespace
}  // namespace eksplan::report
