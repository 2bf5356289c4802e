#include "eksplan/saved/readers.hpp"

namespace eksplan::saved {
namespace {

// No pod is larger, and what is fits in bytes.
constexpr std::int64_t kMostGib = std::int64_t{1} << 30U;

Fargate read_fargate(const Fields& fields) {
  Fargate fargate;
  fargate.eligible = fields.required_flag("eligible");
  if (fields.has("vcpu") || fields.has("memoryGib")) {
    fargate.size = read_fargate_size(fields);
  }
  fargate.hourly_per_pod = fields.money("hourlyPerPod");
  if (!fields.has("blockedBy")) {
    fields.wrong("blockedBy", "'blockedBy' is missing");
  }
  fargate.blocked_by = fields.texts("blockedBy");
  fargate.profile = fields.text("profile");
  fields.object("current",
                [&](const Fields& current) { fargate.size_current = read_fargate_size(current); });
  return fargate;
}

Workload read_workload(const Fields& fields) {
  Workload workload;
  workload.id = fields.required_text("id");
  workload.namespace_name = fields.text("namespace");
  workload.kind = fields.required_text("kind");
  workload.name = fields.required_text("name");
  workload.file = fields.text("file");
  workload.line = fields.count("line", kMostLine).value_or(0);
  workload.added = fields.flag("added");
  fields.required_object("replicas",
                         [&](const Fields& of) { workload.replicas = read_replicas(of); });
  fields.required_object("requests",
                         [&](const Fields& of) { workload.requests = read_requests(of); });
  fields.object("overhead", [&](const Fields& of) {
    workload.overhead_cpu =
        units::MilliCpu::from_millis(of.required_count("cpuMillicores", kMostAmount));
    workload.overhead_memory =
        units::Bytes::from_count(of.required_count("memoryBytes", kMostAmount));
  });
  workload.images = fields.texts("images");
  fields.required_object("fargate", [&](const Fields& of) { workload.fargate = read_fargate(of); });
  fields.object("usage", [&](const Fields& of) { workload.usage = read_used(of); });
  fields.object("placement", [&](const Fields& of) { workload.placement = read_placement(of); });
  if (fields.has("hourly") || fields.has("monthly")) {
    workload.cost = read_amount(fields);
  }
  workload.overhead_hourly = fields.money("overheadHourly");
  return workload;
}

}  // namespace

FargateSize read_fargate_size(const Fields& fields) {
  FargateSize size{.vcpu = fields.required_decimal("vcpu"),
                   .memory_gib = fields.required_decimal("memoryGib")};
  if (size.memory_gib > units::Decimal::whole(kMostGib)) {
    fields.wrong("memoryGib", fmt::format("'{}' is out of range", size.memory_gib));
  }
  return size;
}

Extended read_extended(const Fields& fields) {
  return fields.counts_by_name("extended");
}

Requests read_requests(const Fields& fields) {
  const auto bytes = [&](const char* key) {
    return units::Bytes::from_count(fields.required_count(key, kMostAmount));
  };
  return {.cpu = units::MilliCpu::from_millis(fields.required_count("cpuMillicores", kMostAmount)),
          .memory = bytes("memoryBytes"),
          .ephemeral = bytes("ephemeralBytes"),
          .extended = read_extended(fields)};
}

Placement read_placement(const Fields& fields) {
  return {.target = fields.required_word("target",
                                         {"fargate", "nodes", "daemonset", "nowhere", "unplaced"}),
          .group = fields.text("group"),
          .reason = fields.text("reason"),
          .unplaced_pods = fields.count("unplacedPods").value_or(0),
          .nearest_miss = fields.text("nearestMiss")};
}

Replicas read_replicas(const Fields& fields) {
  return {.min = fields.required_count("min"),
          .expected = fields.required_count("expected"),
          .max = fields.required_count("max")};
}

std::vector<Workload> read_workloads(const Fields& result) {
  std::vector<Workload> workloads;
  result.required_each("workloads",
                       [&](const Fields& fields) { workloads.push_back(read_workload(fields)); });
  return workloads;
}

}  // namespace eksplan::saved
