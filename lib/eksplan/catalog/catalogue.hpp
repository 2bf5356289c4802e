#pragma once
/// What AWS sells, at which price, in one region, from when. A Catalogue is a set of views into one
/// flat, position-free block of bytes: the block compiled into the program is used where it lies
/// (nothing is parsed at start-up), and `--prices DIR` builds the same block from the same files
/// (pricing-data/README.md). Views that a Catalogue hands out live as long as its set.

#include <cstdint>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "eksplan/diag/diagnostic.hpp"
#include "eksplan/model/instance_type.hpp"
#include "eksplan/units/money.hpp"
#include "eksplan/units/quantity.hpp"
#include "eksplan/units/resources.hpp"

namespace eksplan::catalog {

/// One price and where it is from.
struct Price {
  units::Money amount;     ///< for one `unit`
  std::string_view unit;   ///< "hour", "GB-month", "vCPU-hour"
  std::string_view as_of;  ///< "2026-05" or a day: when it was the list price
  std::string_view source;
};

/// Everything but EC2 instances that a plan may pay for.
enum class Item : std::uint8_t {
  control_plane,              ///< hour
  control_plane_extended,     ///< hour, in place of control_plane
  fargate_vcpu,               ///< vCPU-hour
  fargate_memory,             ///< GB-hour
  fargate_ephemeral,          ///< GB-hour, above 20 GiB
  ebs_gp3_storage,            ///< GB-month
  ebs_gp2_storage,            ///< GB-month
  ebs_io1_storage,            ///< GB-month
  ebs_io2_storage,            ///< GB-month
  ebs_st1_storage,            ///< GB-month
  ebs_sc1_storage,            ///< GB-month
  ebs_standard_storage,       ///< GB-month
  ebs_gp3_iops,               ///< IOPS-month, above 3000
  ebs_gp3_throughput,         ///< MBps-month, above 125
  efs_standard_storage,       ///< GB-month
  nat_gateway,                ///< hour
  application_load_balancer,  ///< hour
  network_load_balancer,      ///< hour
  classic_load_balancer,      ///< hour
  public_ipv4,                ///< hour
};

/// The key of an item in the files and in results: "ebs-gp3-storage".
std::string_view name(Item item);

/// Requests of the pods of an add-on that every EKS cluster runs (pricing-data/addons.csv).
struct AddOn {
  std::string_view name;  ///< of the workload in namespace kube-system: "coredns", "aws-node"
  bool daemon_set = false;
  std::int64_t replicas = 0;  ///< of a Deployment
  units::MilliCpu cpu;
  units::Bytes memory;
  bool host_network = false;
  bool only_with_ebs = false;  ///< runs when EBS volumes are used
  std::string_view source;
  std::string_view add_on;   ///< the EKS add-on it is part of: "vpc-cni"
  std::string_view version;  ///< of the manifest that the requests were read from
};

/// A region that the price set knows.
struct Region {
  std::string_view name;     ///< "us-east-1"
  std::string_view title;    ///< "US East (N. Virginia)"
  bool eks_fargate = false;  ///< EKS on Fargate is sold there
  bool fargate_2020_02 = false;
  std::vector<std::string_view> zones;  ///< names of availability zones, sorted: "us-east-1a"
};

class PriceSet;  // the block and its parsed header, private

/// The prices of one region.
class Catalogue {
 public:
  Catalogue(std::shared_ptr<const PriceSet> set, std::uint32_t region);

  const Region& region() const { return region_; }

  /// Types of the price set, sorted by name, sold in this region or not.
  std::size_t type_count() const;
  model::InstanceType type(std::size_t index) const;
  std::optional<std::size_t> find_type(std::string_view name) const;

  /// Linux price per hour of a type; nothing when the set has none for this region and purchase
  /// option.
  std::optional<units::HourlyRate> hourly(std::size_t type, model::Purchase purchase) const;

  /// The on-demand price of a type with its date and source; nothing when not known.
  std::optional<Price> on_demand_price(std::size_t type) const;

  /// Price of an item here; nothing when not known.
  std::optional<Price> price(Item item) const;

  std::span<const AddOn> add_ons() const;

  /// "builtin", or the folder it was read from.
  std::string_view set_name() const;

  /// The newest as_of of a price in the whole set: "2026-07-20".
  std::string_view effective_date() const;

  /// Of the block, in hex: the same for the same files in whatever folder.
  std::string sha256() const;

 private:
  std::shared_ptr<const PriceSet> set_;
  std::uint32_t region_index_;
  Region region_;
};

/// The compiled-in set / one built from files.
std::shared_ptr<const PriceSet> builtin();

struct PriceFile {
  std::string name;  ///< with its folder, for messages
  std::string_view text;
};

/// Builds a set from the files of a price folder (the layout of pricing-data/). Every wrong row is
/// reported; nothing is returned when there was an error.
std::shared_ptr<const PriceSet> build(std::string_view set_name, std::span<const PriceFile> files,
                                      diag::Diagnostics& found);

/// Files that every price folder has, relative to it, in the order of reading. The first is
/// price-set.csv.
std::span<const std::string_view> file_names();

/// The further files of a price folder: two for each region that its price-set.csv names.
std::vector<std::string> region_file_names(const PriceFile& price_set, diag::Diagnostics& found);

std::vector<std::string_view> region_names(const PriceSet& set);
std::optional<Catalogue> open_region(std::shared_ptr<const PriceSet> set, std::string_view region);

}  // namespace eksplan::catalog
