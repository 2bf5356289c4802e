#include "eksplan/catalog/terms.hpp"

#include <fmt/format.h>

#include "eksplan/base/checked.hpp"
#include "eksplan/catalog/named_percent.hpp"

namespace eksplan::catalog {
namespace {

constexpr std::int64_t kWhole = 1'000'000;

constexpr std::array<std::string_view, kServices> kServiceNames{
    "ec2", "fargate", "eks", "ebs", "efs", "elb", "vpc", "cloudwatch", "data-transfer"};

}  // namespace

std::string_view name(Service service) {
  return kServiceNames[static_cast<std::size_t>(service)];
}

std::string service_words() {
  return words_of(kServiceNames);
}

std::string text_of(const Discount& discount) {
  return named_percent_text(name(discount.service), discount.millionths);
}

std::string text_of(const Buying& buying) {
  return buying.other
             ? fmt::format("{}:{},{}", model::name(buying.purchase), buying.other->percent_left(),
                           model::name(buying.other->purchase))
             : std::string(model::name(buying.purchase));
}

base::Parsed<Discount> parse_discount(std::string_view text) {
  const auto read = parse_named_percent(
      text, {.names = kServiceNames,
             .no_name = "is not a service with a discount",
             .they_are = "the services are",
             .no_percent = "is not a discount",
             .example = "a service and percent above 0 and below 100, with at most four places, "
                        "such as fargate=12.5"});
  return read ? base::Parsed<Discount>(Discount{static_cast<Service>(read->name), read->millionths})
              : read.fault();
}

units::Money less(units::Money list, std::int64_t millionths) {
  return units::Money::from_nanos(base::mul_div_half_up(list.nanos(), kWhole - millionths, kWhole));
}

Service service_of(Item item) {
  switch (item) {
    case Item::control_plane:
    case Item::control_plane_extended:
    case Item::control_plane_tier_xl:
    case Item::control_plane_tier_2xl:
    case Item::control_plane_tier_4xl:
    case Item::control_plane_tier_8xl:
    case Item::auto_mode_fee:
      return Service::eks;
    case Item::fargate_vcpu:
    case Item::fargate_memory:
    case Item::fargate_ephemeral:
    case Item::fargate_savings_1yr_no_upfront:
    case Item::fargate_savings_1yr_partial_upfront:
    case Item::fargate_savings_1yr_all_upfront:
    case Item::fargate_savings_3yr_no_upfront:
    case Item::fargate_savings_3yr_partial_upfront:
    case Item::fargate_savings_3yr_all_upfront:
      return Service::fargate;
    case Item::ebs_gp3_storage:
    case Item::ebs_gp2_storage:
    case Item::ebs_io1_storage:
    case Item::ebs_io2_storage:
    case Item::ebs_st1_storage:
    case Item::ebs_sc1_storage:
    case Item::ebs_standard_storage:
    case Item::ebs_gp3_iops:
    case Item::ebs_gp3_throughput:
    case Item::ebs_io1_iops:
    case Item::ebs_io2_iops:
    case Item::ebs_snapshot_storage:
      return Service::ebs;
    case Item::efs_standard_storage:
    case Item::efs_infrequent_access_storage:
    case Item::efs_infrequent_access_elastic_storage:
    case Item::efs_archive_storage:
    case Item::efs_one_zone_storage:
    case Item::efs_one_zone_infrequent_access_storage:
    case Item::efs_elastic_read:
    case Item::efs_elastic_write:
    case Item::efs_provisioned_throughput:
      return Service::efs;
    case Item::application_load_balancer:
    case Item::application_load_balancer_lcu:
    case Item::network_load_balancer:
    case Item::network_load_balancer_lcu:
    case Item::classic_load_balancer:
    case Item::classic_load_balancer_data:
      return Service::elb;
    case Item::nat_gateway:
    case Item::nat_gateway_data:
    case Item::interface_endpoint:
    case Item::interface_endpoint_data:
    case Item::public_ipv4:
    case Item::public_ipv4_idle:
      return Service::vpc;
    case Item::logs_ingestion:
    case Item::logs_ingestion_infrequent_access:
    case Item::logs_storage:
      return Service::cloudwatch;
    case Item::data_transfer_internet_first_10tb:
    case Item::data_transfer_internet_next_40tb:
    case Item::data_transfer_internet_next_100tb:
    case Item::data_transfer_internet_over_150tb:
    case Item::data_transfer_cross_zone:
    case Item::data_transfer_other_region:
      break;
  }
  return Service::data_transfer;
}

}  // namespace eksplan::catalog
