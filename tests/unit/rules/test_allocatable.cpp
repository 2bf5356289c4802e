#include <limits>

#include <catch2/catch.hpp>

#include "eksplan/rules/node_fit.hpp"

namespace eksplan::rules {
namespace {

using model::Architecture;
using units::Bytes;

model::InstanceType type_of(std::int64_t vcpu, std::int64_t memory_mib, std::int64_t enis,
                            std::int64_t addresses) {
  model::InstanceType type;
  type.name = "x1.large";
  type.vcpu = vcpu;
  type.memory_mib = memory_mib;
  type.enis = enis;
  type.ipv4_per_eni = addresses;
  return type;
}

struct WorkedExample {
  std::string name;
  model::InstanceType type;
  std::int64_t measured_mib;
  std::int64_t cpu;
  std::int64_t planned_mib;
  std::int64_t allocatable_mib;
  std::int64_t pods;
};

model::InstanceType arm(model::InstanceType type) {
  type.arch = Architecture::arm64;
  return type;
}

TEST_CASE("what a node keeps for itself agrees with worked examples", "[rules]") {
  const auto row = GENERATE(values<WorkedExample>({
      {"t3.medium", type_of(2, 4096, 3, 6), 3827, 1930, 3246, 3285, 17},
      {"m5.large", type_of(2, 8192, 3, 10), 7811, 1930, 6903, 7137, 29},
      {"m6g.xlarge", arm(type_of(4, 16384, 4, 15)), 15613, 3920, 14103, 14620, 58},
      // 737 addresses: kube-reserved follows them, the pod limit of a managed group does not
      {"m5.24xlarge", type_of(96, 393216, 15, 50), 382831, 95690, 355262, 374369, 250},
      {"g5.xlarge", type_of(4, 16384, 4, 15), 15779, 3920, 14162, 14786, 58},
  }));
  CAPTURE(row.name);
  auto type = row.type;
  const auto planned = allocatable(type);
  CHECK(planned.cpu.millis() == row.cpu);
  CHECK(planned.memory == Bytes::mib(row.planned_mib));
  CHECK(planned.pods == row.pods);
  CHECK_FALSE(planned.memory_measured);
  type.memory_measured_mib = row.measured_mib;
  const auto measured = allocatable(type);
  CHECK(measured.memory == Bytes::mib(row.allocatable_mib));
  CHECK(measured.memory_measured);
}

struct CpuRow {
  std::int64_t vcpu;
  std::int64_t kept;
};

TEST_CASE("the kubelet keeps a falling share of CPU", "[rules]") {
  const auto row = GENERATE(values<CpuRow>({{1, 60},
                                            {2, 70},
                                            {4, 80},
                                            {8, 90},
                                            {16, 110},
                                            {32, 150},
                                            {48, 190},
                                            {64, 230},
                                            {96, 310},
                                            {128, 390},
                                            {192, 550}}));
  CAPTURE(row.vcpu);
  CHECK(allocatable(type_of(row.vcpu, 8192, 3, 10)).cpu.millis() == row.vcpu * 1000 - row.kept);
}

struct PodRow {
  std::int64_t vcpu;
  std::int64_t enis;
  std::int64_t addresses;
  std::int64_t pods;
};

TEST_CASE("pods are limited by addresses and by the managed node group", "[rules]") {
  const auto row = GENERATE(values<PodRow>({
      {1, 2, 2, 4},      // t3.nano
      {16, 8, 15, 110},  // 114 by addresses
      {29, 8, 30, 110},
      {30, 8, 30, 234},
      {32, 8, 30, 234},
      {96, 15, 50, 250},
      {8, 0, 0, 110},  // network not known
      {96, 0, 0, 110},
  }));
  CAPTURE(row.vcpu, row.enis, row.addresses);
  CHECK(allocatable(type_of(row.vcpu, 65536, row.enis, row.addresses)).pods == row.pods);
}

TEST_CASE("ephemeral storage is the root volume less 1 GiB and 10 %", "[rules]") {
  const auto type = type_of(2, 8192, 3, 10);
  CHECK(allocatable(type).ephemeral_storage == Bytes::gib(17));
  CHECK(allocatable(type, Bytes::gib(100)).ephemeral_storage == Bytes::gib(89));
  CHECK(allocatable(type, Bytes::from_count(Bytes::gib(20).count() + 1)).ephemeral_storage ==
        Bytes::gib(17));
  CHECK(allocatable(type, Bytes::mib(512)).ephemeral_storage == Bytes{});
}

struct DeviceRow {
  std::int64_t gpus;
  std::string_view maker;
  std::int64_t neuron;
  std::map<std::string, std::int64_t> extended;
};

TEST_CASE("devices go by the name that their plugin gives them", "[rules]") {
  const auto row = GENERATE(values<DeviceRow>({
      {0, "", 0, {}},
      {4, "NVIDIA", 0, {{"nvidia.com/gpu", 4}}},
      {1, "AMD", 0, {{"amd.com/gpu", 1}}},
      {8, "Habana", 0, {{"habana.ai/gaudi", 8}}},
      {8, "Somebody", 0, {}},
      {0, "", 6, {{"aws.amazon.com/neuron", 6}}},
  }));
  CAPTURE(row.maker);
  auto type = type_of(4, 16384, 4, 15);
  type.gpus = row.gpus;
  type.gpu_manufacturer = row.maker;
  type.neuron_accelerators = row.neuron;
  CHECK(allocatable(type).extended == row.extended);
}

TEST_CASE("absurd figures neither overflow nor go below zero", "[rules]") {
  const auto most = std::numeric_limits<std::int64_t>::max();
  const auto huge = allocatable(type_of(most, most, most, most), Bytes::from_count(most));
  CHECK(huge.memory == Bytes{});
  CHECK(huge.cpu.millis() == most);
  CHECK(huge.pods == 250);
  CHECK(allocatable(type_of(most, most, 3, 10)).memory == Bytes::from_count(most));
  CHECK(allocatable(type_of(1, 512, 2, 2)).memory == Bytes::mib(512 - 39 - 255 - 44 - 100));
  CHECK(allocatable(type_of(1, 128, 2, 2)).memory == Bytes{});
}

struct Attachments {
  std::string name;
  std::int64_t most;
  std::int64_t enis;
  bool nitro;
  std::int64_t for_pods;
};

TEST_CASE("EBS volumes of pods share attachments with the root volume and with interfaces",
          "[rules]") {
  const auto row = GENERATE(values<Attachments>({
      {"m5.large", 27, 3, true, 24},
      {"m5d.24xlarge", 23, 15, true, 8},
      {"m7i.large", 32, 3, true, 31},  // attachments of its own
      {"m7i.48xlarge", 128, 15, true, 127},
      {"c4.large", 40, 3, false, 39},
      {"not known", 0, 3, true, 25},
      {"not known and old", 0, 3, false, 39},
      {"none left", 3, 8, true, 0},
  }));
  CAPTURE(row.name);
  auto type = type_of(2, 8192, row.enis, 10);
  type.max_ebs_attachments = row.most;
  type.nitro = row.nitro;
  CHECK(ebs_attachments(type) == row.for_pods);
}

}  // namespace
}  // namespace eksplan::rules
