#include <array>
#include <string_view>

#include "generated_cluster.hpp"
#include <fmt/format.h>

namespace eksplan::bench {
namespace {

constexpr std::string_view kHeader =
    "Cluster ID\tAPI Server URL\tNamespace\tName\tApplication\tComponent\tContainer Images\t"
    "CPU Requests\tMemory Requests\tCPU Usage\tMemory Usage\tCPU Recommendation\t"
    "Memory Recommendation\tCost [USD]\tSlack Cost [USD]\r\n";

// The letters that Kubernetes makes the ends of names of.
constexpr std::string_view kLetters = "bcdfghjklmnpqrstvwxz2456789";

std::string ending(std::uint64_t number, std::size_t length) {
  std::string text(length, kLetters.front());
  for (auto& letter : text) {
    letter = kLetters[number % kLetters.size()];
    number /= kLetters.size();
  }
  return text;
}

std::string pod_name(const GeneratedWorkload& workload, std::int64_t pod) {
  if (workload.kind == GeneratedKind::stateful_set) {
    return fmt::format("{}-{}", workload.name, pod);
  }
  // Odd, so that no two pods of a workload end alike.
  constexpr std::uint64_t kStep = 6'700'417;
  return fmt::format("{}-{}-{}", workload.name, ending(workload.name.size() * kStep, 9),
                     ending(static_cast<std::uint64_t>(pod) * kStep, 5));
}

std::string row_of(const GeneratedWorkload& workload, std::int64_t pod) {
  ContainerSize size;
  for (const auto& container : workload.containers) {
    size.cpu_millis += container.cpu_millis;
    size.memory_mib += container.memory_mib;
  }
  constexpr std::int64_t kMebibyte = 1 << 20;
  const auto bytes = size.memory_mib * kMebibyte;
  const auto percent = 20 + pod * 37 % 70;
  return fmt::format(
      "made-up\thttps://made-up.example\t{0}\t{1}\t{2}\t\tregistry.example/{2}:1.0\t"
      "{3}\t{4}.0\t{5}\t{6}.0\t{7}\t{8}.0\t1.5\t0.5\r\n",
      workload.team, pod_name(workload, pod), workload.name,
      static_cast<double>(size.cpu_millis) / 1000, bytes,
      static_cast<double>(size.cpu_millis * percent) / 100'000, bytes / 100 * percent,
      static_cast<double>(size.cpu_millis * (percent + 10)) / 100'000,
      bytes / 100 * (percent + 10));
}

}  // namespace

std::string usage_of(const std::vector<GeneratedWorkload>& workloads) {
  std::string text(kHeader);
  for (const auto& workload : workloads) {
    if (workload.kind == GeneratedKind::daemon_set) {
      continue;
    }
    for (std::int64_t pod = 0; pod < workload.replicas; ++pod) {
      text += row_of(workload, pod);
    }
  }
  return text;
}

}  // namespace eksplan::bench
