// Output of describe-instance-types and describe-instance-type-offerings.

#include <algorithm>
#include <string>

#include <fmt/format.h>

#include "eksplan/doc/json_stream.hpp"
#include "eksplan/offers/json_file.hpp"

namespace eksplan::offers {
namespace {

// The first architecture that Kubernetes runs on; "" = none, as on a Mac.
std::string architecture(const doc::JsonView& type) {
  const auto list = type.at({"ProcessorInfo", "SupportedArchitectures"});
  std::string arch;
  if (list) {
    doc::JsonMembers names(*list);
    while (names.next()) {
      const auto name = names.value().string().value_or("");
      if (name == "x86_64") {
        return "amd64";
      }
      if (name == "arm64") {
        arch = "arm64";
      }
    }
  }
  return arch;
}

bool truth(const doc::JsonView& type, std::string_view key) {
  const auto found = type.find(key);
  return found && found->raw() == "true";
}

// Logical GPUs: a type with a fraction of a GPU has one.
void read_gpus(const doc::JsonView& type, TypeFacts& facts) {
  const auto list = type.at({"GpuInfo", "Gpus"});
  if (!list) {
    return;
  }
  doc::JsonMembers gpus(*list);
  while (gpus.next()) {
    const auto gpu = gpus.value();
    const auto logical = count_at(gpu, {"LogicalGpuCount"}).value_or(0);
    facts.gpus += logical != 0 ? logical : count_at(gpu, {"Count"}).value_or(0);
    facts.gpu_manufacturer = text_at(gpu, "Manufacturer");
  }
}

void read_neuron(const doc::JsonView& type, TypeFacts& facts) {
  if (const auto list = type.at({"NeuronInfo", "NeuronDevices"})) {
    doc::JsonMembers devices(*list);
    while (devices.next()) {
      facts.neuron_accelerators += count_at(devices.value(), {"Count"}).value_or(0);
    }
  }
}

void read_other_accelerators(const doc::JsonView& type, TypeFacts& facts) {
  struct Kind {
    std::string_view info;
    std::string_view list;
  };

  for (const auto& kind : {Kind{"FpgaInfo", "Fpgas"}, Kind{"MediaAcceleratorInfo", "Accelerators"},
                           Kind{"InferenceAcceleratorInfo", "Accelerators"}}) {
    const auto list = type.at({kind.info, kind.list});
    if (!list || (kind.info == "InferenceAcceleratorInfo" && facts.neuron_accelerators != 0)) {
      continue;
    }
    doc::JsonMembers cards(*list);
    while (cards.next()) {
      const auto card = cards.value();
      facts.other_accelerator +=
          fmt::format("{}{} x {} {}", facts.other_accelerator.empty() ? "" : "; ",
                      count_at(card, {"Count"}).value_or(1), text_at(card, "Manufacturer"),
                      text_at(card, "Name"));
    }
  }
}

// Interfaces of the default network card, which is the one that the VPC CNI counts.
std::int64_t interfaces(const doc::JsonView& type) {
  const auto whole = count_at(type, {"NetworkInfo", "MaximumNetworkInterfaces"}).value_or(0);
  const auto wanted = count_at(type, {"NetworkInfo", "DefaultNetworkCardIndex"}).value_or(0);
  const auto cards = type.at({"NetworkInfo", "NetworkCards"});
  if (!cards) {
    return whole;
  }
  doc::JsonMembers members(*cards);
  while (members.next()) {
    const auto card = members.value();
    if (count_at(card, {"NetworkCardIndex"}) == wanted) {
      return count_at(card, {"MaximumNetworkInterfaces"}).value_or(whole);
    }
  }
  return whole;
}

TypeFacts facts_of(const doc::JsonView& type) {
  TypeFacts facts;
  const auto number = [&](std::initializer_list<std::string_view> keys) {
    return count_at(type, keys).value_or(0);
  };
  facts.vcpu = number({"VCpuInfo", "DefaultVCpus"});
  facts.memory_mib = number({"MemoryInfo", "SizeInMiB"});
  facts.arch = architecture(type);
  read_gpus(type, facts);
  read_neuron(type, facts);
  read_other_accelerators(type, facts);
  facts.local_nvme_gb = number({"InstanceStorageInfo", "TotalSizeInGB"});
  facts.enis = interfaces(type);
  facts.ipv4_per_eni = number({"NetworkInfo", "Ipv4AddressesPerInterface"});
  facts.max_ebs_attachments = number({"EbsInfo", "MaximumEbsAttachments"});
  facts.bare_metal = truth(type, "BareMetal");
  facts.nitro = text_at(type, "Hypervisor") == "nitro" ||
                (facts.bare_metal && type.at({"EbsInfo", "NvmeSupport"}) &&
                 type.at({"EbsInfo", "NvmeSupport"})->string() == "required");
  facts.burstable = truth(type, "BurstablePerformanceSupported");
  facts.current_generation = truth(type, "CurrentGeneration");
  return facts;
}

bool is_type_name(std::string_view name) {
  const auto dot = name.find('.');
  return dot != std::string_view::npos && dot != 0 && dot + 1 < name.size() &&
         std::all_of(name.begin(), name.end(), [](char c) {
           return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.';
         });
}

}  // namespace

void read_instance_types(JsonFile& file) {
  auto& stream = *file.stream;
  file.kind = "output of describe-instance-types";
  if (!stream.enter()) {
    file.wrong(stream.offset(), "InstanceTypes is not a list", "write what the AWS CLI printed");
    return;
  }
  while (stream.next()) {
    const auto value = stream.value();
    if (!value) {
      return;
    }
    const auto name = text_at(*value, "InstanceType");
    if (!is_type_name(name)) {
      file.wrong(value->offset(), fmt::format("'{}' is not an instance type", name),
                 "InstanceType is a family, a dot and a size, such as m5.large");
      continue;
    }
    auto facts = facts_of(*value);
    if (facts.vcpu == 0 || facts.memory_mib == 0) {
      file.wrong(value->offset(), fmt::format("{} has no vCPUs or no memory", name),
                 "VCpuInfo.DefaultVCpus and MemoryInfo.SizeInMiB are whole numbers above 0");
      continue;
    }
    if (facts.arch.empty()) {
      file.book.leave_out("instance types that no Linux of Kubernetes runs on");
      continue;
    }
    file.facts.types[std::string(name)] = std::move(facts);
  }
}

void read_offerings(JsonFile& file) {
  auto& stream = *file.stream;
  file.kind = "output of describe-instance-type-offerings";
  if (!stream.enter()) {
    file.wrong(stream.offset(), "InstanceTypeOfferings is not a list",
               "write what the AWS CLI printed");
    return;
  }
  while (stream.next()) {
    const auto value = stream.value();
    if (!value) {
      return;
    }
    const auto type = text_at(*value, "InstanceType");
    const auto place = text_at(*value, "Location");
    if (text_at(*value, "LocationType") == "region") {
      file.book.leave_out(
          "offerings of whole regions (ask with --location-type availability-zone)");
    } else if (!is_type_name(type) || place.empty()) {
      file.wrong(value->offset(), "an offering has no InstanceType or no Location",
                 "write what the AWS CLI printed");
    } else {
      file.facts.offered.push_back({std::string(type), std::string(place)});
    }
  }
}

}  // namespace eksplan::offers
