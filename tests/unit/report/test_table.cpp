#include <algorithm>

#include "sample_result.hpp"
#include <catch2/catch.hpp>

#include "eksplan/base/text.hpp"
#include "eksplan/report/finding_words.hpp"
#include "eksplan/report/table_words.hpp"
#include "eksplan/report/write.hpp"

namespace eksplan::report {
namespace {

Result checked_sample() {
  auto result = sample_result();
  result.summary.reset();
  result.allocation.reset();
  for (auto& workload : result.workloads) {
    workload.placement.reset();
    workload.cost.reset();
  }
  result.unpriced.clear();
  result.complete = true;
  return result;
}

TEST_CASE("the table of a small result, to the letter", "[report][table]") {
  CHECK(table(sample_result(), {}) ==
        R"($259.82 a month ($0.356 an hour) in us-east-1: 3 pods on Fargate, 1 on 2 nodes
and 4 nowhere
At most 3.4 % above the cheapest plan possible for these pods
Incomplete: this leaves out 4 pods that fit nowhere and 1 thing without a known
price or amount

4 pods fit nowhere
  ml/Job/train, 4 of 4 pods: m6i.32xlarge has 127610m CPU for pods, 500 are
  asked for

Workload            Pods   CPU  Memory  Runs on     Why                  $/month
────────────────────────────────────────────────────────────────────────────────
db/pg                  1     1     4Gi  general     privileged, volume…    43.80
kube-syst…s-node *     2   50m       0  every node  DaemonSet                  –
ml/train               4   500       0  nowhere     fits nowhere            0.00
shop/cart              3  250m   256Mi  Fargate     cheaper                27.03
* not in the input: an add-on that EKS clusters run

Node group  Nodes  Type       Zones          CPU  Memory  Pods  $/month
───────────────────────────────────────────────────────────────────────
general         2  m6i.large  us-east-1a/b  27 %    29 %     3   143.36

Where the money goes                           Share  $/month
─────────────────────────────────────────────────────────────
workloads                                       27 %    70.83
room on nodes that no pod asks for              34 %    87.60
DaemonSets and what nodes keep for themselves    5 %    11.96
control plane, network and shared volumes       34 %    89.43
─────────────────────────────────────────────────────────────
Total                                                  259.82

What is billed              Quantity  Price                   $/month
─────────────────────────────────────────────────────────────────────
EKS control plane                  1  $0.10 per hour            73.00
Fargate CPU                     0.75  $0.04048 per vCPU-hour    22.16
Fargate memory                   1.5  $0.004445 per GB-hour      4.87
nodes of general                   2  $0.096 per hour          140.16
root volumes of general           40  $0.08 per GB-month         3.20
Application Load Balancers         1  $0.0225 per hour          16.43
─────────────────────────────────────────────────────────────────────
Total                                                          259.82

Namespace  Workloads  Pods  $/hour  $/month
───────────────────────────────────────────
db                 1     1  0.0600    43.80
shop               1     3  0.0370    27.03
(none)             2     0  0.0000     0.00

Findings: 1 block, 1 cost, 1 ignored
block  db/StatefulSet/pg: claim template 'data' makes EBS volumes, which pods on
       Fargate cannot mount [fargate-volume-ebs]
       db.yaml:41, spec.volumeClaimTemplates[0]
       AWS: Pod not supported on Fargate: volumes not supported: data is of an
       unsupported volume Type
       fix: keep it on nodes, or move the data to EFS
cost   ml/Job/train: finished pods cost money until they are gone
       [fargate-job-ttl]
       saves $4.21 a month
block  db/StatefulSet/pg: volume 'logs' is a hostPath [fargate-volume-hostpath]
       db.yaml:52, spec.template.spec.volumes[0]
       ignored: gone with the next release

Gates
failed  max-monthly: 259.81507526 against a limit of 250
passed  fail-on block: none

Not in the total, because no price or amount is known
  PersistentVolumeClaim shop/media (efs-standard-storage): EFS is billed by what
  is stored; the request says nothing of it

Assumptions
- no NAT gateway

Objects that run no pods: 12 ConfigMap and 1 Role
)");
}

TEST_CASE("a wide table has more columns and cuts nothing", "[report][table]") {
  const auto text = table(sample_result(),
                          {.width = 120, .ascii = true, .color = false, .view = View::workloads});
  CHECK(
      text ==
      R"(Workload                Kind         Pods   CPU  Memory  Runs on     Fargate size        Why                     $/month
------------------------------------------------------------------------------------------------------------------------
db/pg                   StatefulSet     1     1     4Gi  general                         privileged, volume-ebs    43.80
kube-system/aws-node *  DaemonSet       2   50m       0  every node                      DaemonSet                     -
ml/train                Job             4   500       0  nowhere                         fits nowhere               0.00
shop/cart               Deployment      3  250m   256Mi  Fargate     0.25 vCPU / 0.5 GB  cheaper                   27.03
* not in the input: an add-on that EKS clusters run
)");
}

TEST_CASE("findings without a plan have a table of their own", "[report][table]") {
  const auto text = table(checked_sample(), {});
  CHECK(text.substr(0, text.find("* not in")) ==
        R"(1 of 3 workloads can run on Fargate; 2 cannot
Findings: 1 block, 1 cost, 1 ignored
Limits profile: standard

Workload                Pods   CPU  Memory  Fargate size               Profile
────────────────────────────────────────────────────────────────────────────────
db/pg                      1     1     4Gi  no: privileged, volume-e…
kube-system/aws-node *     2   50m       0  no: daemonset
ml/train                   4   500       0  no: pod-too-large
shop/cart                  3  250m   256Mi  0.25 vCPU / 0.5 GB         shop-pods
)");
}

TEST_CASE("a wide check names the profiles, where they are known", "[report][table]") {
  auto result = checked_sample();
  CHECK(table(result, {.width = 120}).find("  Profile\n") != std::string::npos);
  CHECK(table(result, {.width = 120}).find("  shop-pods\n") != std::string::npos);
  result.workloads.back().fargate_profile.clear();
  CHECK(table(result, {.width = 120}).find("Profile") == std::string::npos);
}

TEST_CASE("a check leaves no finding out", "[report][table]") {
  auto result = checked_sample();
  result.findings.insert(result.findings.end(), 60, result.findings.back());
  const auto cheap = result.workloads.back();
  result.workloads.insert(result.workloads.begin(), 60, cheap);
  const auto text = table(result, {});
  CHECK(text.find("--view findings") == std::string::npos);
  // Of a long list of workloads, those that cannot run on Fargate are kept.
  CHECK(text.find("… 14 more: --view workloads\n") != std::string::npos);
  CHECK(text.find("ml/train ") != std::string::npos);
}

TEST_CASE("the headline of a check counts the user's workloads", "[report][table]") {
  auto result = checked_sample();
  result.workloads.erase(result.workloads.begin(), result.workloads.begin() + 2);
  CHECK(headline(result) == "1 of 2 workloads can run on Fargate; 1 cannot");
  result.workloads[0].fargate.eligible = true;
  CHECK(headline(result) == "all 2 workloads can run on Fargate");
  result.workloads[0].fargate.eligible = result.workloads[1].fargate.eligible = false;
  CHECK(headline(result) == "none of 2 workloads can run on Fargate; 2 cannot");
  result.workloads.pop_back();
  CHECK(headline(result) == "the workload cannot run on Fargate");
  result.workloads.clear();
  CHECK(headline(result) == "no workloads");
}

TEST_CASE("ignored findings are dim and come last", "[report][table]") {
  const auto text = table(sample_result(), {.color = true});
  const auto active = text.find("\x1b[36mcost\x1b[0m");
  const auto ignored = text.find("\x1b[2mblock\x1b[0m  \x1b[2mdb/StatefulSet/pg: volume");
  REQUIRE(ignored != std::string::npos);
  CHECK(active < ignored);
  CHECK(text.find("\x1b[2mignored: gone with the next release\x1b[0m\n") != std::string::npos);
}

TEST_CASE("savings too small to print still save", "[report][table]") {
  auto row = sample_result().findings[2];
  CHECK(saving_text(row, 730) == "saves $4.21 a month");
  row.fix = "ask for less: -$4.21 a month";
  CHECK(saving_text(row, 730).empty());
  row.fix.clear();
  row.saving_hourly = units::Money::from_nanos(1'000);
  CHECK(saving_text(row, 730) == "saves less than $0.01 a month");
  row.saving_hourly = units::Money{};
  CHECK(saving_text(row, 730).empty());
  row.saving_hourly.reset();
  CHECK(saving_text(row, 730).empty());
}

TEST_CASE("nodes are shown with what runs on each", "[report][table]") {
  TableStyle style;
  style.view = View::nodes;
  CHECK(table(sample_result(), style) ==
        R"(Node group  Nodes  Type       Zones          CPU  Memory  Pods  $/month
───────────────────────────────────────────────────────────────────────
general         2  m6i.large  us-east-1a/b  27 %    29 %     3   143.36

1 node of general in us-east-1a
    1 × db/StatefulSet/pg
    1 × kube-system/DaemonSet/aws-node

1 node of general in us-east-1b
    1 × kube-system/DaemonSet/aws-node
)");
}

bool is_control(char c) {
  return (static_cast<unsigned char>(c) < 0x20 && c != '\n') || c == 0x7f;
}

struct Style {
  std::size_t width = 80;
  bool ascii = false;
};

TEST_CASE("no table is wider than its page or lets anything through that moves the cursor",
          "[report][table]") {
  const auto style = GENERATE(values<Style>({{80, false}, {80, true}, {100, false}, {200, true}}));
  const auto view = GENERATE(as<std::optional<View>>(), std::nullopt, View::workloads, View::costs,
                             View::groups, View::nodes, View::findings, View::phases);
  CAPTURE(style.width, style.ascii, view ? name(*view) : "all");
  const auto text = table(
      hostile_result(), {.width = style.width, .ascii = style.ascii, .color = false, .view = view});
  CHECK(std::none_of(text.begin(), text.end(), is_control));
  CHECK(base::is_utf8(text));
  CHECK((!style.ascii || std::all_of(text.begin(), text.end(),
                                     [](char c) { return static_cast<unsigned char>(c) < 0x80; })));
  for (const auto line : base::split(text, '\n')) {
    CHECK(base::display_width(line) <= style.width);
    CHECK((line.empty() || line.back() != ' '));
  }
}

TEST_CASE("colours change nothing but colours", "[report][table]") {
  auto text = table(sample_result(), {.width = 80, .ascii = false, .color = true, .view = {}});
  CHECK(text.find("\x1b[31mblock\x1b[0m") != std::string::npos);
  for (auto at = text.find('\x1b'); at != std::string::npos; at = text.find('\x1b')) {
    text.erase(at, text.find('m', at) - at + 1);
  }
  CHECK(text == table(sample_result(), {}));
}

TEST_CASE("long lists are cut to what matters most, views are whole", "[report][table]") {
  auto result = sample_result();
  const auto cheap = result.workloads.back();
  for (int i = 0; i < 60; ++i) {
    result.workloads.insert(result.workloads.begin(), cheap);
    result.findings.push_back(result.findings.back());
  }
  const auto text = table(result, {});
  CHECK(text.find("… 14 more: --view workloads\n") != std::string::npos);
  CHECK(text.find("… 53 more: --view findings\n") != std::string::npos);
  CHECK(text.find("db/pg ") != std::string::npos);
  TableStyle style;
  style.view = View::workloads;
  const auto view = table(result, style);
  CHECK(view.find("more: --view") == std::string::npos);
  CHECK(std::count(view.begin(), view.end(), '\n') == 64 + 3);
}

TEST_CASE("the headline counts pods where they run", "[report][table]") {
  auto result = sample_result();
  auto& summary = *result.summary;
  summary.unplaced_pods = 0;
  CHECK(headline(result) ==
        "$259.82 a month ($0.356 an hour) in us-east-1: 3 pods on Fargate and 1 on 2 nodes");
  summary.pods_on_fargate = 0;
  summary.pods_on_nodes = 1'234;
  summary.node_count = 1;
  CHECK(headline(result) == "$259.82 a month ($0.356 an hour) in us-east-1: 1,234 pods on 1 node");
  summary.pods_on_nodes = summary.node_count = 0;
  summary.total = {};
  CHECK(headline(result) == "$0.00 a month ($0.000 an hour) in us-east-1: no pods");
}

TEST_CASE("the proof never promises too much", "[report][table]") {
  auto summary = *sample_result().summary;
  const auto with = [&](std::int64_t hourly, std::int64_t bound) {
    summary.total.hourly = units::Money::from_nanos(hourly);
    summary.packed_hourly = summary.total.hourly;
    summary.lower_bound_hourly = units::Money::from_nanos(bound);
    return proof(summary);
  };
  CHECK(with(1'034'000'000, 1'000'000'000) ==
        "at most 3.4 % above the cheapest plan possible for these pods");
  CHECK(with(1'034'000'001, 1'000'000'000) ==
        "at most 3.5 % above the cheapest plan possible for these pods");
  CHECK(with(1'000'000'001, 1'000'000'000) ==
        "at most 0.1 % above the cheapest plan possible for these pods");
  CHECK(with(1'000'000'000, 1'000'000'000) == "proven: no plan for these pods costs less");
  summary.total.hourly = units::Money::from_nanos(1'250'000'000);
  CHECK(proof(summary) ==
        "packed tight it would be $1.000 an hour, and no plan costs less; 25 % on top is room for "
        "the scheduler");
  summary.packed_hourly = units::Money::from_nanos(1'010'000'000);
  CHECK(proof(summary) ==
        "packed tight it would be $1.010 an hour, at most 1 % above the cheapest plan possible; "
        "23.8 % on top is room for the scheduler");
  summary.gap.reset();
  CHECK(with(1'000'000'000, 0).empty());
}

TEST_CASE("money is rounded to cents, but what costs something never costs nothing",
          "[report][table]") {
  CHECK(dollars(units::Money::from_nanos(1'234'567'895'000'000)) == "1,234,567.90");
  CHECK(dollars(units::Money::from_nanos(9'999'999)) == "<0.01");
  CHECK(dollars(units::Money{}) == "0.00");
  CHECK(hourly_dollars(units::Money::from_nanos(12'342'500)) == "$0.01234");
  CHECK(hourly_dollars(units::Money::from_nanos(42)) == "$0.000000042");
  CHECK(exact_dollars(units::Money::from_nanos(40'480'000)) == "$0.04048");
  CHECK(exact_dollars(units::Money::from_nanos(100'000'000)) == "$0.10");
}

TEST_CASE("zones of one region are named in short", "[report][table]") {
  CHECK(zones_text({}).empty());
  CHECK(zones_text({"us-east-1a"}) == "us-east-1a");
  CHECK(zones_text({"us-east-1a", "us-east-1b", "us-east-1c"}) == "us-east-1a/b/c");
  CHECK(zones_text({"us-east-1a", "us-west-2b"}) == "us-east-1a, us-west-2b");
}

TEST_CASE("a table tells what saves, and what a savings plan leaves out", "[report][table]") {
  auto result = sample_result();
  result.commitments = sample_commitments();
  const auto text = table(result, {.width = 80, .ascii = true, .view = View::commitments});
  CHECK(text ==
        "What to commit to with a Compute Savings Plan\n"
        "- 1 year, no upfront: $0.02962 an hour saves $5.41 of $27.03 a month\n"
        "\n"
        "Nodes to reserve  Type       Of  1 year  saves $/month  3 years  saves $/month\n"
        "------------------------------------------------------------------------------\n"
        "general           m6i.large   2       -              -        1          40.88\n"
        "No savings rate for 1 year is known here of m6i.large, which such a plan covers\n"
        "too; --savings-rates gives one\n");
  result.commitments = {};
  CHECK(table(result, {.view = View::commitments}).empty());
}

TEST_CASE("a workload of a saved result that lacks its placement is shown without",
          "[report][table]") {
  auto result = sample_result();
  REQUIRE(result.workloads.front().cost);
  result.workloads.front().placement.reset();
  const auto text = table(result, {});
  CHECK(text.find(result.workloads.front().id.name) != std::string::npos);
}

}  // namespace
}  // namespace eksplan::report
