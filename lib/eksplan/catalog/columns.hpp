#pragma once
/// The columns of the tables of a price folder, as pricing-data/README.md tells them; the first is
/// the key of a row.

#include <array>
#include <string_view>

namespace eksplan::catalog {

/// regions.csv
inline constexpr std::array<std::string_view, 8> kRegionColumns{
    "region", "title",         "eks_fargate", "fargate_2020_02",
    "zones",  "fargate_zones", "source",      "as_of"};

/// instance-types.csv
inline constexpr std::array<std::string_view, 20> kTypeColumns{"instance_type",
                                                               "vcpu",
                                                               "memory_mib",
                                                               "memory_measured_mib",
                                                               "memory_measured_as_of",
                                                               "arch",
                                                               "gpus",
                                                               "gpu_manufacturer",
                                                               "neuron_accelerators",
                                                               "other_accelerator",
                                                               "local_nvme_gb",
                                                               "enis",
                                                               "ipv4_per_eni",
                                                               "max_ebs_attachments",
                                                               "nitro",
                                                               "bare_metal",
                                                               "burstable",
                                                               "current_generation",
                                                               "source",
                                                               "as_of"};

/// ec2/REGION.csv
inline constexpr std::array<std::string_view, 15> kRateColumns{
    "instance_type",     "on_demand",       "windows",      "spot",         "spot_kind",
    "spot_interruption", "spot_as_of",      "reserved_1yr", "reserved_3yr", "savings_1yr",
    "savings_3yr",       "committed_as_of", "zones",        "source",       "as_of"};

/// Of these the ones with prices: by model::Purchase, then that of Windows.
inline constexpr std::array<std::string_view, 7> kPriceColumns{
    "on_demand", "spot", "reserved_1yr", "reserved_3yr", "savings_1yr", "savings_3yr", "windows"};

/// services/REGION.csv
inline constexpr std::array<std::string_view, 5> kItemColumns{"item", "usd", "unit", "source",
                                                              "as_of"};

/// addons.csv
inline constexpr std::array<std::string_view, 10> kAddOnColumns{
    "name", "add_on", "version",      "kind",          "replicas",
    "cpu",  "memory", "host_network", "only_with_ebs", "source"};

}  // namespace eksplan::catalog
