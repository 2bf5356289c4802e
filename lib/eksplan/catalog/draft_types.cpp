// Instance types and add-ons of a price set.

#include <algorithm>
#include <limits>

#include <fmt/format.h>

#include "eksplan/catalog/columns.hpp"
#include "eksplan/catalog/draft.hpp"
#include "eksplan/model/instance_type.hpp"
#include "eksplan/units/quantity.hpp"

namespace eksplan::catalog {
namespace {

constexpr std::size_t kMostTypes = std::numeric_limits<std::uint16_t>::max();

// Wide enough for any machine, narrow enough for the block.
constexpr PriceRow::Limits kCount{.lowest = 0,
                                  .highest = std::numeric_limits<std::uint16_t>::max()};
constexpr PriceRow::Limits kPositiveCount{.lowest = 1, .highest = kCount.highest};
constexpr PriceRow::Limits kSize{.lowest = 0, .highest = std::numeric_limits<std::int32_t>::max()};
constexpr PriceRow::Limits kPositiveSize{.lowest = 1, .highest = kSize.highest};

std::uint16_t count(std::int64_t value) {
  return static_cast<std::uint16_t>(value);
}

std::uint32_t size(std::int64_t value) {
  return static_cast<std::uint32_t>(value);
}

// m6i.large, u-6tb1.112xlarge: family, dot, size.
bool is_type_name(std::string_view text) {
  constexpr std::string_view kCharacters = "abcdefghijklmnopqrstuvwxyz0123456789-";
  const auto dot = text.find('.');
  return dot != std::string_view::npos && dot != 0 && dot + 1 < text.size() &&
         text.substr(0, dot).find_first_not_of(kCharacters) == std::string_view::npos &&
         text.substr(dot + 1).find_first_not_of(kCharacters) == std::string_view::npos;
}

void check_type_name(const PriceRow& row) {
  const auto name = row.required("instance_type");
  if (!name.empty() && !is_type_name(name)) {
    row.report("instance_type", fmt::format("'{}' is not the name of an instance type", name),
               "write family, dot and size, such as m6i.large");
  }
}

model::Architecture architecture(const PriceRow& row) {
  const auto text = row.required("arch");
  if (!text.empty() && text != name(model::Architecture::amd64) &&
      text != name(model::Architecture::arm64)) {
    row.report("arch", fmt::format("'{}' is not an architecture", text), "write amd64 or arm64");
  }
  return text == name(model::Architecture::arm64) ? model::Architecture::arm64
                                                  : model::Architecture::amd64;
}

// Measured memory is below the nominal size, and says when it was read.
std::uint32_t measured_memory(const PriceRow& row, std::int64_t nominal) {
  if (row.text("memory_measured_mib").empty()) {
    if (!row.text("memory_measured_as_of").empty()) {
      row.report("memory_measured_as_of", "there is a date but no measured memory",
                 "fill memory_measured_mib or leave both empty");
    }
    return 0;
  }
  row.date("memory_measured_as_of");
  const auto measured = row.whole("memory_measured_mib", kPositiveSize);
  if (nominal != 0 && measured > nominal) {
    row.report("memory_measured_mib",
               fmt::format("{} MiB is more than the {} MiB of the type", measured, nominal),
               "a machine never sees more than its nominal memory");
  }
  return size(measured);
}

std::uint8_t type_flags(const PriceRow& row) {
  const auto bit = [](bool is_set, std::uint8_t flag) { return is_set ? flag : std::uint8_t{0}; };
  return static_cast<std::uint8_t>(bit(row.flag_if_known("nitro"), block::kNitro) |
                                   bit(row.flag("bare_metal"), block::kBareMetal) |
                                   bit(row.flag("burstable"), block::kBurstable) |
                                   bit(row.flag("current_generation"), block::kCurrentGeneration));
}

// A request in Kubernetes' notation, 0 or more, in whole units of `of` the quantity.
template <class Amount>
std::int64_t request(const PriceRow& row, std::string_view column, Amount of) {
  const auto text = row.required(column);
  if (text.empty()) {
    return 0;
  }
  const auto quantity = units::parse_quantity(text);
  if (!quantity) {
    row.report(column, quantity.fault().message, quantity.fault().hint);
    return 0;
  }
  const auto amount = base::narrow(of(*quantity));
  if (!amount || *amount < 0) {
    row.report(column, fmt::format("'{}' is out of range", text), "a request is 0 or more");
    return 0;
  }
  return *amount;
}

// Replicas of a Deployment; a DaemonSet has none of its own.
std::uint32_t replicas(const PriceRow& row) {
  const auto kind = row.required("kind");
  if (kind == "Deployment") {
    return size(row.whole("replicas", kPositiveCount));
  }
  if (kind != "DaemonSet") {
    row.report("kind", fmt::format("'{}' is not a kind of add-on", kind),
               "write DaemonSet or Deployment");
  } else if (!row.text("replicas").empty()) {
    row.report("replicas", "a DaemonSet has no replicas", "leave the cell empty");
  }
  return 0;
}

}  // namespace

block::Type Draft::type_of(const PriceRow& row) {
  check_type_name(row);
  const auto memory = row.whole("memory_mib", kPositiveSize);
  return {
      .name = strings_.add(row.text("instance_type")),
      .gpu_manufacturer = strings_.add(row.text("gpu_manufacturer")),
      .other_accelerator = strings_.add(row.text("other_accelerator")),
      .memory_mib = size(memory),
      .memory_measured_mib = measured_memory(row, memory),
      .local_nvme_gb = size(row.whole_if_known("local_nvme_gb", kSize)),
      .vcpu = count(row.whole("vcpu", kPositiveCount)),
      .gpus = count(row.whole("gpus", kCount)),
      .neuron_accelerators = count(row.whole("neuron_accelerators", kCount)),
      .enis = count(row.whole_if_known("enis", kPositiveCount)),
      .ipv4_per_eni = count(row.whole_if_known("ipv4_per_eni", kPositiveCount)),
      .max_ebs_attachments = count(row.whole_if_known("max_ebs_attachments", kPositiveCount)),
      .arch = static_cast<std::uint8_t>(architecture(row)),
      .flags = type_flags(row),
      .memory_measured_as_of = strings_.add(row.text("memory_measured_as_of")),
      .origin = origin_of(row),
  };
}

void Draft::read_types(const PriceFile& file) {
  const PriceRows rows(file, kTypeColumns, found_);
  UniqueKeys keys;
  std::map<std::string, block::Type> by_name;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = rows.row(i);
    const auto type = type_of(row);
    if (keys.add(row, "instance_type", row.text("instance_type"))) {
      by_name.emplace(row.text("instance_type"), type);
    }
    if (by_name.size() > kMostTypes) {
      row.report("instance_type", "the file has more instance types than eksplan reads",
                 fmt::format("it reads {}", kMostTypes));
      break;
    }
  }
  for (const auto& [name, type] : by_name) {
    type_names_.push_back(name);
    types_.push_back(type);
  }
}

block::AddOn Draft::add_on_of(const PriceRow& row) {
  const auto bit = [](bool is_set, std::uint32_t flag) { return is_set ? flag : 0U; };
  return {
      .cpu_millis = request(row, "cpu", [](units::Quantity q) { return q.millis_up(); }),
      .memory_bytes = request(row, "memory", [](units::Quantity q) { return q.units_up(); }),
      .name = strings_.add(row.required("name")),
      .add_on = strings_.add(row.required("add_on")),
      .version = strings_.add(row.required("version")),
      .source = strings_.add(row.required("source")),
      .replicas = replicas(row),
      .flags = bit(row.text("kind") == "DaemonSet", block::kDaemonSet) |
               bit(row.flag("host_network"), block::kHostNetwork) |
               bit(row.flag("only_with_ebs"), block::kOnlyWithEbs),
  };
}

void Draft::read_add_ons(const PriceFile& file) {
  const PriceRows rows(file, kAddOnColumns, found_);
  UniqueKeys keys;
  std::map<std::string, block::AddOn> by_name;
  for (std::size_t i = 0; i < rows.size(); ++i) {
    const auto row = rows.row(i);
    keys.add(row, "name", row.text("name"));
    by_name.emplace(row.text("name"), add_on_of(row));
  }
  for (const auto& [name, add_on] : by_name) {
    add_ons_.push_back(add_on);
  }
}

}  // namespace eksplan::catalog
