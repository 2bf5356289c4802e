#include "lists.hpp"
#include <catch2/catch.hpp>

using namespace eksplan::offers;
using namespace eksplan::offers::test;

namespace {

ReadOptions on_day(std::string day) {
  return {.regions = {}, .region_of_title = {}, .as_of = std::move(day)};
}

}  // namespace

TEST_CASE("describe-instance-types gives the size of a type") {
  const auto read = read_text(R"({"InstanceTypes": [
   {"InstanceType": "p4d.24xlarge", "CurrentGeneration": true, "BareMetal": false,
    "Hypervisor": "nitro", "ProcessorInfo": {"SupportedArchitectures": ["i386", "x86_64"]},
    "VCpuInfo": {"DefaultVCpus": 96}, "MemoryInfo": {"SizeInMiB": 1179648},
    "InstanceStorageInfo": {"TotalSizeInGB": 8000}, "EbsInfo": {"MaximumEbsAttachments": 28},
    "NetworkInfo": {"MaximumNetworkInterfaces": 60, "DefaultNetworkCardIndex": 0,
      "NetworkCards": [{"NetworkCardIndex": 0, "MaximumNetworkInterfaces": 15},
                       {"NetworkCardIndex": 1, "MaximumNetworkInterfaces": 15}],
      "Ipv4AddressesPerInterface": 50},
    "GpuInfo": {"Gpus": [{"Name": "A100", "Manufacturer": "NVIDIA", "Count": 8}]}},
   {"InstanceType": "gr6f.4xlarge", "BurstablePerformanceSupported": false,
    "ProcessorInfo": {"SupportedArchitectures": ["arm64"]}, "VCpuInfo": {"DefaultVCpus": 16},
    "MemoryInfo": {"SizeInMiB": 131072}, "NetworkInfo": {"MaximumNetworkInterfaces": 8},
    "GpuInfo": {"Gpus": [{"Manufacturer": "NVIDIA", "Count": 0, "LogicalGpuCount": 1}]}},
   {"InstanceType": "mac2.metal", "ProcessorInfo": {"SupportedArchitectures": ["arm64_mac"]},
    "VCpuInfo": {"DefaultVCpus": 8}, "MemoryInfo": {"SizeInMiB": 16384}}]})",
                              on_day("2026-03-04"));
  CHECK(read.problems.empty());
  REQUIRE(read.file);
  const auto& types = read.file->facts.types;
  REQUIRE(types.size() == 2);
  const TypeFacts expected{.vcpu = 96,
                           .memory_mib = 1179648,
                           .arch = "amd64",
                           .gpus = 8,
                           .gpu_manufacturer = "NVIDIA",
                           .neuron_accelerators = 0,
                           .other_accelerator = "",
                           .local_nvme_gb = 8000,
                           .enis = 15,
                           .ipv4_per_eni = 50,
                           .max_ebs_attachments = 28,
                           .nitro = true,
                           .bare_metal = false,
                           .burstable = false,
                           .current_generation = true};
  CHECK(types.at("p4d.24xlarge") == expected);
  CHECK(types.at("gr6f.4xlarge").gpus == 1);
  CHECK(types.at("gr6f.4xlarge").arch == "arm64");
  CHECK(read.file->facts.types_as_of == "2026-03-04");
  CHECK(read.file->facts.left_out.size() == 1);
}

TEST_CASE("wrong instance types and files without a day are said") {
  const auto wrong = read_text(R"({"InstanceTypes": [{"InstanceType": "../etc"},
    {"InstanceType": "m5.large", "VCpuInfo": {"DefaultVCpus": "two"}}]})",
                               on_day("2026-03-04"));
  CHECK_FALSE(wrong.file);
  CHECK(wrong.problems ==
        "1: InstanceTypes: '../etc' is not an instance type\n"
        "2: InstanceTypes: m5.large has no vCPUs or no memory\n");
  CHECK(read_text(R"({"InstanceTypes": []})").problems ==
        "1: : the file does not say of which day it is\n");
}

TEST_CASE("offerings are by zone, whatever way the zone is named") {
  const auto read = read_text(R"({"InstanceTypeOfferings": [
    {"InstanceType": "m5.large", "LocationType": "availability-zone", "Location": "us-east-1a"},
    {"InstanceType": "m5.large", "LocationType": "availability-zone-id", "Location": "use1-az2"},
    {"InstanceType": "m5.large", "LocationType": "region", "Location": "us-east-1"}]})",
                              on_day("2026-03-04"));
  REQUIRE(read.file);
  CHECK(read.file->facts.offered ==
        std::vector<Offering>{{"m5.large", "us-east-1a"}, {"m5.large", "use1-az2"}});
}
