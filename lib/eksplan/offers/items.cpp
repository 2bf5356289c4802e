#include "eksplan/offers/items.hpp"

#include <algorithm>
#include <array>

#include "eksplan/base/text.hpp"

namespace eksplan::offers {
namespace {

constexpr std::string_view kEc2 = "AmazonEC2";
constexpr std::string_view kEks = "AmazonEKS";
constexpr std::string_view kElb = "AWSELB";
constexpr std::string_view kEfs = "AmazonEFS";
constexpr std::string_view kVpc = "AmazonVPC";
constexpr std::string_view kLogs = "AmazonCloudWatch";
constexpr std::string_view kTraffic = "AWSDataTransfer";
constexpr std::string_view kHours = "hrs|hours|hour|quantity";
constexpr std::string_view kStored = "gb-mo|gb-month";
constexpr std::string_view kGigabytes = "gb|gigabytes";

// Rules of one service and usage type stand together. Of control-plane-extended the list has what
// is paid on top of control-plane.
constexpr std::array kRules{
    ItemRule{kEks, "AmazonEKS-Hours:perCluster", "", "0", "control-plane", kHours},
    ItemRule{kEks, "AmazonEKS-Hours:extendedSupport", "", "0", "control-plane-extended", kHours},
    ItemRule{kEks, "Fargate-vCPU-Hours:perCPU", "", "0", "fargate-vcpu", "hours|hrs|vcpu-hours"},
    ItemRule{kEks, "Fargate-GB-Hours", "", "0", "fargate-memory", "hours|hrs|gb-hours"},
    ItemRule{kEks, "Fargate-EphemeralStorage-GB-Hours", "", "0", "fargate-ephemeral",
             "hours|hrs|gb-hours"},
    ItemRule{kEc2, "EBS:VolumeUsage.gp3", "", "0", "ebs-gp3-storage", kStored},
    ItemRule{kEc2, "EBS:VolumeUsage.gp2", "", "0", "ebs-gp2-storage", kStored},
    ItemRule{kEc2, "EBS:VolumeUsage.piops", "", "0", "ebs-io1-storage", kStored},
    ItemRule{kEc2, "EBS:VolumeUsage.io2", "", "0", "ebs-io2-storage", kStored},
    ItemRule{kEc2, "EBS:VolumeUsage.st1", "", "0", "ebs-st1-storage", kStored},
    ItemRule{kEc2, "EBS:VolumeUsage.sc1", "", "0", "ebs-sc1-storage", kStored},
    ItemRule{kEc2, "EBS:VolumeUsage", "", "0", "ebs-standard-storage", kStored},
    ItemRule{kEc2, "EBS:VolumeP-IOPS.gp3", "", "0", "ebs-gp3-iops", "iops-mo"},
    ItemRule{kEc2, "EBS:VolumeP-Throughput.gp3", "", "0", "ebs-gp3-throughput",
             "gibps-mo|mibps-mo|mbps-mo"},
    ItemRule{kEc2, "EBS:VolumeP-IOPS.piops", "", "0", "ebs-io1-iops", "iops-mo"},
    ItemRule{kEc2, "EBS:VolumeP-IOPS.io2", "", "0", "ebs-io2-iops", "iops-mo"},
    ItemRule{kEc2, "EBS:SnapshotUsage", "CreateSnapshot", "0", "ebs-snapshot-storage", kStored},
    ItemRule{kEc2, "NatGateway-Hours", "NatGateway", "0", "nat-gateway", kHours},
    ItemRule{kEc2, "NatGateway-Bytes", "NatGateway", "0", "nat-gateway-data", kGigabytes},
    ItemRule{kEfs, "TimedStorage-ByteHrs", "", "0", "efs-standard-storage", kStored},
    ItemRule{kEfs, "IATimedStorage-ByteHrs", "", "0", "efs-infrequent-access-storage", kStored},
    ItemRule{kEfs, "TimedStorage-Z-ByteHrs", "", "0", "efs-one-zone-storage", kStored},
    ItemRule{kEfs, "IATimedStorage-Z-ByteHrs", "", "0", "efs-one-zone-infrequent-access-storage",
             kStored},
    ItemRule{kEfs, "ProvisionedTP-MiBpsHrs", "", "0", "efs-provisioned-throughput",
             "mibps-mo|mbps-mo"},
    ItemRule{kElb, "LoadBalancerUsage", "LoadBalancing:Application", "0",
             "application-load-balancer", kHours},
    ItemRule{kElb, "LCUUsage", "LoadBalancing:Application", "0", "application-load-balancer-lcu",
             "lcu-hrs|lcu-hours"},
    ItemRule{kElb, "LoadBalancerUsage", "LoadBalancing:Network", "0", "network-load-balancer",
             kHours},
    ItemRule{kElb, "LCUUsage", "LoadBalancing:Network", "0", "network-load-balancer-lcu",
             "lcu-hrs|lcu-hours|nlcu-hrs"},
    ItemRule{kElb, "LoadBalancerUsage", "LoadBalancing", "0", "classic-load-balancer", kHours},
    ItemRule{kElb, "DataProcessing-Bytes", "LoadBalancing", "0", "classic-load-balancer-data",
             kGigabytes},
    ItemRule{kVpc, "VpcEndpoint-Hours", "VpcEndpoint", "0", "interface-endpoint", kHours},
    ItemRule{kVpc, "VpcEndpoint-Bytes", "VpcEndpoint", "0", "interface-endpoint-data", kGigabytes},
    ItemRule{kVpc, "PublicIPv4:InUseAddress", "", "0", "public-ipv4", kHours},
    ItemRule{kVpc, "PublicIPv4:IdleAddress", "", "0", "public-ipv4-idle", kHours},
    ItemRule{kLogs, "DataProcessing-Bytes", "", "0", "logs-ingestion", kGigabytes},
    ItemRule{kLogs, "DataProcessingIA-Bytes", "", "0", "logs-ingestion-infrequent-access",
             kGigabytes},
    ItemRule{kLogs, "TimedStorage-ByteHrs", "", "0", "logs-storage", kStored},
    ItemRule{kTraffic, "DataTransfer-Out-Bytes", "", "0", "data-transfer-internet-first-10tb",
             kGigabytes},
    ItemRule{kTraffic, "DataTransfer-Out-Bytes", "", "10240", "data-transfer-internet-next-40tb",
             kGigabytes},
    ItemRule{kTraffic, "DataTransfer-Out-Bytes", "", "51200", "data-transfer-internet-next-100tb",
             kGigabytes},
    ItemRule{kTraffic, "DataTransfer-Out-Bytes", "", "153600", "data-transfer-internet-over-150tb",
             kGigabytes},
    ItemRule{kTraffic, "DataTransfer-Regional-Bytes", "", "0", "data-transfer-cross-zone",
             kGigabytes},
};

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

// EU, USE1, APN2, UGW1, AFS1: letters and one digit; Europe's first region has none.
bool is_region_prefix(std::string_view text) {
  constexpr std::size_t kFewest = 3;
  constexpr std::size_t kMost = 4;
  return text == "EU" ||
         (text.size() >= kFewest && text.size() <= kMost && base::is_digit(text.back()) &&
          std::all_of(text.begin(), text.end() - 1, is_upper));
}

bool is_same_usage(const ItemRule& a, const ItemRule& b) {
  return a.service == b.service && a.usage == b.usage && a.operation == b.operation;
}

}  // namespace

std::span<const ItemRule> item_rules() {
  return kRules;
}

std::string_view usage_without_region(std::string_view usage) {
  const auto dash = usage.find('-');
  return dash != std::string_view::npos && is_region_prefix(usage.substr(0, dash))
             ? usage.substr(dash + 1)
             : usage;
}

std::span<const ItemRule> rules_of(const Product& product) {
  const auto service = product[Attribute::service];
  const auto usage = usage_without_region(product[Attribute::usage_type]);
  const auto operation = product[Attribute::operation];
  const auto* const first = std::find_if(kRules.begin(), kRules.end(), [&](const ItemRule& rule) {
    return rule.usage == usage && rule.service == service &&
           (rule.operation.empty() || rule.operation == operation);
  });
  if (first == kRules.end()) {
    return {};
  }
  const auto* const last = std::find_if_not(
      first, kRules.end(), [&](const ItemRule& rule) { return is_same_usage(rule, *first); });
  return {first, last};
}

std::optional<std::int64_t> divisor(const ItemRule& rule, std::string_view unit) {
  constexpr std::int64_t kMebi = 1024;
  const auto lower = base::to_lower(unit);
  for (const auto known : base::split(rule.units, '|')) {
    if (known == lower) {
      return lower == "gibps-mo" ? kMebi : 1;
    }
  }
  return std::nullopt;
}

}  // namespace eksplan::offers
