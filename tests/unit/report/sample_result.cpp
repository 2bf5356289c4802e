#include "sample_result.hpp"

#include <string>

namespace eksplan::report {
namespace {

Amount amount(std::int64_t nanos) {
  return {money(nanos), money(nanos) * 730};
}

WorkloadRow cart() {
  WorkloadRow row;
  row.id = {"shop", "Deployment", "cart"};
  row.file = "shop.yaml";
  row.line = 12;
  row.min_replicas = 2;
  row.pods = 3;
  row.max_replicas = 10;
  row.requests.cpu = units::MilliCpu::from_millis(250);
  row.requests.memory = units::Bytes::mib(256);
  row.fargate = {
      .eligible = true,
      .size = model::FargateSize{units::MilliCpu::from_millis(250), units::Bytes::mib(512)},
      .size_current = {},
      .hourly_per_pod = money(12'342'500),
      .blocked_by = {}};
  row.placement = PlacementRow{.target = "fargate",
                               .group = {},
                               .reason = "cheaper",
                               .unplaced_pods = 0,
                               .nearest_miss = {}};
  row.fargate_profile = "shop-pods";
  row.cost = amount(37'027'500);
  return row;
}

WorkloadRow database() {
  WorkloadRow row;
  row.id = {"db", "StatefulSet", "pg"};
  row.file = "db.yaml";
  row.line = 3;
  row.min_replicas = row.pods = row.max_replicas = 1;
  row.requests.cpu = units::MilliCpu::from_millis(1000);
  row.requests.memory = units::Bytes::gib(4);
  row.requests.extended["nvidia.com/gpu"] = 1;
  row.fargate.blocked_by = {"fargate-privileged", "fargate-volume-ebs"};
  row.fargate.size_current =
      model::FargateSize{units::MilliCpu::from_millis(8000), units::Bytes::gib(40)};
  row.placement = PlacementRow{.target = "nodes",
                               .group = "general",
                               .reason = "blocked",
                               .unplaced_pods = 0,
                               .nearest_miss = {}};
  row.cost = amount(60'000'001);
  return row;
}

WorkloadRow daemon() {
  WorkloadRow row;
  row.id = {"kube-system", "DaemonSet", "aws-node"};
  row.added = true;
  row.min_replicas = row.pods = row.max_replicas = 2;
  row.requests.cpu = units::MilliCpu::from_millis(50);
  row.fargate.blocked_by = {"fargate-daemonset"};
  row.placement = PlacementRow{.target = "daemonset",
                               .group = {},
                               .reason = "daemonset",
                               .unplaced_pods = 0,
                               .nearest_miss = {}};
  row.cost = amount(0);
  row.overhead_hourly = money(2'500'000);
  return row;
}

WorkloadRow too_large() {
  WorkloadRow row;
  row.id = {"ml", "Job", "train"};
  row.file = "ml.yaml";
  row.line = 1;
  row.min_replicas = row.pods = row.max_replicas = 4;
  row.requests.cpu = units::MilliCpu::from_millis(500'000);
  row.fargate.blocked_by = {"fargate-pod-too-large"};
  row.placement =
      PlacementRow{.target = "unplaced",
                   .group = {},
                   .reason = "does-not-fit",
                   .unplaced_pods = 4,
                   .nearest_miss = "m6i.32xlarge has 127610m CPU for pods, 500 are asked for"};
  row.cost = amount(0);
  return row;
}

NodeGroupRow general() {
  NodeGroupRow row;
  row.name = "general";
  row.instance_type = "m6i.large";
  row.purchase = "on-demand";
  row.count = row.min_count = row.max_count = 2;
  row.zones = {"us-east-1a", "us-east-1b"};
  row.labels = {{"team", "db"}};
  row.taints = {{"dedicated", "db", model::TaintEffect::no_schedule}};
  row.hourly_per_node = money(96'000'000);
  row.cost = amount(192'000'000);
  row.allocatable.cpu = units::MilliCpu::from_millis(1930);
  row.allocatable.memory = units::Bytes::from_count(7'483'686'912);
  row.allocatable.pods = 29;
  row.cpu_utilization = units::Decimal::from_billionths(272'000'000);
  row.memory_utilization = units::Decimal::from_billionths(287'000'000);
  return row;
}

CostRow line(std::string category, std::string item, units::Decimal quantity, std::string unit,
             std::int64_t price) {
  CostRow row;
  row.category = std::move(category);
  row.item = std::move(item);
  row.quantity = quantity;
  row.unit = std::move(unit);
  row.unit_price = money(price);
  return row;
}

std::vector<CostRow> costs() {
  auto control_plane =
      line("controlPlane", "control-plane", units::Decimal::whole(1), "hour", 100'000'000);
  control_plane.cost = amount(100'000'000);
  auto cpu = line("fargate", "fargate-vcpu", units::Decimal::from_billionths(750'000'000),
                  "vCPU-hour", 40'480'000);
  cpu.workload = "shop/Deployment/cart";
  cpu.cost = amount(30'360'000);
  auto memory = line("fargate", "fargate-memory", units::Decimal::from_billionths(1'500'000'000),
                     "GB-hour", 4'445'000);
  memory.workload = "shop/Deployment/cart";
  memory.cost = amount(6'667'500);
  auto node = line("nodes", "node", units::Decimal::whole(2), "hour", 96'000'000);
  node.group = "general";
  node.cost = amount(192'000'000);
  auto root = line("nodes", "node-root-volume", units::Decimal::whole(40), "GB-month", 80'000'000);
  root.group = "general";
  root.cost = amount(4'383'562);
  auto balancer =
      line("network", "application-load-balancer", units::Decimal::whole(1), "hour", 22'500'000);
  balancer.detail = "Ingress shop/web";
  balancer.cost = amount(22'500'000);
  return {control_plane, cpu, memory, node, root, balancer};
}

Summary summary() {
  Summary summary;
  summary.total = amount(355'911'062);
  summary.peak_hourly = summary.packed_hourly = money(355'911'062);
  summary.lower_bound_hourly = money(344'300'000);
  summary.gap = summary.packed_gap = units::Decimal::from_billionths(33'724'000);
  summary.bound = "fluid";
  summary.by_category = {{"controlPlane", money(100'000'000)},
                         {"fargate", money(37'027'500)},
                         {"nodes", money(196'383'562)},
                         {"storage", money(0)},
                         {"network", money(22'500'000)}};
  summary.pods_on_fargate = 3;
  summary.pods_on_nodes = 1;
  summary.daemon_pods = 2;
  summary.unplaced_pods = 4;
  summary.node_count = 2;
  return summary;
}

std::vector<FindingRow> findings() {
  FindingRow block;
  block.rule = "fargate-volume-ebs";
  block.severity = model::FindingSeverity::block;
  block.basis = "documented";
  block.object = {"db", "StatefulSet", "pg"};
  block.file = "db.yaml";
  block.line = 41;
  block.column = 11;
  block.path = "spec.volumeClaimTemplates[0]";
  block.message = "claim template 'data' makes EBS volumes, which pods on Fargate cannot mount";
  block.aws_message =
      "Pod not supported on Fargate: volumes not supported: data is of an unsupported volume Type";
  block.fix = "keep it on nodes, or move the data to EFS";
  FindingRow ignored;
  ignored.rule = "fargate-volume-hostpath";
  ignored.severity = model::FindingSeverity::block;
  ignored.basis = "documented";
  ignored.object = {"db", "StatefulSet", "pg"};
  ignored.file = "db.yaml";
  ignored.line = 52;
  ignored.column = 9;
  ignored.path = "spec.template.spec.volumes[0]";
  ignored.message = "volume 'logs' is a hostPath";
  ignored.fix = "use an emptyDir volume";
  ignored.ignored = model::IgnoreNote{.reason = "gone with the next release", .in_source = true};
  FindingRow saving;
  saving.rule = "fargate-job-ttl";
  saving.severity = model::FindingSeverity::cost;
  saving.basis = "inferred";
  saving.object = {"ml", "Job", "train"};
  saving.message = "finished pods cost money until they are gone";
  saving.saving_hourly = money(5'770'000);
  return {block, ignored, saving};
}

}  // namespace

units::Money money(std::int64_t nanos) {
  return units::Money::from_nanos(nanos);
}

Result sample_result() {
  Result result;
  result.version = "0.1.0";
  result.command = "estimate";
  result.context = {.region = "us-east-1",
                    .month_hours = 730,
                    .limits_profile = "standard",
                    .placement = "cheapest",
                    .size_by = "requests",
                    .replicas = "spec",
                    .purchase = "on-demand",
                    .group_by = "namespace",
                    .prices = PriceSetRow{"builtin", "2026-05-18", std::string(64, 'a')}};
  result.summary = summary();
  result.allocation =
      Allocation{money(97'027'501), money(120'000'000), money(16'383'561), money(122'500'000)};
  result.finding_counts = {1, 0, 1, 0};
  result.ignored_findings = 1;
  result.workloads = {database(), daemon(), too_large(), cart()};
  result.node_groups = {general()};
  result.nodes = {{"general",
                   "us-east-1a",
                   1,
                   {{"db/StatefulSet/pg", 1}},
                   {{"kube-system/DaemonSet/aws-node", 1}}},
                  {"general", "us-east-1b", 1, {}, {{"kube-system/DaemonSet/aws-node", 1}}}};
  result.costs = costs();
  result.groups = {
      {"db", 1, 1, amount(60'000'001)}, {"shop", 1, 3, amount(37'027'500)}, {{}, 2, 0, amount(0)}};
  result.findings = findings();
  result.phases = {{"always on", units::Decimal::whole(168), money(355'911'062), 2}};
  result.gates = {{"max-monthly", units::Decimal::whole(250),
                   units::Decimal::from_billionths(259'815'075'260), true},
                  {"fail-on", std::string("block"), std::string("none"), false}};
  result.assumptions = {{"nat-gateways", "no NAT gateway"}};
  result.skipped = {{"ConfigMap", 12}, {"Role", 1}};
  result.unpriced = {{"efs-standard-storage",
                      "EFS is billed by what is stored; the request says nothing of it",
                      "PersistentVolumeClaim shop/media"}};
  result.complete = false;
  return result;
}

Result hostile_result() {
  auto result = sample_result();
  auto& formula = result.workloads[0];
  formula.id = {"=cmd|' /C calc'!A0", "Deploy\nment", "a\x1b[2Jb,\"c\"\td"};
  formula.file = "-dir/\x9b.yaml";
  formula.placement->group = "@group";
  result.workloads[3].id.name = std::string(120, 'x') + "-tail";
  result.workloads[2].id = {"商店", "Job", "購物車-購物車-購物車-購物車"};
  result.findings[0].message = "line one\nline two \xe2\x80\xae reversed";
  result.findings[0].fix = "+1";
  result.findings[0].file = "dir with/\"><b>\x9b|`.yaml";
  result.findings[0].path = "spec[\"a\\|b\"]\x1b[31m";
  result.findings[0].aws_message = "</code></td> @everyone #1 [a](http://b.example) {0}";
  result.findings[1].object = {"]]>", "<failure/>", "&amp;\"'\x01\xEF\xBF\xBF"};
  result.findings[1].ignored->reason = "-->\n</details>\n<script>alert(1)</script>";
  result.findings[2].message = "| --- | www.evil.example\r\n# heading $x$";
  result.node_groups[0].name = "general";
  result.skipped[0].kind = "\x1b]0;title\x07";
  return result;
}

Commitments sample_commitments() {
  const auto saving = [](std::int64_t nanos) {
    return saved::Saving{money(nanos), money(nanos) * 730};
  };
  Commitments commitments;
  commitments.savings_plans = {
      {.term = "1yr",
       .payment = "no-upfront",
       .commitment = money(29'620'000),
       .eligible = money(37'027'500),
       .saving = saving(7'407'500),
       .curve = {{money(0), money(37'027'500)}, {money(29'620'000), money(29'620'000)}},
       .rates = {{"fargate", units::Decimal::from_billionths(200'000'000), "AWS", "2026-07"}},
       .without_rate = {"m6i.large"}},
      {.term = "3yr",
       .payment = {},
       .commitment = {},
       .eligible = money(37'027'500),
       .saving = {},
       .curve = {{money(0), money(37'027'500)}},
       .rates = {{"fargate", units::Decimal{}, "given by --savings-rates", {}}},
       .without_rate = {}}};
  commitments.reserved = {{.group = "general",
                           .instance_type = "m6i.large",
                           .term = "3yr",
                           .count = 1,
                           .of = 2,
                           .hourly_per_node = money(40'000'000),
                           .saving = saving(56'000'000)}};
  return commitments;
}

}  // namespace eksplan::report
