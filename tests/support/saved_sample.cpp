#include "support/saved_sample.hpp"

#include <stdexcept>

namespace eksplan::support {
namespace {

constexpr std::string_view kSample = R"json({
  "schemaVersion": 1,
  "tool": {"name": "eksplan", "version": "0.1.0", "command": "estimate"},
  "context": {"region": "us-east-1", "currency": "USD", "monthHours": 730, "limitsProfile": "standard",
    "placement": "cheapest", "headroom": "0", "effort": "normal", "sizeBy": "requests", "replicas": "spec",
    "purchase": "on-demand", "groupBy": "namespace",
    "prices": {"name": "builtin", "effectiveDate": "2026-07-20", "sha256": "00"}},
  "summary": {
    "hourly": 0.353726062, "monthly": 258.22002526, "peakHourly": 0.353726062, "packedHourly": 0.353726062,
    "lowerBoundHourly": 0.34138356, "gap": 0.036154, "packedGap": 0.036154, "bound": "column-generation",
    "byCategory": {"controlPlane": 0.1, "fargate": 0.0123425, "nodes": 0.196383562, "storage": 0, "network": 0.045},
    "pods": {"fargate": 1, "nodes": 4, "daemonset": 2, "unplaced": 0},
    "nodeCount": 2,
    "findings": {"block": 1, "warn": 0, "cost": 0, "note": 0, "ignored": 1}},
  "workloads": [
    {"id": "kube-system/DaemonSet/agent", "namespace": "kube-system", "kind": "DaemonSet", "name": "agent", "added": true,
      "replicas": {"min": 2, "expected": 2, "max": 2},
      "requests": {"cpuMillicores": 100, "memoryBytes": 67108864, "ephemeralBytes": 0},
      "fargate": {"eligible": false, "vcpu": 0.25, "memoryGib": 0.5, "hourlyPerPod": 0.0123425,
        "blockedBy": ["fargate-daemonset"]},
      "placement": {"target": "daemonset", "reason": "daemonset"},
      "hourly": 0, "monthly": 0, "overheadHourly": 0.007269967},
    {"id": "shop/Deployment/tiny", "namespace": "shop", "kind": "Deployment", "name": "tiny", "file": "shop.yaml", "line": 3,
      "replicas": {"min": 1, "expected": 1, "max": 3},
      "requests": {"cpuMillicores": 100, "memoryBytes": 134217728, "ephemeralBytes": 0},
      "fargate": {"eligible": true, "vcpu": 0.25, "memoryGib": 0.5, "hourlyPerPod": 0.0123425, "blockedBy": [],
        "profile": "shop"},
      "placement": {"target": "fargate", "reason": "cheaper"},
      "hourly": 0.0123425, "monthly": 9.010025},
    {"id": "shop/StatefulSet/web", "namespace": "shop", "kind": "StatefulSet", "name": "web", "file": "shop.yaml", "line": 20,
      "replicas": {"min": 4, "expected": 4, "max": 4},
      "requests": {"cpuMillicores": 500, "memoryBytes": 1073741824, "ephemeralBytes": 0},
      "fargate": {"eligible": false, "vcpu": 0.5, "memoryGib": 2, "hourlyPerPod": 0.02913,
        "blockedBy": ["fargate-volume-ebs"]},
      "placement": {"target": "nodes", "group": "general", "reason": "blocked"},
      "hourly": 0.083085353, "monthly": 60.65230769}
  ],
  "allocation": {"workloads": 0.095427853, "idle": 0.090085357, "overhead": 0.023212852, "fixed": 0.145},
  "groups": [
    {"name": "shop", "workloads": 2, "pods": 5, "hourly": 0.095427853, "monthly": 69.66233269},
    {"name": "kube-system", "workloads": 1, "pods": 0, "hourly": 0, "monthly": 0}
  ],
  "nodeGroups": [
    {"name": "general", "instanceType": "m5.large", "purchase": "on-demand", "count": 2, "minCount": 2, "maxCount": 2,
      "zones": ["us-east-1a"], "labels": {}, "taints": [], "hourlyPerNode": 0.096, "hourly": 0.192, "monthly": 140.16,
      "nominal": {"vcpu": 2, "memoryMib": 8192},
      "allocatable": {"cpuMillicores": 1930, "memoryBytes": 7000000000, "ephemeralBytes": 18000000000, "pods": 29},
      "utilization": {"cpu": 0.5699, "memory": 0.3164}}
  ],
  "nodes": [
    {"group": "general", "count": 2, "zone": "us-east-1a",
      "pods": [{"workload": "shop/StatefulSet/web", "count": 2}],
      "daemonPods": [{"workload": "kube-system/DaemonSet/agent", "count": 1}]}
  ],
  "phases": [{"name": "always on", "hoursPerWeek": 168, "hourly": 0.353726062, "nodeCount": 2}],
  "costs": [
    {"category": "controlPlane", "item": "control-plane", "quantity": 1, "unit": "hour", "unitPrice": 0.1,
      "hourly": 0.1, "monthly": 73},
    {"category": "fargate", "item": "fargate-memory", "workload": "shop/Deployment/tiny", "quantity": 0.5,
      "unit": "GB-hour", "unitPrice": 0.004445, "hourly": 0.0022225, "monthly": 1.622425},
    {"category": "fargate", "item": "fargate-vcpu", "workload": "shop/Deployment/tiny", "quantity": 0.25,
      "unit": "vCPU-hour", "unitPrice": 0.04048, "hourly": 0.01012, "monthly": 7.3876},
    {"category": "nodes", "item": "node", "group": "general", "quantity": 2, "unit": "hour", "unitPrice": 0.096,
      "hourly": 0.192, "monthly": 140.16},
    {"category": "nodes", "item": "node-root-volume", "group": "general", "quantity": 40, "unit": "GB-month",
      "unitPrice": 0.08, "hourly": 0.004383562, "monthly": 3.20000026},
    {"category": "network", "item": "nat-gateway", "quantity": 1, "unit": "hour", "unitPrice": 0.045,
      "hourly": 0.045, "monthly": 32.85}
  ],
  "proof": {
    "certifiedHourly": 0.34138356,
    "resources": ["cpuMillicores", "memoryBytes", "ephemeralBytes", "pods"],
    "maxNodeGroups": 3,
    "minNodes": 2,
    "shift": 0,
    "nodeWorth": 98191780,
    "nodeClasses": [{"labels": {}}],
    "nodeTypes": [
      {"instanceType": "m5.large", "class": 0, "hourly": 0.098191781,
        "capacity": [1830, 6932891136, 18000000000, 28],
        "claim": {"by": "shares", "most": 0, "shares": [0, 0, 0, 0]}},
      {"instanceType": "m5.xlarge", "class": 0, "hourly": 0.194191781,
        "capacity": [3820, 14932891136, 18000000000, 57],
        "claim": {"by": "shares", "most": 0, "shares": [0, 0, 0, 0]}},
      {"instanceType": "t2.large", "class": 0, "hourly": 0.1,
        "capacity": [1830, 6932891136, 18000000000, 28], "dominatedBy": 0}
    ],
    "shapes": [
      {"pods": 1, "requests": [100, 134217728, 0, 1], "classes": [0], "fargateHourly": 0.0123425, "worth": 0,
        "workloads": ["shop/Deployment/tiny"]},
      {"pods": 4, "requests": [500, 1073741824, 0, 1], "classes": [0], "mostPerNode": 2, "worth": 0,
        "workloads": ["shop/StatefulSet/web"]}
    ],
    "conflicts": []
  },
  "findings": [
    {"rule": "fargate-volume-ebs", "severity": "block", "basis": "documented", "workload": "shop/StatefulSet/web",
      "file": "shop.yaml", "line": 40, "column": 11, "path": "spec.volumeClaimTemplates[0]", "message": "an EBS volume",
      "awsMessage": "no EBS", "fix": "use EFS", "savingHourly": -0.01},
    {"rule": "fargate-probe", "severity": "warn", "basis": "inferred", "workload": "shop/Deployment/tiny",
      "message": "no probe", "ignored": {"reason": "by choice", "source": "config"}}
  ],
  "gates": [
    {"name": "fail-on", "limit": "block", "value": 1, "failed": true},
    {"name": "max-hourly", "limit": 0.4, "value": 0.353726062, "failed": false},
    {"name": "max-monthly", "limit": 250, "value": 258.22002526, "failed": true},
    {"name": "strict", "limit": 0, "value": 0, "failed": false}
  ],
  "assumptions": [{"id": "nat-gateways", "text": "one NAT gateway"}],
  "skipped": [{"kind": "ConfigMap", "count": 12}],
  "unpriced": [],
  "commitments": {
    "savingsPlans": [
      {"term": "1yr", "payment": "no-upfront", "commitmentHourly": 0.009874, "eligibleHourly": 0.0123425,
        "savingHourly": 0.0024685, "savingMonthly": 1.802005,
        "curve": [{"commitmentHourly": 0, "hourly": 0.0123425}, {"commitmentHourly": 0.009874, "hourly": 0.009874}],
        "rates": [{"of": "fargate", "saving": 0.2, "source": "AWS", "asOf": "2026-07"}], "withoutRate": ["m5.large"]}],
    "reserved": [
      {"group": "general", "instanceType": "m5.large", "term": "1yr", "count": 2, "of": 2, "hourlyPerNode": 0.06,
        "savingHourly": 0.072, "savingMonthly": 52.56}]},
  "complete": true
}
)json";

}  // namespace

std::string sample_json() {
  return std::string(kSample);
}

std::string sample_with(std::string_view before, std::string_view after) {
  auto text = sample_json();
  const auto at = text.find(before);
  if (at == std::string::npos) {
    throw std::runtime_error("the sample does not hold " + std::string(before));
  }
  return text.replace(at, before.size(), after);
}

}  // namespace eksplan::support
