#pragma once
/// What AWS sells, at which price, in one region, from when. A Catalogue is a set of views into one
/// flat, position-free block of bytes: the block compiled into the program is used where it lies
/// (nothing is parsed at start-up), and `--prices DIR` builds the same block from the same files
/// (pricing-data/README.md). Views that a Catalogue hands out live as long as its set.

#include <array>
#include <cstddef>
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
  units::Money amount;     ///< for one `unit`, as it is paid
  units::Money list;       ///< the same without discounts
  std::string_view unit;   ///< "hour", "GB-month", "vCPU-hour"
  std::string_view as_of;  ///< "2026-05" or a day: when it was the list price
  std::string_view source;
};

/// Everything but EC2 instances that a plan may pay for, or that is shown.
enum class Item : std::uint8_t {
  control_plane,                        ///< hour, an EKS cluster in standard support
  control_plane_extended,               ///< hour, in place of control_plane
  control_plane_tier_xl,                ///< hour, provisioned capacity, added to the support fee
  control_plane_tier_2xl,               ///< hour
  control_plane_tier_4xl,               ///< hour
  control_plane_tier_8xl,               ///< hour
  auto_mode_fee,                        ///< fraction, of the on-demand price of a node, added to it
  fargate_vcpu,                         ///< vCPU-hour
  fargate_memory,                       ///< GB-hour
  fargate_ephemeral,                    ///< GB-hour, above 20 GiB
  fargate_savings_1yr_no_upfront,       ///< fraction, taken off by a Compute Savings Plan
  fargate_savings_1yr_partial_upfront,  ///< fraction
  fargate_savings_1yr_all_upfront,      ///< fraction
  fargate_savings_3yr_no_upfront,       ///< fraction
  fargate_savings_3yr_partial_upfront,  ///< fraction
  fargate_savings_3yr_all_upfront,      ///< fraction
  ebs_gp3_storage,                      ///< GB-month
  ebs_gp2_storage,                      ///< GB-month
  ebs_io1_storage,                      ///< GB-month
  ebs_io2_storage,                      ///< GB-month
  ebs_st1_storage,                      ///< GB-month
  ebs_sc1_storage,                      ///< GB-month
  ebs_standard_storage,                 ///< GB-month
  ebs_gp3_iops,                         ///< IOPS-month, above 3000
  ebs_gp3_throughput,                   ///< MBps-month, above 125
  ebs_io1_iops,                         ///< IOPS-month
  ebs_io2_iops,                         ///< IOPS-month, of the first 32000
  ebs_snapshot_storage,                 ///< GB-month
  efs_standard_storage,                 ///< GB-month
  efs_infrequent_access_storage,        ///< GB-month, with bursting or provisioned throughput
  efs_infrequent_access_elastic_storage,   ///< GB-month, with elastic throughput
  efs_archive_storage,                     ///< GB-month
  efs_one_zone_storage,                    ///< GB-month
  efs_one_zone_infrequent_access_storage,  ///< GB-month
  efs_elastic_read,                        ///< GB
  efs_elastic_write,                       ///< GB
  efs_provisioned_throughput,              ///< MBps-month
  nat_gateway,                             ///< hour
  nat_gateway_data,                        ///< GB, through it, either way
  application_load_balancer,               ///< hour
  application_load_balancer_lcu,           ///< LCU-hour
  network_load_balancer,                   ///< hour
  network_load_balancer_lcu,               ///< LCU-hour
  classic_load_balancer,                   ///< hour
  classic_load_balancer_data,              ///< GB
  interface_endpoint,                      ///< hour, in one zone
  interface_endpoint_data,                 ///< GB, of the first PB
  public_ipv4,                             ///< hour, in use
  public_ipv4_idle,                        ///< hour, not in use
  logs_ingestion,                          ///< GB, standard class
  logs_ingestion_infrequent_access,        ///< GB
  logs_storage,                            ///< GB-month
  data_transfer_internet_first_10tb,       ///< GB
  data_transfer_internet_next_40tb,        ///< GB
  data_transfer_internet_next_100tb,       ///< GB
  data_transfer_internet_over_150tb,       ///< GB
  data_transfer_cross_zone,                ///< GB, charged in each direction
  data_transfer_other_region,              ///< GB, out of this one
};

/// All items, in the order of the enumeration.
std::span<const Item> all_items();

/// The key of an item in the files and in results: "ebs-gp3-storage".
std::string_view name(Item item);

/// What its price is for: "hour", "GB-month", "vCPU-hour", "fraction" (of another price).
std::string_view unit(Item item);

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
  std::vector<std::string_view>
      zone_ids;  ///< of `zones`, in their order: "use1-az1"; "" = not known
  /// Names of the zones where Fargate runs, of those above: all of them unless it is limited.
  std::vector<std::string_view> fargate_zones;
  std::string_view source;  ///< of what is said of the region
  std::string_view as_of;
};

/// How a Spot price came about.
enum class SpotKind : std::uint8_t {
  region_average,    ///< mean over the zones of the region at the time
  advisor_estimate,  ///< on-demand less what the Spot advisor says is saved; no price was seen
  zone_mean,         ///< mean of the newest price of each zone of a price history
};

std::string_view name(SpotKind kind);  ///< "region-average"

/// What is known of a type as a Spot instance in a region.
struct Spot {
  std::optional<units::HourlyRate> hourly;  ///< Linux
  SpotKind kind{};                          ///< of the price
  std::string_view as_of;                   ///< of the price
  std::string_view interruption;  ///< share reclaimed in a month: "<5%", "5-10%"; "" = not known
};

/// Where and when what is known of an instance type was read.
struct TypeOrigin {
  std::string_view source;
  std::string_view as_of;
  std::string_view memory_measured_as_of;  ///< "" when it was not measured
};

/// What is billed together, so that a contract gives it one discount.
enum class Service : std::uint8_t {
  ec2,
  fargate,
  eks,
  ebs,
  efs,
  elb,
  vpc,
  cloudwatch,
  data_transfer
};
inline constexpr std::size_t kServices = 9;

/// The part of the nodes that is bought in another way than the rest of them.
struct OtherPurchase {
  model::Purchase purchase{};
  std::int64_t percent = 0;  ///< 1 to 99

  /// Of the nodes that are bought as the rest of them.
  std::int64_t percent_left() const { return 100 - percent; }

  bool operator==(const OtherPurchase&) const = default;
};

/// How nodes are bought.
struct Buying {
  model::Purchase purchase = model::Purchase::on_demand;
  std::optional<OtherPurchase> other{};

  bool operator==(const Buying&) const = default;
};

/// How nodes of some types are bought.
struct TypeBuying {
  std::string types;  ///< a glob: "r*", "m5.large"
  Buying buying;

  bool operator==(const TypeBuying&) const = default;
};

/// What a customer pays of the list prices; see terms.hpp.
struct Terms {
  std::array<std::int64_t, kServices> millionths_off{};  ///< by Service
  /// The item that says what a savings plan takes off Fargate's prices, before the discount.
  std::optional<Item> fargate_savings{};
  Buying buying{};                            ///< of nodes
  std::vector<TypeBuying> buying_of_types{};  ///< of some of them; a later one counts more
};

class PriceSet;  // the block and its parsed header, private

/// The prices of one region.
class Catalogue {
 public:
  Catalogue(std::shared_ptr<const PriceSet> set, std::uint32_t region);

  const Region& region() const { return region_; }

  /// Prices are list prices until terms are set.
  void set_terms(const Terms& terms) { terms_ = terms; }

  const Terms& terms() const { return terms_; }

  /// Types of the price set, sorted by name, sold in this region or not.
  std::size_t type_count() const;
  model::InstanceType type(std::size_t index) const;
  std::optional<std::size_t> find_type(std::string_view name) const;

  /// Linux price per hour of a type as it is paid; nothing when the set has none for this region
  /// and purchase option.
  std::optional<units::HourlyRate> hourly(std::size_t type, model::Purchase purchase) const;

  /// The same with its date and source. The files have one source a row, which is said of each of
  /// its prices, but for a Spot price of kind zone_mean.
  std::optional<Price> price(std::size_t type, model::Purchase purchase) const;

  /// How the terms buy nodes of this type.
  const Buying& buying(std::size_t type) const;

  /// What such a node costs then, of two ways the mean, rounded down to a billionth: as it is paid,
  /// and at list prices. Nothing when a price of it is not known.
  std::optional<units::HourlyRate> node_hourly(std::size_t type) const;
  std::optional<units::HourlyRate> node_list_hourly(std::size_t type) const;

  /// On-demand price of a type with a Windows licence; nothing when not known.
  std::optional<Price> windows_price(std::size_t type) const;

  /// Nothing when neither a Spot price nor a rate of interruptions is known here.
  std::optional<Spot> spot(std::size_t type) const;

  /// Whether the set has a price of any kind for this type here.
  bool is_sold(std::size_t type) const;

  /// Names of the zones where a type is offered, sorted; empty = not known where.
  std::vector<std::string_view> zones(std::size_t type) const;

  /// Where and when the figures of a type were read.
  TypeOrigin type_origin(std::size_t type) const;

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
  std::optional<std::size_t> place_of(std::size_t type) const;
  std::int64_t nanos(std::size_t rates, std::size_t place) const;
  std::optional<units::Money> list_hourly(std::size_t type, model::Purchase purchase) const;
  std::optional<Price> price_at(std::size_t place, std::size_t rates) const;
  std::optional<Price> list_price(Item item) const;
  units::Money paid(Service service, units::Money list) const;

  std::shared_ptr<const PriceSet> set_;
  std::uint32_t region_index_;
  Region region_;
  Terms terms_;
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
